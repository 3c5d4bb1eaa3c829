//! Cells of an .xlsb workbook, through calamine's streamed reader.
//!
//! The records are walked first, since the reader makes room for whatever a record announces and takes what a cell
//! points to as given.

mod records;

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsb};
use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Archive, Limits};

use super::budget::{Budget, check_place};
use super::formats::{Nature, dated};
use super::{Cell, Row, Sheet, Valeur, Workbook, calamine_call, sorted};

/// Returns the cells of the workbook.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<Workbook, PaquetError> {
    let mut archive = Archive::open(octets, limits)?;
    archive.check_all()?;
    records::check(&mut archive, limits)?;
    let mut feuilles = Vec::new();
    calamine_call("xl/workbook.bin", || {
        let mut xlsb = Xlsb::new(Cursor::new(octets)).map_err(|error| error_of(&error))?;
        let mut budget = Budget::new(limits);
        let epoque_1904 = xlsb.has_1904_epoch();
        for metadata in xlsb.sheets_metadata().to_vec() {
            let rows = rows(&mut xlsb, &metadata.name, epoque_1904, &mut budget, limits)?;
            let visible = metadata.visible == SheetVisible::Visible;
            feuilles.push(Sheet { nom: metadata.name, visible, rows, ..Sheet::default() });
        }
        Ok(())
    })?;
    Ok(Workbook { fichier: fichier.to_owned(), feuilles })
}

fn error_of(error: &calamine::XlsbError) -> PaquetError {
    match error {
        calamine::XlsbError::Password => PaquetError::Password,
        _ => PaquetError::Malformed { partie: "xl/workbook.bin".to_owned() },
    }
}

fn rows(
    xlsb: &mut Xlsb<Cursor<&[u8]>>,
    nom: &str,
    epoque_1904: bool,
    budget: &mut Budget,
    limits: &Limits,
) -> Result<Vec<Row>, PaquetError> {
    let mut rows: Vec<Row> = Vec::new();
    // A chart sheet has no cells to read.
    let Ok(mut cells) = xlsb.worksheet_cells_reader(nom) else { return Ok(rows) };
    loop {
        let cell = match cells.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(sorted(rows)),
            // An error value newer than the reader: the walk goes on behind it.
            Err(calamine::XlsbError::CellError(_)) => continue,
            Err(error) => return Err(error_of(&error)),
        };
        let (ligne, colonne) = cell.get_position();
        check_place(u64::from(ligne) + 1, u64::from(colonne) + 1, limits)?;
        let Some(valeur) = valeur(cell.get_value(), epoque_1904) else { continue };
        budget.spend_cell()?;
        if let Valeur::Texte(texte) | Valeur::Erreur(texte) = &valeur {
            budget.spend_text(texte)?;
        }
        let cell = Cell { colonne: colonne + 1, valeur, format: None, marque: None, note: false };
        match rows.last_mut().filter(|row| row.ligne == ligne + 1) {
            Some(row) => row.cells.push(cell),
            None => rows.push(Row { ligne: ligne + 1, masquee: false, cells: vec![cell] }),
        }
    }
}

fn valeur(data: &DataRef<'_>, epoque_1904: bool) -> Option<Valeur> {
    Some(match data {
        DataRef::Empty | DataRef::SharedString("") => return None,
        DataRef::String(texte) if texte.is_empty() => return None,
        DataRef::String(texte) => Valeur::Texte(texte.as_str().into()),
        DataRef::SharedString(texte) => Valeur::Texte((*texte).into()),
        DataRef::Float(nombre) if nombre.is_finite() => Valeur::Nombre(*nombre),
        DataRef::Int(nombre) => Valeur::Nombre(*nombre as f64),
        DataRef::Bool(value) => Valeur::Booleen(*value),
        DataRef::Error(error) => Valeur::Erreur(error.to_string().into()),
        DataRef::DateTime(moment) => {
            dated(moment.as_f64(), if moment.is_duration() { Nature::Duree } else { Nature::Date }, epoque_1904)
        }
        other => Valeur::Texte(calamine::Data::from(other.clone()).to_string().into()),
    })
}
