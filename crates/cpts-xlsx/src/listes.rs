//! Sheet « Listes »: the choices that cells offer, under the names that formulas know them by.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, Workbook, Worksheet, utility::column_number_to_name,
};

use crate::{XlsxError, apparence, texte::propre};

/// Sheet of the choices.
const FEUILLE: &str = "Listes";

/// A list of choices.
pub(crate) struct Choix {
    /// Defined name: `ListeProfessions`.
    nom: Cow<'static, str>,
    titre: Cow<'static, str>,
    valeurs: Vec<String>,
}

impl Choix {
    pub(crate) fn new<S: Into<String>>(
        nom: impl Into<Cow<'static, str>>,
        titre: impl Into<Cow<'static, str>>,
        valeurs: impl IntoIterator<Item = S>,
    ) -> Self {
        Self { nom: nom.into(), titre: titre.into(), valeurs: valeurs.into_iter().map(Into::into).collect() }
    }
}

/// Writes the sheet, one list a column, and its names.
pub(crate) fn write(workbook: &mut Workbook, listes: &[Choix]) -> Result<(), XlsxError> {
    fill(workbook.add_worksheet(), listes)?;
    for (column, liste) in (0..).zip(listes) {
        let letter = column_number_to_name(column);
        workbook.define_name(
            liste.nom.clone(),
            &format!("={FEUILLE}!${letter}$2:${letter}${}", liste.valeurs.len().max(1) + 1),
        )?;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, listes: &[Choix]) -> Result<(), XlsxError> {
    sheet.set_name(FEUILLE)?;
    sheet.set_tab_color(apparence::GRIS_TRAIT);
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    for (column, liste) in (0..).zip(listes) {
        let longest = liste.valeurs.iter().map(|valeur| valeur.chars().count()).max().unwrap_or_default();
        sheet.set_column_width(column, longest.clamp(16, 44) as f64 + 2.0)?;
        sheet.write_string_with_format(0, column, &*liste.titre, &apparence::entete())?;
        for (row, valeur) in (1..).zip(&liste.valeurs) {
            sheet.write_string(row, column, &*propre(valeur))?;
        }
    }
    Ok(())
}

/// Offers the choices of a list in a column. Another value gives a warning only: the list may lack it.
pub(crate) fn offer(sheet: &mut Worksheet, nom: &str, (first, last): (u32, u32), column: u16) -> Result<(), XlsxError> {
    let validation = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={nom}")))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Valeur hors liste")?
        .set_error_message("Cette valeur n’est pas dans la liste proposée.")?;
    sheet.add_data_validation(first, column, last, column, &validation)?;
    Ok(())
}
