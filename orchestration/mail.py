"""Sending one e-mail over SMTP: how to reach the server, how a message is put together, what can go wrong.

What is sent, to whom and when is the business of the callers (alerts, advisors' digests). Nothing here is logged:
messages of errors hold neither passwords nor addresses of recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import smtplib
    from email.message import EmailMessage

SECURITIES = ("none", "starttls", "tls")
DEFAULT_PORTS = {"none": 25, "starttls": 587, "tls": 465}
# One address and nothing that could end a header, begin another or name a second recipient.
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,64}@[^\s@<>(),;:\"\\\x00-\x1f\x7f]{1,253}")
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


class MailError(RuntimeError):
    """A message was not sent, or not to all; says at which step and what to look at, never a secret or a recipient."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """An SMTP server. `security` is `none`, `starttls` (refused where the server does not offer it) or `tls`."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: str = "starttls"
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message; `content_type` such as `text/csv`."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


def is_address(text: str) -> bool:
    """Whether `text` is one plain e-mail address, fit for a header."""
    return _ADDRESS.fullmatch(text) is not None


def send_mail(
    settings: MailSettings,
    recipients: Iterable[str],
    subject: str,
    text: str,
    html: str | None = None,
    attachments: Iterable[Attachment] = (),
) -> None:
    """Send one message to all `recipients`, as plain text and, where given, HTML beside it.

    MailError where an address cannot be used (nothing is sent then), the server cannot be reached or trusted, refuses
    the login, or refuses any recipient (the others have the message then).
    """
    import smtplib

    addresses = list(dict.fromkeys(address.strip() for address in recipients))
    message = _compose(settings.sender, addresses, subject, text, html, attachments)
    with _connection(settings) as server:
        try:
            refused = server.send_message(message, settings.sender, addresses)
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPSenderRefused as error:
            raise MailError(
                f"{_server(settings)} refused the sender (code {error.smtp_code}): look at ATLAS_SMTP_FROM"
            ) from None
    if refused:
        told = ", ".join(
            f"no. {place} (code {refused[address][0]})"
            for place, address in enumerate(addresses, 1)
            if address in refused
        )
        raise MailError(f"{_server(settings)} refused {len(refused)} of {len(addresses)} recipients: {told}")


def _compose(
    sender: str, addresses: list[str], subject: str, text: str, html: str | None, attachments: Iterable[Attachment]
) -> EmailMessage:
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import formatdate, make_msgid

    if not addresses:
        raise MailError("no recipient: name at least one address")
    if not is_address(sender):
        raise MailError("the sender is not one plain e-mail address: look at ATLAS_SMTP_FROM")
    for place, address in enumerate(addresses, 1):
        if not is_address(address):
            raise MailError(f"recipient no. {place} of {len(addresses)} is not one plain e-mail address")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(addresses)
    message["Subject"] = _one_line(subject)
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid("atlas", domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # keeps out-of-office answers away
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for file in attachments:
        kind, _, detail = file.content_type.partition("/")
        if not re.fullmatch(r"[a-z0-9.+-]+", kind) or not re.fullmatch(r"[a-z0-9.+-]+", detail):
            raise MailError(f"attachment of type {file.content_type!r}: write one such as text/csv")
        message.add_attachment(file.content, maintype=kind, subtype=detail, filename=_one_line(file.name))
    return message


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


@contextmanager
def _connection(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """A server that is connected, secured and logged in to; every failure to talk to it becomes a MailError."""
    import smtplib
    import ssl

    step = "connect"
    server: smtplib.SMTP | None = None
    try:
        if settings.security == "tls":
            server = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=settings.timeout_s, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_s)
        if settings.security == "starttls":
            step = "STARTTLS"
            server.starttls(context=ssl.create_default_context())
        if settings.username:
            step = "login"
            server.login(settings.username, settings.password or "")
        step = "send"
        yield server
        step = "quit"
        server.quit()
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"{_server(settings)} refused the login (code {error.smtp_code}): look at ATLAS_SMTP_USERNAME and "
            "ATLAS_SMTP_PASSWORD"
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise MailError(
            f"{_server(settings)} does not offer what {step} needs: look at ATLAS_SMTP_SECURITY and the login"
        ) from None
    except smtplib.SMTPResponseException as error:
        raise MailError(f"{_server(settings)} answered {error.smtp_code} at {step}") from None
    except ssl.SSLError as error:
        raise MailError(f"{_server(settings)}: no trusted connection at {step} ({error.reason or 'TLS'})") from None
    except smtplib.SMTPException as error:
        if step != "quit":
            raise MailError(f"{_server(settings)} broke off at {step} ({type(error).__name__})") from None
    except OSError as error:  # among them timeouts and names that do not resolve
        if step != "quit":  # the message is with the server already
            raise MailError(
                f"{_server(settings)} cannot be reached at {step} ({error.strerror or type(error).__name__})"
            ) from None
    finally:
        if server is not None:
            server.close()


def _server(settings: MailSettings) -> str:
    return f"mail server {settings.host}:{settings.port}"
