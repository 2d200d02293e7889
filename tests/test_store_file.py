"""The file: who may write it, what is told when it is not what it should be, what survives."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from dossiers import DISPUTED, DOSSIER
from stores import Clock, page, raw, tampered

from corroborate.errors import StoreBusy, StoreDamaged, StoreError
from corroborate.model.report import Report
from corroborate.store import Store
from corroborate.store.schema import NEVER_DELETED, ONLY_ADDED_TO, VERSION
from corroborate.store.views import TOLD

HERALD = "https://herald.example/bridges"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "news.db"


def filled(file: Path) -> Store:
    """A store with something of everything."""
    store = Store.open(file, Clock())
    store.keep(page(HERALD, b"bridges " * 900), Report("Three bridges closed.", url=HERALD))
    store.checked_again(HERALD, Clock()())
    store.failed(HERALD, "503", Clock()())
    check = store.save(DOSSIER)
    store.rule(store.claims(check)[0].key, "true", "Ann")
    store.watch(HERALD)
    store.intend("key", "mail", "")
    return store


def test_what_was_kept_is_there_after_the_store_is_opened_again(file: Path) -> None:
    filled(file).close()
    with Store.open(str(file), Clock()) as store:
        assert store.dossier(1).to_dict() == DOSSIER.to_dict()
        assert store.verify() == ()


@pytest.mark.parametrize("table", [*ONLY_ADDED_TO, *NEVER_DELETED])
def test_evidence_can_only_be_added_to(filled_file: Path, table: str) -> None:
    connection = sqlite3.connect(filled_file)
    column = connection.execute(f"SELECT * FROM {table}").description[0][0]
    with pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"):
        connection.execute(f"DELETE FROM {table}")
    if table in ONLY_ADDED_TO:
        with pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")
    connection.close()


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "news.db"
    filled(file).close()
    return file


TAMPERED = {
    "a page": ("UPDATE blobs SET content = zeroblob(9)", "does not have the bytes"),
    "a text": ("UPDATE texts SET text = text || '!'", "does not have the words"),
    "a report": ("UPDATE reports SET record = replace(record, 'Quai', 'Kai')", "report 2"),
    "a finding": ("UPDATE findings SET record = x'00' WHERE id = 2", "finding 2"),
    "a quote": ("UPDATE passages SET exact = 'Cinq ponts' WHERE id = 1", "passage 1"),
    "when it was fetched": (
        "UPDATE snapshots SET fetched = '2020-01-01T00:00:00+00:00'",
        "snapshot 1 is not",
    ),
    "a ruling": ("UPDATE rulings SET outcome = 'false'", "ruling 1 is not as it was"),
    "what a check found": (
        "UPDATE check_claims SET finding_id = 3 WHERE position = 0",
        "check 1 is not",
    ),
    "a check taken out": ("DELETE FROM check_claims", "check 1 is not as it was"),
    "a link taken out": ("DELETE FROM ledger WHERE id = 2", "follows a gap"),
    "the first link forged": (
        "UPDATE ledger SET link = 'sha256:0' WHERE id = 1",
        "does not follow",
    ),
    "a row put in": (
        "INSERT INTO rulings SELECT 9, claim_id, finding_id, 'false', 'Eve', '', 'human', ruled "
        "FROM rulings",
        "ruling 9 is not in the chain",
    ),
    "a row without its like": (
        "DELETE FROM outlets",
        "refers to a row of outlets that is not there",
    ),
}


@pytest.mark.parametrize(("statement", "told"), TAMPERED.values(), ids=TAMPERED)
def test_verify_tells_in_a_sentence_what_was_changed(
    filled_file: Path, tmp_path: Path, statement: str, told: str
) -> None:
    copy = tmp_path / "news.db"
    copy.write_bytes(filled_file.read_bytes())
    tampered(copy, statement)
    with Store.open(copy, Clock()) as store:
        faults = [str(each) for each in store.verify()]
    assert any(told in each for each in faults), faults
    assert all("\n" not in each for each in faults)


def test_verify_tells_of_a_quote_that_was_never_true(file: Path) -> None:
    lying = replace(DISPUTED.inconsistencies[0], quote="Cinq ponts")
    with Store.open(file, Clock()) as store:
        store.save(replace(DOSSIER, findings=(replace(DISPUTED, inconsistencies=(lying,)),)))
        (fault,) = store.verify()
    assert "quotes words that its report does not have" in str(fault)


def test_the_last_link_tells_whether_the_end_was_cut_off(filled_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    copy.write_bytes(filled_file.read_bytes())
    with Store.open(copy, Clock()) as store:
        noted = store.last_link()
    tampered(copy, "DELETE FROM ledger WHERE kind = 'ruling'", "DELETE FROM rulings")
    with Store.open(copy, Clock()) as store:
        assert store.verify() == ()
        assert store.last_link() != noted


def test_a_file_that_is_damaged_is_told(filled_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    content = bytearray(filled_file.read_bytes())
    connection = sqlite3.connect(filled_file)
    sql = "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'texts'"
    number, size = connection.execute(sql).fetchone()
    connection.close()
    content[(number - 1) * size : number * size] = b"\x7f" * size
    copy.write_bytes(content)
    store = Store.open(copy, Clock())
    assert any("damaged" in str(each) for each in store.verify())
    with pytest.raises(StoreDamaged, match="damaged"):
        store.dossier(1)


def other_program(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()


def later_version(file: Path) -> None:
    filled(file).close()
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


NOT_OURS = {
    "no database": (
        lambda file: file.write_text("Three bridges closed. " * 99),
        "is not a database",
    ),
    "another program's": (other_program, "database of another program"),
    "a later version's": (later_version, "later version"),
    "a folder": (lambda file: file.mkdir(), "cannot be opened"),
}


@pytest.mark.parametrize(("make", "told"), NOT_OURS.values(), ids=NOT_OURS)
def test_a_file_that_is_no_store_of_ours_is_left_alone(file: Path, make: Any, told: str) -> None:
    file.parent.mkdir()
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    with pytest.raises(StoreError, match=told) as error:
        Store.open(file, Clock())
    assert "\n" not in str(error.value)
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "news").write_text("")
    with pytest.raises(StoreError, match="cannot be made a folder"):
        Store.open(tmp_path / "news" / "news.db", Clock())


def test_a_full_disk_is_one_clear_error_and_leaves_what_was_there(file: Path) -> None:
    store = filled(file)
    pages = raw(store).execute("PRAGMA page_count").fetchone()[0]
    raw(store).execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no room left"):
        store.save(replace(DOSSIER, reports=(Report(" ".join(map(str, range(30_000)))),)))
    raw(store).execute("PRAGMA max_page_count = 1000000")
    assert sum(len(store.checks(each)) for each in store.sources()) == 1
    assert store.verify() == ()


def test_a_file_that_may_only_be_read_can_be_read(file: Path) -> None:
    store = filled(file)
    raw(store).execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="may not be written"):
        store.save(DOSSIER)
    assert store.dossier(1).findings


def test_a_store_that_another_writes_for_too_long_is_busy(file: Path) -> None:
    store, other = filled(file), Store.open(file, Clock())
    raw(other).execute("PRAGMA busy_timeout = 10")
    with store.together():
        with pytest.raises(StoreBusy, match="try again later") as error:
            other.save(DOSSIER)
        assert other.dossier(1).findings
    assert error.value.exit_status == 75
    assert other.save(DOSSIER) == 2


def test_a_store_that_was_closed_says_so(file: Path) -> None:
    store = filled(file)
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.sources()


def test_a_clock_that_goes_back_is_recorded_as_told_and_breaks_nothing(file: Path) -> None:
    clock = Clock()
    with Store.open(file, clock) as store:
        for _ in range(2):
            store.save(DOSSIER)
            clock.later(hours=-5)
        (source,) = store.sources()
        first, second = store.checks(source)
        assert second.saved == first.saved - timedelta(hours=5)
        assert store.last_check(source) == second
        assert store.verify() == ()


def test_threads_share_a_store(file: Path) -> None:
    with Store.open(file, Clock()) as store, ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(store.save, DOSSIER) for _ in range(24)]
        assert sorted(each.result() for each in jobs) == list(range(1, 25))
        assert store.verify() == ()


WRITER = """
import sys
sys.path[:0] = sys.argv[3:]
from datetime import timedelta
from dossiers import DOSSIER
from stores import NOON, Clock, page
from corroborate.store import Schedule, Store
with Store.open(sys.argv[1], Clock()) as store:
    store.watch("https://herald.example/", Schedule(every=timedelta(hours=1)))
    for number in range(int(sys.argv[2])):
        print(number, flush=True)
        with store.together():
            store.save(DOSSIER)
            store.keep(page("https://herald.example/", b"x" * 5000), None)
            store.intend(f"{number}", "mail", "")
"""


def writer(file: Path, times: int) -> subprocess.Popen[str]:
    """Another program that writes a check, a page and a message, so many times, each together."""
    here = Path(__file__).parent
    command = [sys.executable, "-c", WRITER, str(file), str(times), str(here), str(here.parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_programs_write_at_once_even_where_the_file_is_new(file: Path) -> None:
    file.parent.mkdir()
    writers = [writer(file, 8) for _ in range(2)]
    for each in writers:
        each.communicate(timeout=60)
    assert [each.returncode for each in writers] == [0, 0]
    with Store.open(file, Clock()) as store:
        assert len(store.checks(store.sources()[1])) == 16
        assert len(store.notifications()) == 8
        assert store.verify() == ()


@pytest.mark.parametrize("after", [1, 4])
def test_a_program_killed_in_mid_write_leaves_all_of_a_write_or_nothing(
    file: Path, after: int
) -> None:
    program = writer(file, 10_000)
    assert program.stdout is not None
    for _ in range(after + 1):
        program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.communicate(timeout=60)
    with Store.open(file, Clock()) as store:
        whole = len(store.notifications())
        assert whole >= after
        assert len(list(store.snapshots())) == whole
        assert sum(len(store.checks(each)) for each in store.sources()) == whole
        assert store.verify() == ()


def test_a_backup_is_a_whole_store_and_never_takes_the_place_of_a_file(file: Path) -> None:
    store = filled(file)
    copy = file.with_name("copy.db")
    store.backup(copy)
    with Store.open(copy, Clock()) as copied:
        assert copied.verify() == ()
        assert copied.last_link() == store.last_link()
        assert copied.search("ponts") == store.search("ponts")
    with pytest.raises(StoreError, match="is there already"):
        store.backup(copy)


def test_a_database_says_how_many_migrations_it_had(filled_file: Path) -> None:
    connection = sqlite3.connect(filled_file)
    names = [
        row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")
    ]
    assert len(names) == connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert [name.split("_")[0] for name in names] == [f"m{n:03}" for n in range(1, VERSION + 1)]
    connection.close()


def test_every_table_is_strict_and_says_what_it_holds(filled_file: Path) -> None:
    connection = sqlite3.connect(filled_file)
    rows = connection.execute(
        "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
    )
    kept = [row for row in rows if not ("_search" in row[0] or "sqlite_" in row[0])]
    assert {name for name, _, _ in kept} - {"reports_text_of"} == set(TOLD)
    assert all(strict for _, kind, strict in kept if kind == "table")
    connection.close()
