"""The directory as both Python peers write it: table, two summaries with formulas and a chart, through XlsxWriter."""
import sys
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from generer import ANNUAIRE


def annuaire(chemin, membres, professions, communes):
    livre = xlsxwriter.Workbook(chemin)
    titre = livre.add_format({"bold": True, "font_size": 20, "font_color": "#12586F"})
    base = {"font_size": 10, "bottom": 1, "bottom_color": "#B4BCC2", "valign": "vcenter"}
    entete = livre.add_format({**base, "bold": True, "bg_color": "#ECF2F3", "font_color": "#12586F"})
    texte, date = livre.add_format(base), livre.add_format({**base, "num_format": "dd/mm/yyyy"})

    feuille = livre.add_worksheet("Annuaire")
    feuille.write_string(0, 0, "Annuaire des adhérents", titre)
    cles = [cle for _, cle in ANNUAIRE]
    jour = cles.index("adhesion")
    for rang, membre in enumerate(membres, 5):
        for colonne, cle in enumerate(cles):
            valeur = membre[cle]
            if colonne == jour:
                feuille.write_datetime(rang, colonne, valeur, date)
            elif valeur:
                feuille.write_string(rang, colonne, valeur, texte)
            else:
                feuille.write_blank(rang, colonne, None, texte)
    feuille.add_table(4, 0, 4 + max(len(membres), 1), len(cles) - 1, {
        "name": "Annuaire", "style": None, "columns": [{"header": t, "header_format": entete} for t, _ in ANNUAIRE]})
    feuille.set_column(0, len(cles) - 1, 18)
    feuille.freeze_panes(5, 1)
    feuille.set_landscape()
    feuille.set_paper(9)
    feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(4)

    for nom, colonne, lignes in (("Par profession", "Profession", professions), ("Par commune", "Commune", communes)):
        feuille = livre.add_worksheet(nom)
        feuille.write_string(0, 0, f"Adhérents : {nom.lower()}", titre)
        for rang, (libelle, nombre) in enumerate(lignes, 5):
            feuille.write_string(rang, 0, libelle, texte)
            feuille.write_formula(rang, 1, f'=COUNTIFS(Annuaire[{colonne}],"{libelle}")', texte, nombre)
        feuille.add_table(4, 0, 4 + max(len(lignes), 1), 1, {
            "autofilter": False, "style": None, "columns": [{"header": colonne, "header_format": entete}, {"header": "Adhérents", "header_format": entete}]})
        feuille.set_column(0, 0, 34)
        graphique = livre.add_chart({"type": "bar"})
        dernier = 4 + len(lignes)
        graphique.add_series({"categories": [nom, 5, 0, dernier, 0], "values": [nom, 5, 1, dernier, 1], "data_labels": {"value": True}})
        graphique.set_legend({"none": True})
        feuille.insert_chart(4, 3, graphique)
    livre.close()
