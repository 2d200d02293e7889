"""Who is said to say what a sentence says, with which words, and whether the outlet asked them.

No syntax model: a sentence is read by its cues (verbs of saying, "according to", "told X", lines of
credit), with the outlets that it names marked beforehand. Most errors are of scope, so every
attribution keeps its place for an editor to look at.
"""

from corroborate.text.attribution.find import CREDIT, find_attributions
from corroborate.text.attribution.inherit import inherited, with_speakers

__all__ = ["CREDIT", "find_attributions", "inherited", "with_speakers"]
