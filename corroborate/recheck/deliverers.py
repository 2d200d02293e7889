"""One message handed over once, by each way that there is; none is tried again from here."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from typing import Any, Literal

from corroborate.errors import FetchFailed, NotInstalled
from corroborate.net.client import Answer, Attempt, Letter, MailServer, Net
from corroborate.net.client.retrying import asked_wait, is_worth_another
from corroborate.recheck.deliverable import Message
from corroborate.settings import Notify
from corroborate.store import Notification
from corroborate.text.harmless import plain

Channel = Literal["webhook", "mail", "apprise"]

_IN_A_HEADER = re.compile(r"[!-~]{1,200}")
"""A key that a header carries as it is."""


def load_apprise() -> Any:
    """The package apprise, which takes long to import.

    Raises:
        NotInstalled: it is not there.
    """
    try:
        return import_module("apprise")
    except ImportError as error:
        raise NotInstalled("notify.apprise in the settings", "notify") from error


@dataclass(frozen=True, slots=True)
class Means:
    """What messages leave by. `apprise` loads the package of that name."""

    net: Net
    notify: Notify
    now: Callable[[], datetime]
    apprise: Callable[[], Any] = load_apprise


def channels(notify: Notify) -> tuple[Channel, ...]:
    """The ways that are configured."""
    mails = notify.mail_to and not notify.missing_for_mail
    wanted: tuple[tuple[Channel, object], ...] = (
        ("webhook", notify.webhook),
        ("mail", mails),
        ("apprise", notify.apprise),
    )
    return tuple(channel for channel, is_set in wanted if is_set)


def handed_over(kept: Notification, message: Message, means: Means) -> Attempt:
    """Hand a message over by its channel, which is broken where it is not configured any more."""
    if kept.channel not in channels(means.notify):
        return Attempt("broken", "is not configured any more ([notify] in the settings)")
    return _WAYS[kept.channel](kept, message, means)


def _by_webhook(kept: Notification, message: Message, means: Means) -> Attempt:
    body, secret = message.posted, means.notify.webhook_secret
    headers = {"Content-Type": "application/json", "Idempotency-Key": _header_of(kept.key)}
    if secret:
        headers["X-Corroborate-Signature"] = signature(secret, body)
    try:
        answer = means.net.post(means.notify.webhook, body, headers)
    except FetchFailed as failure:
        return Attempt("broken" if failure.kind == "refused" else "down", failure.detail)
    return _attempt(answer, means.now())


def signature(secret: str, body: bytes) -> str:
    """How a receiver who knows the secret can tell that a body is ours, and whole."""
    return "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()


def _header_of(key: str) -> str:
    """The key where a header can carry it, else its hash."""
    return key if _IN_A_HEADER.fullmatch(key) else sha256(key.encode(errors="replace")).hexdigest()


def _attempt(answer: Answer, now: datetime) -> Attempt:
    """What the answer of a webhook means: who asks for a pause gets it for all that is to come."""
    if answer.is_well:
        return Attempt("sent")
    if is_worth_another(answer):
        wait_s = asked_wait(answer.header("retry-after"), now)
        is_asked = wait_s is not None or answer.status == 429
        return Attempt("down" if is_asked else "later", answer.told, wait_s or 0.0)
    if answer.status < 400:
        told = f"{answer.told}: no redirect is followed; set the address that it leads to"
        return Attempt("broken", told)
    return Attempt("refused", answer.told)


def _by_mail(kept: Notification, message: Message, means: Means) -> Attempt:
    by = means.notify
    server = MailServer(
        by.smtp_host, by.smtp_port, by.smtp_security, by.smtp_user, by.smtp_password
    )
    letter = Letter(kept.key, by.mail_from, by.mail_to, message.subject, message.text, kept.made)
    return means.net.mail(server, letter)


def _by_apprise(_kept: Notification, message: Message, means: Means) -> Attempt:
    """To each service by itself: where one took it, the others are not tried again, for that one
    would get it again."""
    try:
        apprise = means.apprise()
    except NotInstalled as error:
        return Attempt("broken", str(error))
    title, failed = plain(message.subject), []
    for number, address in enumerate(means.notify.apprise, 1):
        one = apprise.Apprise()
        if not (one.add(address) and one.notify(title=title, body=message.text)):
            failed.append(f"number {number} ({address.partition(':')[0]})")
    told = f"not taken by {', '.join(failed)} of its addresses" if failed else ""
    return Attempt("later" if len(failed) == len(means.notify.apprise) else "sent", told)


_WAYS: Mapping[str, Callable[[Notification, Message, Means], Attempt]] = {
    "webhook": _by_webhook,
    "mail": _by_mail,
    "apprise": _by_apprise,
}
