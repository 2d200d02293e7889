"""Clashes of scores: one match told with two results."""

import re
from collections.abc import Iterable

from corroborate.model.verdict import Inconsistency
from corroborate.reference.grammar import Grammar
from corroborate.steps.matching.clashes.case import Case
from corroborate.text.normalise import find_phrases
from corroborate.text.predicates import frames_of

_SCORE = re.compile(r"(?<![\w.,/-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w/-]|[.,]\d)")
RESULT = frozenset({"win", "lose"})
"""Predicates beside which two numbers joined by a dash are a score, and no range."""
SIDES = 2
"""Names that must be in both, for one match has two sides."""


def score_clashes(case: Case) -> Iterable[Inconsistency]:
    """Another result of the match between the same two; an interim score is none."""
    mine = _final(case.ours.text, case.ours.words, case.our_grammar)
    theirs = _final(case.passage.text, case.passage.words, case.their_grammar)
    if len(mine) != 1 or len(theirs) != 1 or _sides(mine[0]) == _sides(theirs[0]):
        return
    here = [pair for pair in case.aligned.names if pair.theirs is not None and not pair.near]
    if len(here) >= SIDES and len(here) == len(case.aligned.names):
        values = (mine[0], theirs[0])
        says = f"gives the score {values[1]}; the claim, {values[0]}."
        yield case.clash("count", values, "contradiction", says)


def _final(text: str, words: Iterable[str], grammar: Grammar) -> list[str]:
    told = any(frames_of(word) & RESULT for word in words)
    if not told or find_phrases(text, grammar.interim_scores):
        return []
    return [each.group() for each in _SCORE.finditer(text)]


def _sides(score: str) -> list[int]:
    """The two numbers of a score, in no order: who won is told by the names."""
    return sorted(int(each) for each in re.findall(r"\d+", score))
