"""Certificates are verified; a host whose certificate does not hold is named, and a steward may except it."""

from __future__ import annotations

import datetime
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scrapers import archive
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from scrapers.steward import heed_steward
from tests.scrapers.sites import World, html

NOW = datetime.datetime.now(datetime.UTC)
SITES = {  # name -> (signed by, named address, days until it expires)
    "good": ("authority", None, 30),
    "self_signed": ("itself", None, 30),
    "expired": ("authority", None, -3),
    "of_another": ("authority", "127.9.9.9", 30),
}


def certificate(name, address, key, issuer, issuer_key, days, is_authority=False):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=30))
        .not_valid_after(NOW + datetime.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if address:
        names = [x509.IPAddress(ipaddress.ip_address(address))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(issuer_key or key, hashes.SHA256())


def pem(thing):
    if hasattr(thing, "public_bytes"):
        return thing.public_bytes(serialization.Encoding.PEM)
    return thing.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = certificate("authority", None, authority_key, None, None, 60, is_authority=True)
    (folder / "authority.pem").write_bytes(pem(authority))
    world = World({name: {"/": html()} for name in SITES}, "127.42.0.", is_served=False)
    for server in world.servers:
        name = next(name for name, site in world.sites.items() if site is server.site)
        signed_by, address, days = SITES[name]
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, issuer_key = (authority.subject, authority_key) if signed_by == "authority" else (None, None)
        made = certificate(name, address or server.site.address, key, issuer, issuer_key, days)
        (folder / f"{name}.pem").write_bytes(pem(made) + pem(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{name}.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    world.serve()
    world.authority = folder / "authority.pem"
    yield world
    world.close()


def crawled(world, folder, settings):
    targets = [Target(name, site.url().replace("http:", "https:")) for name, site in world.sites.items()]
    report = crawl_programs(targets, folder, "c1", settings)
    assert report.check_sums() == []
    rows = {row["url"]: row for row in archive.read_raw(folder, "raw_fetches").to_pylist()}
    return {target.program_id: (rows[target.url]["failure"], rows[target.url]["failure_detail"]) for target in targets}


def test_only_a_certificate_that_holds_is_trusted(world, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(world.authority))
    found = crawled(world, tmp_path, CrawlSettings.demo())
    assert found["good"] == (None, None)
    for name, words in (
        ("self_signed", "certificate verify failed"),
        ("expired", "certificate verify failed"),
        ("of_another", "of another host"),
    ):
        kind, detail = found[name]
        assert kind == "tls" and words in detail, (name, detail)


def test_a_steward_may_except_a_host(world, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(world.authority))
    registry = tmp_path / "registry"
    registry.mkdir()
    line = f"{world['self_signed'].address},its chain lacks a link; seen in a browser,R. Steward,2026-11-22\n"
    (registry / "unverified_hosts.csv").write_text("host,reason,author,date\n" + line)
    settings, problems = heed_steward(CrawlSettings.demo(), registry)
    found = crawled(world, tmp_path / "archive", settings)
    assert problems == [] and found["self_signed"] == (None, None) and found["expired"][0] == "tls"
