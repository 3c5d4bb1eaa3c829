"""`cpts pieces` and `--pieces`: an archive that others open and check, and directories that want to break the program."""
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import openpyxl
import pytest
from test_hostiles import MEMOIRE_MAX, lancer, memoire

RESERVES = {"con", "prn", "aux", "nul", *(f"{nom}{rang}" for nom in ("com", "lpt") for rang in range(1, 10))}
PIECES = [
    {"id": "p-01", "titre": "PV d’assemblée générale", "date": "10/04/2025", "fichier": "Preuves/PV AG.pdf"},
    {"id": "p-02", "titre": 'CON: "a/b\\c" <|?*>\n… . ', "mission": "crise", "fichier": "C:\\Mes documents\\été.jpg"},
    {"id": "p-03", "titre": "x" * 400, "mission": "acces_soins"},
    {"id": "p-04", "titre": "Jamais remise", "mission": "prevention", "fichier": "absente.pdf"},
    {"id": "p-05", "titre": "Appel au 06 39 98 00 11", "mission": "prevention", "fichier": "note.txt"},
]
FICHIERS = {
    "2025/pv ag.PDF": b"%PDF-1.7" + bytes(range(256)) * 40,
    # The name as a Mac keeps it.
    "e\u0301te\u0301.jpg": b"\xff\xd8" + b"j" * 5000,
    "P03 tableau.xlsx": b"PK" + b"t" * 700,
    "note.txt": "Compte rendu\n".encode() * 9000,
}


@pytest.fixture
def atelier(cpts, tmp_path):
    (tmp_path / "preuves").mkdir()

    class Atelier:
        racine = tmp_path
        preuves = tmp_path / "preuves"

        def ecrire(self, pieces=PIECES, fichiers=FICHIERS):
            (tmp_path / "dossier.json").write_text(json.dumps({
                "exercice": {"annee": 2025}, "pieces": pieces,
                "actions": [{"id": "a-001", "intitule": "Journée du souffle", "mission": "prevention", "pieces": ["p-05"]}],
            }), encoding="utf-8")
            for nom, contenu in fichiers.items():
                (self.preuves / nom).parent.mkdir(exist_ok=True)
                (self.preuves / nom).write_bytes(contenu)
            return self

        def arguments(self, *autres):
            return ["pieces", "rassembler", "--depuis", tmp_path / "dossier.json", "--pieces", self.preuves,
                    "-o", tmp_path / "pieces.zip", "--date", "2026-03-15", *autres]

        def rassembler(self, *autres):
            code, sortie, erreurs = lancer(cpts, *self.arguments(*autres))
            assert "panicked" not in erreurs
            return code, sortie, erreurs

        def codes(self):
            code, sortie, erreurs = lancer(cpts, "controler", tmp_path / "dossier.json", "--pieces", self.preuves, "--format", "json")
            assert code in (0, 1), erreurs
            return {(c["code"], c["place"].get("fichier") or c["place"].get("chemin"))
                    for c in json.loads(sortie) if c["code"].startswith("piece-")}

    return Atelier()


def entrees(chemin):
    with zipfile.ZipFile(chemin) as archive:
        assert archive.testzip() is None
        return {info.filename: (info, archive.read(info)) for info in archive.infolist()}


def test_archive_s_ouvre_et_ses_empreintes_sont_justes(atelier):
    code, sortie, erreurs = atelier.ecrire().rassembler()
    assert code == 0 and sortie.strip() == str(atelier.racine / "pieces.zip"), erreurs
    lues = entrees(atelier.racine / "pieces.zip")
    noms = list(lues)
    assert noms[:2] == ["Bordereau des pièces.xlsx", "SHA256SUMS.txt"]
    assert [nom.split("/")[0] for nom in noms[2:]] == ["00-toutes-missions", "01-acces-soins", "03-prevention", "04-crise"]
    contenus = [FICHIERS[nom] for nom in ("2025/pv ag.PDF", "P03 tableau.xlsx", "note.txt", "e\u0301te\u0301.jpg")]
    assert [hashlib.sha256(lues[nom][1]).digest() for nom in noms[2:]] == [hashlib.sha256(contenu).digest() for contenu in contenus]
    sommes = dict(reversed(ligne.split("  ", 1)) for ligne in lues["SHA256SUMS.txt"][1].decode().splitlines())
    assert sommes == {nom: hashlib.sha256(lues[nom][1]).hexdigest() for nom in noms if nom != "SHA256SUMS.txt"}
    # What is compressed already is stored; a text is not; names that are not ASCII say that they are UTF-8.
    methodes = {nom.rsplit(".", 1)[1]: info.compress_type for nom, (info, _) in lues.items()}
    assert methodes["pdf"] == methodes["jpg"] == methodes["xlsx"] == zipfile.ZIP_STORED and methodes["txt"] == zipfile.ZIP_DEFLATED
    assert all(info.flag_bits & 0x800 for nom, (info, _) in lues.items() if not nom.isascii())
    assert {info.date_time for info, _ in lues.values()} == {(1980, 1, 1, 0, 0, 0)}


def test_noms_sont_permis_par_windows(atelier):
    atelier.ecrire().rassembler()
    for nom in entrees(atelier.racine / "pieces.zip"):
        assert len(nom) <= 120
        for partie in nom.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]', partie) and partie not in ("", ".", "..")
            assert not partie.endswith((".", " ")) and partie.split(".")[0].strip().lower() not in RESERVES


def test_memes_octets_deux_fois(atelier):
    atelier.ecrire().rassembler()
    premier = (atelier.racine / "pieces.zip").read_bytes()
    atelier.rassembler()
    assert hashlib.sha256((atelier.racine / "pieces.zip").read_bytes()).digest() == hashlib.sha256(premier).digest()
    assert sorted(chemin.name for chemin in atelier.racine.iterdir()) == ["dossier.json", "pieces.zip", "preuves"]


def test_bordereau_dit_ce_qui_est_joint_et_ce_qui_manque(atelier, racine):
    atelier.ecrire().rassembler()
    chemin = atelier.racine / "Bordereau des pièces.xlsx"
    chemin.write_bytes(entrees(atelier.racine / "pieces.zip")[chemin.name][1])
    feuille = openpyxl.load_workbook(chemin)["Bordereau"]
    lignes = {ligne[0].value: [cellule.value for cellule in ligne] for ligne in feuille.iter_rows(min_row=6)}
    assert list(lignes) == ["P1", "P3", "P4", "P5", "P2"]
    assert lignes["P4"][4] == "À joindre" and lignes["P4"][7] == "–"
    assert lignes["P5"][6] == "Action\xa0: Journée du souffle" and lignes["P5"][5] == -(-len(FICHIERS["note.txt"]) // 1024)
    assert lignes["P1"][7] == hashlib.sha256(FICHIERS["2025/pv ag.PDF"]).hexdigest()
    assert "06 39" not in str(lignes["P5"]), "financeur : aucun numéro de téléphone"
    fin = subprocess.run([sys.executable, racine / "tests/outils/check-office", chemin, "--no-render"], capture_output=True, text=True)
    assert fin.returncode == 0, fin.stdout + fin.stderr


def test_profil_interne_garde_tout(atelier):
    atelier.ecrire().rassembler("--profil", "interne")
    assert any("06 39 98 00 11" in nom for nom in entrees(atelier.racine / "pieces.zip"))


def test_chaque_defaut_a_son_constat(atelier):
    pieces = PIECES + [
        {"id": "p-06", "titre": "Vide", "fichier": "vide.pdf"},
        {"id": "p-07", "titre": "Deux", "fichier": "deux.pdf"},
        {"id": "p-08", "titre": "Copie", "fichier": "copie.txt"},
        {"id": "p-09", "titre": "Changée", "fichier": "changee.txt", "sha256": "0" * 64},
        {"id": "p-10", "titre": "Sans fichier"},
    ]
    autres = {"vide.pdf": b"", "a/deux.pdf": b"1", "b/deux.pdf": b"2", "copie.txt": FICHIERS["note.txt"], "changee.txt": b"c", "film.mov": b"m"}
    atelier.ecrire(pieces, FICHIERS | autres)
    attendus = {
        ("piece-fichier-absent", "/pieces/p-04/fichier"), ("piece-fichier-vide", "/pieces/p-06/fichier"),
        ("piece-fichier-ambigu", "/pieces/p-07/fichier"), ("piece-fichier-double", "/pieces/p-08/fichier"),
        ("piece-fichier-modifie", "/pieces/p-09/fichier"), ("piece-sans-fichier", "/pieces/p-10/fichier"),
        ("piece-fichier-inutilise", "film.mov"), ("piece-inutilisee", "/pieces"),
    }
    assert atelier.codes() == attendus


def test_importer_releve_les_empreintes_et_dit_un_changement_une_fois(cpts, tmp_path):
    livre = openpyxl.Workbook()
    feuille = livre.active
    feuille.title = "Pièces"
    for ligne in (["N°", "Titre", "Mission", "Fichier"], [1, "PV", "", "PV AG.pdf"], [2, "Émargement", "Prévention", ""]):
        feuille.append(ligne)
    livre.save(tmp_path / "suivi.xlsx")
    (tmp_path / "preuves").mkdir()
    (tmp_path / "preuves/P02.pdf").write_bytes(b"emargement")

    def importer(contenu):
        (tmp_path / "preuves/pv ag.pdf").write_bytes(contenu)
        code, _, erreurs = lancer(cpts, "importer", tmp_path / "suivi.xlsx", "--pieces", tmp_path / "preuves", "-o", tmp_path / "dossier.json")
        assert code == 0, erreurs
        pieces = json.loads((tmp_path / "dossier.json").read_text(encoding="utf-8"))["pieces"]
        assert [piece["sha256"] for piece in pieces] == [hashlib.sha256(octets).hexdigest() for octets in (contenu, b"emargement")]
        assert [piece["fichier"] for piece in pieces] == ["PV AG.pdf", "P02.pdf"]
        return erreurs.count("[piece-fichier-modifie]")
    assert [importer(contenu) for contenu in (b"un", b"un", b"deux", b"deux")] == [0, 0, 1, 0]


def test_liens_tubes_et_fichiers_illisibles_ne_sont_pas_joints(atelier):
    pieces = [{"id": f"p-{rang:02}", "fichier": nom} for rang, nom in enumerate(["dehors.pdf", "tube.pdf", "ferme.pdf", "soi.pdf"], 1)]
    atelier.ecrire(pieces, {"ferme.pdf": b"secret"})
    (atelier.racine / "ailleurs.pdf").write_bytes(b"ailleurs")
    (atelier.preuves / "dehors.pdf").symlink_to(atelier.racine / "ailleurs.pdf")
    (atelier.preuves / "soi.pdf").symlink_to("soi.pdf")
    (atelier.preuves / "boucle").symlink_to("..", target_is_directory=True)
    (atelier.preuves / "ici").symlink_to(".", target_is_directory=True)
    os.mkfifo(atelier.preuves / "tube.pdf")
    (atelier.preuves / "ferme.pdf").chmod(0)
    lisible = os.access(atelier.preuves / "ferme.pdf", os.R_OK)
    illisibles = {chemin for code, chemin in atelier.codes() if code == "piece-fichier-illisible"}
    attendus = {"/pieces/p-01/fichier", "/pieces/p-02/fichier", "/pieces/p-04/fichier"} | (set() if lisible else {"/pieces/p-03/fichier"})
    assert attendus <= illisibles and not any(b"ailleurs" in contenu for _, contenu in _rassemblees(atelier).values())


def _rassemblees(atelier):
    code, _, erreurs = atelier.rassembler()
    assert code == 0, erreurs
    return entrees(atelier.racine / "pieces.zip")


@pytest.mark.parametrize("nom", ["a\nb.pdf", "..pdf", "a\u202efdp.exe", b"\xff\xfe.pdf", "x" * 240 + ".pdf", "&<>\".pdf", "~.pdf"])
def test_noms_etranges_restent_du_texte(atelier, cpts, nom):
    atelier.ecrire([{"id": "p-01", "titre": "PV"}], {})
    dossier = os.fsencode(atelier.preuves)
    Path(os.fsdecode(os.path.join(dossier, os.fsencode(nom)))).write_bytes(b"contenu")
    _, sortie, erreurs = lancer(cpts, "pieces", "lister", "--depuis", atelier.racine / "dossier.json", "--pieces", atelier.preuves)
    assert sortie == "P1    PV : à joindre\n" and "panicked" not in erreurs and "\u202e" not in erreurs
    (atelier.preuves / "P1.pdf").write_bytes(b"pv")
    assert list(_rassemblees(atelier))[2:] == ["00-toutes-missions/P01 – PV.pdf"]


def test_repertoire_de_cent_mille_fichiers_est_refuse(atelier, cpts):
    atelier.ecrire()
    for rang in range(100_000):
        os.close(os.open(atelier.preuves / f"{rang}.jpg", os.O_CREAT | os.O_WRONLY))
    code, _, erreurs = atelier.rassembler()
    assert code == 3 and "plus de 10000 fichiers" in erreurs, erreurs
    assert memoire(cpts, *atelier.arguments()) < MEMOIRE_MAX and not (atelier.racine / "pieces.zip").exists()


def test_fichier_demesure_n_est_ni_lu_ni_joint(atelier):
    atelier.ecrire([{"id": "p-01", "titre": "Film", "fichier": "film.mov"}], {})
    with open(atelier.preuves / "film.mov", "wb") as film:
        film.truncate(2 * 1024 ** 4)
    assert ("piece-fichier-trop-gros", "/pieces/p-01/fichier") in atelier.codes()


def test_grosse_piece_n_est_jamais_entiere_en_memoire(atelier, cpts):
    atelier.ecrire([{"id": "p-01", "titre": "Film", "fichier": "film.mov"}], {})
    with open(atelier.preuves / "film.mov", "wb") as film:
        film.truncate(300 * 1024 ** 2)
    # Measured by a small process: a child is counted with what its parent held.
    mesure = ("import os, sys\nif not (enfant := os.fork()): os.execv(sys.argv[1], sys.argv[1:])\n"
              "print(os.wait4(enfant, 0)[2].ru_maxrss * 1024, file=sys.stderr)")
    arguments = [sys.executable, "-c", mesure, cpts, *map(str, atelier.arguments())]
    fin = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert int(fin.stderr.split()[-1]) < 100 * 1024 ** 2, fin.stderr
    assert (atelier.racine / "pieces.zip").stat().st_size > 300 * 1024 ** 2


def test_fichier_qui_change_pendant_la_lecture_arrete_ou_est_dit(atelier):
    atelier.ecrire([{"id": "p-01", "titre": "Journal", "fichier": "journal.txt"}], {"journal.txt": b"x" * 4_000_000})
    fin = threading.Event()
    def ecrire():
        while not fin.is_set():
            with open(atelier.preuves / "journal.txt", "ab") as journal:
                journal.write(b"y")
    fil = threading.Thread(target=ecrire)
    fil.start()
    try:
        code, _, erreurs = atelier.rassembler()
    finally:
        fin.set()
        fil.join()
    # Told and left out, or the archive is not written: never an archive whose digests are wrong.
    if code == 0:
        lues = entrees(atelier.racine / "pieces.zip")
        assert "piece-fichier-illisible" in erreurs or all(
            hashlib.sha256(contenu).hexdigest() in lues["SHA256SUMS.txt"][1].decode() for nom, (_, contenu) in lues.items() if "/" in nom)
    else:
        assert code == 3 and "change" in erreurs and not (atelier.racine / "pieces.zip").exists()
