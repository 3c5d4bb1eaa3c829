"""The collection workbook, written, opened and edited by other programs, comes back as it was filled."""
import json
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest

from recalcul import differences, formules, resultats

# What an import says of where things were read, which differs from one file to the next.
TRACE = {"source", "autres_sources", "brut", "colonnes_inconnues", "provenance", "feuilles"}
CACHEES = {"Gabarit", "Suites", "Listes"}
CLES, TITRES, PREMIERE = 4, 5, 6
LONG = "Un bilan très détaillé. " * 4167
PIEGES = ["=1+1", "+33 la suite", "-12 %", "@tous", "'apostrophe"]


def essentiel(valeur):
    """Returns a dossier without its trace; an empty field is as one that is not there."""
    if isinstance(valeur, dict):
        gardes = {cle: essentiel(v) for cle, v in valeur.items() if cle not in TRACE}
        return {cle: v for cle, v in gardes.items() if v not in (None, False, [], {})}
    return [essentiel(v) for v in valeur] if isinstance(valeur, list) else valeur


@pytest.fixture(scope="module")
def collecter(cpts):
    """Returns what writes the collection workbook of a dossier."""

    def lancer(dossier: Path, sortie: Path) -> Path:
        commande = [cpts, "classeur", "collecte", "--depuis", dossier, "-o", sortie, "--date", "2026-03-15"]
        fin = subprocess.run(commande, capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr
        return sortie

    return lancer


@pytest.fixture(scope="module")
def importer(cpts):
    """Returns what reads workbooks into a dossier: the dossier, and the codes of what is said of each cell."""

    def lancer(sortie: Path, *fichiers: Path):
        fin = subprocess.run([cpts, "importer", *fichiers, "-o", sortie], capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr
        dits = set(re.findall(r"^(?:information|avertissement|erreur|bloquant) +(\S.*?)[ \xa0]: .*\[([a-z0-9-]+)\]$", fin.stdout + fin.stderr, re.M))
        return json.loads(sortie.read_text(encoding="utf-8")), dits

    return lancer


@pytest.fixture(scope="module")
def exemple(racine) -> Path:
    return racine / "examples/dossier-complet.json"


@pytest.fixture(scope="module")
def classeur(collecter, exemple, tmp_path_factory) -> Path:
    return collecter(exemple, tmp_path_factory.mktemp("collecte") / "collecte.xlsx")


@pytest.fixture(scope="module")
def intact(importer, classeur, tmp_path_factory):
    """Returns what the untouched workbook gives: the dossier, and what is said of it."""
    return importer(tmp_path_factory.mktemp("intact") / "dossier.json", classeur)


@pytest.fixture
def retour(importer, classeur, intact, tmp_path):
    """Returns what edits the workbook and reads it: the dossier, and what the edits add to what is said."""

    def lancer(editer, existant: Path | None = None):
        sortie = existant or tmp_path / "dossier.json"
        if not existant:
            sortie.unlink(missing_ok=True)
        ouvert = openpyxl.load_workbook(classeur)
        editer(ouvert)
        ouvert.save(tmp_path / "collecte.xlsx")
        dossier, dits = importer(sortie, tmp_path / "collecte.xlsx")
        return dossier, sorted({code for _, code in dits - intact[1]})

    return lancer


def colonne(feuille, cle: str) -> int:
    return next(c.column for c in feuille[CLES] if c.value == cle)


def ligne_du_champ(feuille, cle: str) -> int:
    return next(c.row for c in feuille["A"] if c.value == cle)


def libre(feuille, champ: str) -> int:
    rang = colonne(feuille, champ)
    return next(ligne for ligne in range(PREMIERE, feuille.max_row + 2) if feuille.cell(ligne, rang).value is None)


def ajouter(feuille, **champs) -> int:
    ligne = libre(feuille, next(iter(champs)))
    for cle, valeur in champs.items():
        feuille.cell(ligne, colonne(feuille, cle)).value = valeur
    return ligne


def test_revient_sans_rien_changer(intact, exemple):
    assert essentiel(intact[0]) == essentiel(json.loads(exemple.read_text(encoding="utf-8")))
    assert not [dit for dit in intact[1] if dit[1].startswith(("collecte-", "cellule-", "fusion-", "valeur-"))]


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_revient_par_libreoffice_sans_rien_changer(importer, recalculer, classeur, intact, tmp_path, format):
    enregistre = recalculer(tmp_path / "apres", classeur, format=format) / f"collecte.{format}"
    dossier, dits = importer(tmp_path / "dossier.json", enregistre)
    assert essentiel(dossier) == essentiel(intact[0])
    assert dits == intact[1]


def test_deux_fois_les_memes_octets(collecter, exemple, classeur, tmp_path):
    assert collecter(exemple, tmp_path / "collecte.xlsx").read_bytes() == classeur.read_bytes()


def test_listes_proposees_existent_et_sont_remplies(classeur):
    ouvert = openpyxl.load_workbook(classeur)
    vues = 0
    for feuille in ouvert:
        for validation in feuille.data_validations.dataValidation:
            if validation.type != "list":
                continue
            vues += 1
            nom = validation.formula1.lstrip("=")
            assert nom in ouvert.defined_names, (feuille.title, nom)
            ((cible, plage),) = ouvert.defined_names[nom].destinations
            mots = [c.value for rangee in ouvert[cible][plage.replace("$", "")] for c in rangee]
            assert mots and all(mots), (feuille.title, nom)
    assert vues > 100


def test_protection_et_feuilles_cachees(classeur):
    ouvert = openpyxl.load_workbook(classeur)
    assert {feuille.title for feuille in ouvert if feuille.sheet_state != "visible"} == CACHEES
    for feuille in ouvert:
        if feuille.title in CACHEES:
            continue
        assert feuille.protection.sheet and not feuille.protection.password, feuille.title
        if feuille.title == "Lisez-moi":
            continue
        assert str(feuille.cell(CLES, 1).value).startswith("cpts:collecte:"), feuille.title
        assert feuille.row_dimensions[CLES].hidden and feuille.column_dimensions["A"].hidden, feuille.title
        tableau = feuille.cell(CLES, 2).value == "[ordre]"
        # One description of columns may hold for both.
        assert (feuille.column_dimensions["A"].max == 2 or feuille.column_dimensions["B"].hidden) == tableau, feuille.title
        assert all(c.protection.locked for c in feuille[TITRES]), feuille.title
        if tableau:
            for cellule in feuille[PREMIERE][2:]:
                montre = cellule.data_type == "f"
                assert cellule.protection.locked == montre, (feuille.title, cellule.coordinate)
            assert not feuille.column_dimensions["A"].protection.locked, feuille.title
        else:
            for ligne in range(PREMIERE, feuille.max_row + 1):
                if feuille.cell(ligne, 1).value:
                    assert not feuille.cell(ligne, 3).protection.locked, (feuille.title, ligne)
                    assert feuille.cell(ligne, 2).protection.locked, (feuille.title, ligne)


def test_libreoffice_trouve_les_memes_resultats(classeur, recalculer, tmp_path):
    connues, avant = formules(classeur), resultats(classeur)
    assert len(connues) > 100
    assert not [place for place, valeur in avant.items() if isinstance(valeur, str) and valeur.startswith("#")]
    ecarts = differences(classeur, recalculer(tmp_path / "apres", classeur) / "collecte.xlsx")
    assert not ecarts, ecarts[:5]


def test_lignes_ajoutees_et_valeurs_changees(retour, intact):
    def editer(ouvert):
        rcp = ouvert["RCP"]
        rcp.cell(PREMIERE, colonne(rcp, "participants")).value = 42
        ajouter(rcp, theme="Obésité de l’enfant", participants=7)

    dossier, dits = retour(editer)
    # The indicators that say how many there were are not those of the list any more.
    assert dits == ["indicateur-ecart-liste"]
    avant, apres = intact[0]["rcp"], dossier["rcp"]
    assert len(apres) == len(avant) + 1 and apres[0]["participants"] == 42
    assert (apres[-1]["theme"], apres[-1]["participants"]) == ("Obésité de l’enfant", 7)
    assert apres[-1]["id"] not in {rcp["id"] for rcp in avant}


def test_feuille_supprimee_est_dite(retour, intact):
    def editer(ouvert):
        del ouvert["RCP"]

    dossier, dits = retour(editer)
    assert dits == ["collecte-feuille-absente"]
    assert not dossier.get("rcp") and dossier["membres"] == intact[0]["membres"]


def test_titres_ou_cles_seuls_suffisent_mais_pas_ni_l_un_ni_l_autre(retour, intact):
    def sans_titres(ouvert):
        for cellule in ouvert["RCP"][TITRES][2:]:
            cellule.value = f"Colonne {cellule.column_letter}"

    def sans_cles(ouvert):
        for cellule in ouvert["RCP"][CLES]:
            cellule.value = None

    def sans_rien(ouvert):
        sans_titres(ouvert)
        ouvert["RCP"].delete_rows(CLES)

    attendu = essentiel(intact[0]["rcp"])
    for editer in (sans_titres, sans_cles):
        dossier, dits = retour(editer)
        assert (essentiel(dossier["rcp"]), dits) == (attendu, []), editer.__name__
    dossier, dits = retour(sans_rien)
    assert dits == ["collecte-titres-perdus"] and not dossier.get("rcp")


def test_ligne_cachee_supprimee(retour, intact):
    dossier, dits = retour(lambda ouvert: ouvert["RCP"].delete_rows(CLES))
    assert (essentiel(dossier["rcp"]), dits) == (essentiel(intact[0]["rcp"]), [])


def test_ligne_copiee_avec_son_numero(retour, intact):
    def editer(ouvert):
        rcp = ouvert["RCP"]
        ligne = libre(rcp, "theme")
        for cellule in list(rcp[PREMIERE]):
            rcp.cell(ligne, cellule.column).value = cellule.value
        rcp.cell(ligne, colonne(rcp, "theme")).value = "Copie"

    dossier, dits = retour(editer)
    assert dits == ["indicateur-ecart-liste", "numero-double"]
    numeros = [rcp["id"] for rcp in dossier["rcp"]]
    assert len(numeros) == len(set(numeros)) == len(intact[0]["rcp"]) + 1


def test_formule_remplacee_et_texte_dans_un_nombre(retour):
    def formule(ouvert):
        feuille = ouvert["Budget"]
        cellule = next(c for c in feuille[PREMIERE] if c.data_type == "f")
        cellule.value = "à voir"

    def texte(ouvert):
        rcp = ouvert["RCP"]
        rcp.cell(PREMIERE, colonne(rcp, "participants")).value = "une dizaine"

    assert retour(formule)[1] == ["collecte-formule-remplacee"]
    dossier, dits = retour(texte)
    assert dits == ["indicateur-ecart-liste", "valeur-non-comprise"]
    assert dossier["rcp"][0].get("participants") is None


def test_importe_dans_le_dossier_garde_ce_qui_n_est_que_la(retour, exemple, tmp_path):
    dossier = json.loads(exemple.read_text(encoding="utf-8"))
    dossier["rcp"].append({"id": "r-99", "theme": "Saisie dans le dossier seul"})
    fichier = tmp_path / "existant.json"
    fichier.write_text(json.dumps(dossier, ensure_ascii=False), encoding="utf-8")

    def editer(ouvert):
        rcp = ouvert["RCP"]
        rcp.cell(PREMIERE, colonne(rcp, "participants")).value = 42
        ajouter(rcp, theme="Obésité de l’enfant", participants=7)

    apres, _ = retour(editer, fichier)
    octets = fichier.read_bytes()
    themes = [rcp["theme"] for rcp in apres["rcp"]]
    assert {"Saisie dans le dossier seul", "Obésité de l’enfant"} <= set(themes) and len(set(themes)) == len(themes)
    assert next(rcp for rcp in apres["rcp"] if rcp["id"] == "r-01")["participants"] == 42
    encore, _ = retour(editer, fichier)
    assert (encore, fichier.read_bytes()) == (apres, octets)


def test_textes_longs_et_textes_qui_ressemblent_a_des_formules(collecter, importer, recalculer, exemple, tmp_path):
    dossier = json.loads(exemple.read_text(encoding="utf-8"))
    rcp = dossier["rcp"]
    for reunion, piege in zip(rcp, PIEGES):
        reunion["theme"] = piege
    dossier["actions"][0]["impact"] = LONG.strip()
    fichier = tmp_path / "pieges.json"
    fichier.write_text(json.dumps(dossier, ensure_ascii=False), encoding="utf-8")
    ecrit = collecter(fichier, tmp_path / "collecte.xlsx")
    assert not [place for place, formule in formules(ecrit).items() if str(formule) in PIEGES]
    for format in (None, "xlsx", "ods"):
        lu = recalculer(tmp_path / format, ecrit, format=format) / f"collecte.{format}" if format else ecrit
        revenu, dits = importer(tmp_path / f"dossier-{format}.json", lu)
        assert [r["theme"] for r in revenu["rcp"][: len(PIEGES)]] == [r["theme"] for r in rcp[: len(PIEGES)]], format
        assert revenu["actions"][0]["impact"] == LONG.strip(), format
