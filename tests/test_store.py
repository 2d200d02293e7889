"""Dossiers, claims over time, search, watches, messages and rulings."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from json import dumps, loads
from pathlib import Path

import pytest
from dossiers import BORNE_OUT, DISPUTED, DOSSIER, REPORTS, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import NOON, Clock
from strategies import dossiers

from corroborate.errors import BadInput, StoreError
from corroborate.faces.render.json import json as shown
from corroborate.model.dossier import Dossier
from corroborate.model.report import Report
from corroborate.model.text import Document, Moment
from corroborate.store import AFTER_PUBLICATION, CheckedClaim, Lease, Schedule, Store

ARTICLE = "https://quai.example/ponts"
ON_THE_WEB = replace(DOSSIER, document=Document(TEXT, "fr", url=ARTICLE))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store.open(tmp_path / "news.db", clock)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store for all examples of a property, as it would be in a newsroom."""
    return Store.open(tmp_path_factory.mktemp("shared") / "news.db", Clock())


@settings(max_examples=30)
@given(dossier=dossiers)
def test_any_dossier_comes_back_the_same_to_the_byte(shared: Store, dossier: Dossier) -> None:
    again = shared.dossier(shared.save(dossier))
    assert dumps(again.to_dict()) == dumps(dossier.to_dict())


def test_a_dossier_with_half_a_character_comes_back_as_json_shows_it(store: Store) -> None:
    half = "cut \ud83d here"
    report = replace(REPORTS[0], text=half, title=half, retrieved=Moment.parse("2025-03-05"))
    dossier = replace(DOSSIER, notices=(half,), reports=(report,), document=Document(half))
    again = store.dossier(store.save(dossier))
    kept = loads("".join(shown(again)))
    told = loads("".join(shown(dossier)))
    del kept["source"]["content_hash"], told["source"]["content_hash"]
    del kept["reports"][0]["content_hash"], told["reports"][0]["content_hash"]
    assert kept == told


def test_a_name_with_half_a_character_is_kept_with_a_mark_in_its_place(store: Store) -> None:
    half = "caf\udce9.txt"
    store.save(DOSSIER, source=half)
    assert store.watch(half).source == "caf\N{REPLACEMENT CHARACTER}.txt"
    assert store.failed(half, half, NOON) == NOON
    assert len(store.checks(half)) == len(store.sources()) == 1


def test_a_check_that_finds_the_same_adds_little(store: Store, clock: Clock) -> None:
    many = tuple(replace(DISPUTED, id=f"c{n}", text=f"{n} ponts " * 20) for n in range(20))
    long = tuple(replace(each, text=f"{each.text} " + "mot " * 2000) for each in REPORTS)
    dossier = replace(ON_THE_WEB, findings=many, reports=long)
    store.save(dossier)
    before = pages_of(store)
    for _ in range(10):
        seen = Moment.parse(clock.later(hours=1).isoformat())
        fetched = tuple(replace(each, retrieved=seen) for each in long)
        store.save(replace(dossier, as_of=clock(), reports=fetched))
    assert (pages_of(store) - before) / 10 < 30_000
    assert store.dossier(11).reports[0].retrieved == seen


def pages_of(store: Store) -> int:
    """The size of a store in bytes, as its file would be."""
    row = store._database.row(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    assert row is not None
    return int(row[0])


def test_a_report_of_the_same_name_in_another_check_is_another_report(store: Store) -> None:
    other = replace(REPORTS[0], text="Quatre ponts, disait-on.", outlet="River Post")
    first, second = ON_THE_WEB, replace(ON_THE_WEB, reports=(other, *REPORTS[1:]))
    checks = [store.save(each) for each in (first, second)]
    assert [store.dossier(each).reports[0].text for each in checks] == [REPORTS[0].text, other.text]
    outlets = store._database.rows(
        "SELECT DISTINCT outlet FROM claims_evidence WHERE stance = 'contradict' ORDER BY outlet"
    )
    assert [row[0] for row in outlets] == ["River Post"]


def test_a_claim_has_one_history_over_the_checks_of_its_source(store: Store, clock: Clock) -> None:
    first = store.save(replace(ON_THE_WEB, findings=(replace(DISPUTED, verdict="unverified"),)))
    clock.later(hours=6)
    reworded = replace(DISPUTED, id="c9", text="Quatre ponts ont fermé.")
    claim = store.claims(first)[0]
    told_apart = (CheckedClaim("c9", claim.key, reworded.text),)
    store.save(replace(ON_THE_WEB, findings=(BORNE_OUT, reworded)), continued=told_apart)
    store.save(replace(ON_THE_WEB, document=Document(TEXT, url="https://other.example/")))
    past = store.history(claim.key)
    assert [(each.check, each.verdict) for each in past] == [(1, "unverified"), (2, "disputed")]
    assert past[1].saved == NOON + timedelta(hours=6)
    assert (past[1].text, past[1].confidence) == (reworded.text, 0.4)
    assert (past[1].origins, past[1].contrary) == (("Canal 9",), ("préfecture",))
    with pytest.raises(StoreError, match="no claim has the key 'x'"):
        store.history("x")


def test_a_sentence_that_stands_twice_is_two_claims(store: Store) -> None:
    twice = (DISPUTED, replace(DISPUTED, id="c2"))
    check = store.save(replace(ON_THE_WEB, findings=twice))
    keys = [each.key for each in store.claims(check)]
    assert len(set(keys)) == 2
    assert keys == [
        each.key for each in store.claims(store.save(replace(ON_THE_WEB, findings=twice)))
    ]


def test_the_checks_of_a_source_are_told_in_order(store: Store, clock: Clock) -> None:
    store.save(ON_THE_WEB)
    clock.later(hours=-3)
    store.save(ON_THE_WEB)
    found = store.checks(ARTICLE)
    assert [(each.id, each.claims, each.flagged) for each in found] == [(1, 3, 1), (2, 3, 1)]
    assert found[0].saved > found[1].saved
    assert store.last_check(ARTICLE) == found[1]
    assert store.sources() == (ARTICLE,)
    assert store.last_check("https://other.example/") is None
    with pytest.raises(StoreError, match="no check 7"):
        store.dossier(7)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("prefecture QUAI", True),
        ('"ponts ont fermé"', True),
        ('"fermé ponts"', False),
        ("ponts absent", False),
        ("ponts OR absent", False),
        ("pont*", False),
        ('ponts "', True),
        ("-- ponts !", True),
        ("'; DROP TABLE claims; --", False),
        ("", False),
        ('"" ?!', False),
    ],
)
def test_a_search_finds_what_holds_all_its_words(store: Store, words: str, found: bool) -> None:
    store.save(ON_THE_WEB)
    assert bool(store.search(words)) is found


@settings(max_examples=30)
@given(words=st.text(max_size=30))
def test_any_string_is_a_search(shared: Store, words: str) -> None:
    assert isinstance(shared.search(words), tuple)


def test_a_hit_shows_its_words_and_leads_to_where_they_stand(store: Store) -> None:
    store.save(ON_THE_WEB)
    hits = {each.found: each for each in store.search("prefecture")}
    assert set(hits) == {"claim", "passage", "report"}
    for hit in hits.values():
        assert [mark.of(hit.snippet) for mark in hit.marks] == ["préfecture"]
    assert hits["report"].link == REPORTS[0].url
    assert (hits["passage"].outlet, hits["passage"].title) == ("Le Quai", "Quatre ponts fermés")
    assert store.history(hits["claim"].link)
    assert len(store.search("ponts", limit=2)) == 2


def test_of_too_many_hits_the_newest_are_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.store.search.MOST_RANKED", 2)
    said = [f"{'pont ' * (9 - n)} {n}" for n in range(4)]
    many = tuple(replace(DISPUTED, text=each) for each in said)
    store.save(replace(ON_THE_WEB, findings=many))
    assert [each.snippet for each in store.search("pont", limit=2)] == [said[3], said[2]]


def test_a_watch_is_due_after_publication_and_then_no_more(store: Store, clock: Clock) -> None:
    watch = store.watch(ARTICLE, published=NOON - timedelta(hours=2))
    seen = []
    while watch.due:
        seen.append(watch.due - watch.published)
        assert store.due(watch.due - timedelta(seconds=1)) == ()
        clock.at = watch.due
        assert store.due(clock()) == (watch,)
        lease = store.lease(watch, clock() + timedelta(minutes=5))
        assert lease is not None
        watch = store.finish(lease)
    assert seen == list(AFTER_PUBLICATION[1:])
    assert store.due(NOON + timedelta(days=400)) == ()


def test_a_watch_on_a_clock_skips_what_nobody_looked_at(store: Store, clock: Clock) -> None:
    watch = store.watch(ARTICLE, Schedule(every=timedelta(hours=6)))
    lease = store.lease(watch, clock.later(days=3) + timedelta(hours=1))
    assert lease is not None
    assert store.finish(lease).due == clock() + timedelta(hours=6)
    with pytest.raises(BadInput, match="above zero"):
        Schedule(every=timedelta(0))


def test_a_watch_can_be_paused_changed_and_removed_and_is_never_forgotten(store: Store) -> None:
    first = store.watch(ARTICLE, published=NOON - timedelta(days=2))
    assert store.pause(ARTICLE).paused
    assert store.due(NOON + timedelta(days=1)) == ()
    assert not store.pause(ARTICLE, paused=False).paused
    changed = store.watch(ARTICLE, Schedule(every=timedelta(days=1)))
    assert (changed.id, changed.schedule.every) == (first.id, timedelta(days=1))
    assert changed.published == first.published
    store.remove(ARTICLE)
    assert store.watches() == store.due(NOON + timedelta(days=9)) == ()
    assert [each.removed for each in store.watches(removed=True)] == [NOON]
    assert store.watch(ARTICLE).id != first.id
    with pytest.raises(StoreError, match="is not watched"):
        store.remove("https://other.example/")


def test_one_at_a_time_checks_a_watch_and_a_crash_frees_it(store: Store, clock: Clock) -> None:
    watch = store.watch(ARTICLE)
    clock.later(hours=2)
    crashed = store.lease(watch, clock() + timedelta(minutes=5))
    assert crashed is not None
    assert store.lease(watch, clock() + timedelta(minutes=5)) is None
    assert store.due(clock()) == ()
    clock.later(minutes=5)
    (free,) = store.due(clock())
    taken = store.lease(free, clock() + timedelta(minutes=5))
    assert taken is not None
    with pytest.raises(StoreError, match="another took over"):
        saved_and_finished(store, crashed)
    assert store.checks(ARTICLE) == ()
    store.finish(taken)
    assert store.lease(free, clock() + timedelta(minutes=5)) is None


def saved_and_finished(store: Store, lease: Lease) -> None:
    with store.together():
        store.save(ON_THE_WEB)
        store.finish(lease)


def test_failures_in_a_row_are_counted_until_a_success(store: Store, clock: Clock) -> None:
    watch = store.watch(ARTICLE, Schedule(every=timedelta(hours=1)))
    for failure in ("503", "timeout", ""):
        lease = store.lease(watch, clock.later(hours=1) + timedelta(minutes=5))
        assert lease is not None
        watch = store.finish(lease, failure)
        told = (watch.failures, watch.why, watch.failing_since)
        since = NOON + timedelta(hours=1)
        assert (
            told
            == {"503": (1, "503", since), "timeout": (2, "timeout", since), "": (0, "", None)}[
                failure
            ]
        )


def test_a_message_is_written_down_once_and_sent_until_it_arrives(
    store: Store, clock: Clock
) -> None:
    assert store.intend("c1:disputed", "webhook", "{}")
    assert not store.intend("c1:disputed", "webhook", "{}")
    (message,) = store.take_messages(clock() + timedelta(minutes=1))
    assert store.take_messages(clock() + timedelta(minutes=1)) == ()
    store.undelivered(message, "503", again=clock() + timedelta(hours=1))
    clock.later(hours=1)
    (again,) = store.take_messages(clock() + timedelta(minutes=1))
    assert (again.tries, again.why) == (1, "503")
    store.sent(again)
    assert store.take_messages(clock.later(days=9)) == ()
    store.intend("c2:disputed", "mail", "")
    store.undelivered(store.take_messages(clock())[0], "no such address", again=None)
    assert [each.state for each in store.notifications()] == ["sent", "given-up"]


def test_a_sender_that_crashed_leaves_its_messages_to_the_next(store: Store, clock: Clock) -> None:
    store.intend("c1:disputed", "webhook", "{}")
    (taken,) = store.take_messages(clock() + timedelta(minutes=1))
    clock.later(minutes=1)
    assert [each.key for each in store.take_messages(clock())] == [taken.key]


def test_what_is_written_together_is_kept_together(store: Store) -> None:
    store.intend("told", "mail", "")
    for key in ("told", "new"):
        with suppress(KeyError), store.together():
            store.save(ON_THE_WEB)
            if not store.intend(key, "mail", ""):
                raise KeyError(key)
    assert len(store.checks(ARTICLE)) == 1
    assert [each.key for each in store.notifications()] == ["told", "new"]


def test_only_rulings_make_an_outlet_reliable(store: Store, clock: Clock) -> None:
    claim = store.claims(store.save(ON_THE_WEB))[0].key
    assert store.reliability() == ()
    store.rule(claim, "unresolved", "Ann")
    assert store.reliability() == ()
    ruling = store.rule(claim, "true", "Ann", note="seen the bridges", decided_by="human")
    found = {each.outlet: (each.right, each.wrong) for each in store.reliability()}
    # Canal 9 bore the claim out; Le Quai denied it, and River Post passed that on.
    assert found == {"canal-9": (4, 2), "le-quai": (3, 3), "river-post": (3, 2.25)}
    assert store.rulings(claim)[-1] == ruling
    clock.later(days=365)
    faded = {each.outlet: round(each.right, 3) for each in store.reliability()}
    assert faded["canal-9"] == 3.5


def test_a_later_ruling_takes_the_place_of_an_earlier_one(store: Store) -> None:
    claim = store.claims(store.save(ON_THE_WEB))[0].key
    for outcome in ("true", "false"):
        store.rule(claim, outcome, "Ann", decided_by="primary-document")
    right = {each.outlet: each.right - each.wrong for each in store.reliability()}
    assert right["le-quai"] > right["river-post"] > right["canal-9"]
    assert [each.outcome for each in store.rulings(claim)] == ["true", "false"]


def test_a_ruling_that_cannot_stand_is_refused(store: Store) -> None:
    claim = store.claims(store.save(ON_THE_WEB))[0].key
    with pytest.raises(BadInput, match="true, false, unresolved"):
        store.rule(claim, "maybe", "Ann")  # type: ignore[arg-type]  # what a user may type
    with pytest.raises(BadInput, match="--by"):
        store.rule(claim, "true", " ")
    with pytest.raises(StoreError, match="no claim has the key"):
        store.rule("x", "true", "Ann")


def test_a_report_alone_needs_nothing_but_a_text(store: Store) -> None:
    dossier = replace(DOSSIER, findings=(), reports=(Report("x"), Report("x")))
    assert store.dossier(store.save(dossier)).reports == dossier.reports
