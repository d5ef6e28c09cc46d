"""E-mail against a real SMTP server: what arrives, over which security, and what the errors tell and hide."""

from __future__ import annotations

import socket
import ssl
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.mail import Attachment, MailError, MailSettings, send_mail
from orchestration.settings import SettingError, read_settings
from tests.mail_server import mail_server
from tests.ports import free_port

SECRET = "s3cret-of-nobody"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and key for localhost that nothing on the machine trusts by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return file


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_text_html_and_attachments_arrive() -> None:
    with mail_server() as box:
        send_mail(
            box.settings,
            ["one@example.org", "two@example.org", "one@example.org"],
            "Three deadlines – Zürich",
            "Plain – text",
            "<p>HTML – text</p>",
            [Attachment("changes é.csv", b"a,b\n1,2\n", "text/csv")],
        )
    (message,) = box.messages
    assert box.recipients == [["one@example.org", "two@example.org"]]
    assert (message["From"], message["Subject"]) == ("atlas@example.org", "Three deadlines – Zürich")
    assert message["Message-ID"] and message["Date"] and message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("plain",)).get_content().strip() == "Plain – text"  # type: ignore[union-attr]
    assert message.get_body(("html",)).get_content().strip() == "<p>HTML – text</p>"  # type: ignore[union-attr]
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("changes é.csv", "text/csv")


def test_a_subject_cannot_add_a_header_or_a_recipient() -> None:
    with mail_server() as box:
        send_mail(box.settings, ["one@example.org"], "Night\r\nBcc: evil@example.org\r\n\r\nbody\u2028x", "text")
    (message,) = box.messages
    assert message["Bcc"] is None and box.recipients == [["one@example.org"]]
    assert message["Subject"] == "Night Bcc: evil@example.org body x"


@pytest.mark.parametrize(
    "address",
    [
        "one@example.org\r\nBcc: evil@example.org",
        "one@example.org, evil@example.org",
        "One <one@example.org>",
        "one",
        "",
    ],
)
def test_what_is_not_one_plain_address_is_refused_before_anything_is_sent(address: str) -> None:
    with mail_server() as box, pytest.raises(MailError, match=r"recipient no\. 2 of 2") as raised:
        send_mail(box.settings, ["fine@example.org", address], "subject", "text")
    assert box.messages == [] and "evil" not in str(raised.value)


def test_nobody_to_send_to_is_said() -> None:
    with pytest.raises(MailError, match="no recipient"):
        send_mail(MailSettings("localhost", 25, "atlas@example.org"), [], "subject", "text")


def test_a_refused_recipient_is_told_by_place_and_the_others_have_the_message() -> None:
    gone = "gone@example.org"
    with mail_server() as box:
        box.refused = {gone}
        with pytest.raises(MailError, match=r"refused 1 of 2 recipients: no\. 2 \(code 550\)") as raised:
            send_mail(box.settings, ["one@example.org", gone], "subject", "text")
        with pytest.raises(MailError, match="refused 1 of 1"):
            send_mail(box.settings, [gone], "subject", "text")
    assert len(box.messages) == 1
    assert gone not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_server_must_be_trusted(security: str, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(security, tls=_context(certificate)) as box:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        with pytest.raises(MailError, match="no trusted connection"):
            send_mail(box.settings, ["one@example.org"], "subject", "text")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send_mail(box.settings, ["one@example.org"], "subject", "text")
    assert len(box.messages) == 1


def test_login_over_starttls_and_its_refusal_hides_the_password(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server("starttls", ("atlas", SECRET), _context(certificate)) as box:
        send_mail(box.settings, ["one@example.org"], "subject", "text")
        wrong = replace(box.settings, password=SECRET + "-wrong")
        with pytest.raises(MailError, match=r"refused the login \(code 535\): look at ATLAS_SMTP") as raised:
            send_mail(wrong, ["one@example.org"], "subject", "text")
    assert len(box.messages) == 1
    assert SECRET not in "".join(traceback.format_exception(raised.value)) + repr(wrong)


def test_a_server_without_starttls_gets_nothing() -> None:
    with mail_server() as box, pytest.raises(MailError, match="does not offer what STARTTLS needs"):
        send_mail(replace(box.settings, security="starttls"), ["one@example.org"], "subject", "text")
    assert box.messages == []


def test_a_server_that_is_not_there_or_never_answers_is_named() -> None:
    nowhere = MailSettings("127.0.0.1", free_port(), "atlas@example.org", security="none", timeout_s=1)
    with pytest.raises(MailError, match=rf"mail server 127\.0\.0\.1:{nowhere.port} cannot be reached at connect"):
        send_mail(nowhere, ["one@example.org"], "subject", "text")
    with socket.create_server(("127.0.0.1", free_port())) as silent:
        mute = replace(nowhere, port=silent.getsockname()[1])
        with pytest.raises(MailError, match="at connect"):
            send_mail(mute, ["one@example.org"], "subject", "text")


def test_settings_of_the_mail_server() -> None:
    assert read_settings({}).mail is None
    mail = read_settings({"ATLAS_SMTP_HOST": "mail.example.org", "ATLAS_SMTP_FROM": "atlas@example.org"}).mail
    assert mail == MailSettings("mail.example.org", 587, "atlas@example.org", None, None, "starttls", 20.0)
    full = read_settings(
        {
            "ATLAS_SMTP_HOST": "mail.example.org",
            "ATLAS_SMTP_PORT": "2465",
            "ATLAS_SMTP_SECURITY": "tls",
            "ATLAS_SMTP_FROM": "atlas@example.org",
            "ATLAS_SMTP_USERNAME": "atlas",
            "ATLAS_SMTP_PASSWORD": SECRET,
            "ATLAS_SMTP_TIMEOUT_S": "7",
        }
    )
    assert full.mail == MailSettings("mail.example.org", 2465, "atlas@example.org", "atlas", SECRET, "tls", 7.0)
    assert SECRET not in repr(full)


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"ATLAS_SMTP_HOST": ""}, "without ATLAS_SMTP_HOST"),
        ({"ATLAS_SMTP_HOST": "smtp://mail"}, "ATLAS_SMTP_HOST="),
        ({"ATLAS_SMTP_SECURITY": "ssl"}, "one of none, starttls, tls"),
        ({"ATLAS_SMTP_FROM": "Atlas <atlas@example.org>"}, "ATLAS_SMTP_FROM="),
        ({"ATLAS_SMTP_PORT": "0"}, "from 1 to 65535"),
        ({"ATLAS_SMTP_PASSWORD": SECRET}, "go together"),
        (
            {"ATLAS_SMTP_USERNAME": "a", "ATLAS_SMTP_PASSWORD": SECRET, "ATLAS_SMTP_SECURITY": "none"},
            "send the password readable",
        ),
    ],
)
def test_wrong_mail_settings_say_what_to_write(extra: dict[str, str], message: str) -> None:
    good = {"ATLAS_SMTP_HOST": "mail.example.org", "ATLAS_SMTP_FROM": "atlas@example.org"}
    with pytest.raises(SettingError, match=message) as raised:
        read_settings(good | extra)
    assert SECRET not in str(raised.value)
