//! One sheet of an .xls workbook: rows, cells, merged rectangles.

use std::collections::{BTreeMap, BTreeSet};

use cpts_paquet::PaquetError;

use super::globals::Globals;
use super::malformed;
use super::record::{BOF, EOF, Records, f64_at, u16_at, u32_at};
use super::strings::Segments;
use crate::cells::budget::Budget;
use crate::cells::formats::{Nature, dated};
use crate::cells::{Cell, Fusion, Row, Valeur, sorted};

const FORMULA: u16 = 0x0006;
const NOTE: u16 = 0x001C;
const MULRK: u16 = 0x00BD;
const RSTRING: u16 = 0x00D6;
const MERGECELLS: u16 = 0x00E5;
const LABELSST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;

/// Returns the rows that hold a value, and the merged rectangles.
pub(super) fn read(
    stream: &[u8],
    globals: &Globals,
    budget: &mut Budget,
) -> Result<(Vec<Row>, Vec<Fusion>), PaquetError> {
    let mut records = Records::new(stream);
    if records.next()?.is_none_or(|record| record.kind != BOF) {
        return Err(malformed());
    }
    let mut sheet = Found { globals, budget, cells: BTreeMap::new(), hidden: BTreeSet::new(), notes: BTreeSet::new() };
    let mut fusions = Vec::new();
    // The place of a formula whose text comes in a later record.
    let mut pending = None;
    // Charts inside the sheet have records of their own.
    let mut nested = 0_u32;
    while let Some(record) = records.next()? {
        let data = record.data;
        match record.kind {
            BOF => nested += 1,
            EOF if nested == 0 => break,
            EOF => nested -= 1,
            _ if nested > 0 => {}
            ROW => sheet.row(data)?,
            NOTE => sheet.notes.extend(u16_at(data, 0).zip(u16_at(data, 2))),
            MERGECELLS => fusions.extend(data.get(2..).unwrap_or_default().chunks_exact(8).filter_map(fusion)),
            NUMBER => {
                let nombre = f64_at(data, 6).ok_or_else(malformed)?;
                sheet.number(data, nombre)?;
            }
            RK => {
                let nombre = u32_at(data, 6).map(rk).ok_or_else(malformed)?;
                sheet.number(data, nombre)?;
            }
            MULRK => sheet.numbers(data)?,
            LABELSST => {
                let rang = u32_at(data, 6).ok_or_else(malformed)?;
                let chaine = globals.chaines.get(rang as usize).ok_or_else(malformed)?;
                sheet.push(data, Valeur::Texte(chaine.clone()))?;
            }
            LABEL | RSTRING => {
                let texte =
                    Segments::new(data.get(6..).unwrap_or_default(), records.continued()?).text(&globals.limits)?;
                sheet.push(data, Valeur::Texte(texte.into()))?;
            }
            BOOLERR => {
                let (Some(value), Some(is_error)) = (data.get(6), data.get(7)) else { return Err(malformed()) };
                sheet.push(data, if *is_error == 0 { Valeur::Booleen(*value != 0) } else { error(*value) })?;
            }
            FORMULA => pending = sheet.formula(data)?,
            STRING => {
                let texte = Segments::new(data, records.continued()?).text(&globals.limits)?;
                if let Some(head) = pending.take() {
                    sheet.push(head, Valeur::Texte(texte.into()))?;
                }
            }
            _ => {}
        }
    }
    fusions.sort_unstable();
    Ok((sheet.into_rows(), fusions))
}

/// What a sheet is found to hold.
struct Found<'x> {
    globals: &'x Globals,
    budget: &'x mut Budget,
    cells: BTreeMap<u16, Vec<Cell>>,
    hidden: BTreeSet<u16>,
    notes: BTreeSet<(u16, u16)>,
}

const HIDDEN: u16 = 0x0020;

impl Found<'_> {
    fn row(&mut self, data: &[u8]) -> Result<(), PaquetError> {
        let (ligne, flags) = u16_at(data, 0).zip(u16_at(data, 12)).ok_or_else(malformed)?;
        if flags & HIDDEN != 0 {
            self.hidden.insert(ligne);
        }
        Ok(())
    }

    fn number(&mut self, head: &[u8], nombre: f64) -> Result<(), PaquetError> {
        let style = u16_at(head, 4).and_then(|style| self.globals.styles.get(usize::from(style)));
        let nature = style.map_or(Nature::Nombre, |style| style.nature);
        self.push(head, dated(nombre, nature, self.globals.epoque_1904))
    }

    /// Reads a run of numbers: row, first column, then style and value of each, last column.
    fn numbers(&mut self, data: &[u8]) -> Result<(), PaquetError> {
        let (ligne, first) = data.get(..2).zip(u16_at(data, 2)).ok_or_else(malformed)?;
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (rang, cell) in cells.chunks_exact(6).enumerate() {
            let colonne = first.checked_add(rang as u16).ok_or_else(malformed)?.to_le_bytes();
            let head = [ligne[0], ligne[1], colonne[0], colonne[1], cell[0], cell[1]];
            self.number(&head, u32_at(cell, 2).map(rk).ok_or_else(malformed)?)?;
        }
        Ok(())
    }

    /// Keeps the result of a formula; returns its head when the result is a text that comes later.
    fn formula<'a>(&mut self, data: &'a [u8]) -> Result<Option<&'a [u8]>, PaquetError> {
        let result = data.get(6..14).ok_or_else(malformed)?;
        if result[6..] != [0xFF, 0xFF] {
            self.number(data, f64_at(result, 0).ok_or_else(malformed)?)?;
            return Ok(None);
        }
        match result[0] {
            0 => return Ok(data.get(..6)),
            1 => self.push(data, Valeur::Booleen(result[2] != 0))?,
            2 => self.push(data, error(result[2]))?,
            // 3: an empty text.
            _ => {}
        }
        Ok(None)
    }

    fn push(&mut self, head: &[u8], valeur: Valeur) -> Result<(), PaquetError> {
        let (Some(ligne), Some(colonne), Some(style)) = (u16_at(head, 0), u16_at(head, 2), u16_at(head, 4)) else {
            return Err(malformed());
        };
        if matches!(&valeur, Valeur::Texte(texte) if texte.is_empty()) {
            return Ok(());
        }
        self.budget.spend_cell()?;
        if let Valeur::Texte(texte) | Valeur::Erreur(texte) = &valeur {
            self.budget.spend_text(texte)?;
        }
        let style = self.globals.styles.get(usize::from(style));
        self.cells.entry(ligne).or_default().push(Cell {
            colonne: u32::from(colonne) + 1,
            valeur,
            format: style.and_then(|style| style.format.clone()),
            marque: style.and_then(|style| style.marque.clone()),
            note: false,
        });
        Ok(())
    }

    fn into_rows(self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.cells.len());
        for (ligne, mut cells) in self.cells {
            if !self.notes.is_empty() {
                for cell in &mut cells {
                    cell.note = self.notes.contains(&(ligne, (cell.colonne - 1) as u16));
                }
            }
            rows.push(Row { ligne: u32::from(ligne) + 1, masquee: self.hidden.contains(&ligne), cells });
        }
        sorted(rows)
    }
}

/// Returns the number that four bytes stand for: an integer or the head of a double, perhaps times a hundred.
fn rk(raw: u32) -> f64 {
    let nombre =
        if raw & 2 == 0 { f64::from_bits(u64::from(raw & !3) << 32) } else { f64::from(raw.cast_signed() >> 2) };
    if raw & 1 == 0 { nombre } else { nombre / 100.0 }
}

fn error(code: u8) -> Valeur {
    let texte = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERREUR!",
    };
    Valeur::Erreur(texte.into())
}

fn fusion(raw: &[u8]) -> Option<Fusion> {
    let at = |rang| u16_at(raw, rang).map(|value| u32::from(value) + 1);
    Some(Fusion { ligne: at(0)?, derniere_ligne: at(2)?, colonne: at(4)?, derniere_colonne: at(6)? })
}
