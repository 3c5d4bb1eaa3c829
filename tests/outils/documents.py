#!/usr/bin/env python3
"""Produces every document under $DOCUMENTS with the command $CPTS.

From the complete dossier, every document in three profiles (`complet-interne`, `complet-financeur`, `complet-public`) and its blank form
(`complet-vierge`); from the workbook of the example, what a file dropped on the program gives, in each profile (`exemple`, `profil-…`), on
branded bases (`charte-…`, `logo`), and from lists that are strange or empty.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
CPTS = os.environ.get("CPTS", str(RACINE / "target/debug/cpts"))
SORTIE = Path(os.environ.get("DOCUMENTS", RACINE / "target/documents"))
EXEMPLE = RACINE / "examples/cpts-exemple.xlsx"
COMPLET = RACINE / "examples/dossier-complet.json"
PROFILS = ("interne", "financeur", "public")
DATE = ["--date", "2026-03-15"]

MESURE = """Nom;Prénom;Profession;Commune;Code postal;Téléphone;E-mail;RPPS;Date d'adhésion
Abadrel;Agnès;Médecin généraliste;Saint-Flour;15100;06 39 98 00 11;agnes@exemple.fr;10999900005;12/03/2021
=HYPERLINK("http://exemple.fr");<b>&amp;</b>;IDEL;Massiac;15500;;;;2022
😀\u202egaucher;{};{};Murat;15300;;;;2023
""".format("é" * 5000, "{{ cpts.nom }} {% raw %}")


def cpts(*arguments: str) -> None:
    fin = subprocess.run([CPTS, *map(str, arguments)], capture_output=True, text=True)
    if fin.returncode not in (0, 1):
        sys.exit(f"cpts {' '.join(map(str, arguments))} : code {fin.returncode}\n{fin.stderr}")


def rediger(dossier: str, *arguments: str, depuis=EXEMPLE, livrables=("rapport-activite", "annuaire")) -> None:
    source = ["--depuis", depuis] if depuis else ["--vierge"]
    cpts("rediger", *livrables, *source, "-o", SORTIE / dossier, *DATE, *arguments)


def main() -> None:
    shutil.rmtree(SORTIE, ignore_errors=True)
    rediger("exemple")
    for profil in PROFILS:
        rediger(f"profil-{profil}", "--profil", profil)
        rediger(f"complet-{profil}", "--profil", profil, depuis=COMPLET, livrables=["tout"])
    rediger("complet-vierge", depuis=None, livrables=["tout"])
    cpts("classeur", "collecte", "--depuis", COMPLET, "-o", SORTIE / "complet-interne/collecte.xlsx", *DATE)
    cpts("classeur", "collecte", "-o", SORTIE / "complet-vierge/collecte.xlsx", *DATE)
    chartes = sorted((RACINE / "tests/chartes").glob("*.docx"))
    if not chartes:
        sys.exit("tests/chartes est vide")
    for charte in chartes:
        rediger(f"charte-{charte.stem}", "--charte", charte, livrables=["rapport-activite"])
    rediger("charte-vierge", "--charte", chartes[0], depuis=None, livrables=["rapport-activite"])
    rediger("logo", "--logo", RACINE / "tests/chartes/logo.png", livrables=["rapport-activite"])
    brut = SORTIE / "etranges.csv"
    brut.write_text(MESURE, encoding="utf-8")
    rediger("etranges", depuis=brut)
    entete = SORTIE / "titres.csv"
    entete.write_text(MESURE.splitlines()[0] + "\n", encoding="utf-8")
    rediger("sans-adherent", depuis=entete)
    classeurs = ["budget", "retroplanning", "tableau-de-bord", "tracabilite"]
    rediger("classeurs", depuis=RACINE / "examples/dossier-complet.json", livrables=classeurs)
    rediger("classeurs-vierges", depuis=None, livrables=classeurs)
    cpts("importer", EXEMPLE, "-o", SORTIE / "dossier.json")


if __name__ == "__main__":
    main()
