import pytest

from corroborate.text.tongue import likely_language


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("La dette atteint 3 milliards d'euros.", "fr"),
        ("King is eliminating jobs.", "en"),
        ("Photosynthesis produces oxygen.", "en"),
        ("Il governo ha approvato la legge di bilancio ieri sera.", None),
        ("Oslo 2019", None),
        ("", None),
    ],
)
def test_a_short_text_is_told_by_its_words_or_not_at_all(text, want):
    assert likely_language(text, ("en", "fr")) == want
