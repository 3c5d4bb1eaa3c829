//! Cells of an .ods workbook: a pass of ours says where values stand and bounds them, then calamine says what they are.

mod scan;
mod styles;

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, SheetVisible};
use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Archive, Limits};

use super::budget::Budget;
use super::calamine_call;
use super::formats::iso_date;
use super::{Cell, FormatNombre, Row, Sheet, Valeur, Workbook};
use scan::{Affiche, FoundCell, FoundSheet, Kind, Scan};

/// The part that holds the sheets.
const CONTENT: &str = "content.xml";

/// Returns the cells of the workbook.
pub(super) fn read(octets: &[u8], fichier: &str, limits: &Limits) -> Result<Workbook, PaquetError> {
    let mut archive = Archive::open(octets, limits)?;
    archive.check_all()?;
    let mut scan = scan::scan(&mut archive, limits)?;
    let mut feuilles = Vec::new();
    calamine_call(CONTENT, || {
        let mut ods = Ods::new(Cursor::new(octets)).map_err(|error| error_of(&error))?;
        let mut budget = Budget::new(limits);
        for metadata in ods.sheets_metadata().to_vec() {
            let Some(found) = scan.sheets.remove(&metadata.name) else { continue };
            let range = ods.worksheet_range(&metadata.name).map_err(|error| error_of(&error))?;
            feuilles.push(Sheet {
                rows: rows(&found, &range, &scan, &mut budget)?,
                fusions: found.fusions,
                visible: metadata.visible == SheetVisible::Visible,
                nom: metadata.name,
                ..Sheet::default()
            });
        }
        Ok(())
    })?;
    Ok(Workbook { fichier: fichier.to_owned(), feuilles })
}

fn error_of(error: &calamine::OdsError) -> PaquetError {
    match error {
        calamine::OdsError::Password => PaquetError::Password,
        _ => PaquetError::Malformed { partie: CONTENT.to_owned() },
    }
}

fn rows(found: &FoundSheet, range: &Range<Data>, scan: &Scan, budget: &mut Budget) -> Result<Vec<Row>, PaquetError> {
    let mut rows = Vec::new();
    for found_row in &found.rows {
        for ligne in found_row.ligne..found_row.ligne + found_row.repeats {
            let mut cells = Vec::with_capacity(found_row.cells.len());
            for found_cell in &found_row.cells {
                for colonne in found_cell.colonne..found_cell.colonne + found_cell.repeats {
                    let data = range.get_value((ligne - 1, colonne - 1)).unwrap_or(&Data::Empty);
                    let Some(valeur) = valeur(data, found_cell) else { continue };
                    budget.spend_cell()?;
                    if let Valeur::Texte(texte) | Valeur::Erreur(texte) = &valeur {
                        budget.spend_text(texte)?;
                    }
                    let format = match (&valeur, found_cell.affiche) {
                        (Valeur::Nombre(_), Affiche::Zeros(digits)) => Some(FormatNombre("0".repeat(digits).into())),
                        _ => None,
                    };
                    cells.push(Cell {
                        colonne,
                        valeur,
                        format,
                        marque: scan.styles.get(found_cell.style.as_deref()).cloned(),
                        note: found_cell.note,
                    });
                }
            }
            if !cells.is_empty() {
                rows.push(Row { ligne, masquee: found_row.masquee, cells });
            }
        }
    }
    Ok(rows)
}

fn valeur(data: &Data, found: &FoundCell) -> Option<Valeur> {
    Some(match (data, found.kind) {
        (Data::String(texte), Kind::Error) => Valeur::Erreur(texte.as_str().into()),
        (Data::Error(error), _) => Valeur::Erreur(error.to_string().into()),
        (Data::Empty, Kind::Empty) if found.formule => Valeur::FormuleNonCalculee,
        (Data::Empty, _) => return None,
        (Data::String(texte), _) if texte.is_empty() => return None,
        (Data::String(texte), _) => Valeur::Texte(texte.as_str().into()),
        (Data::Bool(value), _) => Valeur::Booleen(*value),
        (Data::Float(nombre), _) if found.affiche == Affiche::Booleen => Valeur::Booleen(*nombre != 0.0),
        (Data::Float(nombre), _) if nombre.is_finite() => Valeur::Nombre(*nombre),
        (Data::Float(nombre), _) => Valeur::Texte(nombre.to_string().into()),
        (Data::Int(nombre), _) => Valeur::Nombre(*nombre as f64),
        (Data::DateTimeIso(texte), _) => {
            iso_date(texte).map_or_else(|| Valeur::Texte(texte.as_str().into()), Valeur::Date)
        }
        (Data::DurationIso(texte), _) => {
            iso_duration(texte).map_or_else(|| Valeur::Texte(texte.as_str().into()), Valeur::Duree)
        }
        (other, _) => Valeur::Texte(other.to_string().into()),
    })
}

/// Returns the days of `PT10H30M00S`.
fn iso_duration(texte: &str) -> Option<f64> {
    let mut secondes = 0.0;
    let mut digits = String::new();
    for letter in texte.strip_prefix("PT")?.chars() {
        let unit = match letter {
            'H' => 3_600.0,
            'M' => 60.0,
            'S' => 1.0,
            digit => {
                digits.push(if digit == ',' { '.' } else { digit });
                continue;
            }
        };
        secondes += unit * digits.parse::<f64>().ok()?;
        digits.clear();
    }
    (secondes.is_finite() && digits.is_empty()).then_some(secondes / 86_400.0)
}
