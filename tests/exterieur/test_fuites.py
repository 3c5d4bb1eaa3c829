"""Nothing that a profile hides is anywhere in the package: body, properties, embedded workbooks, comments."""
import io
import json
import re
import subprocess
import zipfile

import pytest


def parties(octets: bytes, prefixe: str = ""):
    """Yields every part, those of embedded packages included."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for nom in archive.namelist():
            contenu = archive.read(nom)
            yield prefixe + nom, contenu
            if contenu[:4] == b"PK\x03\x04":
                yield from parties(contenu, f"{prefixe}{nom}!")


@pytest.fixture(scope="module")
def dossier(documents):
    return json.loads((documents / "dossier.json").read_text(encoding="utf-8"))


def textes(fichier):
    """Yields each part with its XML as it is, and its text alone: a value may be cut into runs."""
    for nom, contenu in parties(fichier.read_bytes()):
        brut = contenu.decode("utf-8", "replace")
        yield nom, brut + "\n" + re.sub(r"<[^>]+>", "", brut)


def fichiers(documents, *profils):
    return [f for profil in profils for f in sorted((documents / f"profil-{profil}").iterdir())]


def test_aiguilles_existent_dans_le_profil_interne(documents, dossier):
    annuaire = "\n".join(t for _, t in textes(documents / "profil-interne/annuaire.xlsx"))
    membre = next(m for m in dossier["membres"] if m["email"] and m["rpps"] and not m["date_sortie"])
    assert membre["email"] in annuaire and membre["rpps"] in annuaire


def test_ni_mail_ni_telephone_ni_numero_chez_le_financeur_et_le_public(documents, dossier):
    for fichier in [*fichiers(documents, "financeur", "public"), documents / "exemple/rapport-activite.docx"]:
        for nom, texte in textes(fichier):
            minuscule = texte.lower()
            chiffres = re.sub(r"[\s.\u00a0\u202f]", "", re.sub(r"<[^>]+>", "\n", texte))
            for membre in dossier["membres"]:
                for cle in ("email", "mssante", "rpps", "adeli"):
                    if membre[cle]:
                        assert membre[cle].lower() not in minuscule, (fichier, nom, cle)
                for email in membre["autres_emails"]:
                    assert email.lower() not in minuscule, (fichier, nom, "autres_emails")
                for telephone in membre["telephones"]:
                    assert telephone not in texte, (fichier, nom, "telephone")
                    assert "0" + telephone.removeprefix("+33") not in chiffres, (fichier, nom, "telephone")


def test_remarques_et_colonnes_inconnues_restent_internes(documents, dossier):
    remarques = {m["remarques"] for m in dossier["membres"] if m["remarques"] and len(m["remarques"]) > 8}
    titres = {titre for m in dossier["membres"] for titre in m["colonnes_inconnues"]}
    assert "Covoiturage" in titres
    for fichier in fichiers(documents, "financeur", "public"):
        for nom, texte in textes(fichier):
            for mot in remarques | {"Covoiturage"}:
                assert mot not in texte, (fichier, nom, mot)


def test_public_ne_nomme_que_qui_a_donne_son_accord(documents, dossier):
    gouvernance = {m["nom"] for liste in ("bureau", "conseil_administration", "equipe") for m in dossier["gouvernance"][liste]}
    gouvernance |= {r for g in dossier["gouvernance"]["groupes"] for r in g["referents"]}
    personnes = [m for m in dossier["membres"] if m["nature"] == "personne" and m["nom"] and m["prenom"]]
    accord = {m["nom"] for m in personnes if m["consentements"]["annuaire"] is True}
    caches = [m for m in personnes if m["nom"] not in accord and not any(m["nom"] in (nom or "") for nom in gouvernance)]
    assert len(caches) > 10
    for fichier in fichiers(documents, "public"):
        for nom, texte in textes(fichier):
            minuscule = texte.lower()
            for membre in caches:
                assert membre["nom"].lower() not in minuscule, (fichier, nom, membre["id"])


def test_public_ne_porte_aucun_numero_d_adherent(documents):
    for fichier in fichiers(documents, "public"):
        for nom, texte in textes(fichier):
            assert not re.search(r"\bm-\d{4}\b", texte), (fichier, nom)


def test_profil_est_ecrit_dans_le_pied_de_page(documents):
    for profil in ("interne", "financeur", "public"):
        pieds = "".join(t for n, t in textes(documents / f"profil-{profil}/rapport-activite.docx") if "footer" in n)
        assert f"diffusion : {profil}".replace(" :", "\u00a0:") in pieds.replace(" :", "\u00a0:"), profil


@pytest.fixture(scope="module")
def secrets(racine, cpts, tmp_path_factory):
    """Every document of every profile, from a dossier whose every text holds an address, a telephone and an RPPS number."""
    sortie = tmp_path_factory.mktemp("secrets")
    trames = subprocess.run([cpts, "trames", "lister"], capture_output=True, text=True, check=True).stdout
    livrables = [ligne.split()[0] for ligne in trames.splitlines() if re.match(r"[a-z]", ligne)]
    assert len(livrables) > 5, trames
    for profil in ("interne", "financeur", "public"):
        dossier = racine / "tests/exterieur/donnees/dossier-secrets.json"
        commande = [cpts, "rediger", *livrables, "annuaire", "--depuis", dossier, "--profil", profil, "-o", sortie / profil]
        fin = subprocess.run(commande, capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr
    return sortie


def trouves(dossier, *mots):
    """Yields where one of the words stands, numbers in whatever form they are written."""
    for fichier in sorted(dossier.iterdir()):
        for nom, texte in textes(fichier):
            minuscule = texte.lower()
            chiffres = re.sub(r"[\s.\u00a0\u202f]", "", minuscule)
            for mot in mots:
                if mot in minuscule or (mot.isdigit() and mot in chiffres):
                    yield fichier.name, nom, mot


def test_secrets_existent_dans_le_profil_interne(secrets):
    mots = {mot for *_, mot in trouves(secrets / "interne", "zorglub", "063998", "10005173140")}
    assert mots == {"zorglub", "063998", "10005173140"}


def test_secrets_ne_sortent_dans_aucun_document(secrets):
    numeros = ("063998", "10005173140")
    assert list(trouves(secrets / "public", "zorglub", "joindre", "reserve-", *numeros)) == []
    assert list(trouves(secrets / "financeur", "zorglub.exemple", "reserve-interne", *numeros)) == []
