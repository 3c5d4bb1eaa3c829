#!/usr/bin/env python3
"""Writes examples/dossier-complet.json: the dossier imported from the workbook, completed by complement.json.

The workbook gives members, governance, actions and budget; complement.json what the other documents need, invented like the rest.
What is added to lines of the workbook stands below, by their numbers. Same script, same bytes.
Two paths may be given instead: the imported dossier, and where the complete one goes.

`cpts controler` finds three things in it, all meant, so that the example shows what a constat looks like; tests/exterieur/test_exemple.py
keeps the list. Everything else that a check says is a fault of the example.

- `budget-periodes`: the agreement pays by contract year, the association spends by calendar year, as in life;
- `piece-inutilisee`: the minutes of the assembly prove the whole balance, not one indicator;
- `mandat-non-adherent`: the representative of the users sits on the board and is no member.
"""
import json
import sys
from pathlib import Path

ICI = Path(__file__).parent

ACTIONS = {
    "a-001": {"volet": "medecin_traitant", "fiche": "f-01", "preuve": "Registre du guichet", "pieces": ["p-03"]},
    "a-002": {"volet": "soins_non_programmes", "fiche": "f-02", "preuve": "Récapitulatif des plages", "pieces": ["p-04"]},
    "a-003": {"volet": "soins_non_programmes", "fiche": "f-02", "preuve": "Récapitulatif des plages", "pieces": ["p-04"]},
    "a-004": {"fiche": "f-03", "preuve": "Registre du parcours", "pieces": ["p-06"]},
    "a-005": {"preuve": "Émargements", "pieces": ["p-06"]},
    "a-006": {"preuve": "Registre du parcours", "pieces": ["p-06"]},
    "a-007": {"fiche": "f-04", "programme_national": "Mars bleu", "preuve": "Compte rendu", "pieces": ["p-07"]},
    "a-008": {"programme_national": "Campagne de vaccination contre la grippe", "preuve": "Compte rendu", "pieces": ["p-07"]},
    "a-009": {"programme_national": "Sans programme", "preuve": "Compte rendu", "pieces": ["p-07"]},
    "a-010": {"preuve": "Compte rendu de l’exercice", "pieces": ["p-08"]},
    "a-011": {"indicateur": "64 ordonnances revues, deux lignes de moins en moyenne", "preuve": "Comptes rendus du groupe", "pieces": ["p-09"]},
    "a-012": {"indicateur": "205 tests, 7 angines sur 10 sans antibiotique", "preuve": "Relevé des officines", "pieces": ["p-09"]},
}
ACCOMPAGNEMENT = {"preuve": "Liste des bénéficiaires", "pieces": ["p-10"]}

PRODUITS = {"Fonds d’intervention régional": "fir", "Subvention de la communauté de communes": "collectivites",
            "Cotisations des adhérents": "cotisations"}
MISSIONS = {"Accès aux soins": "acces_soins", "Parcours pluriprofessionnels": "parcours", "Prévention": "prevention",
            "Réponse aux crises sanitaires": "crise", "Accompagnement des professionnels": "accompagnement",
            "Qualité et pertinence des soins": "qualite", "Fonctionnement": "fonctionnement"}

HORS_TERRITOIRE = {"p-02", "p-03", "p-05"}

GROUPES = {
    "g-01": (14, "- Protocole révisé en mars.\n- Six cabinets tiennent des plages chaque jour.\n- Consultations avancées à Pierrefort un jeudi sur deux.",
             "1 340 passages ; 187 patients orientés vers un médecin traitant.", "Peu de volontaires en juillet et août.",
             "Un second lieu de consultations, à Allanche."),
    "g-02": (11, "- Deux cent quarante-sept patients suivis dans trois parcours.\n- Six réunions de concertation.",
             "Six réhospitalisations à trente jours, contre quinze en 2024.", "Fiche de sortie parfois reçue après le retour.",
             "Temps d’infirmière en pratique avancée."),
    "g-03": (12, "- Tests remis en pharmacie en mars.\n- Bus de vaccination en octobre.\n- Ateliers au collège en novembre.",
             "1 097 personnes touchées.", "Budget du bus dépassé.", "Convention pluriannuelle avec la communauté de communes."),
    "g-04": (9, "- Plan révisé.\n- Deux exercices.\n- Une activation en août.", "Cellule réunie en cinquante minutes.",
             "Liste des personnes seules incomplète.", "Accès aux registres communaux."),
    "g-05": (7, "- Semaine d’accueil des internes.\n- Neuf parrainages.", "Trois anciens stagiaires remplacent dans le territoire.",
             "Logements complets en été.", "Deux logements de plus."),
}


def origine(poste: str) -> str | None:
    if poste.startswith("ACI"):
        return "aci_fixe" if poste.endswith("part fixe") else "aci_variable"
    return PRODUITS.get(poste)


def completer(dossier: dict, complement: dict) -> dict:
    for action in dossier["actions"]:
        action |= ACTIONS.get(action["id"], ACCOMPAGNEMENT if action["mission"] == "accompagnement" else {})
    for ligne in dossier["budget"]["lignes"]:
        ligne["nature"] = "fonctionnement"
        ligne["origine"] = origine(ligne["poste"])
        ligne["mission"] = MISSIONS.get(ligne["enveloppe"])
        # The agreement pays by contract year; the association counts the rest by its own.
        ligne["periode"] = "contrat" if (ligne["origine"] or "").startswith("aci") else "comptable"
    for partenaire in dossier["partenaires"]:
        partenaire["sur_territoire"] = partenaire["id"] not in HORS_TERRITOIRE
    for groupe in dossier["gouvernance"]["groupes"]:
        participants, suivi, resultats, difficultes, besoins = GROUPES[groupe["id"]]
        groupe |= {"participants": participants, "suivi": suivi, "resultats": resultats, "difficultes": difficultes, "besoins": besoins}
    for cle, valeur in complement.items():
        if isinstance(valeur, dict) and isinstance(dossier.get(cle), dict):
            dossier[cle] |= valeur
        else:
            dossier[cle] = valeur
    return dossier


def main() -> None:
    importe, complet = map(Path, sys.argv[1:]) if sys.argv[1:] else (ICI / "produits/dossier.json", ICI / "dossier-complet.json")
    dossier = json.loads(importe.read_text(encoding="utf-8"))
    complement = json.loads((ICI / "complement.json").read_text(encoding="utf-8"))
    texte = json.dumps(completer(dossier, complement), ensure_ascii=False, indent=2)
    complet.write_text(texte + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
