"""Nothing that a profile hides is anywhere in the package: body, properties, embedded workbooks, comments."""
import io
import json
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest


def parties(octets: bytes, prefixe: str = ""):
    """Yields every part, those of embedded packages included."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for nom in archive.namelist():
            contenu = archive.read(nom)
            yield prefixe + nom, contenu
            if contenu[:4] == b"PK\x03\x04":
                yield from parties(contenu, f"{prefixe}{nom}!")


@cache
def textes(fichier: Path) -> tuple[tuple[str, str], ...]:
    """Returns each part, in lower case, with its XML as it is and its text alone: a value may be cut into runs."""
    bruts = ((nom, contenu.decode("utf-8", "replace")) for nom, contenu in parties(fichier.read_bytes()))
    return tuple((nom, (brut + "\n" + re.sub(r"<[^>]+>", "", brut)).lower()) for nom, brut in bruts)


@cache
def cellules(fichier: Path) -> str:
    """Returns what is written in a file, each run on its line."""
    xml = [contenu.decode("utf-8") for nom, contenu in parties(fichier.read_bytes()) if nom.endswith((".xml", ".rels"))]
    # Alternative texts and links stand in attributes.
    lignes = [morceau for texte in xml for morceau in (*re.split(r"<[^>]+>", texte), *re.findall(r'="([^"]*)"', texte))]
    return "\n".join(lignes).lower()


@cache
def chiffres(fichier: Path) -> str:
    """Returns the figures of a file without what people write between them."""
    return re.sub(r"[\s.\u00a0\u202f]", "", cellules(fichier))


def portes(fichiers, mots):
    """Returns where the words stand: file, part, word. A number is found in whatever form it is written."""
    mots = {mot.lower() for mot in mots if mot}
    trouves = {(f"{f.parent.name}/{f.name}", nom, mot) for f in fichiers for nom, texte in textes(f) for mot in mots if mot in texte}
    numeros = {mot for mot in mots if mot.isdigit() and len(mot) > 8}
    trouves |= {(f"{f.parent.name}/{f.name}", "chiffres", mot) for f in fichiers for mot in numeros if mot in chiffres(f)}
    return sorted(trouves)


@pytest.fixture(scope="module")
def dossier(racine):
    return json.loads((racine / "examples/dossier-complet.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def membres(dossier):
    return dossier["membres"]


def fichiers(documents, *profils):
    """Every document of a profile: those of the complete dossier, and those of the workbook."""
    lots = [documents / f"{lot}-{profil}" for profil in profils for lot in ("complet", "profil")]
    trouves = [f for lot in lots for f in sorted(lot.iterdir())]
    assert len(trouves) > 20 * len(profils)
    return trouves


def coordonnees(membres):
    """E-mail addresses, telephones and numbers of the members, in the forms in which they are printed."""
    for membre in membres:
        yield from (membre[cle] for cle in ("email", "mssante", "rpps", "adeli"))
        yield from membre["autres_emails"]
        for telephone in membre["telephones"]:
            yield from (telephone, "0" + telephone.removeprefix("+33"))


def nom_entier(nom: str) -> str:
    return re.sub(r"^(dr|mme|m\.|pr) ", "", nom.lower())


@pytest.fixture(scope="module")
def sans_accord(dossier, membres):
    """Who may not be named in public: full names, and family names that nobody who agreed bears."""
    personnes = [m for m in membres if m["nature"] == "personne" and m["nom"] and m["prenom"]]
    presents = [m for m in personnes if not m["ancien"] and not m["date_sortie"]]
    accord = [m for m in presents if m["consentements"]["annuaire"] is True]
    accord_noms = {m["nom"].lower() for m in accord}
    accord_entiers = {nom_entier(f"{m['prenom']} {m['nom']}") for m in accord}
    autres = [m for m in personnes if m not in accord]
    mots = {m["nom"].lower() for m in autres} - accord_noms
    mots |= {f"{m['prenom']} {m['nom']}".lower() for m in autres} | {f"{m['nom']} {m['prenom']}".lower() for m in autres}
    gouvernance = dossier["gouvernance"]
    cites = {m["nom"] for liste in ("bureau", "conseil_administration", "equipe") for m in gouvernance[liste]}
    cites |= {r for g in gouvernance["groupes"] for r in g["referents"]} | {m["representant"] for m in membres if m["representant"]}
    mots |= {nom_entier(nom) for nom in cites if nom}
    mots -= accord_entiers
    assert len(mots) > 60 and "élodie montserin" in mots and "nadège lauzeral" in mots
    return mots


def test_aiguilles_existent_dans_le_profil_interne(documents, membres, sans_accord):
    """What is looked for below is there to be found, in the Word documents as in the workbooks."""
    internes = fichiers(documents, "interne")
    membre = next(m for m in membres if m["email"] and m["rpps"] and not m["date_sortie"])
    annuaire = {mot for f, _, mot in portes(internes, [membre["email"], membre["rpps"]]) if f.endswith("annuaire.xlsx")}
    assert annuaire == {membre["email"], membre["rpps"]}
    documents_touches = {f for f, _, _ in portes(internes, sans_accord) if f.startswith("complet-")}
    assert len(documents_touches) > 10, documents_touches
    rapport = [f for f in internes if f.name == "rapport-activite.docx"]
    assert len({mot for *_, mot in portes(rapport, coordonnees(membres))}) > 50


@pytest.mark.parametrize("profil", ["financeur", "public"])
def test_ni_mail_ni_telephone_ni_numero_d_un_membre(documents, membres, profil):
    assert portes(fichiers(documents, profil), coordonnees(membres))[:5] == []


def test_profil_par_defaut_du_rapport_ne_porte_aucune_coordonnee(documents, membres):
    assert portes([documents / "exemple/rapport-activite.docx"], coordonnees(membres))[:5] == []


@pytest.mark.parametrize("profil", ["financeur", "public"])
def test_adresses_remarques_et_colonnes_inconnues_restent_internes(documents, dossier, membres, profil):
    # « 2 rue de l’Exemple » stands in « 12 rue de l’Exemple », where the association sits, and « 1 rue… » where the agency does.
    sieges = dossier["cpts"]["adresse"]["voie"] + dossier["cpts"]["delegation_ars"]["voie"]
    mots = {m["adresse"] for m in membres if m["adresse"] and m["adresse"] not in sieges}
    mots |= {m["remarques"] for m in membres if m["remarques"] and len(m["remarques"]) > 8}
    mots |= {titre for m in membres for titre in m["colonnes_inconnues"]}
    assert "Covoiturage" in mots and len(mots) > 40
    assert portes(fichiers(documents, profil), mots)[:5] == []


def test_public_ne_nomme_que_qui_a_donne_son_accord(documents, sans_accord):
    assert portes(fichiers(documents, "public"), sans_accord)[:5] == []


def test_public_ne_porte_que_les_adresses_de_la_communaute(documents, dossier):
    permises = {dossier["cpts"]["email"], dossier["cpts"]["delegation_ars"]["email"]}
    motif = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
    trouvees = {(f"{f.parent.name}/{f.name}", adresse) for f in fichiers(documents, "public") for adresse in motif.findall(cellules(f))}
    assert trouvees and sorted(t for t in trouvees if t[1] not in permises)[:5] == []


def test_public_ne_porte_aucun_numero_d_adherent(documents):
    trouves = [(f.name, nom) for f in fichiers(documents, "public") for nom, texte in textes(f) if re.search(r"\bm-\d{4}\b", texte)]
    assert trouves == []


def test_profil_est_ecrit_dans_le_pied_de_page(documents):
    manquants = []
    for profil in ("interne", "financeur", "public"):
        for fichier in fichiers(documents, profil):
            pieds = "".join(t for n, t in textes(fichier) if "footer" in n).replace("\u00a0", " ")
            if fichier.suffix == ".docx" and f"diffusion : {profil}" not in pieds:
                manquants.append((profil, fichier.name))
    assert manquants == []


@pytest.fixture(scope="module")
def secrets(racine, cpts, tmp_path_factory):
    """Every document of every profile, from a dossier whose every text holds an address, a telephone and an RPPS number."""
    sortie = tmp_path_factory.mktemp("secrets")
    trames = subprocess.run([cpts, "trames", "lister"], capture_output=True, text=True, check=True).stdout
    livrables = [ligne.split()[0] for ligne in trames.splitlines() if re.match(r"[a-z]", ligne)]
    assert len(livrables) > 5, trames
    dossier = racine / "tests/exterieur/donnees/dossier-secrets.json"
    for profil in ("interne", "financeur", "public"):
        commande = [cpts, "rediger", *livrables, "annuaire", "--depuis", dossier, "--profil", profil, "-o", sortie / profil]
        fin = subprocess.run(commande, capture_output=True, text=True)
        assert fin.returncode in (0, 1), fin.stderr[-2000:]
    return {profil: sorted((sortie / profil).iterdir()) for profil in ("interne", "financeur", "public")}


def test_secrets_existent_dans_le_profil_interne(secrets):
    assert {mot for *_, mot in portes(secrets["interne"], ["zorglub", "0639980011", "10005173140"])} >= {"zorglub", "10005173140"}


def test_secrets_ne_sortent_dans_aucun_document(secrets):
    assert portes(secrets["public"], ["zorglub", "joindre", "reserve-"])[:5] == []
    assert portes(secrets["financeur"], ["zorglub.exemple", "reserve-interne"])[:5] == []
    for profil in ("public", "financeur"):
        assert [(f.name, mot) for f in secrets[profil] for mot in ("063998", "10005173140") if mot in chiffres(f)] == []
