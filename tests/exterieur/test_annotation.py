"""`cpts controler --annoter`: the copy differs from the workbook only where it must, and opens elsewhere."""
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

TITRES = ["Nom", "Prénom", "Profession", "Commune", "Code postal", "Téléphone", "E-mail", "RPPS", "Date d’adhésion"]
LIGNES = [
    ["Abadrel", "Agnès", "Médecin généraliste", "Saint-Flour", 15100, 639980011, "agnes@exemple.fr", "", "12/03/2021"],
    ["Baldayrac", "Bruno", "ortho", "Massiac", 15500, 639980012, "bruno@exemple", "123", "31/02/2023"],
    ["Charmelat", "Céline", "", "Murat", 15300, "", "", "", ""],
]
# What the findings of these lines make of the copy, whatever else the workbook holds.
FAUTIVES = {"C3": "ortho", "G3": "adresse électronique", "H3": "RPPS", "I3": "31/02/2023", "C4": "profession"}
NOUVELLES = {"docProps/custom.xml"}
CHANGEES = {"[Content_Types].xml", "_rels/.rels", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"}


def riche(chemin, notes=True):
    """Writes a member list in a workbook with a chart, a table, validations, conditional formats, a filter, notes."""
    livre = xlsxwriter.Workbook(str(chemin))
    livre.set_properties({"title": "Adhérents"})
    feuille, calculs = livre.add_worksheet("Adhérents"), livre.add_worksheet("Calculs")
    gras, telephone = livre.add_format({"bold": True, "bg_color": "#DDEEFF"}), livre.add_format({"num_format": "0# ## ## ## ##"})
    feuille.write_row(0, 0, TITRES, gras)
    for rang, ligne in enumerate(LIGNES, 1):
        for colonne, valeur in enumerate(ligne):
            if valeur != "":
                feuille.write(rang, colonne, valeur, telephone if colonne == 5 else None)
    feuille.data_validation("C2:C50", {"validate": "list", "source": ["Médecin généraliste", "Pharmacien"]})
    feuille.conditional_format("H2:H50", {"type": "duplicate", "format": gras})
    feuille.autofilter("A1:I4")
    feuille.freeze_panes(1, 0)
    feuille.set_header("&LAdhérents")
    calculs.write_formula("A1", "=COUNTA(Adhérents!A2:A4)", None, 3)
    calculs.add_table("C1:D3", {"data": [[1, 2], [3, 4]]})
    graphique = livre.add_chart({"type": "column"})
    graphique.add_series({"values": "=Calculs!$A$1:$A$1"})
    calculs.insert_chart("F2", graphique)
    if notes:
        feuille.write_comment("H3", "Numéro donné au téléphone")
        feuille.write_comment("A2", "Présidente")
    livre.close()
    return chemin


def parties(chemin):
    with zipfile.ZipFile(chemin) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def modifier(chemin, sortie, changer):
    """Writes the package again, each part through `changer(name, bytes)`; None takes it out, a dictionary adds parts."""
    with zipfile.ZipFile(chemin) as avant, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres:
        for nom in avant.namelist():
            resultat = changer(nom, avant.read(nom))
            for autre, contenu in (resultat if isinstance(resultat, dict) else {nom: resultat}).items():
                if contenu is not None:
                    apres.writestr(autre, contenu)
    return sortie


PRINCIPAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LIENS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENTETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CROISE = {
    "xl/pivotCache/pivotCacheDefinition1.xml": f"""<pivotCacheDefinition xmlns="{PRINCIPAL}" xmlns:r="{LIENS}" r:id="rId1" refreshedBy="x" refreshedDate="46000"
createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="3"><cacheSource type="worksheet"><worksheetSource ref="D1:E4" sheet="Adhérents"/></cacheSource>
<cacheFields count="2"><cacheField name="Commune" numFmtId="0"><sharedItems count="3"><s v="Saint-Flour"/><s v="Massiac"/><s v="Murat"/></sharedItems></cacheField>
<cacheField name="Code postal" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" minValue="15100" maxValue="15500"/></cacheField>
</cacheFields></pivotCacheDefinition>""",
    "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="{LIENS}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>""",
    "xl/pivotCache/pivotCacheRecords1.xml": f"""<pivotCacheRecords xmlns="{PRINCIPAL}" count="3"><r><x v="0"/><n v="15100"/></r><r><x v="1"/><n v="15500"/></r>
<r><x v="2"/><n v="15300"/></r></pivotCacheRecords>""",
    "xl/pivotTables/pivotTable1.xml": f"""<pivotTableDefinition xmlns="{PRINCIPAL}" name="Communes" cacheId="5" dataOnRows="0" applyNumberFormats="0" applyBorderFormats="0"
applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Valeurs" updatedVersion="6" minRefreshableVersion="3"
createdVersion="6" indent="0" outline="1" outlineData="1"><location ref="A20:B24" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2">
<pivotField axis="axisRow" showAll="0"><items count="4"><item x="1"/><item x="2"/><item x="0"/><item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>
<rowFields count="1"><field x="0"/></rowFields><rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>
<dataFields count="1"><dataField name="Nombre" fld="1" subtotal="count" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>""",
    "xl/pivotTables/_rels/pivotTable1.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="{LIENS}/pivotCacheDefinition" Target="../pivotCache/pivotCacheDefinition1.xml"/></Relationships>""",
}


def croiser(chemin, sortie):
    """Adds a pivot table over the members to the second sheet, as Excel keeps one: definition, cache, records."""
    def changer(nom, contenu):
        texte = contenu.decode() if nom.endswith((".xml", ".rels")) else ""
        if nom == "[Content_Types].xml":
            genre = "application/vnd.openxmlformats-officedocument.spreadsheetml"
            declares = [("pivotCache/pivotCacheDefinition1", "pivotCacheDefinition"), ("pivotCache/pivotCacheRecords1", "pivotCacheRecords"),
                        ("pivotTables/pivotTable1", "pivotTable")]
            plus = "".join(f'<Override PartName="/xl/{partie}.xml" ContentType="{genre}.{sorte}+xml"/>' for partie, sorte in declares)
            return {nom: texte.replace("</Types>", plus + "</Types>"), **{autre: ENTETE + partie for autre, partie in CROISE.items()}}
        if nom == "xl/workbook.xml":
            return texte.replace("</workbook>", '<pivotCaches><pivotCache cacheId="5" r:id="rId50"/></pivotCaches></workbook>')
        lien = '<Relationship Id="rId50" Type="{}/{}" Target="{}"/></Relationships>'
        if nom == "xl/_rels/workbook.xml.rels":
            return texte.replace("</Relationships>", lien.format(LIENS, "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"))
        if nom == "xl/worksheets/_rels/sheet2.xml.rels":
            return texte.replace("</Relationships>", lien.format(LIENS, "pivotTable", "../pivotTables/pivotTable1.xml"))
        return contenu
    return modifier(chemin, sortie, changer)


def convertir(chemin, sortie, format="xlsx"):
    """Has LibreOffice write a file again."""
    profil = f"-env:UserInstallation={(sortie.parent / 'profil').as_uri()}"
    subprocess.run(["soffice", profil, "--headless", "--convert-to", format, "--outdir", sortie, chemin], check=True, capture_output=True)
    return sortie / f"{chemin.stem}.{format}"


def differences(classeur, copie):
    """Returns the parts that are new and those that changed; none may be gone."""
    avant, apres = parties(classeur), parties(copie)
    assert not set(avant) - set(apres)
    return set(apres) - set(avant), {nom for nom in avant if avant[nom] != apres[nom]}


def controler(racine, *fichiers):
    fin = subprocess.run([sys.executable, racine / "tests/outils/check-office", *fichiers, "--no-render"], capture_output=True, text=True)
    assert fin.returncode == 0, fin.stdout + fin.stderr


@pytest.fixture
def annoter(cpts):
    def lancer(classeur, nom=None):
        copie = classeur.with_name(nom or f"copie{classeur.suffix}")
        fin = subprocess.run([cpts, "controler", str(classeur), "--annoter", str(copie)], capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr
        return copie, fin.stderr
    return lancer


def verifier(copie, notes=FAUTIVES):
    """The copy opens, the faulty cells are shaded, and their notes say why."""
    livre = openpyxl.load_workbook(copie)
    feuille = livre["Adhérents"]
    for cellule, mot in FAUTIVES.items():
        assert feuille[cellule].fill.fgColor.rgb in ("FFFFE3A3", "FFF8C9C4"), cellule
        if cellule in notes:
            assert mot in feuille[cellule].comment.text and "Conseil" in feuille[cellule].comment.text
    constats = livre[livre.sheetnames[-1]]
    lignes = {ligne[2].value: ligne for ligne in constats.iter_rows(min_row=2) if ligne[2].value}
    assert set(FAUTIVES) <= set(lignes)
    assert lignes["C3"][2].hyperlink.location == "'Adhérents'!C3"
    return livre


def test_seules_changent_les_parties_qui_le_doivent(annoter, tmp_path):
    classeur = riche(tmp_path / "liste.xlsx")
    copie, _ = annoter(classeur)
    avant, apres = parties(classeur), parties(copie)
    assert set(apres) - set(avant) == NOUVELLES | {"xl/worksheets/sheet3.xml"} and not set(avant) - set(apres)
    changees = {nom for nom in avant if avant[nom] != apres[nom]}
    assert changees == CHANGEES | {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    livre = verifier(copie)
    assert livre.sheetnames == ["Adhérents", "Calculs", "Constats"]
    feuille = livre["Adhérents"]
    assert feuille["H3"].comment.text.startswith("Numéro donné au téléphone") and feuille["A2"].comment.text == "Présidente"
    assert feuille["F2"].number_format == "0# ## ## ## ##" and feuille["A1"].font.bold
    # The sheet is the same but for the formats of the faulty cells.
    nus = [re.sub(rb' s="\d+"| spans="[\d:]+"|<c r="C4" s="\d+"/>', b"", partie["xl/worksheets/sheet1.xml"]) for partie in (avant, apres)]
    assert bool(nus[0] == nus[1])


def test_copie_relue_donne_les_memes_constats(annoter, cpts, tmp_path):
    classeur = riche(tmp_path / "liste.xlsx", notes=False)
    copie, _ = annoter(classeur)
    lire = lambda chemin: json.loads(subprocess.run([cpts, "controler", chemin, "--format", "json"], capture_output=True, text=True).stdout)
    codes = [[(c["code"], c["place"].get("cellule")) for c in lire(chemin)] for chemin in (classeur, copie)]
    assert codes[0] == codes[1] and len(codes[0]) > 5


def test_classeur_sans_note_recoit_ses_parties(annoter, tmp_path):
    classeur = riche(tmp_path / "liste.xlsx", notes=False)
    copie, _ = annoter(classeur)
    nouvelles = set(parties(copie)) - set(parties(classeur))
    assert nouvelles == NOUVELLES | {"xl/worksheets/sheet3.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}
    verifier(copie)


def test_memes_octets_deux_fois_et_copie_modifiee_gardee(annoter, tmp_path):
    classeur = riche(tmp_path / "liste.xlsx")
    copie, _ = annoter(classeur)
    premier = copie.read_bytes()
    annoter(classeur)
    assert hash(copie.read_bytes()) == hash(premier) and not (tmp_path / "copie (2).xlsx").exists()
    livre = openpyxl.load_workbook(copie)
    livre["Adhérents"]["C3"] = "Orthophoniste"
    livre.save(copie)
    annoter(classeur)
    assert openpyxl.load_workbook(copie)["Adhérents"]["C3"].value == "Orthophoniste"
    assert (tmp_path / "copie (2).xlsx").exists()


def test_macros_restent(annoter, tmp_path):
    def macro(nom, contenu):
        if nom == "[Content_Types].xml":
            contenu = contenu.replace(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.sheet.macroEnabled.main+xml").replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.macroEnabled", b"ms-excel.sheet.macroEnabled").replace(
                b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
        if nom == "xl/_rels/workbook.xml.rels":
            lien = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
            return {nom: contenu.replace(b"</Relationships>", lien), "xl/vbaProject.bin": bytes(range(256))}
        return contenu
    classeur = modifier(riche(tmp_path / "liste.xlsx"), tmp_path / "macros.xlsm", macro)
    copie, _ = annoter(classeur)
    assert parties(copie)["xl/vbaProject.bin"] == bytes(range(256))
    assert b"macroEnabled" in parties(copie)["[Content_Types].xml"]
    verifier(copie)


def test_extension_d_un_autre_genre_est_refusee(cpts, tmp_path):
    classeur = riche(tmp_path / "liste.xlsx")
    fin = subprocess.run([cpts, "controler", classeur, "--annoter", tmp_path / "copie.xlsm"], capture_output=True, text=True)
    assert fin.returncode == 2 and "doit être un .xlsx" in fin.stderr


def test_conversations_sont_laissees(annoter, tmp_path):
    fil = ('<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
           '<threadedComment ref="H3" id="{A}" personId="{B}"><text>Vu avec lui</text></threadedComment></ThreadedComments>')
    def conversation(nom, contenu):
        if nom == "xl/worksheets/_rels/sheet1.xml.rels":
            lien = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
            return {nom: contenu.replace(b"</Relationships>", lien), "xl/threadedComments/threadedComment1.xml": fil}
        return contenu
    classeur = modifier(riche(tmp_path / "liste.xlsx"), tmp_path / "fils.xlsx", conversation)
    copie, _ = annoter(classeur)
    livre = verifier(copie, notes=set(FAUTIVES) - {"H3"})
    assert livre["Adhérents"]["H3"].comment.text == "Numéro donné au téléphone"
    assert parties(copie)["xl/threadedComments/threadedComment1.xml"].decode() == fil


def test_espaces_de_noms_prefixes(annoter, tmp_path):
    def prefixer(nom, contenu):
        if nom not in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/comments1.xml"):
            return contenu
        texte = contenu.decode().replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml', 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml')
        return re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", texte.split("?>", 1)[1]).encode()
    classeur = modifier(riche(tmp_path / "liste.xlsx"), tmp_path / "prefixes.xlsx", prefixer)
    copie, _ = annoter(classeur)
    verifier(copie)


def test_tableau_croise_reste_a_l_octet(annoter, racine, tmp_path):
    classeur = croiser(riche(tmp_path / "liste.xlsx"), tmp_path / "croise.xlsx")
    assert len(openpyxl.load_workbook(classeur)["Calculs"]._pivots) == 1
    copie, _ = annoter(classeur)
    nouvelles, changees = differences(classeur, copie)
    assert nouvelles == NOUVELLES | {"xl/worksheets/sheet3.xml"}
    assert changees == CHANGEES | {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    croise = verifier(copie)["Calculs"]._pivots[0]
    assert croise.name == "Communes" and croise.cache.cacheSource.worksheetSource.ref == "D1:E4" and len(croise.cache.records.r) == 3
    controler(racine, classeur, copie)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent")
def test_libreoffice_relit_la_copie_et_son_tableau_croise(annoter, tmp_path):
    copie, _ = annoter(croiser(riche(tmp_path / "liste.xlsx"), tmp_path / "croise.xlsx"))
    relue = convertir(copie, tmp_path / "relue")
    assert len(verifier(relue)["Calculs"]._pivots) == 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent")
def test_classeur_de_libreoffice_ne_change_que_ou_il_doit(annoter, racine, tmp_path):
    # Through its own format: what it then writes as .xlsx is its work, pivot table, chart, validations and notes included.
    croise = croiser(riche(tmp_path / "liste.xlsx"), tmp_path / "croise.xlsx")
    sien = convertir(convertir(croise, tmp_path / "ods", "ods"), tmp_path / "sien")
    avant = set(parties(sien))
    for attendue in ("xl/pivotTables/pivotTable1.xml", "xl/charts/chart1.xml", "xl/comments1.xml"):
        assert attendue in avant
    assert b"<dataValidation " in parties(sien)["xl/worksheets/sheet1.xml"] and b"<conditionalFormatting " in parties(sien)["xl/worksheets/sheet1.xml"]
    copie, _ = annoter(sien)
    nouvelles, changees = differences(sien, copie)
    assert nouvelles - NOUVELLES == {"xl/worksheets/sheet3.xml"}
    attendues = CHANGEES | {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    # The properties that LibreOffice writes itself get the digest of the copy; the root relationships need nothing then.
    assert changees in (attendues, attendues - {"_rels/.rels"} | {"docProps/custom.xml"})
    livre = verifier(copie)
    assert len(livre["Calculs"]._pivots) == 1 and len(livre["Calculs"]._charts) == 1
    assert len(livre["Adhérents"].data_validations.dataValidation) == 1
    verifier(convertir(copie, tmp_path / "relue"))


def test_classeur_chiffre_est_refuse_et_rien_n_est_ecrit(cpts, tmp_path):
    classeur = tmp_path / "protege.xlsx"
    shutil.copy(Path(__file__).parent / "donnees/protege.xlsx", classeur)
    fin = subprocess.run([cpts, "controler", classeur, "--annoter", tmp_path / "copie.xlsx"], capture_output=True, text=True)
    # Nothing in it can be read: there are no findings to put in a workbook of their own.
    assert fin.returncode == 3 and "retirer le mot de passe" in fin.stderr and fin.stdout == ""
    assert [chemin.name for chemin in tmp_path.iterdir()] == ["protege.xlsx"]


@pytest.mark.parametrize("genre", ["signe", "csv"])
def test_ce_qui_ne_s_annote_pas_donne_un_classeur_a_part(annoter, tmp_path, genre):
    classeur = riche(tmp_path / "liste.xlsx")
    if genre == "signe":
        signer = lambda nom, contenu: {nom: contenu, "_xmlsignatures/sig1.xml": "<Signature/>"} if nom == "xl/styles.xml" else contenu
        classeur = modifier(classeur, tmp_path / "signe.xlsx", signer)
    else:
        classeur = tmp_path / "liste.csv"
        classeur.write_text("\n".join(";".join(map(str, ligne)) for ligne in [TITRES, *LIGNES]), encoding="utf-8")
    copie, dit = annoter(classeur, "constats.xlsx")
    assert "ne peut pas être annoté" in dit and "classeur à part" in dit
    constats = openpyxl.load_workbook(copie)["Constats"]
    assert [cellule.value for cellule in constats[1]][:3] == ["Gravité", "Feuille", "Cellule"]
    assert constats.max_row > 5


def test_dix_mille_constats(annoter, tmp_path):
    livre = xlsxwriter.Workbook(str(tmp_path / "liste.xlsx"))
    feuille = livre.add_worksheet("Adhérents")
    feuille.write_row(0, 0, TITRES)
    for rang in range(1, 3001):
        feuille.write_row(rang, 0, [f"Nom{rang}", "Anne", "ortho", "Saint-Flour", "15100", "06", f"a{rang}@exemple", "12", "31/02/2023"])
    livre.close()
    copie, _ = annoter(tmp_path / "liste.xlsx")
    livre = openpyxl.load_workbook(copie)
    notes = sum(cellule.comment is not None for ligne in livre["Adhérents"].iter_rows() for cellule in ligne)
    assert notes == 1000
    assert livre["Constats"].max_row > 4000
