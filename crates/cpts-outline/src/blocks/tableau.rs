//! `tableau(…)`: the tables that a trame may ask for, and the columns it may choose.

use std::sync::Arc;

use super::listes::Proposee;
use super::{
    adherents,
    arguments::{Accepts, Call, Function, Parameter},
    budget, contrat, decimals, elus, emargement, fiches, formulaire, indicateurs, listes, offre,
    tables::{self, ColumnDef, Source, TableDef, Vide},
};
use crate::{
    data::{Child, Node},
    engine::{Content, Context},
    francais,
    outline::{Block, Cell, Column, Inline, ParagraphStyle, Rows, Saisie, Table, TableKind},
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
        Parameter { nom: "proposees", accepts: Accepts::Textes },
        Parameter { nom: "ancre", accepts: Accepts::NouvelleAncre },
        Parameter { nom: "serre", accepts: Accepts::Booleen },
        Parameter { nom: "de", accepts: Accepts::Element },
        Parameter { nom: "mission", accepts: Accepts::Texte },
        Parameter {
            nom: "volet",
            accepts: Accepts::Choix(&["medecin_traitant", "soins_non_programmes", "recensement"]),
        },
        Parameter { nom: "etape", accepts: Accepts::Texte },
        Parameter { nom: "etat", accepts: Accepts::Liste(&["realisee", "en_cours", "a_venir", "abandonnee"]) },
        Parameter { nom: "sens", accepts: Accepts::Choix(&["produit", "charge"]) },
        Parameter { nom: "nature", accepts: Accepts::Choix(&["fonctionnement", "investissement"]) },
        Parameter { nom: "periode", accepts: Accepts::Choix(&["civile", "contrat", "comptable"]) },
        Parameter { nom: "recours", accepts: Accepts::Choix(&["premier", "second"]) },
        Parameter { nom: "categorie", accepts: Accepts::Liste(CATEGORIES) },
        Parameter { nom: "cles", accepts: Accepts::Indicateurs },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run,
};

/// Categories of the structures of the territory.
const CATEGORIES: &[&str] = &[
    "maison_de_sante",
    "centre_de_sante",
    "equipe_soins_primaires",
    "etablissement_sante",
    "medico_social",
    "dispositif_appui",
    "autre",
];

/// The columns that a call asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) def: ColumnDef,
    /// What an empty cell is, as the call decides.
    pub(super) vide: Vide,
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
    let def = tables::table(nom).ok_or_else(|| format!("tableau « {nom} » inconnu"))?;
    let columns = match call.texts("colonnes") {
        None => {
            let usual = def.columns.iter().filter(|def| !def.demande);
            usual.map(|def| Wanted { def: *def, vide: def.vide }).collect()
        }
        Some(names) => names.iter().map(|nom| wanted(def, nom)).collect::<Result<Vec<_>, _>>()?,
    };
    let request = Request { context, def, columns, call };
    let blocks = match def.source {
        Source::Liste(proposed) => listes::list(&request, &proposed()),
        Source::Grille(proposed) => listes::grid(&request, proposed()),
        Source::Elus(proposed) => elus::table(&request, &proposed()),
        Source::Repartition => adherents::repartition(&request),
        Source::Adherents => adherents::liste(&request),
        Source::Emargement => emargement::table(&request),
        Source::Budget => budget::lines(&request, false),
        Source::BudgetSuivant => budget::lines(&request, true),
        Source::Enveloppes => budget::enveloppes(&request),
        Source::Indicateurs => indicateurs::table(&request),
        Source::Representativite => offre::representativite(&request),
        Source::Echeances => contrat::echeances(&request),
        Source::Montants => contrat::montants(&request),
        Source::Objectifs => fiches::objectifs(&request),
    };
    Ok(Content::Blocks(blocks))
}

/// Reads the name of a column; a final `?` lets it go where it is empty.
fn wanted(def: &'static TableDef, nom: &str) -> Result<Wanted, String> {
    let (cle, retire) = nom.strip_suffix('?').map_or((nom, false), |cle| (cle, true));
    let column = def.columns.iter().find(|column| column.cle == cle);
    let column = column.ok_or_else(|| format!("colonne « {cle} » inconnue dans le tableau « {} »", def.nom))?;
    let vide = match column.vide {
        _ if retire => Vide::Retire,
        Vide::Tiret => Vide::Tiret,
        Vide::Manque | Vide::Retire => Vide::Manque,
    };
    Ok(Wanted { def: *column, vide })
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
        let named = self.call.text("legende").filter(|legende| !legende.is_empty());
        let caption = match (named, finding) {
            (Some(legende), _) => legende,
            (None, Some(finding)) => finding,
            (None, None) => self.name(),
        };
        let anchor = self.call.text("ancre").map_or_else(|| default_anchor(self.def.nom), str::to_owned);
        Table {
            kind: if self.call.flag("serre") { TableKind::Dense } else { TableKind::Data },
            caption: text_inlines(&francais::typographie(caption)),
            // An empty caption: the header says enough; the accessible title stays.
            captioned: self.call.text("legende") != Some(""),
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
            ("offre", _) if self.call.text("recours") == Some("premier") => "Professionnels de premier recours",
            ("offre", _) if self.call.text("recours") == Some("second") => "Professionnels de second recours",
            _ => self.def.caption,
        }
    }

    /// Returns the note under the table.
    pub(super) fn note(&self) -> Vec<Inline> {
        self.call.text("note").map(|note| text_inlines(&francais::typographie(note))).unwrap_or_default()
    }

    /// Returns what stands for a table without lines: the sentence of the trame, else lines to fill in.
    pub(super) fn empty(&self, adresse: &str) -> Vec<Block> {
        match self.call.text("vide") {
            Some("") => Vec::new(),
            // A blank form has lines to fill in, not a statement that there is nothing.
            Some(phrase) if !self.is_blank() => {
                let content = text_inlines(&francais::typographie(phrase));
                vec![Block::Paragraph { style: ParagraphStyle::Body, content }]
            }
            _ => vec![self.to_fill(adresse, &self.proposed())],
        }
    }

    /// Returns the lines to fill in where there is none: those of the trame, by what their first column says, else one.
    fn proposed(&self) -> Vec<Proposee> {
        let first = self.columns.first().map_or("", |wanted| wanted.def.cle);
        let line = |(rank, texte): (usize, String)| Proposee::new(format!("{NOUVEAU}/{}", rank + 1)).with(first, texte);
        let lines: Vec<Proposee> =
            self.call.texts("proposees").unwrap_or_default().into_iter().enumerate().map(line).collect();
        if lines.is_empty() { vec![Proposee::new(NOUVEAU)] } else { lines }
    }

    /// Returns a table whose lines are to be filled in; what is proposed stands in its column.
    pub(super) fn to_fill(&self, adresse: &str, lines: &[Proposee]) -> Block {
        let columns: Vec<&Wanted> =
            self.columns.iter().filter(|wanted| self.is_blank() || wanted.vide != Vide::Retire).collect();
        let row = |line: &Proposee| -> Vec<Cell> {
            columns.iter().map(|wanted| self.cell_to_fill(&format!("{adresse}/{}", line.id), wanted, line)).collect()
        };
        let mut rows = lines.iter().map(row).collect();
        let titles = self.paired(&columns, &mut rows);
        Block::Table(self.table(titles, Rows::Fixed(rows), None))
    }

    /// Returns the cell of a line that the dossier does not have: what is proposed, a placeholder, or a dash.
    pub(super) fn cell_to_fill(&self, adresse: &str, wanted: &Wanted, line: &Proposee) -> Cell {
        let cle = wanted.def.cle;
        if let Some(proposed) = line.cell(cle) {
            return text_inlines(&francais::typographie(proposed));
        }
        if cle == "signature" {
            return formulaire::to_write();
        }
        let computed = matches!(cle, "ecart" | "taux" | "part" | "numero");
        if !self.is_blank() && (computed || wanted.vide != Vide::Manque) {
            return dash();
        }
        vec![Inline::Champ(printed::missing(format!("{adresse}/{cle}"), wanted.def.titre.to_owned(), Saisie::Texte))]
    }

    /// Whether a blank form is composed.
    pub(super) fn is_blank(&self) -> bool {
        self.context.profil.is_none()
    }

    /// Returns the list that the call is about: that of an item where it names one, else that of the dossier.
    pub(super) fn list(&self) -> (String, Option<Arc<Node>>) {
        let chemin = self.def.chemin;
        let Some(item) = self.call.item("de") else {
            return (format!("/{}", chemin.replace('.', "/")), self.context.root.branch(chemin));
        };
        let nom = chemin.rsplit('.').next().unwrap_or(chemin);
        let list = match item.get(nom) {
            Some(Child::Node(list)) => Some(list.clone()),
            _ => None,
        };
        (format!("{}/{nom}", item.adresse), list)
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
        return if wanted.vide == Vide::Manque { printed.inlines() } else { dash() };
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
