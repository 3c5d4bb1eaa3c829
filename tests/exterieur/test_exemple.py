"""What is committed under examples/ is what the program writes, and the same command twice writes the same bytes."""
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from octets import ecart, ecart_de_contenu

RANGES = Path(__file__).resolve().parents[2] / "examples/produits"
COMMITTED = sorted(str(f.relative_to(RANGES)) for f in RANGES.rglob("*") if f.is_file())
DATE = ["--date", "2026-03-15"]
POIDS_MAX = 4_000_000

# The list of examples/completer.py: what the example shows on purpose.
CONSTATS = ["budget-periodes", "mandat-non-adherent", "piece-inutilisee"]


def lancer(cpts, *arguments):
    fin = subprocess.run([cpts, *map(str, arguments)], capture_output=True, text=True)
    assert fin.returncode == 0, fin.stderr[-2000:]
    return fin


@pytest.fixture(scope="module")
def neufs(tmp_path_factory, cpts, racine):
    """Everything of examples/produits, written by processes of their own."""
    sortie = tmp_path_factory.mktemp("produits")
    exemple, complet = racine / "examples/cpts-exemple.xlsx", racine / "examples/dossier-complet.json"
    lancer(cpts, "rediger", "rapport-activite", "annuaire", "--depuis", exemple, "-o", sortie / "classeur", *DATE)
    lancer(cpts, "rediger", "tout", "--depuis", complet, "--profil", "interne", "-o", sortie / "interne", *DATE)
    lancer(cpts, "rediger", "tout", "--vierge", "-o", sortie / "vierges", *DATE)
    lancer(cpts, "classeur", "collecte", "--depuis", complet, "-o", sortie / "interne/collecte.xlsx", *DATE)
    lancer(cpts, "classeur", "collecte", "-o", sortie / "vierges/collecte.xlsx", *DATE)
    lancer(cpts, "importer", exemple, "-o", sortie / "dossier.json")
    return sortie


@pytest.fixture(scope="module")
def livrables(cpts):
    """The name of every document that a trame gives: its variants, or itself where it has none."""
    noms, lignes = [], lancer(cpts, "trames", "lister").stdout.splitlines()
    for ligne, suivante in zip(lignes, [*lignes[1:], ""]):
        if re.match(r" *[a-z]", ligne) and not (ligne[0] != " " and suivante.startswith(" ")):
            noms.append(ligne.split()[0])
    return noms


def test_deux_processus_donnent_les_memes_octets(neufs, documents):
    paires = {"classeur": "exemple", "interne": "complet-interne", "vierges": "complet-vierge"}
    ecarts = {f"{de}/{f.name}": dit for de, vers in paires.items() for f in sorted((neufs / de).iterdir()) if (dit := ecart(f, documents / vers / f.name))}
    assert ecarts == {}


@pytest.mark.parametrize("nom", COMMITTED)
def test_produits_ranges_sont_a_jour(neufs, nom):
    assert ecart(RANGES / nom, neufs / nom) is None, f"{nom} : lancer examples/produire"


def test_rien_de_ce_qui_est_produit_ne_manque_aux_produits_ranges(neufs):
    ecrits = sorted(str(f.relative_to(neufs)) for f in neufs.rglob("*") if f.is_file())
    assert [nom for nom in ecrits if nom not in COMMITTED] == []


def test_tout_ecrit_chaque_trame_remplie_et_vierge(neufs, livrables, racine):
    assert len(livrables) >= len(list((racine / "templates").glob("*.md")))
    for dossier in ("interne", "vierges"):
        stems = {f.stem for f in (neufs / dossier).iterdir()}
        assert [nom for nom in livrables if nom not in stems] == [], dossier
        # No template is out of the list of the command either.
        trames = {f.stem for f in (racine / "templates").glob("*.md")}
        assert [nom for nom in sorted(trames) if not any(s == nom or s.startswith(f"{nom}-") for s in stems)] == [], dossier


def test_produits_ranges_restent_legers():
    assert sum((RANGES / nom).stat().st_size for nom in COMMITTED) < POIDS_MAX


def test_classeur_de_l_exemple_est_celui_du_script(racine, tmp_path):
    neuf = tmp_path / "cpts-exemple.xlsx"
    subprocess.run([sys.executable, racine / "examples/exemple.py", neuf], check=True)
    assert ecart_de_contenu(racine / "examples/cpts-exemple.xlsx", neuf) is None


def test_dossier_complet_est_celui_du_script(racine, neufs, tmp_path):
    neuf = tmp_path / "dossier-complet.json"
    subprocess.run([sys.executable, racine / "examples/completer.py", neufs / "dossier.json", neuf], check=True)
    assert ecart(racine / "examples/dossier-complet.json", neuf) is None, "lancer examples/produire"


def test_dossier_complet_n_a_que_les_constats_voulus(cpts, racine):
    fin = lancer(cpts, "controler", racine / "examples/dossier-complet.json", "--format", "json")
    assert sorted(constat["code"] for constat in json.loads(fin.stdout)) == CONSTATS


def test_dossier_complet_remplit_chaque_document(cpts, racine):
    fin = lancer(cpts, "controler", racine / "examples/dossier-complet.json", "--livrable", "tout", "--format", "json")
    assert [c["message"] for c in json.loads(fin.stdout) if c["code"] == "champ-manquant"] == []


def test_documents_ecrits_sont_scelles(neufs):
    for fichier in sorted(neufs.rglob("*.docx")) + sorted(neufs.rglob("*.xlsx")):
        assert b"cpts_empreinte" in zipfile.ZipFile(fichier).read("docProps/custom.xml"), fichier.name
