//! Cells of an .xls workbook (Excel 97 to 2003), record by record.
//!
//! The pass is ours because the records of this format announce lengths, counts and places that a general reader takes
//! at their word: a damaged file then asks for more memory than there is, or stops the program.

mod globals;
mod record;
mod sheet;
mod strings;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::Limits;
use cpts_paquet::guard::ole::Container;

use super::budget::Budget;
use super::{Sheet, Workbook};

/// Returns the cells of the workbook.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<Workbook, PaquetError> {
    let container = Container::open(octets)?;
    let Some(stream) = container.stream("Workbook")? else {
        return Err(PaquetError::TooOld { version: "Excel 5 ou 95" });
    };
    let globals = globals::read(&stream, limits)?;
    let mut budget = Budget::new(limits);
    let mut feuilles = Vec::with_capacity(globals.feuilles.len());
    for feuille in &globals.feuilles {
        let records = stream.get(feuille.position..).ok_or(PaquetError::Truncated)?;
        let (rows, fusions) = sheet::read(records, &globals, &mut budget)?;
        feuilles.push(Sheet { nom: feuille.nom.clone(), visible: feuille.visible, rows, fusions, ..Sheet::default() });
    }
    Ok(Workbook { fichier: fichier.to_owned(), feuilles })
}

/// The error of a record that cannot be understood.
fn malformed() -> PaquetError {
    PaquetError::Malformed { partie: "enregistrements du classeur .xls".to_owned() }
}
