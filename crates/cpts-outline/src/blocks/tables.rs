//! Every table that a trame may ask for, by the part of the dossier it prints.

mod association;
mod bilan;
mod projet;
mod rapport;

use super::{listes::Proposee, pairs::Pair};
use crate::outline::Align;

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
    pub(super) vide: Vide,
    /// Whether it is printed only where the trame names it.
    pub(super) demande: bool,
}

/// What an empty cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vide {
    /// Something missing: a placeholder.
    Manque,
    /// Nothing: a dash, in a column that stays.
    Tiret,
    /// Nothing: a dash, in a column that goes where no line fills it.
    Retire,
}

/// Where the lines come from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A list of the dossier; where it is empty, these lines are proposed.
    Liste(fn() -> Vec<Proposee>),
    /// Lines that are always there, filled by the items of the list that carry their ids, then the other items.
    Grille(fn() -> Vec<Proposee>),
    /// Who was elected in a meeting; where nobody is named, these offices are proposed.
    Elus(fn() -> Vec<Proposee>),
    /// Members by profession or by commune.
    Repartition,
    /// The members, streamed.
    Adherents,
    /// The members, with a frame to sign in.
    Emargement,
    /// Income and expenses of the year.
    Budget,
    /// Income and expenses of the next year.
    BudgetSuivant,
    /// Sums of the budget, by envelope, nature or origin.
    Enveloppes,
    /// Indicators of the catalogue and of the community.
    Indicateurs,
    /// Members beside the professionals of the territory.
    Representativite,
    /// Deadlines of the missions.
    Echeances,
    /// Amounts of the contract.
    Montants,
    /// Tree of objectives.
    Objectifs,
}

const fn texte(cle: &'static str, titre: &'static str, weight: u32) -> ColumnDef {
    ColumnDef { cle, titre, weight, align: Align::Left, vide: Vide::Manque, demande: false }
}

const fn nombre(cle: &'static str, titre: &'static str, weight: u32) -> ColumnDef {
    ColumnDef { align: Align::Right, ..texte(cle, titre, weight) }
}

/// A column that goes where no line fills it.
const fn facultative(column: ColumnDef) -> ColumnDef {
    ColumnDef { vide: Vide::Retire, ..column }
}

/// A column that stays, with a dash where a line has nothing to say.
const fn libre(column: ColumnDef) -> ColumnDef {
    ColumnDef { vide: Vide::Tiret, ..column }
}

/// A column that is printed only where the trame names it.
const fn demandee(column: ColumnDef) -> ColumnDef {
    ColumnDef { demande: true, ..facultative(column) }
}

/// No line is proposed.
fn aucune() -> Vec<Proposee> {
    Vec::new()
}

/// Returns every table.
pub(crate) fn tables() -> impl Iterator<Item = &'static TableDef> {
    [rapport::TABLES, bilan::TABLES, projet::TABLES, association::TABLES].into_iter().flatten()
}

/// Returns the table of that name.
pub(crate) fn table(nom: &str) -> Option<&'static TableDef> {
    tables().find(|table| table.nom == nom)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::schema::{self, Type};

    #[test]
    fn tables_have_names_of_their_own_and_lists_that_exist() {
        let mut seen = BTreeSet::new();
        for table in tables() {
            assert!(seen.insert(table.nom), "{}", table.nom);
            let mut ty = Type::Record(schema::root().clone());
            for nom in table.chemin.split('.') {
                while let Type::List(item) = &ty {
                    ty = item.as_ref().clone();
                }
                let field = ty.record().and_then(|record| record.fields.get(nom)).cloned();
                ty = field.unwrap_or_else(|| panic!("{} : {}", table.nom, table.chemin)).ty;
            }
            assert!(matches!(ty, Type::List(_)), "{} : {}", table.nom, table.chemin);
        }
    }
}
