"""One passage that was given for one claim: what it says of it, the whole against the whole.

Among many reports the first question is whether a passage speaks of the claim at all. Here somebody
says that it does, so that all its sentences count and a difference weighs more; what typed rules
leave open is decided by fitted probabilities (learned/weights/pair_*.json).
"""

from corroborate.steps.matching.given.laid import Laid
from corroborate.steps.matching.given.settle import find_pair_clashes, settle

__all__ = ["Laid", "find_pair_clashes", "settle"]
