#!/usr/bin/env python3
"""Writes the branded base documents of tests/chartes/, as they come from real communication departments. Needs python-docx and LibreOffice.

- titre1.docx: style ids of French Word (`Titre1` for `heading 1`)
- trois-sections.docx: three sections, a header of its own on the first page
- libreoffice.docx: written by LibreOffice
- contenu.docx: bookmark `cpts_contenu` between a cover and a back page
- logo.png
"""
import re
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

ICI = Path(__file__).resolve().parents[1] / "chartes"
FRANCAIS = {"Heading1": "Titre1", "Heading2": "Titre2", "Heading3": "Titre3", "Heading4": "Titre4", "Title": "Titre",
            "ListBullet": "Listepuces", "ListNumber": "Listenumros", "Caption": "Lgende", "TableGrid": "Grilledutableau"}


def base(couleur: str, entete: str, pied: str):
    document = docx.Document()
    document.core_properties.title = "Charte"
    document.core_properties.author = "CPTS du Val d’Aubrelle"
    lang = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    lang.set(qn("w:val"), "fr-FR")
    for niveau in (1, 2, 3):
        document.styles[f"Heading {niveau}"].font.color.rgb = RGBColor.from_string(couleur)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.header.paragraphs[0].text = entete
    section.footer.paragraphs[0].text = pied
    return document


def rename_styles(source: Path, cible: Path) -> None:
    with zipfile.ZipFile(source) as lu, zipfile.ZipFile(cible, "w", zipfile.ZIP_DEFLATED) as ecrit:
        for info in lu.infolist():
            contenu = lu.read(info)
            if info.filename.endswith(".xml"):
                texte = contenu.decode("utf-8")
                for anglais, francais in FRANCAIS.items():
                    texte = re.sub(rf'(w:styleId|w:val)="{anglais}"', rf'\1="{francais}"', texte)
                    texte = re.sub(rf'(w:styleId|w:val)="{anglais}Char"', rf'\1="{francais}Car"', texte)
                contenu = texte.encode("utf-8")
            ecrit.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), contenu, zipfile.ZIP_DEFLATED)


def titre1() -> None:
    document = base("7A1F5C", "CPTS du Val d’Aubrelle – charte prune", "12 rue de l’Exemple, 15100 Saint-Flour")
    document.add_heading("Modèle", 1)
    with tempfile.TemporaryDirectory() as dossier:
        source = Path(dossier) / "a.docx"
        document.save(str(source))
        rename_styles(source, ICI / "titre1.docx")


def trois_sections() -> None:
    document = base("1F5C3A", "En-tête courant", "Pied courant")
    premiere = document.sections[0]
    premiere.different_first_page_header_footer = True
    premiere.first_page_header.paragraphs[0].text = "En-tête de la première page"
    document.add_paragraph("Couverture du modèle")
    document.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "En-tête de la deuxième section"
    document.add_paragraph("Corps du modèle")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("Dos du modèle")
    document.save(str(ICI / "trois-sections.docx"))


def libreoffice() -> None:
    document = base("0B5394", "CPTS du Val d’Aubrelle – modèle bleu", "Document de travail")
    document.add_heading("Modèle", 1)
    document.add_paragraph("Texte du modèle.")
    with tempfile.TemporaryDirectory() as dossier:
        source = Path(dossier) / "libreoffice.docx"
        document.save(str(source))
        for vers, entree in (("odt", source), ("docx", Path(dossier) / "libreoffice.odt")):
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{dossier}/p", "--convert-to", vers, "--outdir",
                            str(ICI) if vers == "docx" else dossier, str(entree)], check=True, capture_output=True)


def contenu() -> None:
    document = base("B45309", "CPTS du Val d’Aubrelle", "Page de garde et dos de la communauté")
    document.add_paragraph("NOTRE COUVERTURE")
    repere = document.add_paragraph("Le rapport se place ici.")._p
    debut, fin = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (debut, fin):
        element.set(qn("w:id"), "7")
    debut.set(qn("w:name"), "cpts_contenu")
    repere.insert(0, debut)
    repere.append(fin)
    document.add_paragraph("NOTRE DERNIÈRE PAGE")
    document.save(str(ICI / "contenu.docx"))


def logo() -> None:
    cote = 120
    lignes = b"".join(b"\0" + b"".join(
        (b"\x12\x58\x6f" if (x - 60) ** 2 + (y - 60) ** 2 < 3000 else b"\xff\xff\xff") for x in range(cote)) for y in range(cote))
    def bloc(nom: bytes, octets: bytes) -> bytes:
        return struct.pack(">I", len(octets)) + nom + octets + struct.pack(">I", zlib.crc32(nom + octets))
    (ICI / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", struct.pack(">IIBBBBB", cote, cote, 8, 2, 0, 0, 0))
                                   + bloc(b"IDAT", zlib.compress(lignes, 9)) + bloc(b"IEND", b""))


def main() -> None:
    ICI.mkdir(exist_ok=True)
    for faire in (titre1, trois_sections, libreoffice, contenu, logo):
        faire()


if __name__ == "__main__":
    main()
