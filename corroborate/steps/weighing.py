"""Step 5: origins for and against a claim -> a confidence, with the sum that gives it.

An origin is one voice, however many reports carry it. It adds bits (log2 odds): how much of the
claim its root bears out times how far the root's outlet can be trusted, and at most half a voice
more from members of its tree that did not copy all of what they say. How far the sum may go is
bounded by how the roots know and by how many they are: an unnamed source alone never buys more
than .70.

The scheme is weight of evidence as log odds (I. J. Good, "Probability and the Weighing of
Evidence", 1950) over a forest of dependencies (Dong, Berti-Equille and Srivastava, PVLDB 2009,
count copies in pairs; here the strongest parent alone decides). The constants marked "ours" were
chosen before there were labels to fit them to.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from math import exp, fsum, lgamma, log, log1p, log2

from corroborate.model.report import Origin, Provenance
from corroborate.model.verdict import Confidence, Part, Verdict

UNSEEN_ROOT = 0.9
"""Share of a voice for a root that we know through its relays alone: nobody checked it. Ours."""
MEMBERS_AT_MOST = 0.5
"""Voices that all the partial copies of one tree may add together, so that a flood of rewrites
never becomes a second source. Ours."""
DOUBT: Mapping[Provenance, float] = {
    "document": 0.10,
    "named": 0.20,
    "anonymous": 0.30,
    "none": 0.40,
}
"""What stays in doubt with one origin, by how its root knows; each further origin halves it. Ours,
after the two-source rule of newsrooms and their reserve towards sources that are not named."""
LOWEST, HIGHEST = 0.01, 0.99
"""Bounds of every probability given: published text alone never makes certain. Ours."""
CAUTIOUS_SHARE = 0.25
"""Quantile of an outlet's Beta that is its reliability: below the mean, the further the less is
known of it (as in CATD, Li et al., PVLDB 2014)."""
LEAST_RELIABLE, MOST_RELIABLE = 0.50, 0.95
"""Bounds of an outlet's reliability: a bad one adds nothing; it does not speak for the opposite.
Ours."""
MOST_BITS = 64.0
"""Where odds are cut before they become a probability: 2**64 is far past HIGHEST already."""
HALVINGS = 60
"""Steps of the search for a quantile: its error is then below 2**-60."""
TERMS = 100
"""Terms of the continued fraction; it settles within about the root of the larger parameter."""

LETTERS = ((0.90, "A"), (0.75, "B"), (0.60, "C"), (0.50, "D"))
"""From which reliability on, which letter of the Admiralty code; docs/method.md, Confidence."""

WORDS = (
    (0.95, "almost certain"),
    (0.80, "very likely"),
    (0.55, "likely"),
    (0.45, "roughly even chance"),
    (0.20, "unlikely"),
    (0.05, "very unlikely"),
    (0.00, "almost no chance"),
)
"""From which probability on, which words: Intelligence Community Directive 203, on likelihood."""


def weigh(
    support: Sequence[Origin],
    contrary: Sequence[Origin],
    quality: Mapping[str, float],
    priors: Mapping[str, tuple[float, float]],
    prior: float = 0.0,
) -> Confidence:
    """Add up what each origin says for a claim and against it, each origin once.

    To add it up by hand: take `prior` and add the bits of every part; b bits are odds of 2**b to
    1, a probability of 2**b / (1 + 2**b); where that lies above `cap` or below `floor`, the bound
    is the result. One bit doubles the odds. With nothing for the claim the cap is the prior's own
    probability, with nothing against it the floor is: no bound moves a probability past what was
    believed before any report.

    Args:
        support: the origins that bear the claim out, in any order.
        contrary: those that deny or contradict it, in any order.
        quality: report id -> share in 0..1 of the claim that it bears out, or that its denial
            reaches (a denial by an interested party is worth less than one).
        priors: report id -> alpha and beta of the Beta distribution of its outlet's reliability. An
            origin whose root was not retrieved takes the entry of `Origin.root` where there is one,
            else it is as strong as the strongest of its relays.
        prior: belief before any report, in bits; 0 is even odds.

    Returns:
        The parts sorted by origin, in bits, below 0 for contrary ones; the same for any order of
        origins and of the reports in them.

    Raises:
        KeyError: `quality` or `priors` lacks a report of an origin.
    """
    parts = [Part(origin.id, _bits(origin, quality, priors)) for origin in support]
    parts += [Part(origin.id, 0.0 - _bits(origin, quality, priors)) for origin in contrary]
    parts.sort(key=lambda part: (part.origin, part.bits))
    before = _within(LOWEST, _probability(prior), HIGHEST)
    cap = min(max(before, 1 - _doubt(support)), HIGHEST)
    floor = max(min(before, _doubt(contrary)), LOWEST)
    after = _probability(fsum(chain([prior], (part.bits for part in parts))))
    return Confidence(_within(floor, after, cap), prior, tuple(parts), cap, floor)


def effective_support(support: Iterable[Origin]) -> float:
    """How many whole voices the origins amount to: near their number where nothing was copied."""
    return fsum(_voices(origin) for origin in support)


def verdict(checkable: bool, supporting: int, contradicting: int) -> Verdict:
    """What the numbers of independent origins on each side say of a claim."""
    if not checkable:
        return "not-checkable"
    if supporting and contradicting:
        return "disputed"
    if contradicting:
        return "contradicted"
    if supporting:
        return "corroborated" if supporting > 1 else "single-source"
    return "unverified"


def in_words(probability: float) -> str:
    """The words of ICD 203 for a probability, as it reads when rounded to two decimals."""
    shown = round(probability, 2)
    return next(words for least, words in WORDS if shown >= least)


def credibility(concluded: Verdict, support: Sequence[Origin]) -> int:
    """The credibility of a claim in the Admiralty code, from 1 to 6.

    1 is confirmed, 2 probably true (a single source that is named or a document), 3 possibly true
    (one that is neither), 4 doubtful, 5 improbable, 6 cannot be judged.
    """
    if concluded == "single-source":
        return 2 if any(each.provenance in ("document", "named") for each in support) else 3
    scale = {"corroborated": 1, "disputed": 4, "contradicted": 5}
    return scale.get(concluded, 6)


def reliability_letter(alpha: float, beta: float) -> str:
    """How far an outlet with Beta(alpha, beta) can be trusted in the Admiralty code: A completely,
    B usually, C fairly, D not usually, F cannot be judged.

    E, unreliable, is for an outlet with a record; there are none yet.
    """
    reliability = beta_quantile(CAUTIOUS_SHARE, alpha, beta)
    return next((letter for least, letter in LETTERS if reliability >= least), "F")


def admiralty(
    concluded: Verdict, decisive: Sequence[Origin], priors: Mapping[str, tuple[float, float]]
) -> str:
    """The Admiralty code of a claim: the letter of the best root among `decisive`, the origins on
    the side that the verdict follows, and the credibility of what is said, each rated apart."""
    roots = [origin.reports[0] if origin.retrieved else origin.root for origin in decisive]
    letters = [reliability_letter(*priors[root]) for root in roots if root and root in priors]
    return f"{min(letters, default='F')}{credibility(concluded, decisive)}"


def _bits(
    origin: Origin, quality: Mapping[str, float], priors: Mapping[str, tuple[float, float]]
) -> float:
    """What one origin adds, in bits: its root, then its members while there is room for them."""
    worth = [quality[report] * reliability_bits(*priors[report]) for report in origin.reports]
    share, members = _shares(origin)
    if _has_root(origin):
        root = worth.pop(0)
    elif origin.root and origin.root in priors:
        told = max((quality[report] for report in origin.reports), default=0.0)
        root = told * reliability_bits(*priors[origin.root])
    else:
        root = max(worth, default=0.0)
    total, room = share * root, MEMBERS_AT_MOST
    for each, weight in sorted(zip(worth, members, strict=True), reverse=True):
        taken = min(room, weight)
        total, room = total + taken * each, room - taken
    return total


def _voices(origin: Origin) -> float:
    share, members = _shares(origin)
    return share + min(MEMBERS_AT_MOST, fsum(members))


def _shares(origin: Origin) -> tuple[float, tuple[float, ...]]:
    """The voice of the root, and that of each member beside it."""
    seen = 1.0 if origin.retrieved else UNSEEN_ROOT
    if _has_root(origin):
        return seen * origin.weights[0], origin.weights[1:]
    return UNSEEN_ROOT, origin.weights


def _has_root(origin: Origin) -> bool:
    """Whether the first report is the root, read whole or in part."""
    return bool(origin.reports) and (origin.retrieved or origin.root == origin.reports[0])


def _doubt(origins: Sequence[Origin]) -> float:
    """What stays in doubt of a side, 1 where it is empty; a single origin buys no more than one."""
    if not origins:
        return 1.0
    voices = max(1.0, effective_support(origins)) if len(origins) > 1 else 1.0
    return min(DOUBT[origin.provenance] for origin in origins) * 2 ** -(voices - 1)


def _probability(bits: float) -> float:
    return float(1 / (1 + 2 ** -_within(-MOST_BITS, bits, MOST_BITS)))


def _within(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)


@cache
def reliability_bits(alpha: float, beta: float) -> float:
    """What one whole claim of an outlet with Beta(alpha, beta) adds, in bits; never below 0."""
    reliability = _within(LEAST_RELIABLE, beta_quantile(CAUTIOUS_SHARE, alpha, beta), MOST_RELIABLE)
    return log2(reliability / (1 - reliability))


def beta_quantile(share: float, alpha: float, beta: float) -> float:
    """The value below which `share` of Beta(alpha, beta) lies, for parameters up to about 1000.

    By halving, as it is asked for only a few outlets a run: importing scipy would cost more.
    """
    if not (alpha > 0 and beta > 0):
        raise ValueError(f"a Beta distribution needs alpha, beta > 0, not {alpha}, {beta}")
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_below(middle, alpha, beta) < share else (low, middle)
    return (low + high) / 2


def beta_below(x: float, alpha: float, beta: float) -> float:
    """The share of Beta(alpha, beta) below x, 0 < x < 1: the regularised incomplete beta function.

    Source: NIST Digital Library of Mathematical Functions, 8.17.22 (the continued fraction, here
    from its far end) and 8.17.4 (the symmetry that keeps it where it converges fast).
    """
    if x > (alpha + 1) / (alpha + beta + 2):
        return 1 - beta_below(1 - x, beta, alpha)
    fraction = 1.0
    for m in range(TERMS, 0, -1):
        even = m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
        odd_m = m - 1
        odd = (alpha + odd_m) * (alpha + beta + odd_m) * x
        odd /= (alpha + 2 * odd_m) * (alpha + 2 * odd_m + 1)
        fraction = 1 - odd / (1 + even / fraction)
    logarithm = alpha * log(x) + beta * log1p(-x) - log(alpha)
    logarithm += lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)
    return exp(logarithm) / fraction
