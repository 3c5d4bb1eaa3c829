"""Paths shared by the outside checks. The documents are produced by tests/outils/documents.py."""
import os
import shutil
import subprocess
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]

# « Toujours recalculer » : by default LibreOffice believes the results that a file carries.
REGLAGE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


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


@pytest.fixture(scope="session")
def recalculer(tmp_path_factory):
    """Returns what computes workbooks anew with LibreOffice, into a folder, as .xlsx or in another format."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) absent")
    profil = tmp_path_factory.mktemp("profil")
    (profil / "user").mkdir()
    (profil / "user/registrymodifications.xcu").write_text(REGLAGE, encoding="utf-8")

    def lancer(sortie: Path, *fichiers: Path, format: str = "xlsx") -> Path:
        commande = ["soffice", f"-env:UserInstallation=file://{profil}", "--headless", "--convert-to", format, "--outdir", sortie, *fichiers]
        subprocess.run(commande, capture_output=True, timeout=180, check=True)
        return sortie

    return lancer
