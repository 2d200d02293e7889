"""What a search brought in, and what it could not bring in."""

from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.model.fact_check import FactCheck
from corroborate.model.report import Failure, Report


@dataclass(frozen=True, slots=True)
class Collected:
    """Reports in the order in which they were found likest, earlier fact checks, what could not be
    fetched or read, what a reader must know besides, one sentence each, and the addresses of pages
    that their outlets took down."""

    reports: tuple[Report, ...] = ()
    fact_checks: tuple[FactCheck, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def collected(parts: Iterable[Collected]) -> Collected:
    """All of several, in their order."""
    every = tuple(parts)
    return Collected(
        reports=tuple(each for one in every for each in one.reports),
        fact_checks=tuple(each for one in every for each in one.fact_checks),
        failures=tuple(each for one in every for each in one.failures),
        notices=tuple(each for one in every for each in one.notices),
        gone=tuple(each for one in every for each in one.gone),
    )
