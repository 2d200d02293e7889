"""The proxy of the settings, read once for all."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from corroborate.errors import BadInput

_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where all requests go; `auth` is its name and password, None where it asks for none."""

    scheme: str
    host: str
    port: int
    auth: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def proxy_of(setting: str) -> Proxy:
    """Read "http://user:password@host:port"; what is wrong with it is told without its password.

    Raises:
        BadInput: it is no proxy.
    """
    try:
        parts = urlsplit(setting)
        host, port = parts.hostname or "", parts.port or _USUAL_PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = "", 0
    if not host or not port or parts.scheme not in _USUAL_PORTS:
        raise BadInput("web.proxy: expected http://host:port or https://host:port")
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return Proxy(parts.scheme, host, port, auth)
