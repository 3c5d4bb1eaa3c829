//! Rows by the thousand, streamed into a sheet whose frame rust_xlsxwriter has written.
//!
//! The writer keeps every cell until the end: 450 MB and three seconds for a hundred thousand members; its low-memory
//! mode goes through a temporary file. So it writes the frame, which is everything but the rows: styles, table,
//! filters, print set-up, the other sheets. Two sample rows in the frame tell the style of each column; the rows
//! replace them one at a time, straight into the compressed part.

use std::{
    fmt::{Display, Write as _},
    io::{self, Cursor, Write},
};

use cpts_paquet::{CompressedPart, Package, PackageWriter, guard::Limits};
use rust_xlsxwriter::utility::column_number_to_name;

use crate::{
    XlsxError,
    apparence::{HAUTEUR_LIGNE, height},
    texte::push_inline,
};

/// A package whose one sheet lacks its rows.
pub(crate) struct Cadre {
    package: Package,
    part: String,
    before: String,
    after: String,
    columns: Vec<Colonne>,
    first_row: u32,
}

/// What every cell of a column begins with, from its reference on.
struct Colonne {
    letters: String,
    valeur: String,
    a_completer: String,
}

impl Cadre {
    /// Opens what rust_xlsxwriter wrote. The sample rows of `part`, blank cells only, are `first_row` in A1 notation for
    /// values and the next one for values that are missing.
    pub(crate) fn read(octets: &[u8], part: &str, first_row: u32) -> Result<Self, XlsxError> {
        let package = Package::read(octets, &Limits::default())?;
        let sheet = package.get(part).and_then(|octets| std::str::from_utf8(octets).ok()).ok_or(XlsxError::Frame)?;
        let (before, rest) = sheet.split_once(&format!("<row r=\"{first_row}\"")).ok_or(XlsxError::Frame)?;
        let (samples, after) = rest.split_once("</sheetData>").ok_or(XlsxError::Frame)?;
        let (values, missing) = samples.split_once(&format!("<row r=\"{}\"", first_row + 1)).ok_or(XlsxError::Frame)?;
        let columns = styles(values).zip(styles(missing)).enumerate();
        let columns = columns
            .map(|(index, (valeur, a_completer))| Colonne {
                letters: column_number_to_name(index as u16),
                valeur: format!("\" s=\"{valeur}\""),
                a_completer: format!("\" s=\"{a_completer}\""),
            })
            .collect();
        Ok(Self {
            before: before.to_owned(),
            after: format!("</sheetData>{after}"),
            columns,
            part: part.to_owned(),
            first_row,
            package,
        })
    }

    /// Returns the package, whose other parts may be rewritten.
    pub(crate) fn package(&mut self) -> &mut Package {
        &mut self.package
    }

    /// Writes the whole package, with one row for each item.
    pub(crate) fn write<T>(
        mut self,
        items: impl ExactSizeIterator<Item = T>,
        cells: impl Fn(&mut Ligne<'_>, T),
    ) -> Result<Vec<u8>, XlsxError> {
        self.state_dimension(items.len() as u32);
        let sheet = CompressedPart::write(&self.part, |out| -> io::Result<()> {
            out.write_all(self.before.as_bytes())?;
            let mut ligne = Ligne { columns: &self.columns, number: String::new(), cells: String::new(), hauteur: 0.0 };
            for (row, item) in (self.first_row..).zip(items) {
                ligne.start(row);
                cells(&mut ligne, item);
                ligne.end(out)?;
            }
            out.write_all(self.after.as_bytes())
        })?;
        let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &self.package.types)?;
        for (name, part) in self.package.iter().filter(|(name, _)| *name != self.part) {
            writer.part(name, part)?;
        }
        writer.compressed(sheet)?;
        Ok(writer.finish()?.into_inner())
    }

    /// States the true range of the sheet instead of that of the samples.
    fn state_dimension(&mut self, rows: u32) {
        let last = self.columns.last().map_or("A", |column| column.letters.as_str());
        let row = (self.first_row + rows).saturating_sub(1).max(1);
        if let Some((start, rest)) = self.before.split_once("<dimension ref=\"")
            && let Some((_, end)) = rest.split_once('"')
        {
            self.before = format!("{start}<dimension ref=\"A1:{last}{row}\"{end}");
        }
    }
}

/// A row being written.
pub(crate) struct Ligne<'a> {
    columns: &'a [Colonne],
    number: String,
    cells: String,
    hauteur: f64,
}

impl Ligne<'_> {
    /// Pushes a text; the row grows to `lignes` lines of it.
    pub(crate) fn texte(&mut self, column: usize, texte: &str, lignes: u32) {
        self.open(column, false);
        self.cells.push_str(" t=\"inlineStr\">");
        push_inline(&mut self.cells, texte);
        self.cells.push_str("</c>");
        self.hauteur = self.hauteur.max(height(HAUTEUR_LIGNE, lignes));
    }

    /// Pushes the words that stand for a missing value.
    pub(crate) fn a_completer(&mut self, column: usize, texte: &str) {
        self.open(column, true);
        self.cells.push_str(" t=\"inlineStr\">");
        push_inline(&mut self.cells, texte);
        self.cells.push_str("</c>");
    }

    /// Pushes a number.
    pub(crate) fn nombre(&mut self, column: usize, nombre: impl Display) {
        self.open(column, false);
        // Writing to a string cannot fail.
        let _ = write!(self.cells, "><v>{nombre}</v></c>");
    }

    /// Pushes a cell without value, for its border.
    pub(crate) fn vide(&mut self, column: usize) {
        self.open(column, false);
        self.cells.push_str("/>");
    }

    fn open(&mut self, column: usize, a_completer: bool) {
        let column = &self.columns[column];
        self.cells.push_str("<c r=\"");
        self.cells.push_str(&column.letters);
        self.cells.push_str(&self.number);
        self.cells.push_str(if a_completer { &column.a_completer } else { &column.valeur });
    }

    fn start(&mut self, row: u32) {
        self.cells.clear();
        self.number.clear();
        self.hauteur = HAUTEUR_LIGNE;
        let _ = write!(self.number, "{row}");
    }

    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<row r=\"{}\" ht=\"{}\" customHeight=\"1\">", self.number, self.hauteur)?;
        out.write_all(self.cells.as_bytes())?;
        out.write_all(b"</row>")
    }
}

/// Returns the styles of the blank cells of a sample row, in the order of the columns.
fn styles(row: &str) -> impl Iterator<Item = &str> {
    row.split("<c ")
        .skip(1)
        .map(|cell| cell.split_once(" s=\"").and_then(|(_, s)| s.split_once('"')).map_or("0", |s| s.0))
}
