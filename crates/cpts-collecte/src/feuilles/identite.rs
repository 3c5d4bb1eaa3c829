//! Who the community is.

use crate::declaration::{Colonne, Corps, Declaration, Rubrique, branche, champ, liste, listes};

const fn rubrique(titre: &'static str, base: &'static str, champs: &'static [Colonne]) -> Rubrique {
    Rubrique { titre, base, champs }
}

pub(super) static FEUILLES: &[Declaration] = &[
    Declaration {
        cle: "identite",
        nom: "Identité",
        phrase: "Qui est la communauté, de quel exercice parlent les documents",
        corps: Corps::Formulaire(&[
            rubrique(
                "Communauté",
                "cpts",
                &[
                    champ("nom", "Nom de la CPTS", 60).requis(),
                    champ("nom_court", "Nom court", 60),
                    champ("siren", "SIREN", 60),
                    champ("siret", "SIRET", 60),
                    champ("rna", "Numéro RNA", 60),
                    champ("finess", "Numéro FINESS", 60),
                    champ("adresse/voie", "Adresse du siège", 60),
                    champ("adresse/code_postal", "Code postal du siège", 60),
                    champ("adresse/commune", "Commune du siège", 60),
                    champ("departement", "Département", 60),
                    champ("region", "Région", 60),
                    champ("email", "E-mail", 60),
                    champ("telephone", "Téléphone", 60),
                    champ("site_internet", "Site internet", 60),
                    champ("date_creation", "Date de création de l’association", 60),
                ],
            ),
            rubrique(
                "Exercice",
                "exercice",
                &[
                    champ("annee", "Année de l’exercice", 60).requis(),
                    champ("bilan", "Période du bilan", 60),
                    champ("civil/debut", "Année civile : début", 60),
                    champ("civil/fin", "Année civile : fin", 60),
                    champ("contrat/debut", "Année de contrat : début", 60),
                    champ("contrat/fin", "Année de contrat : fin", 60),
                    champ("comptable/debut", "Exercice comptable : début", 60),
                    champ("comptable/fin", "Exercice comptable : fin", 60),
                ],
            ),
            rubrique(
                "Coordination",
                "cpts/coordination",
                &[
                    champ("nom", "Nom de la coordination", 60),
                    champ("email", "E-mail de la coordination", 60),
                    champ("telephone", "Téléphone de la coordination", 60),
                ],
            ),
            rubrique(
                "Référent du projet de santé",
                "cpts/referent",
                &[
                    champ("nom", "Nom du référent", 60),
                    champ("profession", "Profession du référent", 60),
                    champ("adresse", "Adresse du référent", 60),
                    champ("email", "E-mail du référent", 60),
                    champ("telephone", "Téléphone du référent", 60),
                ],
            ),
            rubrique(
                "Délégation de l’agence régionale de santé",
                "cpts/delegation_ars",
                &[
                    champ("service", "Agence et service", 60),
                    champ("voie", "Adresse de la délégation", 60),
                    champ("code_postal", "Code postal de la délégation", 60),
                    champ("commune", "Commune de la délégation", 60),
                    champ("email", "E-mail de la délégation", 60),
                ],
            ),
            rubrique(
                "Contrat ACI",
                "contrat",
                &[
                    champ("version_aci", "Version de l’accord", 60),
                    champ("date_signature", "Date de signature de l’ACI", 60),
                    champ("date_avenant", "Date de l’avenant au contrat", 60),
                    champ("duree_ans", "Durée du contrat, en années", 60),
                    champ("taille", "Taille inscrite au contrat", 60),
                ],
            ),
            rubrique(
                "Territoire",
                "territoire",
                &[champ("nom", "Nom du territoire", 60), champ("population_declaree", "Population déclarée", 60)],
            ),
            rubrique(
                "Validation du rapport",
                "validation",
                &[
                    champ("date_ca", "Validation par le conseil d’administration", 60),
                    champ("date_ag", "Assemblée générale", 60),
                ],
            ),
        ]),
    },
    Declaration {
        cle: "bureau",
        nom: "Bureau",
        phrase: "Bureau et conseil d’administration, une personne par ligne",
        corps: listes(
            "Instance",
            &[
                branche("gouvernance/bureau", "Bureau"),
                branche("gouvernance/conseil_administration", "Conseil d’administration"),
            ],
            &[
                champ("fonction", "Fonction", 24).requis(),
                champ("nom", "Prénom et nom", 30).requis(),
                champ("profession", "Profession ou qualité", 28),
                champ("membre", "Adhérent", 34).vers("membres"),
                champ("depuis", "Depuis", 13),
            ],
        ),
    },
    Declaration {
        cle: "communes",
        nom: "Communes",
        phrase: "Communes du territoire, une par ligne",
        corps: liste(
            &[branche("territoire/communes", "Communes du territoire")],
            &[
                champ("nom", "Commune", 36).requis(),
                champ("code_insee", "Code INSEE", 13),
                champ("population", "Population", 13),
            ],
        ),
    },
    Declaration {
        cle: "partenaires",
        nom: "Partenaires",
        phrase: "Organisations avec lesquelles la communauté travaille",
        corps: liste(
            &[branche("partenaires", "Partenaires")],
            &[
                champ("nom", "Partenaire", 36).requis(),
                champ("categorie", "Catégorie", 26),
                champ("sur_territoire", "Sur le territoire", 13),
                champ("modalite", "Ce qui est fait ensemble", 50),
                champ("convention", "Convention signée", 13),
                champ("depuis", "Depuis", 13),
            ],
        ),
    },
];
