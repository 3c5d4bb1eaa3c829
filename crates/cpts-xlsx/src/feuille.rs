//! What the sheets of every workbook have in common: the lines above the table, the printed page.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::Worksheet;

use crate::{XlsxError, apparence, cartouche::Cartouche, texte::propre};

/// Whether the workbook shows a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forme {
    Remplie,
    Vierge,
}

/// Row of the titles, from 0: title, context, sentence and a space stand above.
pub(crate) const ENTETE: u32 = 4;

/// Writes what stands above every table: title, context, sentence.
pub(crate) fn top(
    sheet: &mut Worksheet,
    nom: &str,
    titre: &str,
    cartouche: &Cartouche,
    phrase: &str,
) -> Result<(), XlsxError> {
    top_at(sheet, 0, (nom, titre, phrase), cartouche)
}

/// Writes it from a column on: name of the sheet, title, sentence.
pub(crate) fn top_at(
    sheet: &mut Worksheet,
    column: u16,
    (nom, titre, phrase): (&str, &str, &str),
    cartouche: &Cartouche,
) -> Result<(), XlsxError> {
    sheet.set_name(nom)?;
    // A formula that gives nothing is written with an empty result, not with the zero of the writer.
    sheet.set_formula_result_default("");
    sheet.set_screen_gridlines(false);
    sheet.set_tab_color(apparence::ACCENT);
    sheet.write_string_with_format(0, column, titre, &apparence::titre())?;
    sheet.write_string_with_format(1, column, &*propre(&cartouche.contexte), &apparence::contexte())?;
    sheet.write_string_with_format(2, column, phrase, &apparence::phrase())?;
    sheet.set_row_height(0, apparence::HAUTEUR_TITRE)?;
    sheet.set_row_height(1, apparence::HAUTEUR_LIGNE)?;
    sheet.set_row_height(2, apparence::HAUTEUR_LIGNE)?;
    sheet.set_row_height(3, apparence::HAUTEUR_ESPACE)?;
    Ok(())
}

/// Sets up the printed page: A4 landscape, one page wide, who and which page at the foot.
pub(crate) fn page(sheet: &mut Worksheet, cartouche: &Cartouche) {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    // A footer holds 255 characters, markup included, and an ampersand starts a code.
    let mut room: usize = 180;
    let mut pied = String::new();
    for c in propre(&cartouche.pied).chars() {
        let Some(left) = room.checked_sub(if c == '&' { 2 } else { c.len_utf16() }) else { break };
        room = left;
        pied.extend(std::iter::repeat_n(c, if c == '&' { 2 } else { 1 }));
    }
    let police = apparence::POLICE;
    sheet.set_footer(format!("&L&9&\"{police},Regular\"{pied}&R&9&\"{police},Regular\"Page\u{a0}&P / &N"));
}

/// Returns the lines that a text of the body takes in a column of so many characters.
pub(crate) fn wrapped(texte: &str, largeur: u32) -> u32 {
    // Widths are counted in digits of 11-point type: an eighth more letters of 10-point type stand in them.
    lines(texte, (largeur + largeur / 8) as usize)
}

/// Returns the lines that a text takes in a column.
pub(crate) fn lines(texte: &str, largeur: usize) -> u32 {
    // Words break before the edge, and the body is smaller than the unit of widths: the two make up for each other.
    texte.split('\n').map(|line| line.chars().count().div_ceil(largeur).max(1) as u32).sum()
}

/// Returns the number behind a date: days since 30 December 1899.
pub(crate) fn serial(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 693_594
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_wraps_and_line_ends() {
        assert_eq!(lines("court", 40), 1);
        assert_eq!(lines(&"x".repeat(81), 40), 3);
        assert_eq!(lines("12 rue X\n81000 Albi", 40), 2);
    }

    #[test]
    fn serial_of_a_day_is_that_of_excel() {
        assert_eq!(serial(NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()), 46_022);
    }
}
