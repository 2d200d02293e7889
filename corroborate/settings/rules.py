"""What each setting may be: its kind, its bounds and whether it is a secret."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from corroborate.settings.values import Security

_HOST = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(rf"{_HOST}(\.{_HOST})+")
_PRIVATE = re.compile(rf"(\*\.)?{_HOST}(\.{_HOST})*|[0-9a-f:.]*:[0-9a-f:.]*")
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
_SERVER = re.compile(rf"{_HOST}(\.{_HOST})*|[0-9a-f:.]*:[0-9a-f:.]*")
_USER = re.compile(r"^(https?://)[^\s/]*@")
_APPRISE = re.compile(r"[a-z][a-z0-9]*://\S+")
_ASCII = re.compile(r"[ -~]*")

BYTES = 1_000_000_000
"""The most that one response may be let grow to, so that a typing error cannot fill the memory."""
SECONDS = 3_600
"""An hour: longer than any page is waited for."""
DAYS = 3_650
"""Ten years: what is out earlier is not told of as news."""
PAGES = 10_000
"""Pages of one check; at one a second an outlet is asked for hours."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be: `says` completes "expected ...", `fits` tells whether it is that.

    A `secret` is never shown, neither by name nor in an error; `several` takes a list of such
    values.
    """

    says: str
    fits: Callable[[Any], bool]
    secret: bool = False
    several: bool = False

    def takes(self, value: object) -> bool:
        if self.several:
            return isinstance(value, list | tuple) and all(map(self.fits, value))
        return self.fits(value)


def _whole(least: int, most: int) -> Rule:
    return Rule(
        f"a whole number from {least} to {most}",
        lambda value: type(value) is int and least <= value <= most,
    )


def _number(least: float, most: float) -> Rule:
    return Rule(
        f"a number from {least:g} to {most:g}",
        lambda value: type(value) in (int, float) and least <= value <= most,
    )


def _is_text(value: object) -> bool:
    """Text on one line, that can be printed."""
    return isinstance(value, str) and (value.isprintable() or not value)


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _is_address(value: object) -> bool:
    """A web address without name and password."""
    if not _is_text(value) or not isinstance(value, str) or " " in value or "\\" in value:
        return False
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        return False
    return known and bool(parts.hostname) and "@" not in parts.netloc


def _is_proxy(value: object) -> bool:
    """A web address that may have a name and a password, and leads to no page."""
    if not isinstance(value, str) or not _ASCII.fullmatch(value):
        return False
    bare = _USER.sub(r"\1", value, count=1)
    parts = urlsplit(bare) if _is_address(bare) else None
    return value == "" or (parts is not None and not (parts.path.strip("/") + parts.query))


def _is_contact(value: object) -> bool:
    if not isinstance(value, str) or not _ASCII.fullmatch(value) or set(value) & set("()"):
        return False
    return value == "" or bool(_MAIL.fullmatch(value)) or _is_address(value)


def _is_mail_address(value: object) -> bool:
    """One that any mail server takes: plain letters alone."""
    return isinstance(value, str) and value.isascii() and bool(_MAIL.fullmatch(value))


def _is_apprise(value: object) -> bool:
    """An address of a service, by the scheme that apprise has for it."""
    return isinstance(value, str) and bool(_APPRISE.fullmatch(value))


def _or_empty(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value == "" or fits(value)


TEXT = Rule("text on one line", _is_text)
YES_OR_NO = Rule("true or false", lambda value: type(value) is bool)
ADDRESS = Rule("an address that starts with http:// or https://", _is_address)
HIDDEN_ADDRESS = Rule(
    "an address that starts with http:// or https://, without a password in it",
    _or_empty(_is_address),
    secret=True,
)
ADDRESSES = Rule(
    "a list of addresses that start with http:// or https://, without a password in them",
    _is_address,
    several=True,
)
DOMAIN = Rule(
    "a domain in lower case, such as paper.example",
    lambda value: value == "" or _matches(_DOMAIN)(value),
)
ID = Rule("lower-case words joined by hyphens, such as evening-paper", _matches(_ID))

_RULES = {
    "kept_readings": _whole(1, 1_000_000),
    "prior_bits": _number(-20, 20),
    "most_pages": _whole(1, PAGES),
    "days_before": _whole(0, DAYS),
    "days_after": _whole(0, DAYS),
    "store": TEXT,
    "web.contact": Rule("a mail address, or that of a page that tells who asks", _is_contact),
    "web.requests_per_s": _number(0.001, 1_000),
    "web.at_once_per_host": _whole(1, 100),
    "web.at_once": _whole(1, 1_000),
    "web.connect_timeout_s": _number(0.1, SECONDS),
    "web.idle_timeout_s": _number(0.1, SECONDS),
    "web.total_timeout_s": _number(0.1, SECONDS),
    "web.most_raw_bytes": _whole(1_000, BYTES),
    "web.most_decoded_bytes": _whole(1_000, BYTES),
    "web.most_redirects": _whole(0, 20),
    "web.tries": _whole(1, 10),
    "web.proxy": Rule("an address such as http://name:password@host:3128", _is_proxy, secret=True),
    "web.private_hosts": Rule(
        "a list of host names in lower case, such as intranet.example or *.intranet.example",
        _matches(_PRIVATE),
        several=True,
    ),
    "web.ports": Rule(
        "a list of ports from 1 to 65535",
        lambda value: type(value) is int and 1 <= value <= 65_535,
        several=True,
    ),
    "web.ca_file": TEXT,
    "search.gdelt": YES_OR_NO,
    "search.google_news": YES_OR_NO,
    "search.fact_check_key": Rule("a key of plain characters", _matches(_ASCII), secret=True),
    "search.gdelt_url": ADDRESS,
    "search.google_news_url": ADDRESS,
    "search.fact_check_url": ADDRESS,
    "notify.webhook": HIDDEN_ADDRESS,
    "notify.webhook_secret": Rule("a text of plain characters", _matches(_ASCII), secret=True),
    "notify.mail_to": Rule("a list of mail addresses", _is_mail_address, several=True),
    "notify.mail_from": Rule("a mail address", _or_empty(_is_mail_address)),
    "notify.smtp_host": Rule("the name of a mail server", _or_empty(_matches(_SERVER))),
    "notify.smtp_port": _whole(1, 65_535),
    "notify.smtp_security": Rule(
        '"starttls", "tls" or "none"', lambda value: value in get_args(Security)
    ),
    "notify.smtp_user": Rule("a name of plain characters", _matches(_ASCII)),
    "notify.smtp_password": Rule("a password of plain characters", _matches(_ASCII), secret=True),
    "notify.apprise": Rule(
        "a list of addresses such as apprise takes", _is_apprise, secret=True, several=True
    ),
    "notify.ping": HIDDEN_ADDRESS,
    "notify.ping_failed": HIDDEN_ADDRESS,
    "outlets.name": TEXT,
    "outlets.domain": DOMAIN,
    "outlets.feeds": ADDRESSES,
    "outlets.sitemaps": ADDRESSES,
    "outlets.cookie": Rule("a cookie header of plain characters", _matches(_ASCII), secret=True),
}

NAMES = tuple(_RULES)
"""Every setting: its section and name, in the order of the dataclasses; "outlets." for each."""


def rule_of(name: str) -> Rule:
    """What the setting of this name may be.

    Raises:
        KeyError: no such setting.
    """
    return _RULES[name]
