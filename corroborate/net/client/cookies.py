"""What a subscriber's browser sends to an outlet, sent to that outlet alone."""

import re
from collections.abc import Mapping

from corroborate.errors import BadInput
from corroborate.net.addresses import is_public_ending, registrable
from corroborate.net.client.target import Target

_HEADER = re.compile(r"[\x20-\x7e]+")


class Cookies:
    """The Cookie headers of the settings, by the domain that each is for."""

    def __init__(self, by_domain: Mapping[str, str]) -> None:
        """Take them as domain -> header; one that is empty counts for nothing.

        Raises:
            BadInput: one is no header, or is for no domain of one outlet ("co.uk").
        """
        self._by_domain = {domain.lower(): each.strip() for domain, each in by_domain.items()}
        for domain, each in self._by_domain.items():
            if is_public_ending(domain):
                raise BadInput(f"cookie for {domain!r}: expected the domain of an outlet")
            if each and not _HEADER.fullmatch(each):
                raise BadInput(f"cookie for {domain}: expected one line of plain letters")

    def header_for(self, hops: tuple[Target, ...]) -> str:
        """What to send to the last of the addresses that an ask has led to, "" for nothing.

        Nothing over a line that others can read, nor to an address that another domain chose.
        """
        here = hops[-1]
        led_by_others = len({registrable(hop.host) for hop in hops}) > 1
        if led_by_others or not (here.scheme == "https" or here.private):
            return ""
        tails = (here.host[at:] for at in _starts(here.host))
        return next((self._by_domain[tail] for tail in tails if tail in self._by_domain), "")


def _starts(host: str) -> list[int]:
    """Where a domain may begin in a host: at each of its labels, the longest first."""
    return [0, *(match.end() for match in re.finditer(r"\.", host))]
