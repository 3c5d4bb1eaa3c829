//! Columns that share a cell: a page is too narrow for seven columns of sentences.

use super::tableau::{Request, Wanted};
use crate::{
    francais::{self, ESPACE},
    outline::{Align, Cell, Column, EtatChamp, Inline},
};

/// Two neighbouring columns of a table, printed as one where the trame names no column.
pub(crate) struct Pair {
    /// Names of the columns: the upper line of the cell, then the lower one.
    pub(super) cles: [&'static str; 2],
    /// Header of both.
    pub(super) titre: &'static str,
    pub(super) weight: u32,
}

impl Request<'_> {
    /// Returns the columns as they are printed, and puts the cells of each pair together.
    pub(super) fn paired(&self, wanted: &[&Wanted], rows: &mut Vec<Vec<Cell>>) -> Vec<Column> {
        let mut columns = Vec::with_capacity(wanted.len());
        let mut joined = Vec::new();
        let mut rest = wanted;
        while let [first, others @ ..] = rest {
            let pair = others.first().and_then(|second| self.pair(first, second));
            joined.push(pair);
            columns.push(match pair {
                Some(pair) => Column { title: pair.titre.to_owned(), weight: pair.weight, align: Align::Left },
                None => first.column(),
            });
            rest = if pair.is_some() { &others[1..] } else { others };
        }
        if joined.iter().any(Option::is_some) {
            for row in rows {
                let mut cells = std::mem::take(row).into_iter();
                row.extend(joined.iter().filter_map(|pair| {
                    let first = cells.next()?;
                    Some(match pair {
                        Some(pair) => join(first, counted(pair, cells.next().unwrap_or_default())),
                        None => first,
                    })
                }));
            }
        }
        columns
    }

    fn pair(&self, first: &Wanted, second: &Wanted) -> Option<&'static Pair> {
        if self.call.texts("colonnes").is_some() {
            return None;
        }
        self.def.pairs.iter().find(|pair| pair.cles == [first.def.cle, second.def.cle])
    }
}

/// Says what a number counts, now that its own header is gone.
fn counted(pair: &Pair, mut cell: Cell) -> Cell {
    if pair.cles[1] == "nombre"
        && let Some(Inline::Champ(champ)) = cell.first()
        && champ.etat == EtatChamp::Valeur
    {
        let nombre = if matches!(champ.texte.as_str(), "0" | "1") { 1.0 } else { 2.0 };
        cell.insert(1, Inline::Text(format!("{ESPACE}{}", francais::pluriel(nombre, "personne", None))));
    }
    cell
}

/// Puts one cell over the other; a dash says nothing beside a value.
fn join(first: Cell, second: Cell) -> Cell {
    let is_dash = |cell: &Cell| matches!(cell.as_slice(), [Inline::Text(texte)] if texte == "–");
    if second.is_empty() || is_dash(&second) {
        return first;
    }
    if first.is_empty() || is_dash(&first) {
        return second;
    }
    first.into_iter().chain([Inline::LineBreak]).chain(second).collect()
}
