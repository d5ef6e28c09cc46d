"""A real SMTP server on loopback that keeps what it receives, for tests of anything that sends e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from orchestration.mail import MailSettings
from tests.ports import free_port


@dataclass
class MailBox:
    """`messages` as they came, with the envelope's recipients beside; `refused` names addresses answered with 550."""

    settings: MailSettings
    refused: set[str] = field(default_factory=set)
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return f"550 5.1.1 <{address}> unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 kept"


@contextmanager
def mail_server(security: str = "none", login: tuple[str, str] | None = None, tls: Any = None) -> Iterator[MailBox]:
    """A server with the given `security` (`tls` is then its SSL context) that demands `login` where one is given."""
    port = free_port()
    username, password = login or (None, None)
    box = MailBox(MailSettings("localhost", port, "atlas@example.org", username, password, security, timeout_s=5))

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        told = (data.login.decode(), data.password.decode())
        return AuthResult(success=told == login, handled=False)  # the server answers 535 by itself

    options: dict[str, Any] = {"hostname": "localhost", "port": port, "ready_timeout": 20}
    if login:
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": security == "starttls"}
    if security == "starttls":
        options |= {"tls_context": tls}
    elif security == "tls":
        options |= {"ssl_context": tls}
    controller = Controller(box, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
