"""Where the files are that nobody named a place for."""

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from corroborate.settings.values import Settings

FILE_VARIABLE = "CORROBORATE_SETTINGS"
"""Names the settings file where no option does."""
_APP = "corroborate"


def settings_place(path: Path | None, environ: Mapping[str, str]) -> Path:
    """The settings file that an option, else the environment, else the system names; it need not
    be there."""
    if named := path or environ.get(FILE_VARIABLE, ""):
        return Path(os.path.expanduser(named))
    return user_config_path(_APP, appauthor=False) / "settings.toml"


def store_place(settings: Settings) -> Path:
    """The database of the settings, else the one in the place that the system has for it; it need
    not be there."""
    if settings.store:
        return Path(settings.store).expanduser()
    return user_data_path(_APP, appauthor=False) / "store.db"
