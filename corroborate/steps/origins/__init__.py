"""Step 4: which reports go back to one source."""

from corroborate.steps.origins.roles import Role, roles
from corroborate.steps.origins.trace import trace

__all__ = ["Role", "roles", "trace"]
