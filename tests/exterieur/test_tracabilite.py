"""The trace table: the cells that it names hold the values that the documents print."""
import datetime as dt
import re
import subprocess
import unicodedata
from pathlib import Path

import openpyxl
import pytest

TITRES = ["Document", "Partie", "Libellé", "Valeur imprimée", "Origine", "Fichier", "Feuille", "Cellule", "Règle de calcul",
          "Entrées de la règle", "Preuve", "Adresse dans le dossier"]
MOIS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"]


@pytest.fixture(scope="module")
def ecrits(cpts, racine, tmp_path_factory) -> Path:
    sortie = tmp_path_factory.mktemp("tracabilite")
    for forme, source in [("classeur", "cpts-exemple.xlsx"), ("complet", "dossier-complet.json")]:
        for profil in ("interne", "public"):
            commande = [cpts, "rediger", "tracabilite", "--depuis", racine / "examples" / source, "--profil", profil]
            fin = subprocess.run([*commande, "-o", sortie / f"{forme}-{profil}", "--date", "2026-03-15"], capture_output=True, text=True)
            assert fin.returncode in (0, 1), fin.stderr
    return sortie


def lignes(fichier: Path) -> list[dict]:
    feuille = openpyxl.load_workbook(fichier)["Traçabilité"]
    assert [c.value for c in feuille[5]] == TITRES
    return [dict(zip(TITRES, ligne)) for ligne in feuille.iter_rows(min_row=6, values_only=True)]


def plier(valeur) -> str:
    texte = unicodedata.normalize("NFKD", str(valeur).replace("œ", "oe").replace("’", "'"))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in texte if not unicodedata.combining(c)).lower()).split())


def dit(cellule, imprime: str) -> bool:
    """Whether a printed value says what a cell holds."""
    if isinstance(cellule, dt.datetime | dt.date):
        mots = plier(imprime).replace("1er", "1").split()
        nombres = {int(mot) for mot in mots if mot.isdigit()} | {MOIS.index(mot) + 1 for mot in mots if mot in MOIS}
        return bool(nombres) and nombres <= {cellule.day, cellule.month, cellule.year}
    if isinstance(cellule, int | float):
        nombre = re.search(r"-?\d[\d\s\u202f\xa0]*(?:,\d+)?", imprime)
        return nombre is not None and float(re.sub(r"\s", "", nombre[0]).replace(",", ".")) == pytest.approx(cellule)
    # A long text is shown by its beginning, a list takes « et » before its last word, a month its number.
    tout, partie = ([mot for mot in plier(texte).split() if mot != "et"] for texte in (cellule, imprime))
    mois = {str(rang + 1).zfill(2) for mot in tout for rang, nom in enumerate(MOIS) if len(mot) > 2 and nom.startswith(mot)}
    return set(partie) <= set(tout) | mois or set(tout) <= set(partie)


def test_les_cellules_nommees_portent_les_valeurs_imprimees(ecrits, racine):
    classeur = openpyxl.load_workbook(racine / "examples/cpts-exemple.xlsx", data_only=True)
    tracees = [ligne for ligne in lignes(ecrits / "classeur-interne/tracabilite.xlsx") if ligne["Origine"] == "Cellule"]
    assert len(tracees) > 800
    ecarts = []
    for ligne in tracees:
        assert ligne["Fichier"] == "cpts-exemple.xlsx"
        cellule = classeur[ligne["Feuille"]][ligne["Cellule"]].value
        if not dit(cellule, ligne["Valeur imprimée"]):
            ecarts.append((ligne["Adresse dans le dossier"], ligne["Feuille"], ligne["Cellule"], cellule, ligne["Valeur imprimée"]))
    assert not ecarts, "\n".join(map(str, ecarts))


def test_les_sommes_sont_celles_des_cellules_nommees(ecrits, racine):
    classeur = openpyxl.load_workbook(racine / "examples/cpts-exemple.xlsx", data_only=True)
    sommes = 0
    for ligne in lignes(ecrits / "classeur-interne/tracabilite.xlsx"):
        entrees = re.fullmatch(r"Budget!([A-Z]+\d+(?:, [A-Z]+\d+)*)", ligne["Entrées de la règle"])
        if entrees and ligne["Règle de calcul"].startswith("somme"):
            somme = sum(classeur["Budget"][cellule].value for cellule in entrees[1].split(", "))
            assert dit(somme, ligne["Valeur imprimée"]), ligne
            sommes += 1
    assert sommes > 5


def test_chaque_valeur_lue_ou_calculee_le_dit(ecrits):
    for forme in ("classeur-interne", "complet-interne"):
        for ligne in lignes(ecrits / forme / "tracabilite.xlsx"):
            attendus = {"Cellule": ["Fichier", "Feuille", "Cellule"], "Ligne": ["Fichier", "Feuille", "Cellule"], "Règle": ["Règle de calcul"]}
            assert all(ligne[titre] not in (None, "–") for titre in attendus.get(ligne["Origine"], [])), ligne
    # All that the workbook alone gives is known to the cell.
    assert {ligne["Origine"] for ligne in lignes(ecrits / "classeur-interne/tracabilite.xlsx")} == {"Cellule", "Règle"}


@pytest.mark.parametrize("forme", ["classeur-public", "complet-public"])
def test_une_diffusion_publique_ne_nomme_aucune_cellule(ecrits, forme):
    fichier = ecrits / forme / "tracabilite.xlsx"
    for ligne in lignes(fichier):
        assert ligne["Origine"] in ("Règle", "Non publiée") and ligne["Fichier"] == ligne["Cellule"] == "–", ligne
        assert not ligne["Adresse dans le dossier"].startswith("/membres/m-"), ligne
    texte = "".join(str(c.value) for feuille in openpyxl.load_workbook(fichier) for rangee in feuille.iter_rows() for c in rangee)
    assert "cpts-exemple.xlsx" not in texte and "Adhérents 2025" not in texte


def test_la_synthese_compte_chaque_valeur_une_fois(ecrits):
    fichier = ecrits / "complet-interne/tracabilite.xlsx"
    feuille = openpyxl.load_workbook(fichier, data_only=True)["Synthèse"]
    assert feuille["B6"].value == len(lignes(fichier)) == sum(feuille.cell(6, colonne).value for colonne in range(3, 7))
    preuves = [ligne["Preuve"] for ligne in lignes(fichier) if ligne["Preuve"] != "–"]
    assert any(re.match(r"P\d+\xa0", preuve) for preuve in preuves)
