//! A worksheet: cells get another format, absent ones are made, and the drawing of the notes is tied.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use cpts_model::Gravite;
use cpts_paquet::xml::{Kind, Tag};

use super::{
    AnnoterError, Cellule,
    patch::{Patch, each_tag, with_attribute, without_attribute},
    styles::Styles,
};

/// Elements of a worksheet that come after the drawing of its notes.
const AFTER_NOTES: [&str; 10] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "AlternateContent",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "webExtensions",
];

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A worksheet being changed.
pub(super) struct Feuille<'a> {
    text: &'a str,
    patch: Patch,
    prefix: String,
    /// Id of the relationship to the drawing of the notes it has.
    pub(super) notes: Option<String>,
    /// Where that of new ones is named.
    notes_at: usize,
}

/// The row being read.
struct Row {
    number: u32,
    /// Last column read.
    column: u32,
    tag: Range<usize>,
    /// Format of its empty cells.
    format: Option<usize>,
    /// Cells were added to it.
    grown: bool,
}

impl<'a> Feuille<'a> {
    /// Reads a worksheet and gives the cells the ground of their gravity.
    pub(super) fn shade(
        text: &'a str,
        cells: &BTreeMap<Cellule, Gravite>,
        styles: &mut Styles<'_>,
    ) -> Result<Self, AnnoterError> {
        let mut walk = Walk {
            text,
            cells,
            styles,
            patch: Patch::default(),
            prefix: String::new(),
            columns: Vec::new(),
            row: None,
            last_row: 0,
            pending: cells.keys().copied().collect(),
            notes: None,
            notes_at: None,
            end: None,
            grid: false,
            disorder: false,
        };
        each_tag(text, |tag| walk.tag(tag))?;
        let (Some(end), true, false) = (walk.end, walk.grid, walk.disorder) else {
            return Err(AnnoterError::Illisible);
        };
        let Walk { patch, prefix, notes, notes_at, .. } = walk;
        Ok(Self { text, patch, prefix, notes, notes_at: notes_at.unwrap_or(end) })
    }

    /// Ties the drawing of the notes.
    pub(super) fn tie_notes(&mut self, id: &str) {
        let tag = format!(r#"<{}legacyDrawing xmlns:r="{RELATIONS}" r:id="{id}"/>"#, self.prefix);
        self.patch.insert(self.notes_at, tag);
    }

    /// Returns the changed part.
    pub(super) fn finish(self) -> String {
        self.patch.apply(self.text)
    }
}

/// The walk through a worksheet.
struct Walk<'w, 'a, 's> {
    text: &'a str,
    cells: &'w BTreeMap<Cellule, Gravite>,
    styles: &'w mut Styles<'s>,
    patch: Patch,
    prefix: String,
    /// Formats of columns: first, last, format.
    columns: Vec<(u32, u32, usize)>,
    row: Option<Row>,
    last_row: u32,
    /// Cells not met yet, in order.
    pending: std::collections::VecDeque<Cellule>,
    notes: Option<String>,
    notes_at: Option<usize>,
    end: Option<usize>,
    grid: bool,
    /// Rows or cells that are not in order: what is missing has no place.
    disorder: bool,
}

impl Walk<'_, '_, '_> {
    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.depth, tag.local()) {
            (0, "worksheet") => match tag.kind {
                Kind::Open => tag.prefix().clone_into(&mut self.prefix),
                _ => self.end = Some(tag.range.start),
            },
            (1, "sheetData") => {
                self.grid = true;
                match tag.kind {
                    Kind::Open => {}
                    Kind::Close => {
                        let rows = self.rows_until(u32::MAX);
                        self.patch.insert(tag.range.start, rows);
                    }
                    Kind::Empty => {
                        let (rows, p) = (self.rows_until(u32::MAX), self.prefix.clone());
                        if !rows.is_empty() {
                            self.patch.replace(tag.range.clone(), format!("<{p}sheetData>{rows}</{p}sheetData>"));
                        }
                    }
                }
            }
            (1, "legacyDrawing") if tag.begins() => self.notes = tag.attribute_named("id"),
            (1, after) if tag.begins() && self.grid && self.notes_at.is_none() && AFTER_NOTES.contains(&after) => {
                self.notes_at = Some(tag.range.start);
            }
            (2, "col") if tag.begins() => {
                let number = |name: &str| tag.attribute(name).and_then(|value| value.parse().ok());
                if let (Some(first), Some(last), Some(format)) = (number("min"), number("max"), number("style")) {
                    self.columns.push((first, last, format as usize));
                }
            }
            (2, "row") => self.row(tag),
            (3, "c") if tag.begins() => self.cell(tag),
            _ => {}
        }
    }

    fn row(&mut self, tag: &Tag<'_>) {
        if tag.kind == Kind::Close {
            self.end_row(tag.range.start);
            return;
        }
        let number = tag.attribute("r").and_then(|r| r.parse().ok()).unwrap_or(self.last_row + 1);
        self.disorder |= number <= self.last_row;
        let before = self.rows_until(number);
        self.patch.insert(tag.range.start, before);
        self.last_row = number;
        let own = tag.attribute("customFormat").is_some_and(|value| value == "1" || value == "true");
        let format = tag.attribute("s").filter(|_| own).and_then(|s| s.parse().ok());
        let row = Row { number, column: 0, tag: tag.range.clone(), format, grown: false };
        if tag.kind == Kind::Open {
            self.row = Some(row);
            return;
        }
        let cells = self.cells_until(&row, u32::MAX);
        if !cells.is_empty() {
            let p = &self.prefix;
            let open = without_attribute(&self.text[tag.range.clone()], "spans");
            let open = open.trim_end_matches("/>").trim_end();
            self.patch.replace(tag.range.clone(), format!("{open}>{cells}</{p}row>"));
        }
    }

    fn end_row(&mut self, at: usize) {
        let Some(mut row) = self.row.take() else { return };
        let cells = self.cells_until(&row, u32::MAX);
        row.grown |= !cells.is_empty();
        self.patch.insert(at, cells);
        if row.grown {
            let tag = &self.text[row.tag.clone()];
            let bare = without_attribute(tag, "spans");
            if bare != tag {
                self.patch.replace(row.tag, bare);
            }
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let Some(mut row) = self.row.take() else { return };
        let named = tag.attribute("r").and_then(|r| Cellule::parse(&r));
        let column = named.map_or(row.column + 1, |cellule| cellule.colonne);
        self.disorder |= column <= row.column;
        let before = self.cells_until(&row, column);
        row.grown |= !before.is_empty();
        self.patch.insert(tag.range.start, before);
        row.column = column;
        let cellule = Cellule { ligne: row.number, colonne: column };
        if self.pending.front() == Some(&cellule) {
            self.pending.pop_front();
            let format = tag.attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0);
            let shaded = self.styles.shaded(format, self.cells[&cellule]).to_string();
            self.patch.replace(tag.range.clone(), with_attribute(&self.text[tag.range.clone()], "s", &shaded));
        }
        self.row = Some(row);
    }

    /// Returns the rows that are missing before a row, with their cells.
    fn rows_until(&mut self, number: u32) -> String {
        let mut rows = String::new();
        while let Some(next) = self.pending.front().filter(|next| next.ligne < number).copied() {
            let row = Row { number: next.ligne, column: 0, tag: 0..0, format: None, grown: true };
            let (p, cells) = (self.prefix.clone(), self.cells_until(&row, u32::MAX));
            let _ = write!(rows, r#"<{p}row r="{}">{cells}</{p}row>"#, next.ligne);
        }
        rows
    }

    /// Returns the cells that are missing in a row before a column.
    fn cells_until(&mut self, row: &Row, column: u32) -> String {
        let mut cells = String::new();
        while let Some(next) = self.pending.front().copied() {
            if next.ligne != row.number || next.colonne >= column {
                break;
            }
            self.pending.pop_front();
            let of_column = || self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&next.colonne));
            let format = row.format.or_else(|| of_column().map(|(.., format)| *format)).unwrap_or(0);
            let shaded = self.styles.shaded(format, self.cells[&next]);
            let _ = write!(cells, r#"<{}c r="{next}" s="{shaded}"/>"#, self.prefix);
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annoter::styles::EMPTY;

    /// Shades the cells and returns the sheet.
    fn shaded(sheet: &str, places: &[&str]) -> Result<String, AnnoterError> {
        let cells =
            places.iter().map(|place| (Cellule::parse(place).expect("a cell"), Gravite::Avertissement)).collect();
        let mut styles = Styles::parse(EMPTY).expect("styles");
        let mut feuille = Feuille::shade(sheet, &cells, &mut styles)?;
        feuille.tie_notes("rId7");
        Ok(feuille.finish())
    }

    #[test]
    fn absent_cells_and_rows_are_made_in_their_place() {
        let sheet = concat!(
            r#"<worksheet><cols><col min="2" max="3" style="0"/></cols><sheetData>"#,
            r#"<row r="2" spans="1:3" ht="20"><c r="A2"/><c r="C2" s="0"><v>1</v></c></row><row r="4"/></sheetData>"#,
            r#"<pageMargins/><tableParts/></worksheet>"#
        );
        let attendu = concat!(
            r#"<worksheet><cols><col min="2" max="3" style="0"/></cols><sheetData>"#,
            r#"<row r="1"><c r="B1" s="1"/></row>"#,
            r#"<row r="2" ht="20"><c r="A2" s="1"/><c r="B2" s="1"/><c r="C2" s="1"><v>1</v></c><c r="D2" s="1"/></row>"#,
            r#"<row r="3"><c r="A3" s="1"/></row><row r="4"><c r="A4" s="1"/></row><row r="5"><c r="C5" s="1"/></row></sheetData>"#,
            r#"<pageMargins/><legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId7"/>"#,
            r#"<tableParts/></worksheet>"#
        );
        let places = ["B1", "A2", "B2", "C2", "D2", "A3", "A4", "C5"];
        assert_eq!(shaded(sheet, &places).expect("a sheet"), attendu);
    }

    #[test]
    fn cells_without_address_follow_the_one_before() {
        let sheet =
            "<x:worksheet><x:sheetData><x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
        let shaded = shaded(sheet, &["B1", "C1", "A2"]).expect("a sheet");
        assert!(shaded.contains(r#"<x:c/><x:c s="1"><x:v>2</x:v></x:c><x:c r="C1" s="1"/></x:row><x:row r="2"><x:c r="A2" s="1"/></x:row>"#), "{shaded}");
        assert!(shaded.contains("<x:legacyDrawing "), "{shaded}");
    }

    #[test]
    fn empty_sheet_gets_its_grid_and_a_disordered_one_is_refused() {
        let empty = shaded("<worksheet><sheetData/></worksheet>", &["B3"]).expect("a sheet");
        assert!(
            empty.starts_with(r#"<worksheet><sheetData><row r="3"><c r="B3" s="1"/></row></sheetData>"#),
            "{empty}"
        );
        let rows = r#"<worksheet><sheetData><row r="5"/><row r="3"/></sheetData></worksheet>"#;
        let cells = r#"<worksheet><sheetData><row r="5"><c r="B5"/><c r="A5"/></row></sheetData></worksheet>"#;
        for sheet in [rows, cells, "<worksheet></worksheet>", "<worksheet><sheetData>"] {
            assert!(matches!(shaded(sheet, &["A4"]), Err(AnnoterError::Illisible)), "{sheet}");
        }
    }
}
