"""Which addresses may be connected to: the rule, and the resolver that enforces it where connections are made.

The resolver hands Twisted only addresses that passed, and Twisted connects to these very addresses: a name that
resolves differently a moment later (DNS rebinding) gains nothing. Politeness and caps belong in `middlewares.py`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_METADATA = {
    ipaddress.ip_address("169.254.169.254"),
    ipaddress.ip_address("fd00:ec2::254"),
    ipaddress.ip_address("100.100.100.200"),
}


def unsafe_reason(address: str, is_local_allowed: bool = False) -> str | None:
    """Why an IP address may not be connected to; None if it may. Loopback passes only where local is allowed."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            reason = unsafe_reason(str(inner))
            return f"{address} stands for {reason}" if reason else None
    for name, holds in (
        ("a metadata address", ip in _METADATA),
        ("loopback", ip.is_loopback and not is_local_allowed),
        ("link-local", ip.is_link_local),
        ("multicast", ip.is_multicast),
        ("unspecified", ip.is_unspecified),
        ("private or reserved", not ip.is_global and not ip.is_loopback),
    ):
        if holds:
            return f"{address} is {name}"
    return None


def literal_address(host: str) -> str | None:
    """The IP address that a host literally is, None for a name. Odd spellings (`0x7f.1`) count as names to resolve."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%", 1)[0]))
    except ValueError:
        return None


class AddressRules:
    """The rule of one crawl: public addresses (with a contact), and those local hosts and ports that targets name.

    `admit` opens one more local host: a policy page that a local site links to, on a port that a target names.
    """

    def __init__(self, local_hosts: Sequence[tuple[str, int]] = (), is_public_allowed: bool = True) -> None:
        self.local_hosts = set(local_hosts)
        self.local_ports = {port for _, port in local_hosts}
        self.is_public_allowed = is_public_allowed
        self.refused: dict[str, str] = {}  # host -> why its addresses were refused

    def is_local_allowed(self, host: str, port: int) -> bool:
        return (host.lower(), port) in self.local_hosts

    def admit(self, host: str, port: int) -> bool:
        address = literal_address(host)
        if address is None or not ipaddress.ip_address(address).is_loopback or port not in self.local_ports:
            return False
        self.local_hosts.add((host.lower(), port))
        return True

    def check_literal(self, host: str, port: int, is_from_local: bool) -> str | None:
        """Why a host may not be asked, as far as its spelling tells; names are checked when resolved."""
        is_allowed = is_from_local and self.is_local_allowed(host, port)
        if not is_from_local and self.is_local_allowed(host, port):
            return f"{host} is local, and the page that led there is not"
        if not self.is_public_allowed and not is_allowed:
            return f"{host} is not one of the local sites to visit, and no contact is set"
        address = literal_address(host)
        if address is None:
            if host.lower().rstrip(".") in ("localhost", "localhost.localdomain") and not is_allowed:
                return f"{host} is loopback"
            return None
        return unsafe_reason(address, is_allowed)


rules = AddressRules()  # of this shard: one process, one crawl


@implementer(IResolutionReceiver)
class _CheckedReceiver:
    """Passes on the addresses that the rule allows, and notes why the others were refused."""

    def __init__(self, receiver: Any, host: str, port: int) -> None:
        self._receiver, self._host, self._port = receiver, host, port

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if isinstance(address, IPv4Address | IPv6Address):
            reason = unsafe_reason(address.host, rules.is_local_allowed(self._host, self._port))
            if reason is None:
                self._receiver.addressResolved(address)
                return
            rules.refused[self._host.lower()] = reason

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Scrapy's TWISTED_DNS_RESOLVER: every connection, redirects included, goes through `resolveHostName`."""

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor
        self._inner = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        rules.refused.pop(hostName.lower(), None)
        receiver = _CheckedReceiver(resolutionReceiver, hostName, portNumber)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
