"""Every Word document of the complete dossier and every blank form, read back with python-docx: what holds for all of them.

What is particular to the report stands in test_docx.py.
"""
import re

import docx
import pytest
from docx.oxml.ns import qn

VARIANTES = ["complet-interne", "complet-financeur", "complet-public", "complet-vierge"]
DECORATIF = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

# Of a French text, whatever it says: two spaces, a space before a comma, a sign of the source left over, an article that was not contracted.
FAUTES = {
    "espaces": r"  +(?![ ☐])| ,|\( | \)",
    "points": r"(?<!\.)\.\.(?!\.)|,,|,\.|\?\.",
    "apostrophe droite": r"\w'\w",
    "contraction": r"\b[Dd]e les?\b(?! [\w’]+[eio]r\b)|\bà les?\b(?! [\w’]+[eio]r\b)",
    "mot répété": r"\b(?!nous\b|vous\b)(\w{2,}) \1\b",
    "marque de trame": r"\{\{|\{%|\*\*|\bundefined\b|\bNone\b",
    "guillemets vides": r"«\s*»|\(\s*\)",
}


@pytest.fixture(scope="module")
def tous(documents):
    """Every document of every variant, opened once: {variant: {name: document}}."""
    lus = {v: {f.name: docx.Document(str(f)) for f in sorted((documents / v).glob("*.docx"))} for v in VARIANTES}
    assert len({len(noms) for noms in lus.values()}) == 1, "une variante n’a pas tous les documents"
    return lus


@pytest.fixture(params=VARIANTES)
def lot(request, tous):
    return tous[request.param]


def texte(element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def style(paragraphe) -> str | None:
    pose = paragraphe.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return pose.get(qn("w:val")) if pose is not None else None


def niveaux(document) -> dict[str, int]:
    """Returns the level of the heading styles: those of Word, and those that state one, as the articles of the statutes do."""
    rangs = {}
    for s in document.styles:
        pose = s.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if trouve := re.match(r"heading (\d)$", s.name or "", re.I):
            rangs[s.style_id] = int(trouve[1])
        elif pose is not None:
            rangs[s.style_id] = int(pose.get(qn("w:val"))) + 1
    return rangs


def titres(document):
    rangs = niveaux(document)
    return [(rangs[s], texte(p)) for p in document.element.body.iter(qn("w:p")) if (s := style(p)) in rangs]


def test_titre_auteur_et_langue(lot):
    fautes = []
    for nom, document in lot.items():
        langue = document.styles.element.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"))))
        proprietes = document.core_properties
        if not proprietes.title or not proprietes.author or langue is None or langue.get(qn("w:val")) != "fr-FR":
            fautes.append((nom, proprietes.title, proprietes.author))
    assert fautes == []


def test_titres_sans_saut_ni_vide(lot):
    fautes = []
    for nom, document in lot.items():
        dernier = 0
        for niveau, mots in titres(document):
            if niveau > dernier + 1 or not mots.strip():
                fautes.append((nom, dernier, niveau, mots))
            dernier = niveau
    assert fautes == []


def test_styles_employes_sont_definis_et_nommes(lot):
    fautes = []
    for nom, document in lot.items():
        definis = {s.style_id for s in document.styles}
        for balise in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            fautes += [(nom, v) for v in {e.get(qn("w:val")) for e in document.element.body.iter(qn(balise))} - definis]
    assert fautes == []


def test_tableaux_ont_titre_et_ligne_ou_colonne_de_titres(lot):
    fautes = []
    for nom, document in lot.items():
        for tableau in document.element.body.iter(qn("w:tbl")):
            lignes = tableau.findall(qn("w:tr"))
            entete = lignes[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            look = tableau.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
            colonne = look is not None and (look.get(qn("w:firstColumn")) in ("1", "true") or int(look.get(qn("w:val")) or "0", 16) & 0x80)
            nomme = any(tableau.find(f"{qn('w:tblPr')}/{qn(b)}") is not None for b in ("w:tblCaption", "w:tblDescription"))
            if not nomme or (len(lignes) > 1 and not entete and not colonne):
                fautes.append((nom, texte(lignes[0])[:60]))
    assert fautes == []


def test_figures_ont_un_texte_alternatif(lot):
    fautes = []
    for nom, document in lot.items():
        for figure in document.element.body.iter(qn("wp:docPr")):
            if not figure.get("descr") and next(figure.iter(DECORATIF), None) is None:
                fautes.append((nom, figure.get("name")))
    assert fautes == []


def test_renvois_et_liens_internes_menent_quelque_part(lot):
    fautes = []
    for nom, document in lot.items():
        corps = document.element.body
        signets = {s.get(qn("w:name")) for s in corps.iter(qn("w:bookmarkStart"))}
        cites = {lien.get(qn("w:anchor")) for lien in corps.iter(qn("w:hyperlink"))} - {None}
        for code in corps.iter(qn("w:instrText")):
            cites |= {trouve[1] for trouve in [re.match(r"\s*(?:PAGE)?REF (\S+)", code.text or "")] if trouve}
        fautes += [(nom, cite) for cite in sorted(cites - signets)]
    assert fautes == []


def test_textes_sans_faute_de_composition(lot):
    fautes = []
    for nom, document in lot.items():
        for paragraphe in document.element.body.iter(qn("w:p")):
            phrase = texte(paragraphe)
            fautes += [(nom, faute, phrase[max(0, m.start() - 30):m.end() + 30]) for faute, motif in FAUTES.items() for m in re.finditer(motif, phrase)]
    assert fautes[:10] == []


def test_documents_remplis_n_ont_aucun_champ_a_completer(tous):
    fautes = []
    for nom, document in tous["complet-interne"].items():
        mots = texte(document.element.body)
        fautes += [(nom, champ) for champ in re.findall(r"\[[^\]]{2,60}\]", mots)]
        fautes += [(nom, "À compléter")] if "À compléter" in mots else []
    assert fautes == []


def test_documents_vierges_ne_disent_rien_de_l_exemple(tous):
    fautes = []
    for nom, document in tous["complet-vierge"].items():
        mots = texte(document.element.body) + document.core_properties.author
        fautes += [(nom, mot) for mot in ("Aubrelle", "Marcoulès", "Saint-Flour", "2 310") if mot in mots]
    assert fautes == []
