"""Peer: openpyxl (read only), python-docx (table made at once, rows walked once), XlsxWriter.    openpyxl_docx.py CLASSEUR MODELES SORTIE"""
import sys
from collections import Counter
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement

from annuaire_xlsxwriter import annuaire
from generer import ANNEXE

CLES = ["nom", "prenom", "profession", "mode", "structure", "commune", "code_postal", "telephone", "email", "rpps", "adhesion", "qualite"]
classeur, _, sortie = map(Path, sys.argv[1:])
lignes = openpyxl.load_workbook(classeur, read_only=True)["Membres"].iter_rows(min_row=2, values_only=True)
membres = [dict(zip(CLES, (valeur if valeur is not None else "" for valeur in ligne))) for ligne in lignes]
membres.sort(key=lambda membre: (membre["nom"], membre["prenom"]))
comptes = {cle: Counter(membre[cle] for membre in membres).most_common() for cle in ("profession", "commune")}


def tableau(document, titres, lignes):
    table = document.add_table(rows=len(lignes) + 1, cols=len(titres), style="Table Grid")
    for rang, (ligne, textes) in enumerate(zip(table.rows, [titres, *lignes])):
        proprietes = ligne._tr.get_or_add_trPr()
        proprietes.append(OxmlElement("w:cantSplit"))
        if rang == 0:
            proprietes.append(OxmlElement("w:tblHeader"))
        for cellule, texte in zip(ligne.cells, textes):
            cellule.paragraphs[0].add_run(texte)


document = docx.Document()
section = document.sections[0]
section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
document.add_heading("Rapport d’activité 2025", 0)
document.add_heading("Adhérents par profession", 1)
tableau(document, ["Profession", "Adhérents"], [[libelle, str(nombre)] for libelle, nombre in comptes["profession"]])
document.add_heading("Liste des adhérents", 1)
cles = [cle for _, cle in ANNEXE]
tableau(document, [titre for titre, _ in ANNEXE],
        [[f"{m[c]:%d/%m/%Y}" if c == "adhesion" else m[c] for c in cles] for m in membres])
document.save(sortie / "rapport-activite.docx")
annuaire(str(sortie / "annuaire.xlsx"), membres, comptes["profession"], comptes["commune"])
