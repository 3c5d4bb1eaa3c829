"""Paths shared by the outside checks. The documents are produced by tests/outils/documents.py."""
import os
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def racine() -> Path:
    return RACINE


@pytest.fixture(scope="session")
def cpts() -> str:
    return os.environ.get("CPTS", str(RACINE / "target/debug/cpts"))


@pytest.fixture(scope="session")
def documents() -> Path:
    dossier = Path(os.environ.get("DOCUMENTS", RACINE / "target/documents"))
    assert dossier.is_dir(), "lancer tests/outils/documents.py"
    return dossier
