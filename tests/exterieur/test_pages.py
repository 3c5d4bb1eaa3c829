"""`--pages`: the numbers of the contents are those of the pages where LibreOffice puts the titles."""
import re
import shutil
import subprocess

import docx
import pytest

sans_outils = pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice ou poppler absents")
DOCUMENTS = ["rapport-activite", "projet-de-sante"]


@pytest.fixture(scope="module")
def ecrits(tmp_path_factory, cpts, racine):
    sortie = tmp_path_factory.mktemp("pages")
    source = racine / "examples/dossier-complet.json"
    fin = subprocess.run([cpts, "rediger", *DOCUMENTS, "--pages", "--depuis", source, "-o", sortie, "--date", "2026-03-15"], capture_output=True, text=True)
    assert fin.returncode == 0 and "--pages" not in fin.stderr, fin.stderr
    profil = f"-env:UserInstallation={(sortie / 'profil').as_uri()}"
    subprocess.run(["soffice", profil, "--headless", "--convert-to", "pdf", "--outdir", sortie, *(sortie / f"{nom}.docx" for nom in DOCUMENTS)],
                   check=True, capture_output=True)
    return sortie


def entrees(chemin):
    """Returns the entries of the contents: words and page."""
    for paragraphe in docx.Document(str(chemin)).paragraphs:
        if re.match(r"toc \d", paragraphe.style.name, re.I):
            textes = [t.text for t in paragraphe._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")]
            yield textes[-2], int(textes[-1])


@sans_outils
@pytest.mark.parametrize("nom", DOCUMENTS)
def test_chaque_titre_est_a_la_page_que_dit_le_sommaire(ecrits, nom):
    pdf = subprocess.run(["pdftotext", ecrits / f"{nom}.pdf", "-"], check=True, capture_output=True, text=True).stdout
    pages = [" ".join(page.split()) for page in pdf.split("\f")]
    trouvees = list(entrees(ecrits / f"{nom}.docx"))
    assert len(trouvees) > 15
    for titre, page in trouvees:
        assert " ".join(titre.split()) in pages[page - 1], (titre, page)
