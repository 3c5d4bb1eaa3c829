"""What is committed under examples/ is what the program writes, and the same command twice writes the same bytes."""
import subprocess
import zipfile

import pytest

PRODUITS = ["rapport-activite.docx", "annuaire.xlsx"]
DATE = ["--date", "2026-03-15"]


def lancer(cpts, *arguments):
    fin = subprocess.run([cpts, *map(str, arguments)], capture_output=True, text=True)
    assert fin.returncode == 0, fin.stderr
    return fin


@pytest.fixture(scope="module")
def neufs(tmp_path_factory, cpts, racine):
    """The documents, written by a process of their own."""
    sortie = tmp_path_factory.mktemp("produits")
    exemple = racine / "examples/cpts-exemple.xlsx"
    lancer(cpts, "rediger", "rapport-activite", "annuaire", "--depuis", exemple, "-o", sortie, *DATE)
    lancer(cpts, "rediger", "rapport-activite", "annuaire", "--vierge", "-o", sortie / "vierges", *DATE)
    lancer(cpts, "importer", exemple, "-o", sortie / "dossier.json")
    return sortie


def test_deux_processus_donnent_les_memes_octets(neufs, documents):
    for nom in PRODUITS:
        assert (neufs / nom).read_bytes() == (documents / "exemple" / nom).read_bytes(), nom


@pytest.mark.parametrize("nom", [*PRODUITS, *(f"vierges/{nom}" for nom in PRODUITS), "dossier.json"])
def test_produits_ranges_sont_a_jour(neufs, racine, nom):
    range_ = racine / "examples/produits" / nom
    assert range_.read_bytes() == (neufs / nom).read_bytes(), f"{nom} : lancer examples/produire"


def test_classeur_de_l_exemple_est_celui_du_script(racine, tmp_path):
    import sys
    neuf = tmp_path / "cpts-exemple.xlsx"
    subprocess.run([sys.executable, racine / "examples/exemple.py", neuf], check=True)
    with zipfile.ZipFile(neuf) as a, zipfile.ZipFile(racine / "examples/cpts-exemple.xlsx") as b:
        assert a.namelist() == b.namelist()
        for nom in a.namelist():
            assert a.read(nom) == b.read(nom), nom


def test_documents_ecrits_sont_scelles(neufs):
    for nom in PRODUITS:
        assert b"cpts_empreinte" in zipfile.ZipFile(neufs / nom).read("docProps/custom.xml"), nom
