"""Every limit that a caller may set, with its unit and its reason."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal

_ANSWERS: dict[str, str] = tomllib.loads(
    (files("corroborate.settings") / "services.toml").read_text(encoding="utf-8")
)
"""Where each search service answers: its address is no word of the code."""


@dataclass(frozen=True, slots=True)
class Web:
    """How the client behaves on the web.

    `contact`, an address or page at which an outlet can reach us, stands in the user agent;
    `requests_per_s` is for each registrable domain, `at_once_per_host` and `at_once` count open
    requests; a response may be silent for `idle_timeout_s` and last `total_timeout_s`, with at most
    `most_raw_bytes` on the wire and `most_decoded_bytes` after decompression. `private_hosts` are
    names that may lead to addresses of a private network ("*.localhost" takes all below it),
    `ports` those that an address may name, `ca_file` certificates trusted besides the system's.
    """

    contact: str = ""
    requests_per_s: float = 1.0
    at_once_per_host: int = 2
    at_once: int = 20
    connect_timeout_s: float = 10.0
    idle_timeout_s: float = 10.0
    total_timeout_s: float = 30.0
    most_raw_bytes: int = 8_000_000
    most_decoded_bytes: int = 32_000_000
    most_redirects: int = 5
    tries: int = 3
    proxy: str = field(default="", repr=False)
    private_hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Services that are asked for words of the claims; each is off until its newsroom turns it on,
    as that tells somebody outside what a text not yet published is about.

    The `*_url` are where each service answers.
    """

    gdelt: bool = False
    google_news: bool = False
    fact_check_key: str = field(default="", repr=False)
    gdelt_url: str = _ANSWERS["gdelt"]
    google_news_url: str = _ANSWERS["google_news"]
    fact_check_url: str = _ANSWERS["fact_check"]


Security = Literal["starttls", "tls", "none"]
"""How a mail server is spoken to: TLS from its STARTTLS on, TLS from the start, or in the clear."""


@dataclass(frozen=True, slots=True)
class Notify:
    """Whom a re-check tells, and how; nobody by default.

    `webhook` is posted to, signed with `webhook_secret` where there is one; mail goes from
    `mail_from` to `mail_to` by the server `smtp_host`; `apprise` are addresses as that package
    writes them. `ping` is asked for after each run, in its place `ping_failed`, where it is set,
    after one that failed: a service behind them tells when none comes. All these addresses are
    secrets: whoever knows one can write there.
    """

    webhook: str = field(default="", repr=False)
    webhook_secret: str = field(default="", repr=False)
    mail_to: tuple[str, ...] = ()
    mail_from: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: Security = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    apprise: tuple[str, ...] = field(default=(), repr=False)
    ping: str = field(default="", repr=False)
    ping_failed: str = field(default="", repr=False)

    @property
    def missing_for_mail(self) -> str:
        """The first setting that is left out of those without which no mail leaves, "" where all
        are set, or none."""
        needed = {
            "smtp_host": self.smtp_host,
            "mail_from": self.mail_from,
            "mail_to": self.mail_to,
        }
        missing = [name for name, value in needed.items() if not value]
        return missing[0] if 0 < len(missing) < len(needed) else ""


@dataclass(frozen=True, slots=True)
class Followed:
    """An outlet that a newsroom follows: `id` is that of a row of the tables, or a new one.

    Where `feeds` and `sitemaps` are both empty, those of the row are used, else the sitemaps that
    the outlet's robots.txt names. `cookie` is what a subscriber's browser sends, for `domains` of
    the row or `domain`.
    """

    id: str
    name: str = ""
    domain: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    cookie: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an `Engine` and a `Gatherer` run with.

    `kept_readings` is how many reports stay read, with their vectors, between checks (about 100 KB
    each); `prior_bits` is the belief in a claim before any report, in log2 odds: 0 is even odds,
    docs/method.md, Confidence. A check fetches at most `most_pages`, of pages out from
    `days_before` days before the document until `days_after` days after it. `store` is the
    database, "" for the place that the system has for it.
    """

    kept_readings: int = 2_000
    prior_bits: float = 0.0
    most_pages: int = 40
    days_before: int = 7
    days_after: int = 7
    store: str = ""
    web: Web = Web()
    search: Search = Search()
    notify: Notify = Notify()
    followed: tuple[Followed, ...] = ()
