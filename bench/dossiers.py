#!/usr/bin/env python3
"""Times every document of a complete dossier of 300 members, then fifty dossiers, two at a time, for the whole country.

    python3 bench/dossiers.py [--membres 300] [--dossiers 50] [--mesures 7]

Builds the command, makes the dossiers from the example and from the list of generer.py, and prints a Markdown table: processor time
(user + system) of whole processes, as the system counts it.
"""
import argparse
import copy
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generer import lignes

RACINE = Path(__file__).resolve().parent.parent
CPTS = RACINE / os.environ.get("CARGO_TARGET_DIR", "target") / "release/cpts"
PAYS = 1000


def dossier(membres, numero):
    """Returns the example, under a name of its own, with as many members: its own first, then people of the generator in the same places."""
    complet = json.loads((RACINE / "examples/dossier-complet.json").read_text(encoding="utf-8"))
    complet["cpts"]["nom"] = f"{complet['cpts']['nom']} {numero}"
    siens = complet["membres"]
    modeles = [membre for membre in siens if membre["nature"] == "personne" and membre["communes"]]
    for rang, ligne in enumerate(list(lignes(membres + numero))[numero:][: max(membres - len(siens), 0)]):
        membre = copy.deepcopy(modeles[rang % len(modeles)])
        membre |= {"id": f"m-{1001 + rang}", "nom": ligne[0], "prenom": ligne[1], "rpps": ligne[9]}
        siens.append(membre)
    del siens[membres:]
    return json.dumps(complet, ensure_ascii=False)


def rediger(chemin, sortie):
    """Writes every document; returns the processor time of the process and how many documents there are."""
    commande = [CPTS, "rediger", "tout", "--depuis", chemin, "-o", sortie, "--date", "2026-03-15"]
    fini = subprocess.run(list(map(str, commande)), capture_output=True, text=True)
    if fini.returncode not in (0, 1):
        sys.exit(fini.stderr)
    return len(list(Path(sortie).iterdir()))


def processeur():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def nombre(valeur, decimales):
    return f"{valeur:.{decimales}f}".replace(".", ",")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for nom, valeur in (("membres", 300), ("dossiers", 50), ("mesures", 7)):
        arguments.add_argument(f"--{nom}", type=int, default=valeur)
    options = arguments.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "-p", "cpts-cli"], cwd=RACINE, check=True)
    with tempfile.TemporaryDirectory() as racine:
        chemins = []
        for numero in range(options.dossiers):
            chemins.append(Path(racine) / f"{numero}.json")
            chemins[-1].write_text(dossier(options.membres, numero), encoding="utf-8")
        seul = []
        for tour in range(options.mesures + 1):
            avant = processeur()
            documents = rediger(chemins[0], Path(racine) / f"seul-{tour}")
            seul.append(processeur() - avant)
        seul = seul[1:]  # The first turn warms the caches.
        avant, debut = processeur(), time.monotonic()
        with ThreadPoolExecutor(2) as deux:
            list(deux.map(lambda chemin: rediger(chemin, chemin.with_suffix("")), chemins))
        total, duree = processeur() - avant, time.monotonic() - debut
    facteur = PAYS / options.dossiers
    print(f"Charge {nombre(os.getloadavg()[0], 1)} à la fin, {os.cpu_count()} processeurs.\n")
    print("| Mesure | Processeur, s | Durée, s |\n|---|--:|--:|")
    print(f"| Un dossier de {options.membres} adhérents, {documents} documents : médiane (min–max) de {options.mesures} | "
          f"{nombre(statistics.median(seul), 3)} ({nombre(min(seul), 3)}–{nombre(max(seul), 3)}) | |")
    print(f"| {options.dossiers} dossiers, deux à la fois | {nombre(total, 1)} | {nombre(duree, 1)} |")
    print(f"| {PAYS} dossiers, par extrapolation | {nombre(total * facteur, 0)} | {nombre(duree * facteur, 0)} |")


if __name__ == "__main__":
    main()
