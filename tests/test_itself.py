from corroborate.gatherer.collected import Collected
from corroborate.gatherer.itself import without_itself
from corroborate.model.report import Report
from corroborate.model.text import Document

LINES = [
    "The council of Lorne voted on Tuesday to close the old swimming pool at the end of May.",
    "Repairs would have cost four million euros, which is what the town spends on roads in a year.",
    "Swimmers handed in a list of 2,300 names, and the mayor said that he would read every one.",
    "The school will send its classes to the pool of the next town, eleven kilometres away.",
    "A buyer for the building has not been found, the council said in a letter to the press.",
]
DOCUMENT = Document("\n".join(LINES))


def kept(*texts: str) -> list[str]:
    reports = tuple(Report(text, url=f"https://news.example/{at}") for at, text in enumerate(texts))
    return [each.text for each in without_itself(Collected(reports), DOCUMENT).reports]


def test_the_checked_text_found_again_is_no_evidence_and_that_is_told():
    found = Collected((Report(DOCUMENT.text, url="https://news.example/pool"),))
    left = without_itself(found, DOCUMENT)
    assert left.reports == ()
    assert "https://news.example/pool" in left.notices[0]


def test_an_edited_copy_is_the_checked_text_too():
    assert kept("\n".join([LINES[0].replace("Tuesday", "Monday"), *LINES[1:]])) == []


def test_a_report_that_only_quotes_it_or_is_quoted_by_it_is_evidence():
    longer = f"{DOCUMENT.text} " + " ".join(f"Neighbour {n} swam there daily." for n in range(60))
    assert kept(LINES[0], longer, "The pool of Lorne will close in May.") == [
        LINES[0],
        longer,
        "The pool of Lorne will close in May.",
    ]


def test_where_nothing_is_the_same_nothing_changes():
    found = Collected((Report("The pool of Lorne will close in May."),), notices=("one",))
    assert without_itself(found, DOCUMENT) is found
