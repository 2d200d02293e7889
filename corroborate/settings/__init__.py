"""What a caller may set: the values, the file that holds them, how it is read and written."""

from corroborate.settings.values import Followed, Notify, Search, Settings, Web

__all__ = ["Followed", "Notify", "Search", "Settings", "Web"]
