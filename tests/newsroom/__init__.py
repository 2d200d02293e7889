"""A newsroom on loopback: outlets that publish one invented story over some days.

with Newsroom(folder) as newsroom:
    newsroom.day(3)
    newsroom.address("checked")   # the article to check, as an address
    newsroom.settings_toml()      # a settings file that follows all outlets
    newsroom.asked                # who was asked what, in order
    newsroom.expected             # what an editor rules of each claim on that day
"""

from newsroom.labels import Labels, Ruling, load_labels
from newsroom.server import Asked, Newsroom
from newsroom.story import Outlet, Page, Seen, Story, load_story

__all__ = [
    "Asked",
    "Labels",
    "Newsroom",
    "Outlet",
    "Page",
    "Ruling",
    "Seen",
    "Story",
    "load_labels",
    "load_story",
]
