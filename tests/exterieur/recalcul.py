"""Formulas of a workbook, their cached results, and what a recalculation makes of them."""
from pathlib import Path

import openpyxl


def formules(fichier: Path) -> dict:
    """Returns the formulas of a workbook by sheet and cell."""
    classeur = openpyxl.load_workbook(fichier)
    return {(ws.title, c.coordinate): c.value for ws in classeur for ligne in ws.iter_rows() for c in ligne if c.data_type == "f"}


def resultats(fichier: Path) -> dict:
    """Returns what cells show without recalculation."""
    classeur = openpyxl.load_workbook(fichier, data_only=True)
    return {(ws.title, c.coordinate): c.value for ws in classeur for ligne in ws.iter_rows() for c in ligne}


def nombre(valeur):
    """Returns a number: a date is its day."""
    if hasattr(valeur, "toordinal"):
        return float(valeur.toordinal() - 693594)
    return float(valeur) if isinstance(valeur, (int, float)) else None


def differences(avant: Path, apres: Path) -> list:
    """Returns the formulas whose cached result is not what a recalculation of the workbook gives: place, formula, both results."""
    caches, calcules = resultats(avant), resultats(apres)
    ecarts = []
    for place, formule in formules(avant).items():
        a, b = caches[place], calcules.get(place)
        if nombre(a) is not None and nombre(b) is not None:
            same = abs(nombre(a) - nombre(b)) < 1e-6 * max(1.0, abs(nombre(a)))
        else:
            same = (a or "") == (b or "")
        if not same:
            ecarts.append((place, formule, a, b))
    return ecarts
