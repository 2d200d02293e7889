"""How hard the properties are tried; `pytest --hypothesis-profile=nightly` is ten times as hard."""

from hypothesis import HealthCheck, settings

# A slow or busy machine must not fail a property: no deadline, no complaint of slow examples.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("suite", PATIENT, max_examples=200, derandomize=True)
settings.register_profile("nightly", PATIENT, max_examples=2_000)
settings.load_profile("suite")
