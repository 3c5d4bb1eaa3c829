#!/usr/bin/env python3
"""Runs the benchmark of the whole job: one member workbook in, the report (DOCX) and the directory (XLSX) out.

    python3 bench/comparer.py [--tailles 100,1000,10000,100000] [--mesures 7] [--limite 600] [--sans carbone,...]

Builds what it needs under target/bench, then runs the tools in turn on the same input, one process a sample, and prints
a Markdown table: processor time of the process (user + system), elapsed time and peak memory, as the system counts them.
Every output is read back: a tool whose tables lack a row or a cell is not counted.
"""
import argparse
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

BANC = Path(__file__).resolve().parent
RACINE = BANC.parent
CIBLE = RACINE / os.environ.get("CARGO_TARGET_DIR", "target") / "bench"
ENTREES, MODELES = CIBLE / "entrees", CIBLE / "modeles"
PYTHON = CIBLE / "venv/bin/python"
CPTS = CIBLE.parent / "release/cpts"
PLANCHER = CIBLE / "plancher/release/plancher"

OUTILS = {
    "cpts": lambda entree, sortie: [
        CPTS, "rediger", "rapport-activite", "annuaire", "--depuis", entree, "-o", sortie, "--cpts", "CPTS du Banc d’essai",
        "--exercice", "2025", "--date", "2026-03-12"],
    "plancher": lambda entree, sortie: [PLANCHER, entree, sortie],
    "pandas+docxtpl": lambda entree, sortie: [PYTHON, BANC / "pairs/pandas_docxtpl.py", entree, MODELES, sortie],
    "openpyxl+python-docx": lambda entree, sortie: [PYTHON, BANC / "pairs/openpyxl_docx.py", entree, MODELES, sortie],
    "carbone": lambda entree, sortie: ["node", BANC / "pairs/carbone.cjs", entree, MODELES, sortie],
}
LIBELLES = {
    "cpts": "**cpts**", "plancher": "plancher (quick-xml + zip, à la main)", "pandas+docxtpl": "pandas + calamine + docxtpl + XlsxWriter",
    "openpyxl+python-docx": "openpyxl + python-docx + XlsxWriter", "carbone": "SheetJS + Carbone",
}


def preparer(outils):
    """Builds the project and the floor, installs the peers at their pinned versions, writes their templates."""
    lancer = lambda *commande, **options: subprocess.run([str(c) for c in commande], check=True, stdout=sys.stderr, **options)
    ENTREES.mkdir(parents=True, exist_ok=True)
    lancer("cargo", "build", "--release", "--locked", "--quiet", "-p", "cpts-cli", cwd=RACINE)
    lancer("cargo", "build", "--release", "--locked", "--quiet", "--manifest-path", BANC / "plancher/Cargo.toml",
           env={**os.environ, "CARGO_TARGET_DIR": str(CIBLE / "plancher")})
    if not PYTHON.exists():
        lancer(sys.executable, "-m", "venv", CIBLE / "venv")
    lancer(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", BANC / "requirements.txt")
    if "carbone" in outils:
        for fichier in ("package.json", "package-lock.json"):
            shutil.copy(BANC / "pairs" / fichier, CIBLE / fichier)
        lancer("npm", "ci", "--silent", "--no-audit", "--no-fund", cwd=CIBLE)
    lancer(PYTHON, BANC / "generer.py", "--modeles", MODELES)


def entree(n):
    chemin = ENTREES / f"membres-{n}.xlsx"
    subprocess.run([PYTHON, BANC / "generer.py", str(n), chemin], check=True)
    return chemin


# The peak memory of a process counts what its parent held when it was born: this one holds next to nothing.
NAISSANCE = """
import os, signal, sys, time
debut = time.monotonic()
enfant = os.fork()
if not enfant:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.alarm(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])
_, statut, usage = os.wait4(enfant, 0)
print(os.waitstatus_to_exitcode(statut), usage.ru_utime + usage.ru_stime, time.monotonic() - debut, usage.ru_maxrss / 1024)
"""


def mesurer(commande, limite):
    """Runs a command to its end or to the bound; returns (processor s, elapsed s, peak MiB), or None past the bound."""
    environnement = {**os.environ, "NODE_PATH": str(CIBLE / "node_modules"), "NODE_OPTIONS": "--max-old-space-size=8192", "PYTHONDONTWRITEBYTECODE": "1"}
    naissance = [sys.executable, "-I", "-S", "-c", NAISSANCE, str(limite), *map(str, commande)]
    fini = subprocess.run(naissance, capture_output=True, text=True, env=environnement, check=True)
    code, *mesure = fini.stdout.split()
    if int(code) == -signal.SIGALRM:
        return None
    if int(code):
        raise SystemExit(f"{commande[0]} : {fini.stderr[-2000:]}")
    return tuple(map(float, mesure))


def tables_docx(chemin):
    """Returns the tables of a document, each as its rows of cell texts."""
    from lxml import etree
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    tables, ligne, cellule = [], [], []
    with zipfile.ZipFile(chemin) as archive, archive.open("word/document.xml") as partie:
        for evenement, element in etree.iterparse(partie, events=("start", "end"), tag=[w + t for t in ("tbl", "tr", "tc", "t")], huge_tree=True):
            nom = element.tag[len(w):]
            if evenement == "start":
                if nom == "tbl": tables.append([])
                elif nom == "tr": ligne = []
                elif nom == "tc": cellule = []
            elif nom == "t": cellule.append(element.text or "")
            elif nom == "tc": ligne.append("".join(cellule))
            elif nom == "tr" and tables:
                tables[-1].append(ligne)
                element.clear()
    return tables


def feuilles_xlsx(chemin):
    from python_calamine import CalamineWorkbook
    classeur = CalamineWorkbook.from_path(str(chemin))
    return {nom: classeur.get_sheet_by_name(nom).to_python() for nom in classeur.sheet_names}


def releve(sortie):
    """Returns what the two files show, the same whatever the tool: the members, and the counts."""
    colonnes = ["Nom", "Prénom", "Profession", "Commune"]

    def membres(lignes):
        rang = next(r for r, ligne in enumerate(lignes) if "Nom" in ligne and "Prénom" in ligne)
        places = [lignes[rang].index(colonne) for colonne in colonnes]
        return sorted(tuple(str(ligne[place]) for place in places) for ligne in lignes[rang + 1:] if ligne[places[0]])

    def comptes(lignes, titres):
        rang = next(r for r, ligne in enumerate(lignes) if ligne and ligne[0] in titres and len(ligne) > 1)
        valeurs = [re.sub(r"[^0-9]", "", str(ligne[1]).split(".")[0]) for ligne in lignes[rang + 1:] if ligne[0] and ligne[0] not in ("Total", "Ensemble")]
        return sorted(int(valeur) for valeur in valeurs if valeur)

    tables = tables_docx(sortie / "rapport-activite.docx")
    grande = max(tables, key=len)
    par_profession = next(t for t in tables if t and t[0] and t[0][0] == "Profession" and t is not grande)
    feuilles = feuilles_xlsx(sortie / "annuaire.xlsx")
    return {
        "rapport, adhérents": membres(grande),
        "rapport, par profession": comptes(par_profession, ["Profession"]),
        "annuaire, adhérents": membres(feuilles["Annuaire"]),
        "annuaire, par profession": comptes(feuilles["Par profession"], ["Profession"]),
        "annuaire, par commune": comptes(feuilles["Par commune"], ["Commune"]),
    }


def comparer(n, outils, mesures, limite):
    """Runs the tools in turn; returns {tool: [(processor, elapsed, memory)] or None}."""
    classeur = entree(n)
    resultats = {outil: [] for outil in outils}
    attendu = None
    with tempfile.TemporaryDirectory() as racine:
        for tour in range(mesures + 1):
            for outil in outils:
                if resultats[outil] is None:
                    continue
                sortie = Path(racine) / outil
                shutil.rmtree(sortie, ignore_errors=True)
                sortie.mkdir()
                mesure = mesurer(OUTILS[outil](classeur, sortie), limite)
                if mesure is None:
                    resultats[outil] = None
                    continue
                if tour == 0:
                    # The first turn warms the caches and is checked, not counted.
                    trouve = releve(sortie)
                    attendu = attendu or trouve
                    for quoi, valeur in trouve.items():
                        if valeur != attendu[quoi]:
                            raise SystemExit(f"{outil}, {n} adhérents : « {quoi} » diffère de {outils[0]} ({len(valeur)} contre {len(attendu[quoi])})")
                    if len(trouve["rapport, adhérents"]) != n or len(trouve["annuaire, adhérents"]) != n:
                        raise SystemExit(f"{outil}, {n} adhérents : il manque des lignes")
                else:
                    resultats[outil].append(mesure)
                print(f"{n} {outil} {tour} : {mesure[0]:.3f} s, {mesure[2]:.0f} Mio", file=sys.stderr)
    return resultats


def milieu(valeurs, forme):
    return f"{statistics.median(valeurs):{forme}} ({min(valeurs):{forme}}–{max(valeurs):{forme}})".replace(".", ",")


def imprimer(n, resultats, limite):
    sol = resultats.get("plancher")
    base = statistics.median(m[0] for m in sol) if sol else None
    for outil, mesures in resultats.items():
        if mesures is None:
            print(f"| {n} | {LIBELLES[outil]} | plus de {limite // 60} min | – | – | – |")
            continue
        processeur, mur, memoire = zip(*mesures)
        rapport = f"{statistics.median(processeur) / base:.1f}".replace(".", ",") if base else "–"
        print(f"| {n} | {LIBELLES[outil]} | {milieu(processeur, '.3f')} | {milieu(mur, '.3f')} | {max(memoire):.0f} | {rapport} |", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tailles", default="100,1000,10000,100000")
    arguments.add_argument("--mesures", type=int, default=7)
    arguments.add_argument("--limite", type=int, default=600, help="secondes par exécution")
    arguments.add_argument("--sans", default="", help="outils à laisser de côté")
    options = arguments.parse_args()
    outils = [outil for outil in OUTILS if outil not in options.sans.split(",")]
    if not os.environ.get("BANC_PRET"):
        preparer(outils)
        # The checks read files with the packages of the peers.
        os.execve(PYTHON, [str(PYTHON), __file__, *sys.argv[1:]], {**os.environ, "BANC_PRET": "1"})
    processeur = next((ligne.split(":")[1].strip() for ligne in Path("/proc/cpuinfo").read_text().splitlines() if ligne.startswith("model name")), platform.processor())
    print(f"{processeur}, {os.cpu_count()} processeurs, charge {os.getloadavg()[0]:.1f} au départ, {platform.system()}, Python {platform.python_version()}.\n")
    print("| Adhérents | Outil | Processeur, s : médiane (min–max) | Durée, s | Mémoire, Mio | × plancher |")
    print("|--:|---|--:|--:|--:|--:|")
    for n in map(int, options.tailles.split(",")):
        # Past 10,000 members a sample of the slowest peers takes minutes.
        mesures = options.mesures if n <= 10_000 else min(options.mesures, 3)
        imprimer(n, comparer(n, outils, mesures, options.limite), options.limite)


if __name__ == "__main__":
    main()
