//! The findings in a workbook of their own, where that of the coordinator cannot be patched.

use chrono::NaiveDate;
use cpts_model::{Constat, constat::TITRES};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook};

use super::constats::{WIDTHS, height, line};
use crate::XlsxError;

/// Returns a workbook of that date with one sheet « Constats »: the findings, one line each.
///
/// The same findings give the same bytes.
///
/// # Errors
/// [`XlsxError`] where the workbook cannot be put together.
pub fn constats_a_part(constats: &[Constat], date: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut classeur = Workbook::new();
    classeur.set_properties(&DocProperties::new().set_title(super::CONSTATS).set_creation_datetime(&date));
    let feuille = classeur.add_worksheet();
    feuille.set_name(super::CONSTATS)?;
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (title, width)) in (0u16..).zip(TITRES.into_iter().zip(WIDTHS)) {
        feuille.set_column_width(column, width)?;
        feuille.write_string_with_format(0, column, title, &head)?;
    }
    for (row, constat) in (1u32..).zip(constats) {
        let texts = line(constat);
        feuille.set_row_height(row, height(&texts))?;
        for (column, text) in (0u16..).zip(texts) {
            feuille.write_string_with_format(row, column, cpts_paquet::clean(&text), &plain)?;
        }
    }
    let last = u32::try_from(constats.len()).unwrap_or(u32::MAX);
    feuille.autofilter(0, 0, last, 6)?;
    feuille.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(classeur.save_to_buffer()?)
}
