#!/usr/bin/env python3
"""Writes examples/cpts-exemple.xlsx: the workbook of an invented CPTS, kept the way such workbooks are kept.

Needs the XlsxWriter of tests/outils/requirements.txt. Same script, same bytes.

Everyone in it is invented; the communes are real, so that their population is looked up. Telephone numbers are taken
from the ranges that the French regulator reserves for fiction, RPPS numbers from a range that was never given out.
"""
import datetime as dt
import sys
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))
from textes import TEXTES  # noqa: E402

ICI = Path(__file__).parent
CPTS = "CPTS du Val d’Aubrelle"

COMMUNES = [
    ("Saint-Flour", "15100"), ("Murat", "15300"), ("Massiac", "15500"), ("Neussargues-Moissac", "15170"),
    ("Pierrefort", "15230"), ("Chaudes-Aigues", "15110"), ("Allanche", "15160"), ("Ruynes-en-Margeride", "15320"),
    ("Talizat", "15170"), ("Coren", "15100"), ("Andelat", "15100"), ("Roffiac", "15100"), ("Ussel", "15300"),
    ("Valuéjols", "15300"), ("Paulhac", "15430"), ("Villedieu", "15100"), ("Neuvéglise-sur-Truyère", "15260"),
    ("Val d’Arcomie", "15320"), ("Lorcières", "15320"), ("Ferrières-Saint-Mary", "15170"),
]
# Where members practise: the larger communes come back more often.
LIEUX = [0, 0, 0, 1, 0, 2, 0, 3, 4, 0, 5, 1, 0, 6, 2, 0, 7, 0, 1, 16]
# The same commune as different hands type it.
ECRITURES = {
    "Saint-Flour": ["Saint-Flour", "ST FLOUR", "SAINT FLOUR", "St-Flour", "saint-flour"],
    "Neussargues-Moissac": ["Neussargues-Moissac", "NEUSSARGUES MOISSAC"],
    "Massiac": ["Massiac", "MASSIAC"],
    "Murat": ["Murat", "MURAT "],
}

NOMS = """Abadrel Astorguet Baldayrac Bessolat Bonnaveyre Brugeyrat Cantarel-Vigne Chabrouty Charmelat Combelasse Courbeyrol
Delsériès Domeyrat-Fau Escalmels Espinouze Fabregat Falgoux-Roy Fontanarel Galtayrac Gourdiège Grandvaux-Lys Issartoux Jalbertin
Jonquéral Lacarrède Ladevière Lafonteyne Lagarrousse Larnaudel Lescudier Loubatières-Pic Malgorse Marcoulès Mazérolat Mercadiou
Montplaisal Nozeyran Oradou-Sol Pagézière Peyrovial Pradoumal Puechméja Rascoussier Recoulat Rieutordel Roquelaine Roudilhes
Sabatelou Salesquier Sauvebelle Ségalayre Serverol Soulagnac Tanavelly Teilharde Tournemirel Trémouillac Valadeyre Valmergue
Vernholou Veyssiel Viallefond Vidalenq Vigouroche Vixouze""".split()
PRENOMS = """Agnès Bruno Céline Didier Émilie Fabien Géraldine Hélène Igor Joëlle Kévin Laetitia Marc-Antoine Nadège Ophélie
Pascal Raphaël Solène Tristan Valérie Yannick Zoé Aurélie Benoît Clémence Damien Élodie Florian Gaëlle Hugo Inès Jérôme""".split()

# Section, spellings in the column, number of people.
SECTIONS = [
    ("MÉDECINS GÉNÉRALISTES", ["Médecin généraliste", "MG", "Généraliste", "médecin généraliste", "Médecin généraliste "], 17),
    ("INFIRMIERS", ["IDEL", "Infirmière libérale", "Infirmier D.E.", "IDE", "infirmière", "Infirmier(e) libéral(e)"], 27),
    ("KINÉS", ["Masseur-kinésithérapeute", "MK", "kiné", "Kinésithérapeute", "MKDE"], 15),
    ("PHARMACIENS", ["Pharmacien", "Pharmacienne", "Pharmacien d’officine", "pharmacien titulaire"], 9),
    ("SAGES-FEMMES", ["Sage-femme", "SF", "sage femme"], 4),
    ("CHIRURGIENS-DENTISTES", ["Dentiste", "Chirurgien-dentiste", "chir-dent"], 5),
    ("ORTHOPHONISTES", ["Orthophoniste", "orthophoniste"], 4),
    ("PÉDICURES-PODOLOGUES", ["Podologue", "Pédicure-podologue"], 4),
    ("PSYCHOLOGUES", ["Psychologue", "psychologue"], 3),
]
# Kept on a sheet of their own since they joined during the year.
NOUVEAUX = ["Diététicienne", "Ergothérapeute", "Orthoptiste", "Diététicien", "Psychomotricienne", "Infirmière en pratique avancée"]
GROUPES_MEMBRES = ["SNP", "Parcours", "", "Prévention", "", "SNP, Crise", "", "Prévention, Parcours", "", "Accompagnement"]
DATES_TEXTE = ["mars 2021", "2022", "12/09/2023", "03.05.24", "sept. 2020"]

# Members of the bureau and the board, at the place of their profession in the list.
ELUS = {
    0: ("Marcoulès", "Hélène"), 4: ("Pradoumal", "Damien"), 18: ("Peyrovial", "Florian"), 21: ("Nozeyran", "Aurélie"),
    46: ("Grandvaux-Lys", "Inès"), 60: ("Lescudier", "Jérôme"), 69: ("Trémouillac", "Clémence"), 73: ("Roudilhes", "Yannick"),
    77: ("Teilharde", "Maud"), 83: ("Malgorse", "Benoît"),
}


def luhn(chiffres: str) -> str:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (2 if rang % 2 == 0 else 1)
        total += valeur - 9 if valeur > 9 else valeur
    return str(-total % 10)


def rpps(rang: int) -> str:
    debut = f"109999{rang * 37 % 10000:04d}"
    return debut + luhn(debut)


def personne(rang: int) -> dict:
    commune, code_postal = COMMUNES[LIEUX[rang * 7 % len(LIEUX)]]
    ecritures = ECRITURES.get(commune, [commune])
    nom, prenom = ELUS.get(rang, (NOMS[rang * 29 % len(NOMS)], PRENOMS[rang * 11 % len(PRENOMS)]))
    return {
        "nom": nom, "prenom": prenom, "commune": ecritures[rang % len(ecritures)], "cp": code_postal,
        "mobile": f"06399{8000 + rang:04d}0"[:10] if rang % 3 else f"046571{rang * 13 % 10000:04d}",
        "email": f"contact{rang:03d}@exemple.fr", "rpps": rpps(rang),
        "date": dt.date(2019, 3, 4) + dt.timedelta(days=rang * 83 % 2480),
    }


class Classeur:
    def __init__(self, chemin: Path):
        self.wb = xlsxwriter.Workbook(str(chemin), {"default_date_format": "dd/mm/yyyy"})
        self.wb.set_properties({"title": CPTS, "author": "Coordination (exemple inventé)", "created": dt.datetime(2026, 1, 12)})
        f = self.wb.add_format
        self.titre = f({"bold": True, "font_size": 16})
        self.gras = f({"bold": True, "bg_color": "#DDEBF0", "border": 1, "text_wrap": True, "valign": "top"})
        self.section = f({"bold": True})
        self.petit = f({"italic": True})
        self.telephone = f({"num_format": "0# ## ## ## ##"})
        self.cp = f({"num_format": "00000"})
        self.jour = f({"num_format": "dd/mm/yyyy"})
        self.euros = f({"num_format": "#,##0.00 €"})
        self.long = f({"text_wrap": True, "valign": "top"})

    def feuille(self, nom: str, largeurs: list[int]):
        ws = self.wb.add_worksheet(nom)
        for colonne, largeur in enumerate(largeurs):
            ws.set_column(colonne, colonne, largeur)
        return ws

    def tableau(self, nom: str, titres: list[str], lignes: list, largeurs: list[int], titre: str | None = None):
        ws = self.feuille(nom, largeurs)
        depart = 0
        if titre:
            ws.write(0, 0, titre, self.titre)
            depart = 2
        ws.write_row(depart, 0, titres, self.gras)
        for rang, ligne in enumerate(lignes, depart + 1):
            for colonne, valeur in enumerate(ligne):
                if isinstance(valeur, dt.date):
                    ws.write_datetime(rang, colonne, dt.datetime.combine(valeur, dt.time()), self.jour)
                elif isinstance(valeur, float):
                    ws.write_number(rang, colonne, valeur, self.euros)
                elif valeur not in ("", None):
                    ws.write(rang, colonne, valeur, self.long if isinstance(valeur, str) and len(valeur) > 60 else None)
        return ws


def adherents(c: Classeur) -> None:
    ws = c.feuille("Adhérents 2025", [30, 26, 28, 8, 24, 16, 28, 14, 14, 12, 22, 10, 14])
    ws.merge_range("A1:M1", f"{CPTS} – fichier des adhérents", c.titre)
    ws.write("A2", "À jour au 31 décembre 2025 – document de travail, ne pas diffuser", c.petit)
    ws.write_row(3, 0, ["NOM Prénom", "Profession / spécialité", "Adresse", "CP", "Ville", "Portable", "Mail pro *",
                        "N° RPPS", "Date d’adhésion", "Cotisation\n2025", "GT", "Accord annuaire", "Covoiturage"], c.gras)
    ws.freeze_panes(4, 1)
    rang, ligne, total = 0, 4, 0
    premier = None
    for section, ecritures, effectif in SECTIONS:
        ws.write(ligne, 0, section, c.section)
        ligne += 1
        for i in range(effectif):
            p = personne(rang)
            ecrire_adherent(ws, c, ligne, rang, p, ecritures[i % len(ecritures)])
            if section == "INFIRMIERS" and i == 3:
                premier = p
            rang, ligne, total = rang + 1, ligne + 1, total + 1
        if section == "KINÉS":
            # The same nurse again, for her second practice: same number, other commune.
            ecrire_adherent(ws, c, ligne, 901, {**premier, "commune": "PIERREFORT", "cp": "15230"}, "IDEL (2e cabinet)")
            ligne += 1
        ligne += 1
    ws.write(ligne, 0, "TOTAL", c.section)
    ws.write_formula(ligne, 1, f"=COUNTA(B5:B{ligne})", None, total + 1)
    ws.write(ligne + 2, 0, "* adresses professionnelles ; les adresses de messagerie sécurisée sont dans Mailiz", c.petit)


def ecrire_adherent(ws, c: Classeur, ligne: int, rang: int, p: dict, profession: str) -> None:
    nom = f"{p['nom'].upper()} {p['prenom']}"
    if profession in ("MG", "Généraliste") and rang % 2:
        nom = f"Dr {nom}"
    ws.write_string(ligne, 0, f"  {nom}" if rang % 19 == 5 else nom)
    ws.write_string(ligne, 1, profession + (" / ostéo" if profession == "MK" else ""))
    ws.write_string(ligne, 2, f"{rang * 7 % 88 + 1} rue de l’Exemple")
    ws.write_number(ligne, 3, int(p["cp"]), c.cp)
    ws.write_string(ligne, 4, p["commune"])
    telephone = p["mobile"]
    match rang % 5:
        case 0 | 1:
            ws.write_number(ligne, 5, int(telephone), c.telephone)
        case 2:
            ws.write_number(ligne, 5, int(telephone))
        case 3:
            ws.write_string(ligne, 5, ".".join(telephone[i:i + 2] for i in range(0, 10, 2)))
        case _:
            ws.write_string(ligne, 5, "+33 " + telephone[1:])
    if rang % 23 != 7:
        ws.write_string(ligne, 6, p["email"].upper() if rang % 17 == 4 else p["email"])
    if rang % 4 == 1:
        ws.write_number(ligne, 7, int(p["rpps"]))
    elif rang % 11 != 3:
        ws.write_string(ligne, 7, f"{p['rpps'][:2]} {p['rpps'][2:5]} {p['rpps'][5:8]} {p['rpps'][8:]}" if rang % 6 == 2 else p["rpps"])
    if rang % 9 == 8:
        ws.write_string(ligne, 8, DATES_TEXTE[rang // 9 % len(DATES_TEXTE)])
    else:
        ws.write_datetime(ligne, 8, dt.datetime.combine(p["date"], dt.time()), c.jour)
    ws.write_string(ligne, 9, ["payée", "oui", "OK", "oui", "non"][rang % 5])
    if GROUPES_MEMBRES[rang % 10]:
        ws.write_string(ligne, 10, GROUPES_MEMBRES[rang % 10])
    ws.write_string(ligne, 11, ["oui", "Oui", "NON", "x", "oui"][rang % 5])
    if rang % 8 == 0:
        ws.write_string(ligne, 12, "possible")


def nouveaux(c: Classeur) -> None:
    lignes = []
    for i, metier in enumerate(NOUVEAUX):
        p = personne(100 + i)
        lignes.append([p["prenom"], p["nom"], metier, p["commune"], p["cp"], p["mobile"], p["email"], p["rpps"] if i % 2 else "",
                       dt.date(2025, 9, 26) + dt.timedelta(days=5 * i)])
    c.tableau("Nouveaux 2025", ["Prénom", "Nom de famille", "Métier", "Commune d’exercice", "Code postal", "Tél.", "Courriel", "RPPS", "Date BA"],
              lignes, [16, 22, 30, 24, 12, 14, 26, 14, 12])


def structures(c: Classeur) -> None:
    c.tableau("Structures", ["Nom de la structure", "Type", "Représentant", "CP", "Ville", "Téléphone", "Mail", "Date d’adhésion"], [
        ["EHPAD Les Genêts d’Aubrelle", "EHPAD", "Mme Solène Armandic", "15100", "Saint-Flour", "04 65 71 00 11", "direction@exemple.fr", dt.date(2020, 6, 15)],
        ["EHPAD de la Pinatelle", "EHPAD", "M. Bruno Chastelard", "15170", "Neussargues-Moissac", "04 65 71 00 12", "accueil@exemple.fr", dt.date(2021, 2, 1)],
        ["MSP des Deux Vallées", "MSP", "Dr Hélène Marcoulès", "15500", "Massiac", "04 65 71 00 13", "msp@exemple.fr", dt.date(2019, 9, 2)],
        ["Centre hospitalier d’Aubrelle", "Centre hospitalier", "M. Didier Castanhac", "15100", "Saint-Flour", "04 65 71 00 14", "ch@exemple.fr", dt.date(2022, 1, 10)],
        ["SSIAD du Val d’Aubrelle", "SSIAD", "Mme Gaëlle Fontbelle", "15300", "Murat", "04 65 71 00 15", "ssiad@exemple.fr", dt.date(2023, 5, 4)],
    ], [32, 20, 26, 8, 26, 18, 24, 16])


def anciens(c: Classeur) -> None:
    lignes = []
    for i, (profession, sortie, motif) in enumerate([
        ("Médecin généraliste", dt.date(2025, 6, 30), "retraite"), ("IDEL", dt.date(2025, 3, 31), "déménagement"),
        ("Kinésithérapeute", dt.date(2024, 9, 30), "changement d’activité"), ("Pharmacienne", dt.date(2025, 10, 15), "cession de l’officine"),
        ("Dentiste", "2023", "retraite"), ("Infirmière", dt.date(2024, 12, 31), "déménagement"),
    ]):
        p = personne(200 + i)
        lignes.append([p["nom"], p["prenom"], profession, p["cp"], p["commune"], dt.date(2019, 4, 1) + dt.timedelta(days=90 * i), sortie, motif])
    c.tableau("Anciens adhérents", ["Nom", "Prénom", "Profession", "CP", "Ville", "Date d’adhésion", "Date de sortie", "Motif du départ"],
              lignes, [20, 16, 24, 8, 26, 16, 16, 26])


def identite(c: Classeur) -> None:
    ws = c.feuille("Identité", [34, 60])
    siren = "99999901"
    siren += luhn(siren)
    siret = siren + "0001"
    siret += luhn(siret)
    for ligne, (libelle, valeur) in enumerate([
        ("Nom officiel", CPTS), ("Nom court", "CPTS Val d’Aubrelle"), ("SIREN", siren), ("SIRET", siret), ("RNA", "W159999991"),
        ("Adresse du siège", "12 rue de l’Exemple"), ("Code postal", "15100"), ("Commune", "Saint-Flour"),
        ("Département", "Cantal"), ("Région", "Auvergne-Rhône-Alpes"), ("E-mail", "contact@exemple.fr"),
        ("Téléphone", "04 65 71 00 01"), ("Site internet", "https://cpts-val-aubrelle.exemple.fr"),
        ("Date de création", dt.date(2019, 2, 14)), ("Date de signature de l’ACI", dt.date(2020, 7, 1)), ("Taille", 1),
        ("Coordination", "Élodie Montserin"), ("E-mail de la coordination", "coordination@exemple.fr"),
        ("Téléphone de la coordination", "06 39 98 00 01"), ("Exercice", 2025), ("Nom du territoire", "Val d’Aubrelle"),
        ("Validé par le CA le", dt.date(2026, 2, 26)), ("Présenté en AG le", dt.date(2026, 4, 9)),
    ]):
        ws.write(ligne, 0, libelle, c.section)
        if isinstance(valeur, dt.date):
            ws.write_datetime(ligne, 1, dt.datetime.combine(valeur, dt.time()), c.jour)
        else:
            ws.write(ligne, 1, valeur)


BUREAU = [
    ["Présidente", "Dr Hélène Marcoulès", "Médecin généraliste", dt.date(2023, 4, 6)],
    ["Vice-président", "Florian Peyrovial", "Infirmier", dt.date(2023, 4, 6)],
    ["Secrétaire", "Clémence Trémouillac", "Sage-femme", dt.date(2024, 4, 11)],
    ["Trésorier", "Jérôme Lescudier", "Pharmacien", dt.date(2023, 4, 6)],
    ["Trésorière adjointe", "Inès Grandvaux-Lys", "Masseur-kinésithérapeute", dt.date(2025, 4, 10)],
]


def gouvernance(c: Classeur) -> None:
    titres = ["Fonction", "Nom", "Profession", "Depuis"]
    c.tableau("Bureau", titres, BUREAU, [22, 28, 28, 14])
    c.tableau("CA", titres, [["Administratrice" if nom.split()[0] in FEMMES else "Administrateur", nom, profession, "2024"] for nom, profession in [
        ("Gaëlle Fontbelle", "Directrice de SSIAD"), ("Damien Pradoumal", "Médecin généraliste"), ("Maud Teilharde", "Orthophoniste"),
        ("Yannick Roudilhes", "Chirurgien-dentiste"), ("Aurélie Nozeyran", "Infirmière"), ("Didier Castanhac", "Directeur d’hôpital"),
        ("Benoît Malgorse", "Pédicure-podologue"), ("Nadège Lauzeral", "Représentante des usagers"),
    ]], [22, 28, 28, 14])
    c.tableau("Groupes", ["Groupe de travail", "Mission", "Référents", "Objet", "Nombre de réunions"], [
        ["Soins non programmés", "Accès aux soins", "Hélène Marcoulès, Damien Pradoumal", "Trouver un rendez-vous sous 48 heures à qui n’a pas de médecin disponible.", 9],
        ["Parcours insuffisance cardiaque et diabète", "Parcours pluriprofessionnels", "Florian Peyrovial", "Faire circuler l’information entre la ville et l’hôpital.", 6],
        ["Prévention", "Prévention", "Clémence Trémouillac, Jérôme Lescudier", "Aller vers les habitants qui ne viennent pas aux dépistages.", 7],
        ["Crise sanitaire", "Réponse aux crises sanitaires", "Aurélie Nozeyran", "Tenir à jour le plan de réponse et l’éprouver.", 3],
        ["Accueil des nouveaux professionnels", "Accompagnement des professionnels", "Inès Grandvaux-Lys", "Accueillir les stagiaires et ceux qui s’installent.", 4],
    ], [38, 30, 36, 60, 12])
    c.tableau("Équipe", ["Nom", "Poste", "Quotité"], [
        ["Élodie Montserin", "Coordinatrice", "1 ETP"], ["Hugo Bellecombe-Roy", "Assistant de coordination", "0,6 ETP"],
    ], [28, 30, 12])


FEMMES = {"Gaëlle", "Maud", "Aurélie", "Nadège"}


def territoire(c: Classeur) -> None:
    c.tableau("Communes", ["Commune", "Code postal"], [[nom, cp] for nom, cp in COMMUNES], [32, 14], "Communes du territoire")
    c.tableau("Partenaires", ["Partenaire", "Catégorie", "Modalité", "Convention", "Depuis"], [
        ["Centre hospitalier d’Aubrelle", "Établissement de santé", "Sorties d’hospitalisation préparées avec le cabinet infirmier", "Oui", dt.date(2022, 3, 1)],
        ["CPAM du Cantal", "Assurance maladie", "Contrat ACI, orientation des patients sans médecin traitant", "Oui", dt.date(2020, 7, 1)],
        ["ARS Auvergne-Rhône-Alpes", "Agence régionale de santé", "Projet de santé, exercices de crise", "Oui", "2020"],
        ["Communauté de communes du Val d’Aubrelle", "Collectivité", "Bus de prévention, logements d’internes", "Oui", dt.date(2023, 9, 15)],
        ["Centre régional de dépistage des cancers", "Association", "Relance des dépistages organisés", "Non", "2024"],
        ["Dispositif d’appui à la coordination", "Coordination", "Situations complexes à domicile", "Oui", "mars 2021"],
        ["Collège et lycée d’Aubrelle", "Éducation nationale", "Interventions sur la santé mentale et le sommeil", "Non", "2025"],
    ], [40, 28, 56, 12, 14])


ACTIONS = [
    ["Accès aux soins", "Médecin traitant", "Guichet d’orientation des patients sans médecin traitant", dt.date(2025, 1, 6), "Patients en ALD ou de plus de 70 ans", 212, "CPAM du Cantal", "187 patients ont retrouvé un médecin traitant, en 16 jours en moyenne."],
    ["Accès aux soins", "Soins non programmés", "Plages réservées chaque jour, partagées avec le SAS", dt.date(2025, 2, 3), "Habitants sans rendez-vous sous 48 heures", 1340, "SAS 15, Centre hospitalier d’Aubrelle", "Les passages aux urgences pour un motif de ville ont reculé de 9 %."],
    ["Accès aux soins", "Soins non programmés", "Consultations avancées à Pierrefort, un jeudi sur deux", "avril 2025", "Habitants du plateau", 168, "Commune de Pierrefort", "Trajet évité : 54 km aller-retour pour chaque patient."],
    ["Parcours pluriprofessionnels", "Insuffisance cardiaque", "Parcours de retour à domicile après décompensation", "mars 2025", "Patients sortant de cardiologie", 46, "Centre hospitalier d’Aubrelle, Dispositif d’appui à la coordination", "Six réhospitalisations à 30 jours, contre quinze en 2024."],
    ["Parcours pluriprofessionnels", "Diabète", "Journées « pied diabétique » avec podologues et infirmiers", dt.date(2025, 5, 22), "Patients diabétiques suivis au cabinet", 73, "Centre hospitalier d’Aubrelle", "Onze plaies débutantes prises en charge sous huit jours."],
    ["Parcours pluriprofessionnels", "Enfants", "Repérage des troubles du langage à trois ans", dt.date(2025, 10, 9), "Enfants de petite section", 128, "Communauté de communes du Val d’Aubrelle", "Dix-neuf bilans orthophoniques obtenus avant la grande section."],
    ["Prévention", "Dépistage du cancer colorectal", "Remise du test en pharmacie", "mars 2025", "Habitants de 50 à 74 ans", 540, "Centre régional de dépistage des cancers", "La participation est passée de 31 % à 37 % dans les communes visées."],
    ["Prévention", "Vaccination", "Bus de vaccination contre la grippe", dt.date(2025, 10, 18), "Habitants de plus de 65 ans", 317, "Communauté de communes du Val d’Aubrelle", "Sept communes sans pharmacie desservies."],
    ["Prévention", "Santé mentale des jeunes", "Ateliers sommeil et écrans au collège", dt.date(2025, 11, 20), "Élèves de 4e et de 3e", "env. 240", "Collège et lycée d’Aubrelle", "Quatorze élèves orientés vers un psychologue."],
    ["Réponse aux crises sanitaires", "Plan de réponse", "Mise à jour du plan et exercice « grand froid »", dt.date(2025, 12, 4), "Professionnels de santé du territoire", 38, "ARS Auvergne-Rhône-Alpes", "Cellule réunie en 50 minutes ; annuaire d’astreinte corrigé."],
    ["Qualité et pertinence des soins", "Bon usage du médicament", "Revue des ordonnances de plus de dix lignes", dt.date(2025, 6, 12), "Patients de plus de 75 ans", 64, "CPAM du Cantal", "Deux lignes de moins par ordonnance en moyenne."],
    ["Qualité et pertinence des soins", "Antibiotiques", "Tests rapides d’angine en officine", "sept. 2025", "Patients qui consultent pour une angine", 205, "CPAM du Cantal", "Sept angines sur dix traitées sans antibiotique."],
    ["Accompagnement des professionnels", "Accueil des stagiaires", "Semaine d’accueil des internes et étudiants infirmiers", dt.date(2025, 5, 5), "Internes et étudiants", 22, "Communauté de communes du Val d’Aubrelle", "Trois internes reviennent comme remplaçants."],
    ["Accompagnement des professionnels", "Installation", "Parrainage des nouveaux installés et des remplaçants", dt.date(2025, 9, 1), "Professionnels installés depuis moins d’un an", 9, "Communauté de communes du Val d’Aubrelle", "Deux remplaçantes s’installent, à Massiac et à Murat."],
    ["Vie de l’association", "Rencontres", "Soirée annuelle des adhérents", dt.date(2025, 9, 25), "Adhérents", 61, "Centre hospitalier d’Aubrelle", "Huit nouvelles adhésions dans le mois qui a suivi."],
]

A_VENIR = [
    ["Accès aux soins", "Soins non programmés", "Deuxième lieu de consultations avancées, à Allanche", "mars 2026", "Habitants du Cézallier", "Commune d’Allanche"],
    ["Parcours pluriprofessionnels", "Fragilité", "Repérage de la fragilité à domicile par les infirmiers", "avril 2026", "Habitants de plus de 75 ans", "Dispositif d’appui à la coordination"],
    ["Prévention", "Dépistage du cancer du sein", "Mammobile sur les marchés", "juin 2026", "Femmes de 50 à 74 ans", "Centre régional de dépistage des cancers"],
    ["Réponse aux crises sanitaires", "Exercice", "Exercice « afflux de blessés » avec l’hôpital", "octobre 2026", "Professionnels de santé du territoire", "Centre hospitalier d’Aubrelle"],
    ["Accompagnement des professionnels", "Installation", "Livret et parrainage pour chaque installation", "septembre 2026", "Nouveaux professionnels", "Communauté de communes du Val d’Aubrelle"],
]


def actions(c: Classeur) -> None:
    c.tableau("Actions", ["Mission", "Thématique", "Action", "Date", "Public", "Nombre de personnes", "Partenaires", "Impact"],
              ACTIONS, [30, 26, 44, 14, 32, 12, 40, 52], "Actions de l’année 2025")
    c.tableau("Actions à venir", ["Mission", "Thématique", "Action", "Date", "Public", "Partenaires", "État"],
              [[*action, "à venir"] for action in A_VENIR], [30, 26, 48, 16, 32, 40, 12], "Actions à venir en 2026")


BUDGET = [
    ["Produit", "ACI, fonctionnement, part fixe", "Fonctionnement", 50000.0, 50000.0, 50000.0],
    ["Produit", "ACI, missions, part fixe", "Missions", 67500.0, 67500.0, 67500.0],
    ["Produit", "ACI, missions, part variable", "Missions", 36500.0, 35000.0, 36500.0],
    ["Produit", "Fonds d’intervention régional", "Missions", 18000.0, 18000.0, 12000.0],
    ["Produit", "Subvention de la communauté de communes", "Missions", 6000.0, 6000.0, 8000.0],
    ["Produit", "Cotisations des adhérents", "Fonctionnement", 2100.0, 1980.0, 2200.0],
    ["Charge", "Salaires et charges de la coordination", "Fonctionnement", 78500.0, 77240.5, 79600.0],
    ["Charge", "Loyer et assurances", "Fonctionnement", 7200.0, 7185.2, 7400.0],
    ["Charge", "Logiciels et téléphonie", "Fonctionnement", 4800.0, 5120.75, 5000.0],
    ["Charge", "Indemnités des plages de soins non programmés", "Accès aux soins", 38000.0, 36640.0, 38500.0],
    ["Charge", "Groupes de travail et parcours", "Parcours pluriprofessionnels", 17500.0, 15960.0, 16700.0],
    ["Charge", "Bus et actions de prévention", "Prévention", 16000.0, 17210.4, 14000.0],
    ["Charge", "Plan de crise et exercices", "Réponse aux crises sanitaires", 4500.0, 3890.0, 5000.0],
    ["Charge", "Accueil des stagiaires", "Accompagnement des professionnels", 8600.0, 7940.0, 7500.0],
    ["Charge", "Formation et qualité", "Qualité et pertinence des soins", 5000.0, 4310.0, 2500.0],
]


def budget(c: Classeur) -> None:
    c.tableau("Budget", ["Sens", "Poste", "Enveloppe", "Prévu 2025", "Réalisé 2025", "Prévu 2026"], BUDGET,
              [12, 46, 34, 16, 16, 16], "Budget de l’association")


def textes(c: Classeur) -> None:
    ws = c.feuille("Textes", [28, 110])
    ws.write_row(0, 0, ["Rubrique", "Texte"], c.gras)
    for ligne, (rubrique, texte) in enumerate(TEXTES, 1):
        ws.write(ligne, 0, rubrique, c.section)
        ws.write_string(ligne, 1, texte, c.long)


def main() -> None:
    classeur = Classeur(Path(sys.argv[1]) if len(sys.argv) > 1 else ICI / "cpts-exemple.xlsx")
    for feuille in (adherents, nouveaux, structures, anciens, identite, gouvernance, territoire, actions, budget, textes):
        feuille(classeur)
    classeur.wb.close()


if __name__ == "__main__":
    main()
