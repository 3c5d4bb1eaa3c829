//! Key figures as tiles: one cell each, three or four in a row.

use cpts_outline::{EtatChamp, Inline, KeyFigures, Tile, plain};

use super::{
    BETWEEN_TABLES, Body, Previous,
    inline::{Ink, Look, child},
    paragraph::Props,
    table::{Shape, borders},
    text::is_blank,
};
use crate::{DocxError, base::Style};

/// Width of the figures of Calibri, and of wide fonts that may stand in for the one of a user's base document.
const NARROW: u32 = 10;
const WIDE: u32 = 13;
/// Left and right margins of a tile together, in twips.
const MARGINS: u32 = 227;

impl Body<'_> {
    /// Writes key figures and their note.
    pub(super) fn tiles(&mut self, figures: &KeyFigures) -> Result<(), DocxError> {
        if figures.tiles.is_empty() {
            return Ok(());
        }
        if self.previous == Previous::Table {
            self.joint(BETWEEN_TABLES, "");
        }
        let width = self.base.text_width(self.section);
        let rows = rows(figures.tiles.len());
        // Rows of three over rows of two: the grid has the edges of both.
        let mut edges: Vec<u32> =
            rows.iter().flat_map(|tiles| (0..=*tiles).map(move |n| edge(width, n, *tiles))).collect();
        edges.sort_unstable();
        edges.dedup();
        let widths: Vec<u32> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        self.open_table(&Shape {
            style: Style::TileTable,
            widths: &widths,
            header: false,
            total: false,
            caption: &figures.title,
            description: "Une case par chiffre : valeur, libellé, évolution",
            borders: borders(&[("insideH", (48, "FFFFFF")), ("insideV", (48, "FFFFFF"))]),
        });
        let mut tiles = figures.tiles.iter();
        for (rank, count) in rows.iter().enumerate() {
            let row: Vec<&Tile> = tiles.by_ref().take(*count as usize).collect();
            let keep_next = rank + 1 < rows.len() || !is_blank(&figures.note);
            let size = size(
                &row,
                (width / count - MARGINS) * NARROW / if self.base.font() == "Calibri" { NARROW } else { WIDE },
            );
            self.out.xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
            for (place, tile) in row.into_iter().enumerate() {
                let (left, right) = (edge(width, place as u32, *count), edge(width, place as u32 + 1, *count));
                let span = edges.iter().filter(|edge| (left + 1..=right).contains(edge)).count();
                // The first figure is the one to remember: it stands out, in grey prints too.
                let first = rank == 0 && place == 0 && tile.value.iter().all(is_known);
                let palette = self.base.palette();
                let (ground, ink) = if first { (&palette.accent, Ink::White) } else { (&palette.tint1, Ink::Style) };
                let ground = ground.clone();
                let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
                push!(
                    self.out.xml,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}\
                     <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{ground}\"/><w:vAlign w:val=\"top\"/></w:tcPr>",
                    right - left
                );
                self.tile(tile, Look { size, ink, ..Look::default() }, keep_next)?;
                self.out.xml += "</w:tc>";
            }
            self.out.xml += "</w:tr>";
        }
        self.out.xml += "</w:tbl>";
        self.out.forget_paragraph();
        self.previous = Previous::Table;
        self.note(&figures.note)
    }

    fn tile(&mut self, tile: &Tile, look: Look, keep_next: bool) -> Result<(), DocxError> {
        let outer = self.previous;
        self.depth += 1;
        let mut children = self.runs(&tile.value, look);
        if !tile.unit.is_empty() {
            let unit = Look { size: Some(look.size.unwrap_or(VALUE) * 4 / 7), ..look };
            children.push(child(self.run(&format!("\u{a0}{}", tile.unit), unit)));
        }
        self.paragraph_of(Props { keep_next: true, ..Props::new(Style::KeyValue) }, children)?;
        let mut lines = vec![(Style::KeyLabel, &tile.label)];
        if !tile.evolution.is_empty() {
            lines.push((Style::KeyEvolution, &tile.evolution));
        }
        for (style, texte) in lines {
            let children = self.runs(&[Inline::Text(texte.clone())], Look { size: None, ..look });
            self.paragraph_of(Props { keep_next, ..Props::new(style) }, children)?;
        }
        self.depth -= 1;
        self.previous = outer;
        Ok(())
    }
}

/// Whether a piece of a figure is more than a place to fill in.
fn is_known(piece: &Inline) -> bool {
    !matches!(piece, Inline::Champ(champ) if champ.etat == EtatChamp::Manquant)
}

/// Half-points of a value in its style.
const VALUE: usize = 56;

/// Tiles of each row: rows of three or four as full as can be.
fn rows(tiles: usize) -> Vec<u32> {
    match tiles {
        0..=4 => vec![tiles as u32],
        5 => vec![3, 2],
        6 => vec![3, 3],
        7 => vec![4, 3],
        more => {
            let mut rows = vec![4];
            rows.extend(self::rows(more - 4));
            rows
        }
    }
}

/// Place of edge `n` among `tiles` equal tiles.
fn edge(width: u32, n: u32, tiles: u32) -> u32 {
    width * n / tiles
}

/// Half-points for the values of a row, the same for all, or `None` for the size of the style.
fn size(row: &[&Tile], width: u32) -> Option<usize> {
    let widest = row
        .iter()
        .map(|tile| {
            let unit = tile.unit.chars().count();
            // The unit is set at four sevenths of the value, after a space.
            plain(&tile.value).chars().count() * 7 + if unit > 0 { (unit + 1) * 4 } else { 0 }
        })
        .max()
        .unwrap_or(0);
    // A bold figure is half as wide as its size is high, a little more for letters.
    let fits = |half_points: usize| widest * half_points * 11 / 2 / 7 <= width as usize;
    [56, 40, 32].into_iter().find(|size| fits(*size)).or(Some(28)).filter(|size| *size != VALUE)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn tiles_fill_rows_of_three_or_four() {
        assert_eq!([5, 6, 7, 8].map(rows), [[3, 2], [3, 3], [4, 3], [4, 4]]);
        assert_eq!(rows(3), [3]);
        assert_eq!(rows(9), [4, 3, 2]);
    }
}
