#!/usr/bin/env python3
"""Writes communes.txt.gz and departements.txt, the geography that the library embeds.

    python3 produire.py communes.csv departements.csv

communes.csv: columns code;nom;type;commune_actuelle;departement;region;codes_postaux;population (postal codes separated by
spaces, commas or bars), for communes, associated and delegated communes and arrondissements.
departements.csv: columns code;nom;code_region;region.

Both come from the npm package @etalab/decoupage-administratif; see SOURCES.md beside this file.

communes.txt has one line for each entry, sorted by `key`: `key;name;code;current;population;postal codes`. `name` is empty where it
is the key with a capital on each word; `current` is empty for a commune that exists today. A postal code that begins with the same
two characters as the code of the commune is written without them. The key is the one of the function `cle` of src/geographie/cle.rs;
a test compares them line by line.
"""
import csv
import gzip
import re
import sys
import unicodedata
from pathlib import Path

ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def key(name):
    name = name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae").replace("ß", "ss")
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^0-9a-z]+", " ", folded).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def capitalised(text):
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def main(communes, departements):
    folder = Path(__file__).parent
    lines = []
    with open(communes, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            code, name = row["code"], row["nom"]
            line_key = key(name)
            exists = row["type"] == "commune-actuelle"
            postal = [p[2:] if p[:2] == code[:2] else p for p in re.split(r"[ ,|]+", row["codes_postaux"]) if p]
            shown = "" if capitalised(line_key) == name else name
            lines.append((line_key, not exists, code, ";".join(
                [line_key, shown, code, "" if exists else row["commune_actuelle"], row["population"], " ".join(postal)])))
    lines.sort()
    text = "\n".join(line for *_, line in lines) + "\n"
    with open(folder / "communes.txt.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    with open(departements, encoding="utf-8", newline="") as file:
        rows = [f"{row['code']};{row['nom']};{row['region']}" for row in csv.DictReader(file, delimiter=";")]
    (folder / "departements.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(lines)} entries, {len(text)} bytes plain, {(folder / 'communes.txt.gz').stat().st_size} bytes packed")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
