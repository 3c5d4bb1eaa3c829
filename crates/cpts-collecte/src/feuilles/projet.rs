//! The health project: territory, diagnosis, organisation, missions.

use crate::declaration::{Colonne, Corps, Declaration, Rubrique, branche, champ, liste};

const NARRATION: u16 = 80;

static MISSION: &[Colonne] = &[
    champ("retenue", "Mission portée par la communauté", NARRATION),
    champ("date_demarrage", "Début effectif", NARRATION),
    champ("date_deploiement", "Déploiement complet", NARRATION),
    champ("objectifs", "Objectifs généraux", NARRATION),
    champ("actions_envisagees", "Actions envisagées", NARRATION),
    champ("population_cible", "Population cible", NARRATION),
    champ("liens", "Liens avec d’autres démarches", NARRATION),
    champ("acteurs", "Acteurs et partenaires", NARRATION),
    champ("moyens", "Outils et moyens", NARRATION),
    champ("indicateurs", "Indicateurs de suivi prévus", NARRATION),
    champ("calendrier", "Calendrier et priorité", NARRATION),
    champ("contexte", "Bilan : contexte sur le territoire", NARRATION),
    champ("actions_menees", "Bilan : actions menées", NARRATION),
    champ("methode", "Bilan : organisation et méthode", NARRATION),
];

pub(super) static FEUILLES: &[Declaration] = &[
    Declaration {
        cle: "missions",
        nom: "Missions",
        phrase: "Ce que la communauté prévoit pour chaque mission, et ce qu’elle a fait",
        corps: Corps::Formulaire(&[
            Rubrique { titre: "Accès aux soins", base: "missions/acces_soins", champs: MISSION },
            Rubrique {
                titre: "Accès aux soins : médecin traitant",
                base: "missions/medecin_traitant",
                champs: MISSION,
            },
            Rubrique {
                titre: "Accès aux soins : soins non programmés",
                base: "missions/soins_non_programmes",
                champs: MISSION,
            },
            Rubrique {
                titre: "Accès aux soins : recensement des médecins disponibles",
                base: "missions/recensement",
                champs: MISSION,
            },
            Rubrique { titre: "Parcours pluriprofessionnels", base: "missions/parcours", champs: MISSION },
            Rubrique { titre: "Prévention", base: "missions/prevention", champs: MISSION },
            Rubrique { titre: "Réponse aux crises sanitaires", base: "missions/crise", champs: MISSION },
            Rubrique { titre: "Qualité et pertinence des soins", base: "missions/qualite", champs: MISSION },
            Rubrique { titre: "Accompagnement des professionnels", base: "missions/accompagnement", champs: MISSION },
        ]),
    },
    Declaration {
        cle: "projet",
        nom: "Projet de santé",
        phrase: "Territoire, diagnostic et organisation, tels que le projet de santé les décrit",
        corps: Corps::Formulaire(&[
            Rubrique {
                titre: "Territoire",
                base: "territoire",
                champs: &[
                    champ("envie_commune", "Envie de travailler ensemble", NARRATION),
                    champ("flux_patients", "Flux des patients", NARRATION),
                    champ("responsabilite", "Responsabilité populationnelle", NARRATION),
                    champ("coherence", "Cohérence avec les communautés voisines", NARRATION),
                ],
            },
            Rubrique {
                titre: "Diagnostic",
                base: "diagnostic",
                champs: &[
                    champ("population", "Population", NARRATION),
                    champ("typologie", "Typologie du territoire", NARRATION),
                    champ("contraintes", "Contraintes particulières", NARRATION),
                    champ("commentaire_offre", "Commentaire de l’offre de soins", NARRATION),
                    champ("dynamiques", "Dynamiques entre les acteurs", NARRATION),
                    champ("besoins_prioritaires", "Besoins de santé prioritaires", NARRATION),
                    champ("telemedecine", "Télémédecine", NARRATION),
                    champ("prevention", "Prévention", NARRATION),
                    champ("atouts", "Atouts du territoire", NARRATION),
                    champ("faiblesses", "Faiblesses du territoire", NARRATION),
                    champ("axes", "Axes prioritaires", NARRATION),
                ],
            },
            Rubrique {
                titre: "Organisation",
                base: "organisation",
                champs: &[
                    champ("historique", "Historique", NARRATION),
                    champ("statut_juridique", "Statut juridique", NARRATION),
                    champ("objet", "Objet de l’association", NARRATION),
                    champ("gouvernance", "Fonctionnement de la gouvernance", NARRATION),
                    champ("representativite", "Représentativité des adhérents", NARRATION),
                    champ("partenariats", "Partenariats nécessaires", NARRATION),
                    champ("integration", "Intégration des professionnels", NARRATION),
                    champ("concertation", "Concertation pluriprofessionnelle", NARRATION),
                    champ("communication", "Communication et partage d’information", NARRATION),
                    champ("partage_securise", "Partage sécurisé des données", NARRATION),
                    champ("protocoles", "Protocoles pluriprofessionnels", NARRATION),
                    champ("quotidien", "Traduction dans l’activité quotidienne", NARRATION),
                    champ("suivi", "Suivi du projet", NARRATION),
                    champ("charte", "Charte d’engagement", NARRATION),
                ],
            },
        ]),
    },
    Declaration {
        cle: "sous_territoires",
        nom: "Sous-territoires",
        phrase: "Sous-territoires, s’il y en a",
        corps: liste(
            &[branche("territoire/sous_territoires", "Sous-territoires")],
            &[
                champ("nom", "Sous-territoire", 32).requis(),
                champ("communes", "Communes", 40),
                champ("precision", "Précision", 46),
            ],
        ),
    },
    Declaration {
        cle: "donnees",
        nom: "Données du diagnostic",
        phrase: "Données chiffrées sur la population",
        corps: liste(
            &[branche("diagnostic/donnees", "Données du diagnostic")],
            &[
                champ("intitule", "Donnée", 46),
                champ("valeur", "Valeur", 13),
                champ("unite", "Unité", 16),
                champ("comparaison", "Comparaison", 24),
                champ("annee", "Année", 9),
                champ("origine", "Origine", 36),
            ],
        ),
    },
    Declaration {
        cle: "offre",
        nom: "Offre de soins",
        phrase: "Professionnels en exercice sur le territoire, par profession",
        corps: liste(
            &[branche("diagnostic/offre", "Offre de soins")],
            &[
                champ("profession", "Profession", 32).requis(),
                champ("specialite", "Spécialité", 24),
                champ("effectif", "En exercice", 12),
                champ("installations", "Installations N-1", 12),
                champ("installations_precedentes", "Installations N-2", 12),
                champ("departs_prevus", "Départs prévus", 12),
                champ("origine", "Origine", 40),
            ],
        ),
    },
    Declaration {
        cle: "structures",
        nom: "Structures",
        phrase: "Structures d’exercice coordonné, établissements et autres acteurs",
        corps: liste(
            &[branche("diagnostic/structures", "Structures")],
            &[
                champ("nom", "Structure", 40).requis(),
                champ("categorie", "Catégorie", 36),
                champ("commune", "Commune", 24),
                champ("precision", "Précision", 46),
            ],
        ),
    },
];
