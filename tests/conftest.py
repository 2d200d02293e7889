"""How hard the properties are tried; `pytest --hypothesis-profile=nightly` is ten times as hard."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from loopback import FakeTime, Loopback, Open, clients, loopback
from newsroom import Newsroom

from corroborate.engine import Engine
from corroborate.net.client import Net

# A slow or busy machine must not fail a property: no deadline, no complaint of slow examples.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("suite", PATIENT, max_examples=200, derandomize=True)
settings.register_profile("nightly", PATIENT, max_examples=2_000)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The one engine of a run: models load once, and what was read stays read."""
    return Engine()


@pytest.fixture(autouse=True, scope="session")
def nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the settings or writes the store of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CORROBORATE_SETTINGS", raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("XDG_DATA_HOME", str(home / "share"))
        yield


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The outlets of an invented story, on this machine."""
    with Newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


@pytest.fixture
def served() -> Iterator[Loopback]:
    """A web server on this machine that answers as it is told."""
    with loopback() as server:
        yield server


@pytest.fixture
def time() -> FakeTime:
    """Time that passes as fast as it is asked to."""
    return FakeTime()


@pytest.fixture
def opened(served: Loopback, time: FakeTime) -> Iterator[Open]:
    """What opens clients of that server, by that time."""
    with clients(served, time) as open_net:
        yield open_net


@pytest.fixture
def net(opened: Open) -> Net:
    """One such client."""
    return opened()
