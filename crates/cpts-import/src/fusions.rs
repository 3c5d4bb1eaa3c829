//! Cells merged downwards: which of them cover a row, read from top to bottom.

use crate::cells::{Cell, Fusion, Sheet};

/// The vertical merges of a sheet that hold a value, followed row after row.
#[derive(Debug, Default)]
pub(crate) struct Verticales<'a> {
    /// From top to bottom.
    merges: Vec<(Fusion, &'a Cell)>,
    next: usize,
    /// Those that cover the row asked for last, at most one for each column.
    active: Vec<(Fusion, &'a Cell)>,
}

impl<'a> Verticales<'a> {
    /// Returns those that begin below a row.
    pub(crate) fn below(sheet: &'a Sheet, ligne: u32) -> Self {
        let merges = sheet
            .fusions
            .iter()
            .filter(|f| f.derniere_ligne > f.ligne && f.colonne == f.derniere_colonne && f.ligne > ligne)
            .filter_map(|f| {
                let row = sheet.rows.binary_search_by_key(&f.ligne, |row| row.ligne).ok().map(|i| &sheet.rows[i])?;
                row.cells.iter().find(|cell| cell.colonne == f.colonne).map(|cell| (*f, cell))
            })
            .collect();
        Self { merges, next: 0, active: Vec::new() }
    }

    /// Returns those that reach the row from above it; rows are asked for in their order.
    pub(crate) fn covering(&mut self, ligne: u32) -> &[(Fusion, &'a Cell)] {
        while let Some((fusion, cell)) = self.merges.get(self.next).filter(|(fusion, _)| fusion.ligne < ligne) {
            // Excel allows one merge over a cell; a file that states a thousand must not cost a thousand values a row.
            self.active.retain(|(other, _)| other.colonne != fusion.colonne);
            self.active.push((*fusion, cell));
            self.next += 1;
        }
        self.active.retain(|(fusion, _)| ligne <= fusion.derniere_ligne);
        &self.active
    }
}
