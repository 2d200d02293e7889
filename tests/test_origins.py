"""Which reports go back to one source: cases, and what holds for all inputs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cases
from work import work_of

from corroborate.model.report import ReadReport, Report
from corroborate.model.text import Moment, Span
from corroborate.model.verdict import Alignment, Match
from corroborate.reference.attribution_words import load_voices
from corroborate.reference.language import load_language
from corroborate.reference.outlet import UNKNOWN_PRIOR, load_outlets
from corroborate.steps.origins import trace
from corroborate.steps.weighing import weigh
from corroborate.text.reading import Circumstances, read
from corroborate.text.speakers import parse, same_speaker

OUTLETS = load_outlets()
half = settings(max_examples=settings().max_examples // 2)
"""For properties that read their reports: half as many examples as the profile asks for."""
VOICES = load_voices()


def read_report(*row, matched=(), both=False):
    """A report and the match at the sentence that begins with ">", with the next where `both`.

    A row is id, outlet, day, language, text, and a byline where it has one.
    """
    report, outlet, day, language, marked, *byline = row
    at = marked.index(">")
    text = marked.replace(">", "", 1)
    publisher = OUTLETS.publisher_of(outlet, None, None)
    known = Circumstances(load_language(language), OUTLETS, publisher=publisher)
    readings = read(text, known, None)
    passage = next(each for each in readings if each.span.end > at)
    span = Span(passage.span.start, len(text)) if both else passage.span
    moment = Moment.parse(day)
    record = Report(
        text,
        id=report,
        outlet=outlet,
        language=language,
        published=moment,
        byline=next(iter(byline), None),
    )
    pieces = tuple(Alignment(slot, words, words, 1.0) for slot, words in matched)
    match = Match(report, "support", 1.0, span.of(text), span, pieces)
    return match, ReadReport(record, publisher, readings)


def traced(pairs):
    reports = {match.report: read for match, read in pairs}
    return trace([match for match, _ in pairs], reports, OUTLETS)


@pytest.mark.parametrize("case", cases("origins"))
def test_reports_are_grouped_by_where_they_have_it_from(case):
    found = {"matched": case.get("matched", ()), "both": case.get("both", False)}
    origins = traced([read_report(*each, **found) for each in case["reports"]])
    groups = sorted(sorted(origin.reports) for origin in origins)
    if "count" in case:
        assert len(origins) == case["count"], groups
    if "groups" in case:
        assert groups == sorted(sorted(group) for group in case["groups"])
    for field in ("retrieved", "provenance"):
        if field in case:
            assert [getattr(origin, field) for origin in origins] == case[field]
    if "roots" in case:
        assert [origin.root for origin in origins] == case["roots"]


def test_a_dependency_says_why_in_words():
    pair = read_report(
        "a", "Reuters", "2026-03-01", "en", ">Nordbank is for sale, The Information reported."
    )
    [origin] = traced([pair])
    [dependency] = origin.dependencies
    assert (dependency.kind, dependency.target) == ("cites", "The Information")
    assert dependency.why == "Reuters cites The Information: “The Information reported”"
    assert origin.weights == (0.0,)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Nordbank is for sale, The Information reported.", "The Information reported"),
        ("According to a TechCrunch report, it is for sale.", "According to a TechCrunch report"),
        ("It is for sale, a person close to it told CNBC.", "a person close to it told CNBC"),
        (
            "Omar Haddad has left, and The Information said that it cost 9,000 euros to hire him.",
            "The Information said that it cost 9,000 euros to hire him",
        ),
    ],
)
def test_a_reason_quotes_whole_words_as_an_editor_would(sentence, quote):
    [origin] = traced([read_report("a", "Reuters", "2026-03-01", "en", f">{sentence}")])
    assert f"“{quote}”" in origin.dependencies[0].why


def test_a_source_that_still_governs_is_quoted_from_the_sentence_that_names_it():
    text = "Elena Costa said on Sunday that it is sold. >In her own words, all is well."
    [origin] = traced([read_report("a", "Reuters", "2026-03-01", "en", text)])
    assert "“Elena Costa said on Sunday that it is sold”" in origin.dependencies[0].why


def test_a_cited_outlet_whose_own_report_does_not_say_it_is_called_so():
    relay = read_report("a", "Wired", "2026-03-01", "en", ">It is for sale, CNN reported.")
    silent = read_report("b", "CNN", "2026-03-01", "en", ">Trains were late on Sunday.")
    reports = {match.report: read for match, read in (relay, silent)}
    [origin] = trace([relay[0]], reports, OUTLETS)
    assert (origin.root, origin.retrieved) == ("CNN", False)
    [why] = {each.why for each in origin.dependencies}
    assert why.startswith("Wired cites CNN, whose own report was not found to say this: ")
    [both] = trace([relay[0], silent[0]], reports, OUTLETS)
    assert (both.root, both.retrieved) == ("b", True)


def test_no_matches_have_no_origins():
    assert trace([], {}, OUTLETS) == ()


SENTENCES = [
    "Nordbank is buying Delta Rail, The Information reported.",
    "Nordbank is buying Delta Rail, people familiar with the matter said.",
    "Nordbank said it was buying Delta Rail for 300 million euros.",
    "Nordbank buys Delta Rail for 300 million euros.",
    "Nordbank is buying Delta Rail, media reports say.",
    "Nordbank is buying Delta Rail, according to Wired.",
    "The sale of Delta Rail was confirmed by Elena Costa on Friday.",
    "Trains of Delta Rail will be painted blue by the new owner.",
]
NAMES = ["Wired", "Bloomberg", "BBC", "Some Blog", "Le Monde", "Reuters", "Techno Weekly", "AFP"]
rows = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(1, 5), st.sampled_from(SENTENCES)),
    min_size=1,
    max_size=8,
)


def pool(drawn):
    return [
        read_report(f"r{index}", name, f"2026-03-0{day}", "en", f">{text}")
        for index, (name, day, text) in enumerate(drawn)
    ]


@given(rows, st.randoms())
@half
def test_the_order_of_matches_does_not_matter(drawn, random):
    pairs = pool(drawn)
    assert traced(random.sample(pairs, len(pairs))) == traced(pairs)


@given(rows)
@half
def test_every_report_is_in_one_origin_and_there_are_no_more_origins_than_reports(drawn):
    pairs = pool(drawn)
    origins = traced(pairs)
    assert sorted(report for origin in origins for report in origin.reports) == sorted(
        match.report for match, _ in pairs
    )
    assert 1 <= len(origins) <= len(pairs)
    assert all(0 <= weight <= 1 for origin in origins for weight in origin.weights)
    assert len({origin.id for origin in origins}) == len(origins)


LONG = (
    "{} The harbour of the town was quiet on the day that the papers were signed and only a few "
    "people stood at the gate. Trains ran as they always do on a Sunday in early spring, nobody "
    "wore a badge, and the old station master sold tickets from his window until late at night."
)


@given(rows, st.integers(0, 7))
@half
def test_a_later_copy_adds_no_origin(drawn, which):
    texts = [
        (name, day, LONG.format(text + f" Number {i} of the list." * 3))
        for i, (name, day, text) in enumerate(drawn)
    ]
    pairs = pool(texts)
    match, original = pairs[which % len(pairs)]
    copy = replace(
        original.report, id="copy", outlet="Copy Site", published=Moment.parse("2026-03-09")
    )
    copied = (replace(match, report="copy"), ReadReport(copy, "copy-site", original.readings))
    assert len(traced([*pairs, copied])) == len(traced(pairs))


def test_a_flood_of_unknown_sites_adds_no_origin():
    scoop = read_report("scoop", "Bloomberg", "2026-03-01", "en", f">{SENTENCES[1]}")
    flood = [
        read_report(f"f{i}", f"Site {i}", "2026-03-02", "en", f">{SENTENCES[3]}") for i in range(60)
    ]
    assert len(traced([scoop, *flood])) == 1


def test_a_hundred_rewrites_of_one_unnamed_source_leave_number_and_confidence():
    scoop = read_report("scoop", "Bloomberg", "2026-03-01", "en", f">{SENTENCES[1]}")
    flood = [
        read_report(f"f{i}", f"Site {i}", "2026-03-02", "en", f">{SENTENCES[3]}")
        for i in range(100)
    ]
    alone, many_of_it = traced([scoop]), traced([scoop, *flood])
    assert (len(alone), len(many_of_it)) == (1, 1)
    quality = {match.report: 1.0 for match, _ in (scoop, *flood)}
    priors = dict.fromkeys(quality, UNKNOWN_PRIOR) | {"scoop": (8.0, 2.0)}
    believed = [weigh(each, [], quality, priors).probability for each in (alone, many_of_it)]
    assert believed == [0.7, 0.7]


def with_page(pair, **fields):
    """The pair with other fields of its record: its address, its links, its credit."""
    match, known = pair
    return match, replace(known, report=replace(known.report, **fields))


def test_a_page_that_gives_another_site_as_its_own_address_is_a_copy():
    original = with_page(
        read_report(
            "a", "Wired", "2026-03-01", "en", ">Delta Rail was sold, people close to it said."
        ),
        url="https://www.wired.com/story/delta?utm_source=x",
    )
    copy = with_page(
        read_report(
            "b", "Some Site", "2026-03-02", "en", ">Delta Rail has a new owner, insiders said."
        ),
        url="https://some-site.example/delta",
        domain="wired.com",
        links=("https://wired.com/story/delta/",),
    )
    [origin] = traced([original, copy])
    [why] = [each.why for each in origin.dependencies if each.kind == "text-reuse"]
    assert "is a copy of https://wired.com/story/delta/" in why


def test_two_addresses_of_one_site_make_no_copy():
    pair = with_page(
        read_report("a", "BBC", "2026-03-01", "en", ">The river has risen by two metres."),
        url="https://www.bbc.com/news/1",
        domain="bbc.co.uk",
        links=("https://www.bbc.co.uk/news/1",),
    )
    [origin] = traced([pair])
    assert origin.dependencies == ()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.wired.com/story/delta",
        "http://wired.com/story/delta/?utm_source=feed#top",
        "https://m.wired.com/story/delta/amp",
    ],
)
def test_a_link_to_the_other_story_leans_on_it_in_every_spelling_of_its_address(link):
    story = with_page(
        read_report("a", "Wired", "2026-03-01", "en", ">Delta Rail was sold in May."),
        url="https://www.wired.com/story/delta",
    )
    linking = with_page(
        read_report("b", "BBC", "2026-03-02", "en", ">The railway of the delta has a new owner."),
        links=(link,),
    )
    [origin] = traced([story, linking])
    assert {"links"} <= {each.kind for each in origin.dependencies}


def test_a_credit_to_an_agency_that_no_table_knows_is_one_source_for_all_who_print_it():
    first = read_report("a", "BBC", "2026-03-01", "en", ">The river has risen by two metres.")
    second = read_report(
        "b", "Le Monde", "2026-03-02", "fr", ">Le fleuve est monté de deux mètres."
    )
    credits = ("Ruritanian Press Agency", "avec Ruritanian Press Agency")
    pairs = [with_page(*each) for each in ((first,), (second,))]
    pairs = [with_page(p, credit=credit) for p, credit in zip(pairs, credits, strict=True)]
    assert len(traced(pairs)) == 1
    vague = [with_page(each, credit="With inputs from agencies") for each in (first, second)]
    assert len(traced(vague)) == 2


def test_two_that_misspell_a_name_alike_have_it_from_one():
    told = "The new head of Nordbank is {}. Rail traffic was not touched on Sunday."
    spelled = [
        "Lukas Ebenhard",
        "Lukas Ebenhard",
        "Lukas Ebenhart",
        "Lukas Ebenhart",
        "Lukas Ebenhard",
    ]
    spelled.append("Lukas Ebenhard")
    names = ["BBC", "CNN", "Wired", "The Verge", "The Guardian", "Newsweek"]
    pairs = [
        told_of_person(f"r{i}", name, told.format(who))
        for i, (name, who) in enumerate(zip(names, spelled, strict=True))
    ]
    shared = [
        each
        for origin in traced(pairs)
        for each in origin.dependencies
        if each.kind == "shared-error"
    ]
    assert [{each.source, each.target} for each in shared] == [{"r2", "r3"}]
    assert "“ebenhart lukas”" in shared[0].why


def told_of_person(report, outlet, text):
    """A report whose names of two words are people's; texts are told apart by their outlet."""
    match, known = read_report(report, outlet, "2026-03-01", "en", f">{text} {outlet} {report}.")
    readings = tuple(
        replace(
            each,
            facts=replace(
                each.facts,
                names=tuple(
                    replace(n, kind="person" if " " in n.key else n.kind) for n in each.facts.names
                ),
            ),
        )
        for each in known.readings
    )
    return match, replace(known, readings=readings)


def many(count):
    """Reports with texts of their own, read once and numbered."""
    pairs = pool([(f"Site {i}", 1 + i % 5, text) for i, text in enumerate(SENTENCES)])
    for number in range(count):
        match, known = pairs[number % len(pairs)]
        words = " ".join(f"word{number}x{i}" for i in range(200))
        report = replace(known.report, id=f"n{number}", text=f"{known.report.text} {words}")
        yield replace(match, report=report.id), replace(known, report=report)


def test_work_grows_with_the_number_of_reports_not_with_their_pairs():
    few, lots = list(many(100)), list(many(800))
    traced(few)
    assert work_of(lambda: traced(lots)) < 2 * 8 * work_of(lambda: traced(few))  # pairs: 64 times


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sam Weller", "Weller", True),
        ("Nordbank chief Rosa Klein", "a Nordbank spokesperson", True),
        ("Nordbank chief Rosa Klein", "former Nordbank engineer Omar Haddad", False),
        ("the Danish Red Cross", "the Danish Red Sox", False),
        ("the interior ministry", "le porte-parole du gouvernement", True),
        ("the Ruritanian government", "the Syldavian government", False),
        ("le gouvernement syldave", "les autorités syldaves", True),
        ("police", "prosecutors", False),
        ("police", "the police", True),
        ("USGS", "US Geological Survey", True),
        ("Islamic Relief", "Islamic State", False),
    ],
)
def test_two_speakers_are_one_party_or_not(one, other, same):
    mine, theirs = parse(one, VOICES), parse(other, VOICES)
    assert same_speaker(mine, theirs) is same_speaker(theirs, mine) is same
