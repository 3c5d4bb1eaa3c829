//! Cells of an .xlsx workbook, in one bounded pass over each sheet.
//!
//! The pass is ours: values, hidden rows, formulas without a result, merged cells and style numbers stand in the same
//! XML, and reading it twice would double the time of the whole import.

mod package;
mod sheet;
mod strings;
mod styles;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Archive, Limits};

use super::budget::Budget;
use super::{Sheet, Workbook};

/// Returns the cells of the workbook.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<Workbook, PaquetError> {
    let mut archive = Archive::open(octets, limits)?;
    let package = package::read(&mut archive, limits)?;
    let styles = match &package.styles {
        Some(part) => styles::read(&mut archive, part, limits)?,
        None => styles::Styles::default(),
    };
    let chaines = match &package.chaines {
        Some(part) => strings::read(&mut archive, part, limits)?,
        None => Vec::new(),
    };
    let mut budget = Budget::new(limits);
    let mut feuilles = Vec::with_capacity(package.feuilles.len());
    for feuille in &package.feuilles {
        let notes = package::notes(&mut archive, &feuille.part, limits)?;
        let context =
            sheet::Context { styles: &styles, chaines: &chaines, notes: &notes, epoque_1904: package.epoque_1904 };
        let (rows, fusions) = sheet::read(&mut archive, &feuille.part, &context, &mut budget, limits)?;
        feuilles.push(Sheet { nom: feuille.nom.clone(), visible: feuille.visible, rows, fusions, ..Sheet::default() });
    }
    Ok(Workbook { fichier: fichier.to_owned(), feuilles })
}
