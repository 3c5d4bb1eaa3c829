"""Files that want to break the program: a sentence or a constat, within 512 MiB and 20 seconds, and never a panic."""
import os
import resource
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

DONNEES = Path(__file__).parent / "donnees"
MEMOIRE_MAX = 512 * 1024 * 1024
DUREE_MAX = 20

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
CLASSEUR = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Membres" sheetId="1" r:id="r1"/></sheets></workbook>"""
CLASSEUR_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
TITRES = '<row r="1">' + "".join(
    f'<c r="{col}1" t="inlineStr"><is><t>{titre}</t></is></c>' for col, titre in zip("ABC", ["Nom", "Prénom", "Profession"])) + "</row>"
FEUILLE = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def ligne(rang: int, *cellules: str) -> str:
    return f'<row r="{rang}">' + "".join(cellules) + "</row>"


def texte(adresse: str, valeur: str) -> str:
    return f'<c r="{adresse}" t="inlineStr"><is><t>{valeur}</t></is></c>'


def xlsx(chemin, lignes: str, chaines: str | None = None, feuille: str | None = None):
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", TYPES)
        z.writestr("_rels/.rels", RELS)
        z.writestr("xl/workbook.xml", CLASSEUR)
        z.writestr("xl/_rels/workbook.xml.rels", CLASSEUR_RELS)
        z.writestr("xl/worksheets/sheet1.xml", feuille or FEUILLE.format(lignes))
        if chaines:
            z.writestr("xl/sharedStrings.xml", chaines)
    return chemin


def bombe(chemin):
    """Four gibibytes of spaces in four megabytes: one deflated block, repeated."""
    bloc = 16 * 1024 * 1024
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    corps = c.compress(b" " * bloc) + c.flush(zlib.Z_FULL_FLUSH)
    deflate = corps * 255 + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    nom, taille = b"xl/worksheets/sheet1.xml", bloc * 255
    xlsx(chemin, "")
    with zipfile.ZipFile(chemin) as z:
        autres = [(n.encode(), z.read(n)) for n in z.namelist() if n.encode() != nom]
    sortie, repertoire = bytearray(), bytearray()
    for n, brut, methode, crc, plein in [(n, b, 0, zlib.crc32(b), len(b)) for n, b in autres] + [(nom, deflate, 8, 0, taille)]:
        tete = struct.pack("<HHHHHIIIHH", 20, 0, methode, 0, 33, crc, len(brut), plein, len(n), 0)
        repertoire += b"PK\x01\x02" + struct.pack("<H", 20) + tete + struct.pack("<HHHII", 0, 0, 0, 0, len(sortie)) + n
        sortie += b"PK\x03\x04" + tete + n + brut
    fin = struct.pack("<HHHHIIH", 0, 0, len(autres) + 1, len(autres) + 1, len(repertoire), len(sortie), 0)
    chemin.write_bytes(bytes(sortie) + bytes(repertoire) + b"PK\x05\x06" + fin)
    return chemin


def ods(chemin):
    contenu = ('<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
               '<office:body><office:spreadsheet><table:table table:name="F"><table:table-row table:number-rows-repeated="9000">'
               '<table:table-cell table:number-columns-repeated="10000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
               '</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>')
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        z.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        z.writestr("content.xml", contenu)
    return chemin


def octets(contenu: bytes):
    def faire(chemin):
        chemin.write_bytes(contenu)
        return chemin
    return faire


def tronque(chemin):
    xlsx(chemin, TITRES + ligne(2, texte("A2", "Abadrel")))
    chemin.write_bytes(chemin.read_bytes()[:-200])
    return chemin


def zip_quelconque(chemin):
    with zipfile.ZipFile(chemin, "w") as z:
        z.writestr("photo.txt", "bonjour")
    return chemin


SST = '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4294967295" uniqueCount="4294967295"><si><t>Nom</t></si></sst>'

def dense(chemin, lignes: int, colonnes: int, titre: int, valeur: int):
    """Members with columns that nothing explains: long headings, and a different text in each cell."""
    titres = ["Nom", "Prénom", *(f"Zq{rang:02}" + "v" * (titre - 4) for rang in range(colonnes))]
    lettres = [chr(65 + rang) if rang < 26 else "A" + chr(39 + rang) for rang in range(len(titres))]
    corps = [ligne(1, *(texte(f"{lettre}1", t) for lettre, t in zip(lettres, titres)))]
    for rang in range(2, lignes + 2):
        valeurs = [f"Nom{rang}", "Alix", *(f"{rang}.{colonne} ".ljust(valeur, "y") for colonne in range(colonnes))]
        corps.append(ligne(rang, *(texte(f"{lettre}{rang}", v) for lettre, v in zip(lettres, valeurs))))
    return xlsx(chemin, "".join(corps))


# Cannot be opened, or passes a bound: 3.
REFUSES = {
    "vide.xlsx": octets(b""),
    "tronque.xlsx": tronque,
    "renomme-pdf.xlsx": octets(b"%PDF-1.7\n1 0 obj\n" + b"x" * 500),
    "renomme-html.xls": octets(b"<html><body><table><tr><td>Nom</td></tr></table></body></html>"),
    "renomme-image.xlsx": octets(b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
    "quelconque.xlsx": zip_quelconque,
    "bombe.xlsx": bombe,
    "repetitions.ods": ods,
    # Written by Excel's own encryption (msoffcrypto), password « secret ».
    "protege.xlsx": octets((DONNEES / "protege.xlsx").read_bytes()),
    # Few cells for a workbook, and more than a gibibyte once they are members.
    "trop-d-adherents.xlsx": lambda c: dense(c, 300_000, 0, 0, 0),
    "ole-creux.xlsx": octets(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2048),
    "profond.json": octets(b'{"x": ' + b"[" * 50_000_000),
    "trop-gros.json": octets(b'{"x": "' + b" " * (64 * 1024 * 1024) + b'"}'),
    "trop-d-elements.json": octets(b'{"membres": [' + b"{}," * 9_000_000 + b"{}]}"),
    "trop-de-valeurs.json": octets(b'{"membres": [{"telephones": [' + b'"",' * 9_000_000 + b'""]}]}'),
    "valeurs-inconnues.json": octets(b'{"x": [' + b"[]," * 1_700_000 + b"[]]}"),
    # The number of a list stands in the address of each of its elements.
    "numero-sans-fin.json": octets(b'{"fiches_actions": [{"id": "' + b"x" * 100_000 + b'", "indicateurs": [' + b'{"indicateur": "x"},' * 99_999 + b'{}]}]}'),
    "ancien-trop-gros.json": octets(b'{"version_schema": 1, "x": [' + b"0," * 1_700_000 + b"0]}"),
}
# Strange, but readable: constats, or a refusal; never more.
LUS = {
    "chaines.xlsx": lambda c: xlsx(c, TITRES + ligne(2, '<c r="A2" t="s"><v>0</v></c>', '<c r="B2" t="s"><v>4294967294</v></c>'), SST),
    "derniere-cellule.xlsx": lambda c: xlsx(c, TITRES + ligne(2, texte("A2", "Abadrel")) + ligne(1048576, texte("XFD1048576", "fin"))),
    "million-de-lignes.xlsx": lambda c: xlsx(c, TITRES + "".join(f'<row r="{i}" s="1" customFormat="1"/>' for i in range(2, 1_000_001))),
    "erreurs.xlsx": lambda c: xlsx(c, TITRES + ligne(2, '<c r="A2" t="e"><v>#SPILL!</v></c>', '<c r="B2"><f>A1&amp;"x"</f></c>', texte("C2", "MG"))),
    "controles.xlsx": lambda c: xlsx(c, TITRES + ligne(2, texte("A2", "Aba_x0000_drel&#9;_x001F_"), texte("B2", "‮Agnès‏"), texte("C2", "MG"))),
    "injection.xlsx": lambda c: xlsx(c, TITRES + ligne(2, texte("A2", '=HYPERLINK("http://exemple.fr")'), texte("B2", "&lt;w:p/&gt;"), texte("C2", "IDEL"))),
    "long.xlsx": lambda c: xlsx(c, TITRES + ligne(2, texte("A2", "é" * 5000), texte("B2", "😀"), texte("C2", "MG"))),
    "profond.xlsx": lambda c: xlsx(c, "", feuille="<a>" * 100_000 + "</a>" * 100_000),
    "entites.xlsx": lambda c: xlsx(c, "", feuille='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]>' + FEUILLE.format(TITRES + ligne(2, texte("A2", "&c;")))[21:]),
    "titres-seuls.xlsx": lambda c: xlsx(c, TITRES),
    "vide.json": octets(b"{}"),
    # Six faults for each member: more than a gibibyte if each were kept.
    "fautes.json": octets(b'{"membres": [' + b",".join(
        b'{"id": "x%d", "rpps": "1", "adeli": "2", "email": "x", "telephones": ["12", "13"]}' % rang for rang in range(100_000)) + b"]}"),
    # Just below the bound of 400,000 values not understood.
    "dense.xlsx": lambda c: dense(c, 19_900, 20, 150, 100),
    "nir.csv": octets("Nom;Prénom;Numéro de sécurité sociale\nAbadrel;Agnès;299019912345611\n".encode()),
    "nuls.csv": octets(b"Nom;Prenom\n\0\0\0;\0\n" * 50),
}


def lancer(cpts, *arguments):
    """Returns exit code, both streams and the memory of the largest moment."""
    def borner():
        resource.setrlimit(resource.RLIMIT_CPU, (DUREE_MAX, DUREE_MAX))
    processus = subprocess.Popen([cpts, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=borner)
    try:
        sortie, erreurs = processus.communicate(timeout=3 * DUREE_MAX)
    finally:
        processus.kill()
    return processus.returncode, sortie.decode(), erreurs.decode()


def memoire(cpts, *arguments) -> int:
    """Returns the resident memory of a run at its largest, in bytes."""
    enfant = os.fork()
    if enfant == 0:
        nul = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nul, 1)
        os.dup2(nul, 2)
        os.execv(cpts, [cpts, *map(str, arguments)])
    return os.wait4(enfant, 0)[2].ru_maxrss * 1024


@pytest.mark.parametrize("nom", sorted(REFUSES))
def test_fichier_illisible_est_refuse_en_une_phrase(cpts, tmp_path, nom):
    fichier = REFUSES[nom](tmp_path / nom)
    code, sortie, erreurs = lancer(cpts, "controler", fichier, "--format", "json")
    assert code == 3, erreurs
    assert sortie == ""
    assert nom in erreurs and "panicked" not in erreurs and "Error" not in erreurs, erreurs
    assert memoire(cpts, "controler", fichier) < MEMOIRE_MAX


@pytest.mark.parametrize("nom", sorted(LUS))
def test_fichier_etrange_donne_un_document_ou_une_phrase(cpts, tmp_path, nom):
    fichier = LUS[nom](tmp_path / nom)
    arguments = ["rediger", "rapport-activite", "annuaire", "--depuis", fichier, "-o", tmp_path / "sortie", "--date", "2026-03-15"]
    code, _, erreurs = lancer(cpts, *arguments)
    assert code in (0, 1, 3), erreurs
    assert "panicked" not in erreurs, erreurs
    assert memoire(cpts, *arguments) < MEMOIRE_MAX
    if code != 3:
        for produit in (tmp_path / "sortie").iterdir():
            assert zipfile.ZipFile(produit).testzip() is None


@pytest.mark.parametrize("nom", ["vide.xlsx", "tronque.xlsx", "renomme-pdf.xlsx", "quelconque.xlsx", "bombe.xlsx", "protege.xlsx"])
@pytest.mark.parametrize("option", ["--charte", "--logo"])
def test_charte_ou_logo_hostile_est_refuse_ou_ecarte(cpts, tmp_path, option, nom):
    fichier = REFUSES[nom](tmp_path / nom)
    arguments = ["rediger", "rapport-activite", "--vierge", "-o", tmp_path / "sortie", option, fichier]
    code, _, erreurs = lancer(cpts, *arguments)
    assert code in ((3,) if option == "--charte" else (0, 1, 3)), erreurs
    assert "panicked" not in erreurs
    assert memoire(cpts, *arguments) < MEMOIRE_MAX


def test_classeur_protege_dit_comment_retirer_le_mot_de_passe(cpts, tmp_path):
    code, _, erreurs = lancer(cpts, "controler", REFUSES["protege.xlsx"](tmp_path / "protege.xlsx"))
    assert code == 3 and "retirer le mot de passe" in erreurs, erreurs


def test_colonne_nir_est_refusee_par_son_nom(cpts, tmp_path):
    fichier = LUS["nir.csv"](tmp_path / "nir.csv")
    _, sortie, erreurs = lancer(cpts, "importer", fichier)
    assert "299019912345611" not in sortie + erreurs
    assert "nir" in erreurs.lower()


def test_titres_seuls_donnent_zero_adherent_et_le_disent(cpts, tmp_path):
    fichier = LUS["titres-seuls.xlsx"](tmp_path / "titres-seuls.xlsx")
    code, _, erreurs = lancer(cpts, "rediger", "rapport-activite", "--depuis", fichier, "-o", tmp_path / "sortie")
    assert code in (0, 1), erreurs
    assert "adherents-absents" in erreurs and (tmp_path / "sortie/rapport-activite.docx").is_file()


# The stack, the clock and the memory: a constat when the trame is checked or a sentence when it is composed.
TRAMES = {
    "chaine": "{% if " + "not " * 50_000 + "vierge %}a{% endif %}",
    "parentheses": "{{ " + "(" * 20_000 + "cpts.nom" + ")" * 20_000 + " }}",
    "branches": "{% if vierge %}a" + "{% elif vierge %}b" * 20_000 + "{% endif %}",
    "boucles": "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}" * 9 + "x" + "{% endfor %}" * 9,
    "intervalle": "{% for i in range(1000000000) %}x{% endfor %}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "inclusion": '{% include "inclusion.md" %}',
    "ouvertures": '{{ "\n' * 60_000,
    "blocs": "{% for m in membres %}" * 5_000,
}


@pytest.mark.parametrize("nom", sorted(TRAMES))
def test_trame_hostile_est_refusee_avec_sa_ligne(cpts, tmp_path, nom):
    (tmp_path / f"{nom}.md").write_text('+++\ntitre = "Essai"\n+++\n' + TRAMES[nom], encoding="utf-8")
    (tmp_path / "dossier.json").write_text("{}", encoding="utf-8")
    verifier = ["trames", "verifier", "--trames", tmp_path]
    rediger = ["rediger", nom, "--trames", tmp_path, "--depuis", tmp_path / "dossier.json", "-o", tmp_path / "sortie"]
    for arguments, attendus in [(verifier, (0, 1)), (rediger, (3,))]:
        code, sortie, erreurs = lancer(cpts, *arguments)
        assert code in attendus, erreurs
        assert "panicked" not in erreurs and "overflow" not in erreurs and "unexpected" not in sortie + erreurs
        assert memoire(cpts, *arguments) < MEMOIRE_MAX
    assert f"{nom}.md, ligne " in erreurs, erreurs
