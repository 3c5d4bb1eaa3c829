"""Reports read back with python-docx: headings, tables, properties, placeholders."""
import re
import zipfile
from pathlib import Path

import docx
import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHAPITRES = ["Présentation de l’association", "Activités de l’année", "Stratégie et perspectives", "Conclusion"]
VARIANTES = ["exemple", "complet-vierge", "profil-interne", "profil-public", "etranges", "sans-adherent", "logo"]


def rapport(documents: Path, variante: str):
    return docx.Document(str(documents / variante / "rapport-activite.docx"))


def niveau(paragraphe) -> int | None:
    trouve = re.match(r"heading (\d)$", paragraphe.style.name, re.I)
    return int(trouve[1]) if trouve else None


def titres(document) -> list[tuple[int, str]]:
    return [(n, p.text) for p in document.paragraphs if (n := niveau(p))]


@pytest.mark.parametrize("variante", VARIANTES)
def test_rapport_a_les_quatre_chapitres_dans_l_ordre(documents, variante):
    premiers = [texte for n, texte in titres(rapport(documents, variante)) if n == 1]
    places = [next((i for i, texte in enumerate(premiers) if chapitre in texte), None) for chapitre in CHAPITRES]
    assert None not in places and places == sorted(places), premiers


@pytest.mark.parametrize("variante", VARIANTES)
def test_niveaux_de_titre_sans_saut(documents, variante):
    dernier = 0
    for n, texte in titres(rapport(documents, variante)):
        assert n <= dernier + 1, texte
        dernier = n


@pytest.mark.parametrize("variante", VARIANTES)
def test_proprietes_titre_et_langue(documents, variante):
    document = rapport(documents, variante)
    assert document.core_properties.title
    lang = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang.get(f"{W}val") == "fr-FR"


def test_auteur_est_la_cpts(documents):
    assert "Val d’Aubrelle" in rapport(documents, "exemple").core_properties.author


def test_tableaux_ont_une_ligne_de_titres_repetee_ou_une_premiere_colonne(documents):
    for tableau in rapport(documents, "exemple").tables:
        entete = tableau.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert entete or len(tableau.rows) == 1 or len(tableau.columns) <= 4


def test_liste_des_adherents_est_complete(documents):
    import json
    membres = json.loads((documents / "dossier.json").read_text(encoding="utf-8"))["membres"]
    presents = [m for m in membres if not m["ancien"] and not m["date_sortie"]]
    plus_long = max(rapport(documents, "exemple").tables, key=lambda t: len(t.rows))
    texte = "\n".join("\t".join(c.text for c in ligne.cells) for ligne in plus_long.rows)
    assert len(plus_long.rows) >= len(presents)
    for membre in presents:
        assert (membre["nom"] or "").upper() in texte.upper(), membre["id"]


def test_exemple_n_a_aucun_champ_a_completer(documents):
    xml = zipfile.ZipFile(documents / "exemple/rapport-activite.docx").read("word/document.xml").decode()
    texte = re.sub(r"<[^>]+>", "", xml)
    assert re.findall(r"\[[A-ZÉÈÀÂ][^\]]{2,60}\]", texte) == []
    assert "À compléter" not in texte


def test_liste_nue_dit_ce_qui_manque(documents):
    texte = "\n".join(p.text for p in rapport(documents, "sans-adherent").paragraphs)
    assert "À compléter" in texte


def test_controles_sous_la_limite(documents):
    for fichier in documents.rglob("*.docx"):
        xml = zipfile.ZipFile(fichier).read("word/document.xml")
        assert xml.count(b"<w:sdt>") <= 1500, fichier


def test_graphique_est_natif_avec_son_classeur(documents):
    noms = zipfile.ZipFile(documents / "exemple/rapport-activite.docx").namelist()
    assert any(re.match(r"word/charts/\w+\.xml$", nom) for nom in noms)
    assert any(re.match(r"word/embeddings/.*\.xlsx$", nom) for nom in noms)


# Of several sections, the first page is that of the first one and the running header that of the body.
FOURNITURES = {
    "contenu": ["CPTS du Val d’Aubrelle", "Page de garde et dos de la communauté"],
    "libreoffice": ["CPTS du Val d’Aubrelle – modèle bleu", "Document de travail"],
    "titre1": ["CPTS du Val d’Aubrelle – charte prune", "12 rue de l’Exemple, 15100 Saint-Flour"],
    "trois-sections": ["En-tête de la première page", "En-tête de la deuxième section", "Pied courant"],
}


@pytest.mark.parametrize("charte", sorted(FOURNITURES))
def test_charte_garde_ses_entetes_et_pieds(documents, charte):
    produit = zipfile.ZipFile(documents / f"charte-{charte}" / "rapport-activite.docx")
    textes = [re.sub(r"<[^>]+>", "", produit.read(n).decode()) for n in produit.namelist() if re.match(r"word/(header|footer)\d*\.xml", n)]
    for attendu in FOURNITURES[charte]:
        assert any(attendu in texte for texte in textes), (attendu, textes)


def test_signet_de_la_charte_garde_couverture_et_dos(documents):
    textes = [p.text for p in rapport(documents, "charte-contenu").paragraphs]
    assert textes[0] == "NOTRE COUVERTURE" and "NOTRE DERNIÈRE PAGE" in textes
    assert "Le rapport se place ici." not in textes
