"""Every limit that a caller may set, with its unit and its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What an `Engine` runs with.

    `kept_readings` is how many reports stay read, with their vectors, between checks (about 100 KB
    each); `prior_bits` is the belief in a claim before any report, in log2 odds: 0 is even odds,
    docs/method.md, Confidence.
    """

    kept_readings: int = 2_000
    prior_bits: float = 0.0
