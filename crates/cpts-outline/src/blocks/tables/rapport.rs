//! Tables of the activity report: governance, actions, members, money.

use super::{
    super::{adherents, pairs::Pair},
    ColumnDef, Source, TableDef, aucune, demandee, facultative, libre, nombre, texte,
};
use crate::blocks::listes::proposees;

const MANDATS: &[ColumnDef] = &[
    texte("nom", "Nom", 3000),
    texte("fonction", "Fonction", 3000),
    texte("profession", "Profession ou qualité", 3000),
    facultative(texte("depuis", "Depuis", 1400)),
];

const ACTIONS: &[ColumnDef] = &[
    facultative(texte("thematique", "Thématique", 1450)),
    texte("date", "Date", 1150),
    texte("intitule", "Action", 2050),
    texte("public", "Public", 1250),
    nombre("nombre", "Nombre", 950),
    texte("partenaires", "Partenaires", 1550),
    texte("impact", "Impact", 1950),
    demandee(texte("programme_national", "Programme national", 1800)),
    demandee(texte("indicateur", "Indicateur", 2400)),
    demandee(texte("beneficiaires", "Bénéficiaires", 2600)),
    demandee(texte("preuve", "Source ou preuve", 2400)),
];

const REPARTITION: &[ColumnDef] = &[
    texte("libelle", "Profession", 4200),
    nombre("effectif", "Adhérents", 1300),
    facultative(nombre("effectif_precedent", "Année précédente", 1300)),
    facultative(nombre("ecart", "Écart", 1000)),
    facultative(nombre("part", "Part", 1200)),
];

const REPARTITION_COMMUNES: &[ColumnDef] =
    &[texte("libelle", "Commune", 4200), REPARTITION[1], REPARTITION[2], REPARTITION[3], REPARTITION[4]];

const SOMMES: &[ColumnDef] = &[
    texte("libelle", "Enveloppe", 4000),
    nombre("prevu", "Prévu", 1700),
    nombre("realise", "Réalisé", 1700),
    nombre("taux", "Exécution", 1600),
];

pub(super) const TABLES: &[TableDef] = &[
    TableDef {
        nom: "bureau",
        chemin: "gouvernance.bureau",
        caption: "Membres du bureau",
        description: "Une ligne par membre du bureau : nom, fonction, profession.",
        columns: MANDATS,
        pairs: &[],
        source: Source::Liste(|| {
            proposees(
                "fonction",
                &[("presidence", "Présidence"), ("secretariat", "Secrétariat"), ("tresorerie", "Trésorerie")],
            )
        }),
    },
    TableDef {
        nom: "conseil_administration",
        chemin: "gouvernance.conseil_administration",
        caption: "Membres du conseil d’administration",
        description: "Une ligne par membre du conseil d’administration : nom, fonction, profession.",
        columns: MANDATS,
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "groupes",
        chemin: "gouvernance.groupes",
        caption: "Groupes de travail et référents",
        description: "Une ligne par groupe de travail, avec ses référents.",
        columns: &[
            texte("nom", "Groupe", 2600),
            facultative(texte("mission", "Mission", 2000)),
            texte("referents", "Référents", 2400),
            facultative(texte("objet", "Objet", 2600)),
            facultative(nombre("reunions", "Réunions", 1000)),
        ],
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "equipe",
        chemin: "gouvernance.equipe",
        caption: "Équipe salariée",
        description: "Une ligne par personne de l’équipe : poste, nom, quotité de travail.",
        columns: &[texte("poste", "Poste", 3600), texte("nom", "Nom", 3200), texte("quotite", "Quotité", 2200)],
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "partenaires",
        chemin: "partenaires",
        caption: "Partenaires de l’association",
        description: "Une ligne par partenaire : catégorie, travail commun, convention.",
        columns: &[
            texte("nom", "Partenaire", 2700),
            texte("categorie", "Catégorie", 1900),
            texte("modalite", "Travail commun", 3500),
            demandee(texte("sur_territoire", "Sur le territoire", 1200)),
            facultative(texte("convention", "Convention", 1000)),
            facultative(texte("depuis", "Depuis", 1000)),
        ],
        pairs: &[Pair { cles: ["convention", "depuis"], titre: "Convention", weight: 1400 }],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "actions",
        chemin: "actions",
        caption: "Actions de l’année",
        description: "Une ligne par action : thématique, date, public, nombre de personnes, partenaires, impact.",
        columns: ACTIONS,
        pairs: &[
            Pair { cles: ["thematique", "date"], titre: "Thématique et date", weight: 1850 },
            Pair { cles: ["public", "nombre"], titre: "Public et nombre", weight: 1750 },
        ],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "actions_a_venir",
        chemin: "actions",
        caption: "Actions à venir",
        description: "Une ligne par action prévue : thématique, mission, date, public, partenaires.",
        columns: &[
            texte("intitule", "Action", 2600),
            facultative(texte("mission", "Mission", 2000)),
            facultative(texte("thematique", "Thématique", 1600)),
            texte("date", "Échéance", 1300),
            facultative(texte("public", "Public", 1600)),
            facultative(texte("partenaires", "Partenaires", 1600)),
        ],
        pairs: &[Pair { cles: ["mission", "thematique"], titre: "Mission et thématique", weight: 2600 }],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "communes",
        chemin: "territoire.communes",
        caption: "Communes du territoire et population",
        description: "Une ligne par commune du territoire : code INSEE et population municipale.",
        columns: &[
            texte("nom", "Commune", 5000),
            facultative(texte("code_insee", "Code INSEE", 2000)),
            facultative(nombre("population", "Population municipale", 2000)),
        ],
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "adherents_par_profession",
        chemin: "synthese.par_profession",
        caption: "Adhérents par profession",
        description: "Nombre d’adhérents de chaque profession à la fin de l’exercice.",
        columns: REPARTITION,
        pairs: &[],
        source: Source::Repartition,
    },
    TableDef {
        nom: "adherents_par_commune",
        chemin: "synthese.par_commune",
        caption: "Adhérents par commune d’exercice",
        description: "Nombre d’adhérents dans chaque commune à la fin de l’exercice.",
        columns: REPARTITION_COMMUNES,
        pairs: &[],
        source: Source::Repartition,
    },
    TableDef {
        nom: "adherents",
        chemin: "membres",
        caption: "Liste des adhérents",
        description: "Une ligne par adhérent, par ordre alphabétique.",
        columns: adherents::COLUMNS,
        pairs: &[],
        source: Source::Adherents,
    },
    TableDef {
        nom: "budget",
        chemin: "budget.lignes",
        caption: "Budget de l’exercice",
        description: "Une ligne par poste : montant prévu, montant réalisé, écart ; le total est en dernière ligne.",
        columns: &[
            texte("poste", "Poste", 3300),
            facultative(texte("enveloppe", "Enveloppe", 2600)),
            demandee(texte("mission", "Mission", 2200)),
            demandee(texte("origine", "Origine", 2400)),
            demandee(texte("nature", "Nature", 1700)),
            nombre("prevu", "Prévu", 1150),
            nombre("realise", "Réalisé", 1300),
            nombre("ecart", "Écart", 1250),
            demandee(nombre("prevu_suivant", "Année suivante", 1300)),
        ],
        pairs: &[],
        source: Source::Budget,
    },
    TableDef {
        nom: "budget_suivant",
        chemin: "budget.lignes",
        caption: "Budget à venir",
        description: "Une ligne par poste : montant prévu pour l’exercice suivant ; le total est en dernière ligne.",
        columns: &[
            texte("poste", "Poste", 4500),
            facultative(texte("enveloppe", "Enveloppe", 3200)),
            nombre("prevu_suivant", "Prévu", 1500),
        ],
        pairs: &[],
        source: Source::BudgetSuivant,
    },
    TableDef {
        nom: "enveloppes",
        chemin: "budget.lignes",
        caption: "Exécution par enveloppe",
        description: "Une ligne par enveloppe : charges prévues, charges réalisées, taux d’exécution.",
        columns: SOMMES,
        pairs: &[],
        source: Source::Enveloppes,
    },
    TableDef {
        nom: "budget_par_nature",
        chemin: "budget.lignes",
        caption: "Charges de fonctionnement et d’investissement",
        description: "Une ligne par nature de charge : charges prévues, charges réalisées, taux d’exécution.",
        columns: &[ColumnDef { titre: "Nature", ..SOMMES[0] }, SOMMES[1], SOMMES[2], libre(SOMMES[3])],
        pairs: &[],
        source: Source::Enveloppes,
    },
    TableDef {
        nom: "budget_par_origine",
        chemin: "budget.lignes",
        caption: "Produits par origine",
        description: "Une ligne par origine : produits prévus, produits reçus, part reçue.",
        columns: &[
            ColumnDef { titre: "Origine", ..SOMMES[0] },
            SOMMES[1],
            ColumnDef { titre: "Reçu", ..SOMMES[2] },
            libre(ColumnDef { titre: "Part reçue", ..SOMMES[3] }),
        ],
        pairs: &[],
        source: Source::Enveloppes,
    },
];
