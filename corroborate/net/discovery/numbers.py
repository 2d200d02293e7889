"""Amounts that a document tells -> terms, however they are written."""

import re
from collections.abc import Sequence

from corroborate.model.facts import Claim, Quantity
from corroborate.net.discovery.term import TITLED, Term, most_said

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_BETWEEN = re.compile(r"[., \u00a0\u202f]")


def number_terms(claims: Sequence[Claim], title: str) -> tuple[Term, ...]:
    """Amounts of more than one digit, as digits, however they are written."""
    told: dict[str, set[int]] = {}
    for at, claim in enumerate(claims):
        for assertion in claim.assertions:
            for quantity in assertion.facts.quantities:
                for digits in _digits_of(quantity):
                    told.setdefault(digits, set()).add(at)
    in_title = digits_in(title)
    terms = [
        Term("number", digits, (digits,), len(at) / len(claims) + TITLED * (digits in in_title))
        for digits, at in told.items()
        if len(digits) > 1
    ]
    terms.sort(key=lambda term: -len(term.key))
    return most_said(terms)


def digits_in(text: str) -> tuple[str, ...]:
    """The numbers of a text that is written with digits, without what groups them: 9000 of "9 000".

    >>> digits_in("1.400 morts, 9,000 jobs, 14,3 Md et 6 autres")
    ('1400', '9000', '14.3', '6')
    """
    return tuple(_plain_number(each) for each in _NUMBER.findall(text))


def _plain_number(written: str) -> str:
    groups = _BETWEEN.split(written)
    if len(groups) > 1 and all(len(each) == 3 for each in groups[1:]):
        return "".join(groups)
    return ".".join(groups)


def _digits_of(quantity: Quantity) -> tuple[str, ...]:
    written = digits_in(quantity.text)
    exact = quantity.low == quantity.high and float(quantity.low).is_integer()
    return written or ((str(int(quantity.low)),) if exact else ())
