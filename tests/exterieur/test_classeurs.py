"""Workbooks with formulas: each carries its result, and LibreOffice, which computes them anew, finds the same."""
import datetime as dt
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from recalcul import differences, formules, nombre, resultats

LIVRABLES = ["budget", "retroplanning", "tableau-de-bord", "tracabilite"]
FORMES = ["plein", "public", "sans-date", "vierge"]

@pytest.fixture(scope="module")
def ecrits(cpts, racine, tmp_path_factory) -> Path:
    sortie = tmp_path_factory.mktemp("classeurs")
    exemple = racine / "examples/dossier-complet.json"
    (sortie / "{}.json").write_text("{}", encoding="utf-8")
    variantes = {
        "plein": ["--depuis", exemple],
        "public": ["--depuis", exemple, "--profil", "public"],
        "sans-date": ["--depuis", sortie / "{}.json"],
        "vierge": ["--vierge"],
    }
    for forme, arguments in variantes.items():
        commande = [cpts, "rediger", *LIVRABLES, *arguments, "-o", sortie / forme, "--date", "2026-03-15"]
        fin = subprocess.run(commande, capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr
    return sortie


@pytest.mark.parametrize("livrable", LIVRABLES)
def test_formules_et_resultats_sont_la(ecrits, livrable):
    fichier = ecrits / "plein" / f"{livrable}.xlsx"
    connues, montre = formules(fichier), resultats(fichier)
    assert len(connues) > 40
    assert sum(montre[place] is not None for place in connues) > len(connues) // 2
    assert not [v for v in montre.values() if isinstance(v, str) and v.startswith("#")]
    noms = set("".join(c if c.isalnum() or c in "_." else " " for c in "".join(map(str, connues.values()))).split())
    assert not [nom for nom in noms if nom in ("SOMME", "SI", "NB", "MOIS.DECALER", "ESTNUM")]


@pytest.mark.parametrize("livrable", LIVRABLES)
@pytest.mark.parametrize("forme", FORMES)
def test_presentation(ecrits, forme, livrable):
    classeur = openpyxl.load_workbook(ecrits / forme / f"{livrable}.xlsx")
    assert classeur.properties.title and classeur.properties.language == "fr-FR"
    for ws in classeur:
        assert not ws.merged_cells.ranges, ws.title
        assert ws.page_setup.orientation == "landscape" and ws.sheet_properties.pageSetUpPr.fitToPage, ws.title
        if ws.title != "Listes":
            assert ws.freeze_panes, ws.title


@pytest.mark.parametrize("livrable", LIVRABLES)
@pytest.mark.parametrize("forme", ["plein", "vierge"])
def test_graphiques_ont_leur_texte(ecrits, forme, livrable):
    with zipfile.ZipFile(ecrits / forme / f"{livrable}.xlsx") as archive:
        for nom in archive.namelist():
            if nom.startswith("xl/drawings/drawing"):
                dessin = archive.read(nom).decode()
                assert dessin.count("<xdr:graphicFrame") == dessin.count(" descr="), nom


@pytest.fixture(scope="module")
def recalcules(ecrits, recalculer, tmp_path_factory) -> Path:
    sortie = tmp_path_factory.mktemp("recalcules")
    for forme in FORMES:
        recalculer(sortie / forme, *(ecrits / forme / f"{livrable}.xlsx" for livrable in LIVRABLES))
    return sortie


@pytest.mark.parametrize("livrable", LIVRABLES)
@pytest.mark.parametrize("forme", FORMES)
def test_libreoffice_trouve_les_memes_resultats(ecrits, recalcules, forme, livrable):
    fichier = f"{livrable}.xlsx"
    ecarts = differences(ecrits / forme / fichier, recalcules / forme / fichier)
    assert not ecarts, ecarts[:5]


def test_date_visee_saisie_donne_les_dates(ecrits, recalculer, tmp_path):
    classeur = openpyxl.load_workbook(ecrits / "vierge/retroplanning.xlsx")
    classeur["Rétroplanning"]["B5"] = dt.date(2026, 8, 31)
    saisi = tmp_path / "retroplanning.xlsx"
    classeur.save(saisi)
    feuille = openpyxl.load_workbook(recalculer(tmp_path / "apres", saisi) / saisi.name, data_only=True)["Rétroplanning"]
    projet = next(ligne for ligne in feuille.iter_rows(min_row=11) if str(ligne[1].value).startswith("Rédiger le projet"))
    assert [nombre(cellule.value) for cellule in projet[7:9]] == [nombre(dt.date(2025, 12, 1)), nombre(dt.date(2026, 3, 31))]
    assert nombre(feuille["J10"].value) == nombre(dt.date(2024, 8, 1)), "la première colonne est un mois"


def test_montant_saisi_dans_un_budget_vierge_donne_les_sommes(ecrits, recalculer, tmp_path):
    classeur = openpyxl.load_workbook(ecrits / "vierge/budget.xlsx")
    charges = classeur["Charges"]
    prevu = next(c.column for c in charges[5] if c.value == "Prévu")
    charges.cell(6, prevu).value = 1000
    charges.cell(6, prevu + 1).value = 900.5
    saisi = tmp_path / "budget.xlsx"
    classeur.save(saisi)
    synthese = openpyxl.load_workbook(recalculer(tmp_path / "apres", saisi) / saisi.name, data_only=True)["Synthèse"]
    charge = next(ligne for ligne in synthese.iter_rows() if ligne[0].value == "Charges")
    assert [cellule.value for cellule in charge[1:5]] == [1000, 900.5, -99.5, 0.9005]
    produits = next(ligne for ligne in synthese.iter_rows() if ligne[0].value == "Produits")
    assert not any(cellule.value for cellule in produits[1:])
