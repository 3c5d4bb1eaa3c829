//! The creation of a community: letter of intent, road map, territorial contract.

use crate::{
    Affichage,
    declaration::{Corps, Declaration, Rubrique, affiche, branche, champ, liste},
};

const NARRATION: u16 = 80;

pub(super) static FEUILLES: &[Declaration] = &[
    Declaration {
        cle: "creation",
        nom: "Création",
        phrase: "Lettre d’intention, dates de la feuille de route et contrat territorial",
        corps: Corps::Formulaire(&[
            Rubrique {
                titre: "Feuille de route",
                base: "feuille_de_route",
                champs: &[
                    champ("date_visee", "Date visée pour la signature", NARRATION),
                    champ("date_remise", "Remise du projet de santé à l’ARS", NARRATION),
                ],
            },
            Rubrique {
                titre: "Lettre d’intention",
                base: "lettre_intention",
                champs: &[
                    champ("date", "Date de la lettre", NARRATION),
                    champ("porteur", "Porteur juridique", NARRATION),
                    champ("forme_juridique", "Forme juridique du porteur", NARRATION),
                    champ("territoire", "Territoire", NARRATION),
                    champ("diagnostic", "Diagnostic succinct", NARRATION),
                    champ("acteurs", "Acteurs associés et envisagés", NARRATION),
                    champ("axes", "Axes pressentis", NARRATION),
                    champ("calendrier", "Calendrier envisagé", NARRATION),
                    champ("articulation", "Articulation avec d’autres projets", NARRATION),
                    champ("budget_ingenierie", "Budget d’ingénierie demandé", NARRATION),
                    champ("plafond", "Plafond de l’aide", NARRATION),
                    champ("emploi", "Emploi du budget d’ingénierie", NARRATION),
                ],
            },
            Rubrique {
                titre: "Contrat territorial de santé",
                base: "contrat_territorial",
                champs: &[
                    champ("date_debut", "Date de début", NARRATION),
                    champ("duree_ans", "Durée, en années", NARRATION),
                    champ("theme_prioritaire", "Thème prioritaire", NARRATION),
                    champ("objet", "Objet et objectifs", NARRATION),
                    champ("perimetre", "Périmètre", NARRATION),
                    champ("diagnostic", "Éléments de diagnostic", NARRATION),
                    champ("complementarite_cls", "Complémentarité avec le contrat local de santé", NARRATION),
                    champ("complementarite_appui", "Complémentarité avec le dispositif d’appui", NARRATION),
                    champ("complementarite_maia", "Complémentarité avec la méthode MAIA", NARRATION),
                    champ("engagement_projet", "Engagement : projet de santé", NARRATION),
                    champ("engagement_reunions", "Engagement : réunions", NARRATION),
                    champ("engagement_protocoles", "Engagement : protocoles", NARRATION),
                    champ("mise_en_oeuvre", "Mise en œuvre", NARRATION),
                    champ("suivi", "Suivi", NARRATION),
                    champ("evaluation", "Évaluation", NARRATION),
                ],
            },
        ]),
    },
    Declaration {
        cle: "route",
        nom: "Feuille de route",
        phrase: "Étapes de la création ; celles qui sont proposées attendent leur avancement",
        corps: liste(
            &[branche("feuille_de_route/actions", "Feuille de route")],
            &[
                affiche(Affichage::Titre, "Action", 44),
                champ("avancement", "Avancement", 13),
                champ("responsable", "Responsable", 26),
                champ("echeance", "Échéance", 13),
                champ("etape", "Autre étape", 28),
                champ("action", "Autre action", 44),
                champ("finalite", "Autre finalité", 40),
                champ("accompagnement", "Autre accompagnement", 36),
            ],
        ),
    },
    Declaration {
        cle: "moyens",
        nom: "Moyens du contrat",
        phrase: "Moyens nécessaires et consentis du contrat territorial",
        corps: liste(
            &[branche("contrat_territorial/moyens", "Moyens du contrat territorial")],
            &[
                champ("intitule", "Moyen", 40).requis(),
                champ("apporteur", "Apporté par", 32),
                champ("necessaire", "Nécessaire", 14),
                champ("consenti", "Consenti", 14),
            ],
        ),
    },
    Declaration {
        cle: "parties",
        nom: "Parties au contrat",
        phrase: "Parties au contrat territorial",
        corps: liste(
            &[branche("contrat_territorial/parties", "Parties au contrat territorial")],
            &[
                champ("nom", "Partie", 40).requis(),
                champ("representant", "Représentée par", 32),
                champ("qualite", "Qualité", 32),
            ],
        ),
    },
];
