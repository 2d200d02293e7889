"""How much each sign that a report leans on another says: probabilities and gates.

They are those of docs/method.md, Origins, chosen before there were labels to fit them to.
"""

CITES, LINKS, WIRE, REUSE = 0.97, 0.85, 0.98, 0.95
IN_ORDER, NEWSROOM, BARE, UNNAMED = 0.70, 0.80, 0.64, 0.15
PRIMARY = 1.0
"""A statement belongs to whoever made it (docs/method.md, Origins)."""
SAME_QUOTE = 0.90
"""A quotation that others give to a speaker is that speaker's. Ours."""
ANNOUNCED = 0.90
"""A thing "announced in May" was told by those concerned, whoever writes so. Ours."""
OUTLET = 0.98
"""Two reports of one outlet are one voice. Ours."""
REPUBLISHED = 0.98
"""A page that says that its own address is on another site is a copy, as a credited one is."""
OWNER = 0.60
"""Same owner, separate newsrooms: above the cut, because the rule of
counting is that one owner is one source; own sourcing halves it, and then two newsrooms are two."""
HEARSAY = 0.80
"""That "media reports say" means a report of this set. Ours."""
BARE_BACKGROUND = 0.41
"""A newsroom's report without source, of a thing that need not be told: the share
of copied text with the agency left out (Cagé, Hervé, Viaud 2017), below the cut."""
IN_LIST = 0.60
"""Four or more names listed in one order, which is not that of the alphabet: by chance it is one
of 24 at most, but some orders suggest themselves. Ours."""
OWN_GATE = 0.20
"""What own sourcing leaves of citing or linking: crediting is not copying."""
HALF_GATE = 0.50
"""What own sourcing leaves of a shared owner, order of names or rare spelling."""
CREDIT_BESIDE_NAMED = 0.90
"""What a credit line counts where the passage itself names somebody else."""
ONE_OF_CREDITS = 0.60
"""What each counts where a page credits several: one of them, not known which. Ours."""
TOLD_TO_ANOTHER = 0.89
"""Where the speaker told it to an outlet of the pool, that outlet's report comes first."""
LINKED_SOMEWHERE = 0.70
"""A link whose place in the page is not known counts as one in the same paragraph."""
REUSE_FROM, REUSE_FULL = 0.05, 0.50
"""Containment of 5-word runs from which reuse begins, and at which it is sure (docs/method.md,
Origins)."""
SHARED_SENTENCE_WORDS, SHARED_SENTENCE = 12, 0.50
"""A verbatim sentence this long outside quotes is at least half a sign."""
NAMES_AT_LEAST, ORDER_FROM, ORDER_FULL = 8, 0.55, 0.85
"""Order of names: how many both must have, from which share it is a sign, when a full one."""
LISTED_AT_LEAST = 4
"""Names from which the order of a list tells anything."""
SOURCED_SHARE = 0.50
"""Share of the reports with a source from which a fact counts as one that has to be told."""
COMPARED = 40
"""Reports that one without a source is compared with at most: time stays linear."""


def ramp(value: float, start: float, full: float) -> float:
    """0 up to `start`, 1 from `full` on, even between them."""
    return min(max((value - start) / (full - start), 0.0), 1.0)
