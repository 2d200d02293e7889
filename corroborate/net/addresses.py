"""One spelling of an address, and who answers for it: what it is registered as, who publishes."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from corroborate.reference.page_words import load_page_marks
from corroborate.reference.web_address import load_address_rules

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_WEB = ("http", "https")
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_KEPT = 1 << 13
"""Addresses whose spelling and publisher stay known: every search looks at the same weeks of
pages."""


@lru_cache(maxsize=_KEPT)
def canonical(url: str) -> str:
    """The one spelling of an address of the web under which its page is known.

    Without fragment, usual port and parameters that only track, the others sorted; scheme and host
    in lower case. An address that is none of the web comes back as it was, without outer spaces.
    """
    from w3lib.url import canonicalize_url

    bare = url.strip()
    parts = _split(bare)
    if parts is None:
        return bare
    host = parts.netloc.lower().removesuffix(_USUAL_PORTS[parts.scheme])
    path = parts.path or "/"
    kept = parts._replace(netloc=host, path=path, query=_without_tracking(parts), fragment="")
    try:
        return str(canonicalize_url(kept.geturl()))
    except ValueError:
        return bare


def plain_form(url: str) -> str:
    """The address without scheme, tracking, and what asks for another form of the page: the same
    for the AMP, print and mobile forms of one page, "" for what is no address."""
    marks = load_page_marks()
    parts = _split(canonical(url))
    if parts is None:
        return ""
    host, path = parts.netloc, parts.path.rstrip("/")
    host = next(
        (host.removeprefix(each) for each in marks.twin_hosts if host.startswith(each)), host
    )
    path = next((path.removesuffix(each) for each in marks.twins if path.endswith(each)), path)
    path = path.replace("/amp/", "/").rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if pair[0].lower() not in marks.twin_queries])
    return f"{host}{path}{'?' if query else ''}{query}"


def registrable(host: str) -> str:
    """The part of a host name that somebody registered: a label and its public ending.

    An address in digits, a name of one label and a public ending stand for themselves.
    """
    name = host.lower().rstrip(".")
    if name.replace(".", "").isdigit() or ":" in name:
        return name
    return _public_endings().privatesuffix(name) or name


def is_public_ending(host: str) -> bool:
    """Whether anybody may register below it: an ending like "co.uk", or a name of one label."""
    name = host.lower().strip(".")
    return _public_endings().publicsuffix(name) == name


@lru_cache(maxsize=_KEPT)
def publisher(address: str) -> str:
    """Who publishes at an address or host: its registrable domain, one user's part of a platform.

    "name.example.com" or "example.com/@name" on the platforms of the table, so that two users of
    one are not one publisher; "" for what names no host.
    """
    parts = _split(address.strip()) or _split(f"https://{address.strip()}")
    host = (parts.hostname or "").rstrip(".").removeprefix("www.") if parts else ""
    if parts is None or not host:
        return ""
    platforms = load_address_rules().platforms
    by_name = next((each for each in platforms.subdomain if host.endswith(f".{each}")), None)
    if by_name:
        return ".".join(host.split(".")[-len(by_name.split(".")) - 1 :])
    by_path = next((each for each in platforms.path if f".{host}".endswith(f".{each}")), None)
    return f"{by_path}{_user(parts.path)}" if by_path else registrable(host)


def _split(url: str) -> SplitResult | None:
    """The parts of an address of the web, None for another text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in _WEB and parts.hostname else None


def _without_tracking(parts: SplitResult) -> str:
    only_track = load_address_rules().tracking_of(registrable(parts.hostname or ""))
    kept = [pair for pair in parts.query.split("&") if not _tracks(pair, only_track)]
    return "&".join(kept)


def _tracks(pair: str, only_track: tuple[str, ...]) -> bool:
    name = unquote(pair.partition("=")[0]).lower()
    return any(
        name.startswith(each[:-1]) if each.endswith("*") else name == each for each in only_track
    )


def _user(path: str) -> str:
    """The part of a path that names a user of a platform, with its slash, "" where none does."""
    steps = [step.lower() for step in path.split("/") if step]
    kinds = load_address_rules().platforms.path_kinds
    kept = steps[:2] if steps and steps[0] in kinds else steps[:1]
    return "".join(f"/{step}" for step in kept)


@cache
def _public_endings() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
