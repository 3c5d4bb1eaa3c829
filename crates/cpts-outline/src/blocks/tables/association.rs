//! Tables of the papers of the association: members named in the articles, votes, decisions, attendance.

use crate::blocks::listes::proposees;

use super::{ColumnDef, Proposee, Source, TableDef, aucune, facultative, libre, nombre, texte};

/// Lines to sign on where no founder is named.
const SIGNATAIRES: [&str; 6] = ["si-01", "si-02", "si-03", "si-04", "si-05", "si-06"];

/// Lines to sign on: the names are asked for where the founders are listed.
fn signataires() -> Vec<Proposee> {
    let blank = |id: &'static str| Proposee::new(id).with("nom", "\u{a0}").with("qualite", "\u{a0}");
    SIGNATAIRES.into_iter().map(blank).collect()
}

/// The offices that every association fills.
pub(super) fn fonctions() -> Vec<Proposee> {
    proposees("fonction", &[("presidence", "Présidence"), ("secretariat", "Secrétariat"), ("tresorerie", "Trésorerie")])
}

const STATUTAIRES: &[ColumnDef] =
    &[texte("nom", "Nom", 4500), libre(texte("qualite", "Qualité, profession ou représentant", 4500))];

const fn statutaires(nom: &'static str, chemin: &'static str, caption: &'static str) -> TableDef {
    TableDef {
        nom,
        chemin,
        caption,
        description: "Une ligne par membre : nom, qualité ou représentant.",
        columns: STATUTAIRES,
        pairs: &[],
        source: Source::Liste(aucune),
    }
}

pub(super) const TABLES: &[TableDef] = &[
    statutaires("membres_fondateurs", "statuts.fondateurs", "Membres fondateurs"),
    statutaires("membres_actifs", "statuts.actifs", "Membres actifs au jour de la signature"),
    statutaires("membres_honneur", "statuts.honneur", "Membres d’honneur au jour de la signature"),
    TableDef {
        nom: "signataires",
        chemin: "statuts.fondateurs",
        caption: "Signataires",
        description: "Une ligne par membre fondateur : nom, qualité, place pour signer.",
        columns: &[
            texte("nom", "Nom et prénom", 3000),
            libre(texte("qualite", "Qualité", 3000)),
            libre(texte("signature", "Signature", 3000)),
        ],
        pairs: &[],
        source: Source::Liste(signataires),
    },
    TableDef {
        nom: "resolutions",
        chemin: "reunions.resolutions",
        caption: "Résolutions et votes",
        description: "Une ligne par résolution : voix pour, voix contre, abstentions, résultat.",
        columns: &[
            texte("texte", "Résolution", 4600),
            nombre("pour", "Pour", 900),
            nombre("contre", "Contre", 900),
            nombre("abstentions", "Abstentions", 1200),
            texte("adoptee", "Adoptée", 1000),
        ],
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "elus",
        chemin: "reunions.elus",
        caption: "Membres du bureau élus",
        description: "Une ligne par personne élue : nom, fonction, profession.",
        columns: &[
            texte("nom", "Nom", 3000),
            texte("fonction", "Fonction", 3000),
            texte("profession", "Profession ou qualité", 3000),
        ],
        pairs: &[],
        source: Source::Elus(fonctions),
    },
    TableDef {
        nom: "decisions",
        chemin: "reunions.decisions",
        caption: "Décisions et suites à donner",
        description: "Une ligne par décision : responsable, échéance, avancement.",
        columns: &[
            texte("intitule", "Décision", 4600),
            texte("responsable", "Responsable", 2100),
            texte("echeance", "Échéance", 1500),
            facultative(texte("avancement", "Avancement", 1200)),
        ],
        pairs: &[],
        source: Source::Liste(aucune),
    },
    TableDef {
        nom: "emargement",
        chemin: "membres",
        caption: "Feuille d’émargement",
        description: "Une ligne par adhérent : profession, représentant s’il donne pouvoir, signature.",
        columns: &[
            texte("nom", "Nom", 1900),
            texte("prenom", "Prénom", 1600),
            texte("professions", "Profession ou structure", 2450),
            libre(texte("pouvoir", "Pouvoir donné à", 2000)),
            libre(texte("signature", "Signature", 2250)),
        ],
        pairs: &[],
        source: Source::Emargement,
    },
];
