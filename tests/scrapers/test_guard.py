from __future__ import annotations

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from scrapers import guard


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
    ],
)
def test_addresses_inside_are_unsafe(address):
    assert guard.unsafe_reason(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::1111"])
def test_public_addresses_pass(address):
    assert guard.unsafe_reason(address) is None


def test_allowing_local_opens_loopback_and_nothing_else():
    assert guard.unsafe_reason("127.3.4.5", is_local_allowed=True) is None
    for address in ("10.0.0.1", "169.254.169.254", "fe80::1", "0.0.0.0"):
        assert guard.unsafe_reason(address, is_local_allowed=True)


def test_only_the_local_hosts_that_targets_name_are_open():
    rules = guard.AddressRules([("127.1.1.2", 8000)])
    assert rules.check_literal("127.1.1.2", 8000, is_from_local=True) is None
    assert rules.check_literal("127.1.1.2", 22, is_from_local=True)
    assert rules.check_literal("127.0.0.1", 8000, is_from_local=True)
    assert rules.check_literal("localhost", 8000, is_from_local=True)


def test_a_public_page_does_not_lead_to_a_local_site():
    rules = guard.AddressRules([("127.1.1.2", 8000), ("demo.internal", 8000)])
    assert rules.check_literal("127.1.1.2", 8000, is_from_local=False)
    assert rules.check_literal("demo.internal", 8000, is_from_local=False)


def test_a_policy_host_is_admitted_on_a_named_port_only():
    rules = guard.AddressRules([("127.1.1.2", 8000)])
    assert rules.admit("127.1.9.9", 8000) and rules.is_local_allowed("127.1.9.9", 8000)
    assert not rules.admit("127.1.9.9", 22)
    assert not rules.admit("10.0.0.1", 8000)
    assert not rules.admit("localhost", 8000)


class Receiver:
    def __init__(self):
        self.addresses, self.is_complete = [], False

    def resolutionBegan(self, resolution):  # noqa: N802
        pass

    def addressResolved(self, address):  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.is_complete = True


class Names:
    """A name server whose answer changes from one question to the next."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def resolveHostName(self, receiver, name, port=0, types=None, transport="TCP"):  # noqa: N802
        for host in self.answers.pop(0):
            receiver.addressResolved((IPv6Address if ":" in host else IPv4Address)("TCP", host, port))
        receiver.resolutionComplete()


class Reactor:
    def __init__(self, names):
        self.nameResolver = names


def test_a_name_that_is_rebound_to_an_inner_address_is_refused_when_it_is(monkeypatch):
    monkeypatch.setattr(guard, "rules", guard.AddressRules())
    resolver = guard.GuardedResolver(Reactor(Names(["8.8.8.8"], ["127.0.0.1", "::1"], ["169.254.169.254", "8.8.4.4"])))
    heard = []
    for _ in range(3):
        receiver = Receiver()
        resolver.resolveHostName(receiver, "rebind.example", 80)
        heard.append(receiver.addresses)
    assert heard == [["8.8.8.8"], [], ["8.8.4.4"]]
    assert "169.254.169.254" in guard.rules.refused["rebind.example"]


def test_a_local_name_passes_only_where_a_target_names_it(monkeypatch):
    monkeypatch.setattr(guard, "rules", guard.AddressRules([("localhost", 8000)]))
    resolver = guard.GuardedResolver(Reactor(Names(["127.0.0.1"], ["127.0.0.1"])))
    named, other = Receiver(), Receiver()
    resolver.resolveHostName(named, "localhost", 8000)
    resolver.resolveHostName(other, "localhost", 9000)
    assert (named.addresses, other.addresses) == (["127.0.0.1"], [])
