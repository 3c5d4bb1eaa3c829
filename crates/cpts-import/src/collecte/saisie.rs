//! A cell of the workbook as the plan reads it.

use std::{borrow::Cow, collections::HashMap};

use cpts_collecte::{
    Saisie,
    disposition::{self, Gabarit},
};
use cpts_model::constat::codes::{collecte, import as codes};

use crate::{
    cells::{Cell, FormatNombre, Row, Sheet, Valeur, Workbook},
    contexte::Contexte,
    journal::{Lieu, cite},
};

/// The ends of texts that are longer than a cell.
#[derive(Default)]
pub(crate) struct Suites<'w>(HashMap<u32, Vec<Cow<'w, str>>>);

impl<'w> Suites<'w> {
    pub(crate) fn of(workbook: &'w Workbook) -> Self {
        let mut suites: HashMap<u32, Vec<Cow<'w, str>>> = HashMap::new();
        let sheet = workbook.feuilles.iter().find(|sheet| sheet.nom == disposition::FEUILLE_SUITES);
        for row in sheet.into_iter().flat_map(|sheet| &sheet.rows) {
            if let ([numero, texte, ..], Some(sheet)) = (row.cells.as_slice(), sheet)
                && let Ok(numero) = numero.texte().trim().parse()
            {
                suites.entry(numero).or_default().push(written(sheet, row.ligne, texte));
            }
        }
        Self(suites)
    }
}

/// Returns what was typed in a cell; `None` where it holds nothing that can be read.
pub(crate) fn of<'w>(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    sheet: &'w Sheet,
    cell: &'w Cell,
    suites: &Suites<'w>,
) -> Option<Saisie<'w>> {
    match &cell.valeur {
        Valeur::Erreur(erreur) => {
            let message = format!("{} lu comme une cellule vide", cite(erreur));
            contexte.journal.push_valeur(lieu, &codes::CELLULE_ERREUR, erreur, message);
            None
        }
        Valeur::FormuleNonCalculee => {
            let message = "formule jamais calculée, lue comme une cellule vide";
            contexte.journal.push(lieu, &codes::CELLULE_NON_CALCULEE, message);
            None
        }
        Valeur::Nombre(nombre) if cell.format.as_ref().is_some_and(is_percent) => {
            // 0.68 that shows as 68 % is 68: the plan counts in percent.
            let pourcent = (nombre * 1e8).round() / 1e6;
            Some(Saisie { texte: pourcent.to_string().into(), nombre: Some(pourcent), date: None })
        }
        Valeur::Nombre(nombre) => Some(Saisie { texte: cell.texte(), nombre: Some(*nombre), date: None }),
        Valeur::Date(date) => Some(Saisie { texte: cell.texte(), nombre: None, date: Some(date.date()) }),
        Valeur::Texte(_) | Valeur::Booleen(_) | Valeur::Duree(_) => {
            let texte = written(sheet, lieu.ligne, cell);
            Some(Saisie { texte: whole(contexte, lieu, texte, suites), ..Saisie::default() })
        }
    }
}

/// Returns the text as it was written, invisible characters included: the library wrote them.
fn written<'w>(sheet: &'w Sheet, ligne: u32, cell: &'w Cell) -> Cow<'w, str> {
    match sheet.invisibles.get(&(ligne, cell.colonne)) {
        Some(texte) => Cow::Borrowed(texte),
        None => cell.texte(),
    }
}

/// Returns a text with its end, which may stand in the hidden sheet.
fn whole<'w>(contexte: &mut Contexte<'_>, lieu: Lieu, texte: Cow<'w, str>, suites: &Suites<'w>) -> Cow<'w, str> {
    let (start, Some(numero)) = disposition::lire_suite(&texte) else { return texte };
    let Some(pieces) = suites.0.get(&numero) else {
        let message = "la suite de ce texte n’est plus dans le classeur";
        contexte.journal.push(lieu, &collecte::COLLECTE_SUITE_PERDUE, message);
        return Cow::Owned(start.to_owned());
    };
    Cow::Owned(std::iter::once(start).chain(pieces.iter().map(|piece| &**piece)).collect())
}

/// Whether a format shows a part as a percentage: a percent sign that is no mere text.
fn is_percent(format: &FormatNombre) -> bool {
    let mut quoted = false;
    let mut letters = format.0.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(letters.next()),
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// Returns the text of a cell of a hidden column.
pub(crate) fn plain(row: &Row, colonne: u32) -> Option<String> {
    let cell = row.cells.iter().find(|cell| cell.colonne == colonne)?;
    Some(cell.texte().trim().to_owned()).filter(|texte| !texte.is_empty())
}

/// Returns what the hidden sheet tells, `None` for another sheet.
pub(crate) fn gabarit(sheet: &Sheet) -> Option<Gabarit> {
    let first = sheet.rows.first()?.cells.first()?;
    if first.texte() != disposition::CLE_GABARIT {
        return None;
    }
    let pairs: Vec<(String, String)> = sheet
        .rows
        .iter()
        .filter_map(|row| match row.cells.as_slice() {
            [cle, valeur, ..] => Some((cle.texte().into_owned(), valeur.texte().into_owned())),
            _ => None,
        })
        .collect();
    Gabarit::lire(pairs.iter().map(|(cle, valeur)| (cle.as_str(), valeur.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_of_a_format_is_told_from_a_percent_in_its_text() {
        let percent = |format: &str| is_percent(&FormatNombre(format.into()));
        assert!(percent("0%") && percent("0.0 %"));
        assert!(!percent("0\" %\"") && !percent("0\\%") && !percent("0"));
    }
}
