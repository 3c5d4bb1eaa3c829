//! Workbook bytes to cells: every value with its place, nothing interpreted, nothing lost.

mod budget;
mod couleurs;
mod csv;
mod formats;
mod nettoyage;
mod ods;
mod xls;
mod xlsb;
mod xlsx;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDateTime;
use cpts_model::{Constat, constat::Place};
use cpts_paquet::PaquetError;
use cpts_paquet::guard::{self, Format, Limits};

use crate::{Classeur, ImportError};

/// A workbook as a person sees it: sheets, rows and cells, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Workbook {
    /// File name, without its folder.
    pub(crate) fichier: String,
    /// Sheets in the order of their tabs.
    pub(crate) feuilles: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// Name on the tab.
    pub(crate) nom: String,
    /// `false` for a sheet that is hidden, or very hidden.
    pub(crate) visible: bool,
    /// Rows that hold at least one value, from top to bottom.
    pub(crate) rows: Vec<Row>,
    /// Merged rectangles, sorted by their top left corner; only that corner carries a value.
    pub(crate) fusions: Vec<Fusion>,
    /// Texts that held invisible characters, as they were written, by row and column.
    pub(crate) invisibles: BTreeMap<(u32, u32), Arc<str>>,
}

/// A merged rectangle, 1-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fusion {
    /// First row.
    pub(crate) ligne: u32,
    /// First column.
    pub(crate) colonne: u32,
    /// Last row.
    pub(crate) derniere_ligne: u32,
    /// Last column.
    pub(crate) derniere_colonne: u32,
}

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// Number in the margin, 1-based.
    pub(crate) ligne: u32,
    /// Hidden by hand or by a filter.
    pub(crate) masquee: bool,
    /// Cells that hold a value, by column.
    pub(crate) cells: Vec<Cell>,
}

/// One cell that holds a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// Column, 1-based.
    pub(crate) colonne: u32,
    /// Raw value.
    pub(crate) valeur: Valeur,
    /// Number format, where the file has one that is not General.
    pub(crate) format: Option<FormatNombre>,
    /// Fill, font colour or strike-through that differ from the default; shared between cells.
    pub(crate) marque: Option<Arc<Marque>>,
    /// A note or a comment hangs on the cell.
    pub(crate) note: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Valeur {
    /// Text, rich text flattened; shared between cells that hold the same string.
    Texte(Arc<str>),
    /// A number that no date format shows.
    Nombre(f64),
    /// TRUE or FALSE.
    Booleen(bool),
    /// A number that a date format shows, or an ISO date.
    Date(NaiveDateTime),
    /// A duration or a time of day, in days.
    Duree(f64),
    /// An error as Excel writes it: `#N/A`, `#SPILL!`.
    Erreur(Arc<str>),
    /// A formula whose result is not in the file.
    FormuleNonCalculee,
}

/// A number format code: `00000`, `0# ## ## ## ##`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormatNombre(pub(crate) Arc<str>);

/// What distinguishes a cell for the eye.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marque {
    /// Fill, or else font colour: `FF0000`, or `theme-5` where the theme of the workbook decides.
    pub(crate) couleur: Option<String>,
    /// Struck through.
    pub(crate) barre: bool,
}

/// Returns the cells of a workbook, with what is to be said about the file itself.
///
/// # Errors
/// When the file cannot be opened or passes a bound of `limits`.
pub(crate) fn read(classeur: &Classeur<'_>, limits: &Limits) -> Result<(Workbook, Vec<Constat>), ImportError> {
    let Classeur { nom, octets } = *classeur;
    let wrap = |source| ImportError::File { fichier: nom.to_owned(), source };
    let (mut workbook, mut constats) = match guard::inspect(octets, nom, limits).map_err(wrap)? {
        Format::Xlsx => (xlsx::read(octets, nom, limits).map_err(wrap)?, Vec::new()),
        Format::Xlsb => (xlsb::read(octets, nom, limits).map_err(wrap)?, Vec::new()),
        Format::Xls => (xls::read(octets, nom, limits).map_err(wrap)?, Vec::new()),
        Format::Ods => (ods::read(octets, nom, limits).map_err(wrap)?, Vec::new()),
        Format::Csv => csv::read(octets, nom, limits).map_err(wrap)?,
        Format::Docx => return Err(wrap(PaquetError::WrongKind { trouve: "un document Word", remede: COPY_TABLE })),
    };
    constats.extend(workbook.feuilles.iter_mut().filter_map(|feuille| nettoyage::clean(feuille, nom)));
    Ok((workbook, constats))
}

/// Runs a reader of calamine, which takes slices of damaged files without looking: a panic becomes an error.
///
/// The passes before it refuse what would ask for too much memory or never end; no file that panics is known.
fn calamine_call(partie: &str, call: impl FnOnce() -> Result<(), PaquetError>) -> Result<(), PaquetError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(PaquetError::Malformed { partie: partie.to_owned() }))
}

/// Returns the place of what concerns a file as a whole.
fn place_of(fichier: &str) -> Place {
    Place { fichier: Some(fichier.to_owned()), ..Place::default() }
}

const COPY_TABLE: &str = "copier le tableau dans un classeur Excel, puis donner ce classeur";

impl Cell {
    /// Returns the value as a person sees it: integers without `.0`, leading zeros by format, dates ISO.
    pub(crate) fn texte(&self) -> Cow<'_, str> {
        match &self.valeur {
            Valeur::Texte(texte) | Valeur::Erreur(texte) => Cow::Borrowed(texte),
            Valeur::Nombre(nombre) => Cow::Owned(shown_number(*nombre, self.format.as_ref())),
            Valeur::Booleen(true) => Cow::Borrowed("VRAI"),
            Valeur::Booleen(false) => Cow::Borrowed("FAUX"),
            Valeur::Date(date) => Cow::Owned(shown_date(date)),
            Valeur::Duree(jours) => Cow::Owned(shown_duration(*jours)),
            Valeur::FormuleNonCalculee => Cow::Borrowed(""),
        }
    }

    /// Returns the address of the cell on row `ligne`: `D14`.
    pub(crate) fn adresse(&self, ligne: u32) -> String {
        address(ligne, self.colonne)
    }
}

/// Returns the address of a cell from its 1-based row and column: `D14`.
pub(crate) fn address(ligne: u32, colonne: u32) -> String {
    let mut adresse = column_letters(colonne);
    let _ = write!(adresse, "{ligne}");
    adresse
}

/// Returns the 1-based row and column of an address (`D14`, `$D$14`); `None` when it is none or beyond any grid.
pub(crate) fn address_place(adresse: &[u8]) -> Option<(u32, u32)> {
    let (mut ligne, mut colonne) = (0_u32, 0_u32);
    for octet in adresse {
        match octet {
            b'A'..=b'Z' | b'a'..=b'z' if ligne == 0 => {
                colonne = colonne.checked_mul(26)?.checked_add(u32::from(octet.to_ascii_uppercase() - b'A') + 1)?;
            }
            b'0'..=b'9' if colonne > 0 => ligne = ligne.checked_mul(10)?.checked_add(u32::from(octet - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    (ligne > 0 && colonne > 0).then_some((ligne, colonne))
}

/// Returns the letters of a 1-based column: `27` is `AA`.
pub(crate) fn column_letters(colonne: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = colonne;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns the rows in order, each once, and their cells likewise: some programs write them as they come.
fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    if !rows.is_sorted_by(|a, b| a.ligne < b.ligne) {
        rows.sort_by_key(|row| row.ligne);
        rows.dedup_by(|next, kept| {
            let same = next.ligne == kept.ligne;
            if same {
                kept.cells.append(&mut next.cells);
                kept.masquee |= next.masquee;
            }
            same
        });
    }
    for row in &mut rows {
        if !row.cells.is_sorted_by(|a, b| a.colonne < b.colonne) {
            row.cells.sort_by_key(|cell| cell.colonne);
            // The last one written wins, as in Excel.
            row.cells.dedup_by(|next, kept| {
                let same = next.colonne == kept.colonne;
                if same {
                    std::mem::swap(next, kept);
                }
                same
            });
        }
    }
    rows
}

fn shown_number(nombre: f64, format: Option<&FormatNombre>) -> String {
    // `{}` prints a whole f64 without `.0` and never in scientific notation.
    let plain = format!("{nombre}");
    let Some(width) = format.map_or(0, FormatNombre::leading_zeros).checked_sub(plain.len()) else {
        return plain;
    };
    if nombre < 0.0 || plain.contains('.') {
        return plain;
    }
    "0".repeat(width) + &plain
}

impl FormatNombre {
    /// Returns how many digits the format always shows, `0` when it is no mask of plain digits.
    ///
    /// In a mask such as `0# ## ## ## ##`, every place after the first `0` shows a digit as soon as the value has it:
    /// a French phone number typed as a number always has nine, so the mask stands for ten.
    fn leading_zeros(&self) -> usize {
        let section = self.0.split(';').next().unwrap_or_default();
        let digits = section.chars().filter(|c| matches!(c, '0' | '#')).count();
        let plain = section.chars().all(|c| matches!(c, '0' | '#' | ' ' | '\u{a0}' | '.' | '-' | '\\' | '"' | '/'));
        if !plain || !section.starts_with('0') || section.contains("0.0") {
            return 0;
        }
        digits
    }
}

fn shown_date(date: &NaiveDateTime) -> String {
    if date.time() == chrono::NaiveTime::MIN {
        // The display of a day is its ISO form, at a tenth of the cost of a format.
        date.date().to_string()
    } else {
        date.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

fn shown_duration(jours: f64) -> String {
    let secondes = (jours * 86_400.0).round() as i64;
    let (heures, minutes, reste) = (secondes / 3_600, secondes.abs() / 60 % 60, secondes.abs() % 60);
    if reste == 0 { format!("{heures:02}:{minutes:02}") } else { format!("{heures:02}:{minutes:02}:{reste:02}") }
}

#[cfg(test)]
mod tests;
