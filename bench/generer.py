#!/usr/bin/env python3
"""Makes the input of the benchmark: an invented member workbook of N rows, always the same, and the templates of the peers.

    generer.py N FICHIER.xlsx
    generer.py --modeles REPERTOIRE
"""
import datetime
import random
import sys
from pathlib import Path

TITRES = ["Nom", "Prénom", "Profession", "Mode d’exercice", "Structure", "Commune", "Code postal", "Téléphone", "E-mail", "RPPS",
          "Date d’adhésion", "Qualité"]
PROFESSIONS = [("Infirmier", 30), ("Médecin généraliste", 22), ("Masseur-kinésithérapeute", 16), ("Pharmacien", 9),
               ("Chirurgien-dentiste", 6), ("Sage-femme", 5), ("Orthophoniste", 5), ("Pédicure-podologue", 4), ("Psychologue", 3)]
COMMUNES = [("Albi", "81000"), ("Castres", "81100"), ("Gaillac", "81600"), ("Graulhet", "81300"), ("Mazamet", "81200"),
            ("Lavaur", "81500"), ("Carmaux", "81400"), ("Labruguière", "81290"), ("Rabastens", "81800"), ("Réalmont", "81120"),
            ("Puylaurens", "81700"), ("Sorèze", "81540"), ("Dourgne", "81110"), ("Lautrec", "81440"), ("Brassac", "81260")]
PRENOMS = ["Élodie", "Jean-Baptiste", "Aïcha", "Zoé", "Camille", "Loïc", "Anaïs", "Hélène", "François", "Noémie", "Maël", "Inès"]
STRUCTURES = ["Maison de santé des Halles", "Cabinet Rivière & Associés", "Pharmacie de l’Église", "Centre de santé du Pont"]
SYLLABES = ["bar", "cel", "dru", "fon", "gal", "lan", "mer", "nov", "pel", "rou", "sar", "tev", "vil", "zan", "bel", "cor", "dam",
            "fer", "gri", "lou"]


def luhn(chiffres):
    """Returns the digit that makes the number valid."""
    somme = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (2 if rang % 2 == 0 else 1)
        somme += valeur - 9 if valeur > 9 else valeur
    return str(-somme % 10)


def nom(numero):
    """Returns a name of its own for each number: no reader may take two of them for one person."""
    parties = []
    for _ in range(4):
        numero, reste = divmod(numero, len(SYLLABES))
        parties.append(SYLLABES[reste])
    return "".join(parties).capitalize()


def lignes(n):
    hasard = random.Random(20251231)
    professions = [p for p, poids in PROFESSIONS for _ in range(poids)]
    debut = datetime.date(2018, 1, 1)
    for numero in range(n):
        nom_, prenom = nom(numero * 7919 % 160_000), hasard.choice(PRENOMS)
        commune, code_postal = hasard.choice(COMMUNES)
        telephone = f"06 {numero // 1_000_000 % 100:02} {numero // 10_000 % 100:02} {numero // 100 % 100:02} {numero % 100:02}"
        rpps = f"1{numero:09}"
        yield [
            nom_, prenom, hasard.choice(professions), hasard.choice(["Libéral", "Libéral", "Salarié", "Mixte"]),
            hasard.choice(STRUCTURES) if hasard.random() < 0.3 else "", commune, code_postal,
            telephone if hasard.random() < 0.95 else "", f"{nom_.lower()}@exemple.fr" if hasard.random() < 0.9 else "",
            rpps + luhn(rpps), debut + datetime.timedelta(days=hasard.randrange(2900)), "Actif",
        ]


def classeur(n, chemin):
    import xlsxwriter
    livre = xlsxwriter.Workbook(str(chemin))
    livre.set_properties({"created": datetime.datetime(2026, 1, 1)})
    feuille = livre.add_worksheet("Membres")
    gras, date = livre.add_format({"bold": True}), livre.add_format({"num_format": "dd/mm/yyyy"})
    feuille.write_row(0, 0, TITRES, gras)
    for rang, ligne in enumerate(lignes(n), 1):
        for colonne, valeur in enumerate(ligne):
            if isinstance(valeur, datetime.date):
                feuille.write_datetime(rang, colonne, datetime.datetime.combine(valeur, datetime.time()), date)
            elif valeur:
                feuille.write_string(rang, colonne, valeur)
    livre.close()


ANNEXE = [("Nom", "nom"), ("Prénom", "prenom"), ("Profession", "profession"), ("Exercice", "mode"), ("Représente", "structure"),
          ("Commune", "commune"), ("Adhésion", "adhesion"), ("Qualité", "qualite")]
ANNUAIRE = [("Nom", "nom"), ("Prénom", "prenom"), ("Profession", "profession"), ("Commune", "commune"), ("Code postal", "code_postal"),
            ("Téléphone", "telephone"), ("E-mail", "email"), ("Mode d’exercice", "mode"), ("Structure", "structure"), ("RPPS", "rpps"),
            ("Date d’adhésion", "adhesion"), ("Qualité", "qualite")]


def modeles(repertoire):
    """Writes the templates of docxtpl and of Carbone."""
    import docx
    import openpyxl
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement

    def rapport(boucle):
        document = docx.Document()
        section = document.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
        document.add_heading("Rapport d’activité 2025", 0)
        for titre, colonnes, liste in (("Adhérents par profession", [("Profession", "libelle"), ("Adhérents", "nombre")], "professions"),
                                       ("Liste des adhérents", ANNEXE, "membres")):
            document.add_heading(titre, 1)
            tableau = document.add_table(rows=1, cols=len(colonnes), style="Table Grid")
            entete = tableau.rows[0]._tr.get_or_add_trPr()
            entete.append(OxmlElement("w:cantSplit"))
            entete.append(OxmlElement("w:tblHeader"))
            for cellule, (intitule, _) in zip(tableau.rows[0].cells, colonnes):
                cellule.text = intitule
            for textes in boucle(liste, [cle for _, cle in colonnes]):
                ligne = tableau.add_row()
                ligne._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
                for cellule, texte in zip(ligne.cells, textes):
                    cellule.text = texte
        return document

    def docxtpl(liste, cles):
        return [[f"{{%tr for x in {liste} %}}"], [f"{{{{ x.{cle} }}}}" for cle in cles], ["{%tr endfor %}"]]

    def carbone(liste, cles):
        return [[f"{{d.{liste}[{rang}].{cle}}}" for cle in cles] for rang in ("i", "i+1")]

    rapport(docxtpl).save(repertoire / "docxtpl.docx")
    rapport(carbone).save(repertoire / "carbone.docx")
    livre = openpyxl.Workbook()
    livre.remove(livre.active)
    for nom_, colonnes, liste in (("Annuaire", ANNUAIRE, "membres"), ("Par profession", [("Profession", "libelle"), ("Adhérents", "nombre")], "professions"),
                                  ("Par commune", [("Commune", "libelle"), ("Adhérents", "nombre")], "communes")):
        feuille = livre.create_sheet(nom_)
        feuille.append([titre for titre, _ in colonnes])
        for textes in carbone(liste, [cle for _, cle in colonnes]):
            feuille.append(textes)
        feuille.freeze_panes = "B2"
    livre.save(repertoire / "carbone.xlsx")


if __name__ == "__main__":
    if sys.argv[1] == "--modeles":
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        modeles(Path(sys.argv[2]))
    else:
        classeur(int(sys.argv[1]), Path(sys.argv[2]))
