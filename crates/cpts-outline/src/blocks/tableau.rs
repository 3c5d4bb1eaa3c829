//! `tableau(…)`: the tables that a trame may ask for, and the columns it may choose.

use std::sync::Arc;

use super::{
    adherents,
    arguments::{Accepts, Call, Function, Parameter},
    budget, decimals, listes,
    pairs::Pair,
};
use crate::{
    data::Node,
    engine::{Content, Context},
    francais,
    outline::{Align, Block, Cell, Column, Inline, ParagraphStyle, Rows, Saisie, Table, TableKind},
    printed::{self, Printed, text_inlines},
    schema::Type,
};

pub(super) const TABLEAU: Function = Function {
    nom: "tableau",
    parameters: &[
        Parameter { nom: "nom", accepts: Accepts::Table },
        Parameter { nom: "colonnes", accepts: Accepts::Colonnes },
        Parameter { nom: "legende", accepts: Accepts::Texte },
        Parameter { nom: "note", accepts: Accepts::Texte },
        Parameter { nom: "vide", accepts: Accepts::Texte },
        Parameter { nom: "ancre", accepts: Accepts::NouvelleAncre },
        Parameter { nom: "mission", accepts: Accepts::Texte },
        Parameter { nom: "etat", accepts: Accepts::Liste(&["realisee", "en_cours", "a_venir", "abandonnee"]) },
        Parameter { nom: "sens", accepts: Accepts::Choix(&["produit", "charge"]) },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run,
};

/// A table that a trame may ask for.
pub(crate) struct TableDef {
    pub(crate) nom: &'static str,
    /// Path of its list from the root.
    pub(crate) chemin: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) description: &'static str,
    /// Every column, in its usual order.
    pub(crate) columns: &'static [ColumnDef],
    /// Neighbours that are printed in one cell.
    pub(super) pairs: &'static [Pair],
    pub(super) source: Source,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ColumnDef {
    /// Name in the trame.
    pub(crate) cle: &'static str,
    /// Header.
    pub(crate) titre: &'static str,
    pub(super) weight: u32,
    pub(super) align: Align,
    /// Whether the column goes where it is empty, where the trame names no column.
    pub(super) facultative: bool,
}

/// Where the lines come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A list of the dossier; where it is empty, these lines are proposed: item, field, text.
    Liste(&'static [(&'static str, &'static str)]),
    /// Members by profession or by commune.
    Repartition,
    /// The members, streamed.
    Adherents,
    /// Income and expenses of the year.
    Budget,
    /// Income and expenses of the next year.
    BudgetSuivant,
    /// Expenses by envelope.
    Enveloppes,
}

const fn texte(cle: &'static str, titre: &'static str, weight: u32) -> ColumnDef {
    ColumnDef { cle, titre, weight, align: Align::Left, facultative: false }
}

const fn nombre(cle: &'static str, titre: &'static str, weight: u32) -> ColumnDef {
    ColumnDef { cle, titre, weight, align: Align::Right, facultative: false }
}

const fn facultative(column: ColumnDef) -> ColumnDef {
    ColumnDef { facultative: true, ..column }
}

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

/// Every table.
pub(crate) const TABLES: &[TableDef] = &[
    TableDef {
        nom: "bureau",
        chemin: "gouvernance.bureau",
        caption: "Membres du bureau",
        description: "Une ligne par membre du bureau : nom, fonction, profession.",
        columns: MANDATS,
        pairs: &[],
        source: Source::Liste(&[
            ("presidence", "Présidence"),
            ("secretariat", "Secrétariat"),
            ("tresorerie", "Trésorerie"),
        ]),
    },
    TableDef {
        nom: "conseil_administration",
        chemin: "gouvernance.conseil_administration",
        caption: "Membres du conseil d’administration",
        description: "Une ligne par membre du conseil d’administration : nom, fonction, profession.",
        columns: MANDATS,
        pairs: &[],
        source: Source::Liste(&[]),
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
        source: Source::Liste(&[]),
    },
    TableDef {
        nom: "equipe",
        chemin: "gouvernance.equipe",
        caption: "Équipe salariée",
        description: "Une ligne par personne de l’équipe : poste, nom, quotité de travail.",
        columns: &[texte("poste", "Poste", 3600), texte("nom", "Nom", 3200), texte("quotite", "Quotité", 2200)],
        pairs: &[],
        source: Source::Liste(&[]),
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
            facultative(texte("convention", "Convention", 1000)),
            facultative(texte("depuis", "Depuis", 1000)),
        ],
        pairs: &[Pair { cles: ["convention", "depuis"], titre: "Convention", weight: 1400 }],
        source: Source::Liste(&[]),
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
        source: Source::Liste(&[]),
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
        source: Source::Liste(&[]),
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
        source: Source::Liste(&[]),
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
            nombre("prevu", "Prévu", 1150),
            nombre("realise", "Réalisé", 1300),
            nombre("ecart", "Écart", 1250),
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
        columns: &[
            texte("libelle", "Enveloppe", 4000),
            nombre("prevu", "Prévu", 1700),
            nombre("realise", "Réalisé", 1700),
            nombre("taux", "Exécution", 1600),
        ],
        pairs: &[],
        source: Source::Enveloppes,
    },
];

/// The columns that a call asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) def: ColumnDef,
    /// Whether the column goes where no line fills it; an empty cell is then a dash, not something missing.
    pub(super) facultative: bool,
}

/// What every source of lines needs.
pub(super) struct Request<'a> {
    pub(super) context: &'a Arc<Context>,
    pub(super) def: &'static TableDef,
    pub(super) columns: Vec<Wanted>,
    pub(super) call: &'a Call,
}

fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let nom = call.text("nom").unwrap_or_default();
    let def = TABLES.iter().find(|def| def.nom == nom).ok_or_else(|| format!("tableau « {nom} » inconnu"))?;
    let columns = match call.texts("colonnes") {
        None => def.columns.iter().map(|def| Wanted { def: *def, facultative: def.facultative }).collect(),
        Some(names) => names.iter().map(|nom| wanted(def, nom)).collect::<Result<Vec<_>, _>>()?,
    };
    let request = Request { context, def, columns, call };
    let blocks = match def.source {
        Source::Liste(proposed) => listes::table(&request, proposed),
        Source::Repartition => adherents::repartition(&request),
        Source::Adherents => adherents::liste(&request),
        Source::Budget => budget::lines(&request, false),
        Source::BudgetSuivant => budget::lines(&request, true),
        Source::Enveloppes => budget::enveloppes(&request),
    };
    Ok(Content::Blocks(blocks))
}

/// Reads the name of a column; a final `?` lets it go where it is empty.
fn wanted(def: &'static TableDef, nom: &str) -> Result<Wanted, String> {
    let (cle, facultative) = nom.strip_suffix('?').map_or((nom, false), |cle| (cle, true));
    let column = def.columns.iter().find(|column| column.cle == cle);
    let column = column.ok_or_else(|| format!("colonne « {cle} » inconnue dans le tableau « {} »", def.nom))?;
    Ok(Wanted { def: *column, facultative })
}

impl Request<'_> {
    /// Returns the table of these lines.
    pub(super) fn table(&self, columns: Vec<Column>, rows: Rows, total: Option<Vec<Cell>>) -> Table {
        self.found(columns, rows, total, None)
    }

    /// Returns the table of these lines; its caption is what the trame says, else the finding, else its name.
    pub(super) fn found(
        &self,
        columns: Vec<Column>,
        mut rows: Rows,
        mut total: Option<Vec<Cell>>,
        finding: Option<&str>,
    ) -> Table {
        if let Rows::Fixed(rows) = &mut rows {
            decimals::align(&columns, rows, total.as_mut());
        }
        let caption = match (self.call.text("legende"), finding) {
            (Some(legende), _) => legende,
            (None, Some(finding)) => finding,
            (None, None) => self.name(),
        };
        let anchor = self.call.text("ancre").map_or_else(|| default_anchor(self.def.nom), str::to_owned);
        Table {
            kind: TableKind::Data,
            caption: text_inlines(&francais::typographie(caption)),
            captioned: true,
            description: francais::typographie(self.def.description).into_owned(),
            anchor,
            columns,
            rows,
            total,
            note: self.note(),
        }
    }

    /// What the table holds: a side of the budget where the call asks for one.
    fn name(&self) -> &'static str {
        match (self.def.nom, self.call.text("sens")) {
            ("budget", Some("produit")) => "Produits prévus et réalisés",
            ("budget", Some("charge")) => "Charges prévues et réalisées",
            ("budget_suivant", Some("produit")) => "Produits prévus pour l’exercice suivant",
            ("budget_suivant", Some("charge")) => "Charges prévues pour l’exercice suivant",
            _ => self.def.caption,
        }
    }

    /// Returns the note under the table.
    pub(super) fn note(&self) -> Vec<Inline> {
        self.call.text("note").map(|note| text_inlines(&francais::typographie(note))).unwrap_or_default()
    }

    /// Returns what stands for a table without lines: the sentence of the trame, else a line to fill in.
    pub(super) fn empty(&self, adresse: &str) -> Vec<Block> {
        match self.call.text("vide") {
            Some(phrase) => {
                let content = text_inlines(&francais::typographie(phrase));
                vec![Block::Paragraph { style: ParagraphStyle::Body, content }]
            }
            None => vec![self.to_fill(adresse, &[(NOUVEAU, None)])],
        }
    }

    /// Returns a table whose lines are to be filled in: item, and its function where that is known.
    pub(super) fn to_fill(&self, adresse: &str, lines: &[(&str, Option<&str>)]) -> Block {
        let blank = self.context.profil.is_none();
        let columns: Vec<&Wanted> = self.columns.iter().filter(|wanted| blank || !wanted.facultative).collect();
        let row = |(id, fonction): &(&str, Option<&str>)| -> Vec<Cell> {
            let cell = |wanted: &&Wanted| match (wanted.def.cle, fonction) {
                ("fonction", Some(fonction)) => vec![Inline::Text((*fonction).to_owned())],
                ("ecart" | "taux" | "part", _) if !blank => dash(),
                (cle, _) => {
                    let at = format!("{adresse}/{id}/{cle}");
                    vec![Inline::Champ(printed::missing(at, wanted.def.titre.to_owned(), Saisie::Texte))]
                }
            };
            columns.iter().map(cell).collect()
        };
        let mut rows = lines.iter().map(row).collect();
        let titles = self.paired(&columns, &mut rows);
        Block::Table(self.table(titles, Rows::Fixed(rows), None))
    }
}

/// Item of a line to fill in.
pub(crate) const NOUVEAU: &str = "nouveau";

/// Returns the anchor of a table that names none.
pub(crate) fn default_anchor(nom: &str) -> String {
    format!("tableau-{}", nom.replace('_', "-"))
}

impl Wanted {
    /// Returns the column of the outline.
    pub(super) fn column(&self) -> Column {
        Column { title: self.def.titre.to_owned(), weight: self.def.weight, align: self.def.align }
    }
}

/// Returns the cell of a field: its value with its address, a short date, a dash where it is optional and missing.
pub(super) fn cell(node: &Node, wanted: &Wanted) -> Cell {
    let Some(mut printed) = Printed::new(node, wanted.def.cle) else { return dash() };
    if printed.raw.is_none() {
        return if wanted.facultative { dash() } else { printed.inlines() };
    }
    if matches!(printed.ty, Type::Date | Type::DatePartielle)
        && let Some(crate::data::Child::Scalar(json)) = &printed.raw
        && let Some(date) = json.as_str().and_then(|texte| texte.parse().ok())
    {
        printed.champ.texte = francais::annee_mois_jour(date);
    }
    // What people type has plain spaces: a closing « » » must not stand alone on a line of a narrow column.
    if matches!(printed.ty, Type::Texte) {
        printed.champ.texte = francais::typographie(&printed.champ.texte).into_owned();
    }
    // Two boxes and two words would make every line of a table twice as high.
    if let Saisie::Case(Some(_)) = printed.champ.saisie {
        printed.champ.saisie = Saisie::Liste([true, false].map(|oui| francais::oui_non(oui).to_owned()).to_vec());
    }
    printed.inlines()
}

/// Returns the cell of what has nothing to hold.
pub(crate) fn dash() -> Cell {
    vec![Inline::Text("–".to_owned())]
}
