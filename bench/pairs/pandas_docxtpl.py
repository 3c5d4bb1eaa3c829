"""Peer: pandas with calamine, docxtpl, XlsxWriter.    pandas_docxtpl.py CLASSEUR MODELES SORTIE"""
import sys
from pathlib import Path

import pandas
from docxtpl import DocxTemplate

from annuaire_xlsxwriter import annuaire

COLONNES = {"Nom": "nom", "Prénom": "prenom", "Profession": "profession", "Mode d’exercice": "mode", "Structure": "structure",
            "Commune": "commune", "Code postal": "code_postal", "Téléphone": "telephone", "E-mail": "email", "RPPS": "rpps",
            "Date d’adhésion": "adhesion", "Qualité": "qualite"}
classeur, modeles, sortie = map(Path, sys.argv[1:])
table = pandas.read_excel(classeur, sheet_name="Membres", engine="calamine", dtype={"Code postal": str, "RPPS": str, "Téléphone": str})
table = table.rename(columns=COLONNES).sort_values(["nom", "prenom"])
table["adhesion"] = pandas.to_datetime(table["adhesion"])
jours = table["adhesion"].dt.strftime("%d/%m/%Y")
texte = [c for c in table.columns if c != "adhesion"]
table[texte] = table[texte].astype(object).where(table[texte].notna(), "")
comptes = {cle: list(table[cle].value_counts().items()) for cle in ("profession", "commune")}
membres = table.to_dict("records")

document = DocxTemplate(modeles / "docxtpl.docx")
document.render({
    "membres": [{**membre, "adhesion": jour} for membre, jour in zip(membres, jours)],
    "professions": [{"libelle": libelle, "nombre": nombre} for libelle, nombre in comptes["profession"]],
}, autoescape=True)
document.save(sortie / "rapport-activite.docx")
annuaire(str(sortie / "annuaire.xlsx"), membres, comptes["profession"], comptes["commune"])
