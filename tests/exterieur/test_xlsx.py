"""Directories read back with openpyxl: table, types, print set-up, formulas."""
import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest


def annuaire(documents: Path, variante: str = "exemple"):
    return openpyxl.load_workbook(documents / variante / "annuaire.xlsx")


def liste(classeur):
    return next(ws for ws in classeur if ws.tables)


def lignes(ws) -> list[dict]:
    tableau = next(iter(ws.tables.values()))
    cellules = list(ws[tableau.ref])
    titres = [str(c.value) for c in cellules[0]]
    return [dict(zip(titres, (c.value for c in ligne))) for ligne in cellules[1:]]


@pytest.mark.parametrize("variante", ["exemple", "profil-financeur", "profil-public", "etranges", "sans-adherent", "complet-vierge"])
def test_annuaire_s_ouvre_et_a_un_titre(documents, variante):
    assert annuaire(documents, variante).properties.title


def test_liste_est_un_vrai_tableau_filtrable_fige_et_imprimable(documents):
    ws = liste(annuaire(documents))
    tableau = next(iter(ws.tables.values()))
    assert tableau.autoFilter is not None
    assert ws.freeze_panes
    assert ws.print_title_rows
    assert ws.page_setup.orientation == "landscape"


def test_liste_a_tous_les_adherents_presents(documents):
    membres = json.loads((documents / "dossier.json").read_text(encoding="utf-8"))["membres"]
    presents = {m["nom"] for m in membres if not m["ancien"] and not m["date_sortie"]}
    noms = {ligne["Nom"] for ligne in lignes(liste(annuaire(documents)))}
    assert presents <= noms, presents - noms


def test_dates_sont_des_dates_et_rpps_du_texte(documents):
    toutes = lignes(liste(annuaire(documents)))
    dates = [v for ligne in toutes for titre, v in ligne.items() if "dhésion" in titre and v is not None]
    assert sum(isinstance(v, dt.datetime) for v in dates) > len(dates) // 2
    rpps = [v for ligne in toutes for titre, v in ligne.items() if "RPPS" in titre and v is not None]
    assert rpps and all(isinstance(v, str) and len(v) == 11 for v in rpps)


def test_telephones_sont_du_texte_francais(documents):
    telephones = [v for ligne in lignes(liste(annuaire(documents))) for titre, v in ligne.items() if "éléphone" in titre and v]
    assert telephones and all(isinstance(v, str) and v.startswith("0") for v in telephones)


def test_syntheses_sont_des_formules(documents):
    formules = [c.value for ws in annuaire(documents) for ligne in ws.iter_rows() for c in ligne if c.data_type == "f"]
    assert formules


def test_formule_tapee_reste_du_texte(documents):
    for ws in annuaire(documents, "etranges"):
        for ligne in ws.iter_rows():
            for c in ligne:
                assert not (c.data_type == "f" and "HYPERLINK" in str(c.value)), c.coordinate


def test_graphique_est_natif(documents):
    assert any(ws._charts for ws in annuaire(documents))
