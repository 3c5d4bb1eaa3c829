//! Cells of an .xlsb workbook, through calamine's streamed reader.
//!
//! The records are walked first: their lengths are bounded and must fit the part, since the reader makes room for
//! whatever a record announces.

use std::io::{BufRead, Cursor, Read};

use calamine::{DataRef, Reader, SheetVisible, Xlsb};
use cpts_paquet::PaquetError;
use cpts_paquet::guard::archive::from_io;
use cpts_paquet::guard::{Archive, Borne, Limits};

use super::budget::{Budget, check_place};
use super::formats::{Nature, dated};
use super::{Cell, Fusion, Row, Sheet, Valeur, Workbook, calamine_call, sorted};

/// Longest legitimate record: a text of 32,767 letters of two bytes, and its formula.
const RECORD: u64 = 256 * 1024;

/// Returns the cells of the workbook.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<Workbook, PaquetError> {
    let mut archive = Archive::open(octets, limits)?;
    archive.check_all()?;
    let parts: Vec<String> =
        archive.names().filter(|nom| nom.starts_with("xl/") && holds_records(nom)).map(str::to_owned).collect();
    for part in &parts {
        check_records(&mut archive, part, limits)?;
    }
    let mut feuilles = Vec::new();
    calamine_call("xl/workbook.bin", || {
        let mut xlsb = Xlsb::new(Cursor::new(octets)).map_err(|error| error_of(&error))?;
        let mut budget = Budget::new(limits);
        let epoque_1904 = xlsb.has_1904_epoch();
        for metadata in xlsb.sheets_metadata().to_vec() {
            let rows = rows(&mut xlsb, &metadata.name, epoque_1904, &mut budget, limits)?;
            let visible = metadata.visible == SheetVisible::Visible;
            feuilles.push(Sheet { nom: metadata.name, visible, rows, fusions: Vec::<Fusion>::new() });
        }
        Ok(())
    })?;
    Ok(Workbook { fichier: fichier.to_owned(), feuilles })
}

/// Other binary parts (printer settings, macros) are images of something else.
fn holds_records(nom: &str) -> bool {
    let bin = nom.rsplit_once('.').is_some_and(|(_, end)| end == "bin");
    bin && ["xl/workbook", "xl/sharedstrings", "xl/styles", "xl/worksheets/sheet"]
        .iter()
        .any(|start| nom.starts_with(start))
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
        DataRef::Empty => return None,
        DataRef::String(texte) if texte.is_empty() => return None,
        DataRef::SharedString("") => return None,
        DataRef::String(texte) => Valeur::Texte(texte.as_str().into()),
        DataRef::SharedString(texte) => Valeur::Texte((*texte).into()),
        DataRef::Float(nombre) if nombre.is_finite() => Valeur::Nombre(*nombre),
        DataRef::Int(nombre) => Valeur::Nombre(*nombre as f64),
        DataRef::Bool(value) => Valeur::Booleen(*value),
        DataRef::Error(error) => Valeur::Erreur(error.to_string().into()),
        DataRef::DateTime(date) => {
            dated(date.as_f64(), if date.is_duration() { Nature::Duree } else { Nature::Date }, epoque_1904)
        }
        other => Valeur::Texte(calamine::Data::from(other.clone()).to_string().into()),
    })
}

/// Refuses a part with a record that is longer than any real one, or than what is left of the part.
fn check_records(archive: &mut Archive<'_>, nom: &str, limits: &Limits) -> Result<(), PaquetError> {
    let Some(mut part) = archive.part(nom)? else { return Ok(()) };
    let failed = |error: std::io::Error| from_io(&error, nom);
    while !part.fill_buf().map_err(failed)?.is_empty() {
        // The type takes one or two bytes, the length one to four, seven bits each.
        if byte(&mut part).map_err(failed)? & 0x80 != 0 {
            byte(&mut part).map_err(failed)?;
        }
        let mut len = 0;
        for rang in 0..4 {
            let octet = byte(&mut part).map_err(failed)?;
            len |= u64::from(octet & 0x7F) << (7 * rang);
            if octet & 0x80 == 0 {
                break;
            }
        }
        if len > RECORD {
            return Err(PaquetError::Limit { borne: Borne::Caracteres(limits.caracteres) });
        }
        let copied = std::io::copy(&mut part.by_ref().take(len), &mut std::io::sink()).map_err(failed)?;
        if copied < len {
            return Err(PaquetError::Malformed { partie: nom.to_owned() });
        }
    }
    Ok(())
}

fn byte(part: &mut impl Read) -> std::io::Result<u8> {
    let mut octet = [0];
    part.read_exact(&mut octet)?;
    Ok(octet[0])
}
