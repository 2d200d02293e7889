from corroborate.model.report import Report
from corroborate.model.text import Moment
from corroborate.steps.gathering import gather

DAY = Moment.parse("2025-06-29")


def report(text: str = "Four people left.", **fields) -> Report:
    return Report.from_dict({"text": text, "outlet": "Example Times", **fields})


def test_a_report_published_after_the_moment_is_no_evidence_and_is_told():
    gathered = gather(
        [report(id="a", published="2025-06-29"), report(id="b", published="2025-06-30")], DAY
    )
    assert [each.id for each in gathered.reports] == ["a"]
    assert any("1 of 2 reports came out after 2025-06-29" in note for note in gathered.notices)


def test_before_every_report_nothing_is_left_and_the_notice_says_why():
    gathered = gather([report(id="a", published="2025-07-01")], DAY)
    assert gathered.reports == ()
    assert any("no report was out by then" in note for note in gathered.notices)


def test_a_day_without_a_time_stands_for_the_whole_day():
    late = report(id="a", published="2025-06-29T23:30:00-07:00")
    assert gather([late], DAY).reports


def test_an_undated_report_is_kept_and_named():
    gathered = gather([report(id="a")], DAY)
    assert gathered.reports
    assert any("Report a had no date" in note for note in gathered.notices)


def test_two_reports_with_one_id_are_both_kept_under_ids_of_their_own():
    gathered = gather([report("One.", id="a"), report("Two.", id="a")], DAY)
    assert [each.id for each in gathered.reports] == ["a", "a#2"]
    assert any("two reports have the id a" in note for note in gathered.notices)


def test_a_report_given_twice_word_for_word_counts_once():
    gathered = gather([report(id="a"), report(id="a")], DAY)
    assert [each.id for each in gathered.reports] == ["a"]


def test_reports_without_an_id_get_one_each():
    gathered = gather([report("One."), report("Two.")], DAY)
    assert len({each.id for each in gathered.reports}) == 2


def test_an_id_made_up_never_takes_one_that_was_given():
    gathered = gather([report("One."), report("Two.", id="r1"), report("Three.", id="r1#2")], DAY)
    assert len({each.id for each in gathered.reports}) == 3


def test_a_page_without_text_is_a_failure_not_a_silence():
    gathered = gather([report("  ", id="a", url="https://example.org/a")], DAY)
    assert gathered.reports == ()
    assert gathered.failures[0].where == "https://example.org/a"


def test_a_report_that_names_no_outlet_is_told():
    gathered = gather([Report(text="Four left.", id="a")], DAY)
    assert any("named no outlet" in note for note in gathered.notices)


def test_a_date_that_is_not_one_leaves_the_report_undated_and_is_told():
    gathered = gather([report(id="a", published="someday")], DAY)
    assert gathered.reports[0].published is None
    assert any("'someday' is not a date" in note for note in gathered.notices)


def live_blog(*times: str) -> Report:
    entries = [{"at": time, "text": f"Told at {time}.", "headline": "News"} for time in times]
    text = "\n".join(["What we know.", *(str(each["text"]) for each in entries)])
    return report(text, id="live", published="2025-06-29T08:00:00+00:00", entries=entries)


def test_of_a_live_blog_only_what_was_written_by_then_is_read():
    early, late = "2025-06-29T09:00:00+00:00", "2025-06-30T09:00:00+00:00"
    gathered = gather([live_blog(late, early)], DAY)
    assert gathered.reports[0].text == f"News\nTold at {early}."
    assert [each.at.isoformat() for each in gathered.reports[0].entries if each.at] == [early]
    assert any("Report live: entries later than 2025-06-29" in note for note in gathered.notices)


def test_a_live_blog_that_is_all_earlier_stays_as_it_is():
    blog = live_blog("2025-06-29T09:00:00+00:00")
    gathered = gather([blog], DAY)
    assert gathered.reports == (blog,)
    assert gathered.notices == ()


def test_a_report_that_was_changed_later_is_taken_as_it_reads_now_and_that_is_told():
    changed = report(id="a", published="2025-06-28", modified="2025-07-02")
    gathered = gather([changed], DAY)
    assert gathered.reports == (changed,)
    assert any("Report a changed after 2025-06-29" in note for note in gathered.notices)


def test_what_a_report_says_that_it_changed_is_told() -> None:
    note = "Correction: an earlier version said four."
    report = Report(text="Three bridges closed.", id="a", corrections=(note,))
    assert (
        f"report a carries a note: “{note}”" in gather([report], Moment.parse("2025-06-29")).notices
    )
