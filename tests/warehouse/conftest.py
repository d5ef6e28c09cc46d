import os

import pytest


@pytest.fixture(autouse=True)
def no_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk shows nothing here: a test cannot cut the power. Child processes do wait."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
