//! A cell of the plan into a cell of the sheet: look after its kind, text as it is.

use cpts_collecte::{Affichage, Cellule, Champ, Genre, Numero, Role};
use cpts_paquet::clean;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::cachees::Suites;
use crate::{XlsxError, apparence, feuille::wrapped};

/// Lines of a cell that are shown; the rest is read in the cell.
const LIGNES_MAX: u32 = 8;

/// Returns the look of the cells of a field.
pub(super) fn format(champ: &Champ) -> Format {
    let format = if let Role::Affichage(affichage) = champ.role {
        let shown = apparence::affichee();
        match affichage {
            Affichage::Titre | Affichage::Unite => shown.set_text_wrap(),
            Affichage::Ecart => shown.set_num_format("+#,##0.00\u{a0}€;−#,##0.00\u{a0}€;0.00\u{a0}€"),
            Affichage::Evolution => shown.set_num_format("+0.0\u{a0}%;−0.0\u{a0}%;0.0\u{a0}%"),
            Affichage::Atteinte | Affichage::Execution => shown.set_num_format("0.0\u{a0}%"),
        }
    } else {
        let typed = apparence::saisie().set_unlocked();
        match champ.genre {
            Genre::Numero(Numero::Email) | Genre::Texte | Genre::Choix(_) | Genre::Reference(_) => {
                typed.set_text_wrap()
            }
            Genre::Numero(_) => typed.set_num_format("@"),
            Genre::Entier(..) if champ.role.cle().ends_with("annee") => typed.set_num_format("0"),
            Genre::Entier(..) => typed.set_num_format("#,##0"),
            Genre::Nombre => typed.set_num_format("#,##0.##"),
            Genre::Montant => typed.set_num_format("#,##0.00\u{a0}€"),
            Genre::Date => typed.set_num_format("dd/mm/yyyy"),
            // A year typed under a date format would show as a day of 1905.
            Genre::DatePartielle | Genre::OuiNon => typed,
            Genre::Narration
            | Genre::Numeros(_)
            | Genre::Textes
            | Genre::ListeChoix(_)
            | Genre::References(_)
            | Genre::Communes => typed.set_text_wrap(),
        }
    };
    let align = match champ.genre {
        Genre::Nombre | Genre::Montant => FormatAlign::Right,
        Genre::Entier(..) if !champ.role.cle().ends_with("annee") => FormatAlign::Right,
        _ => FormatAlign::Left,
    };
    format.set_align(align)
}

/// Writes a cell; returns the lines that it takes in a column of that width.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cellule: &Cellule,
    (format, largeur): (&Format, u16),
    suites: &mut Suites,
) -> Result<u32, XlsxError> {
    match cellule {
        Cellule::Vide => {
            sheet.write_blank(row, column, format)?;
        }
        Cellule::Texte(texte) => {
            let texte = clean(texte);
            sheet.write_string_with_format(row, column, suites.start(&texte), format)?;
            return Ok(wrapped(&texte, u32::from(largeur)).min(LIGNES_MAX));
        }
        Cellule::Nombre(nombre) => {
            sheet.write_number_with_format(row, column, *nombre, format)?;
        }
        Cellule::Date(date) => {
            sheet.write_date_with_format(row, column, date, &format.clone().set_num_format("dd/mm/yyyy"))?;
        }
    }
    Ok(1)
}

/// Returns the height of a row of that many lines, in points.
pub(super) fn height(lines: u32) -> f64 {
    apparence::HAUTEUR_LIGNE + 13.0 * f64::from(lines.clamp(1, LIGNES_MAX) - 1)
}
