"""Learned parts, each behind a Protocol, loaded when first used."""

from dataclasses import dataclass, field

from corroborate.learned.entailment import CrossEncoder, Entailment
from corroborate.learned.languages import FastGuesser, Guesser
from corroborate.learned.syntax import SpacySyntax, Syntax
from corroborate.learned.vectors import SentenceVectors, Vectors


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned parts of one engine; any may be replaced by one that keeps the Protocol."""

    syntax: Syntax = field(default_factory=SpacySyntax)
    vectors: Vectors = field(default_factory=SentenceVectors)
    guesser: Guesser = field(default_factory=FastGuesser)
    entailment: Entailment = field(default_factory=CrossEncoder)
