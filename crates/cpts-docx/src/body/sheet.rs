//! Sheets: a table whose right column holds narrative texts.

use cpts_outline::{Block, Inline, Sheet, plain};

use super::{
    BETWEEN_TABLES, Body, Next, Previous,
    boxes::{Holder, Type},
    inline::Look,
    paragraph::Props,
    table::{Shape, borders},
    widths::{lines, shares},
};
use crate::{
    DocxError,
    base::{GREY_HAIRLINE, Style},
};

/// Shares of the titles and of the texts.
const SHARES: [u32; 2] = [2650, 6421];
/// Cell margins left and right together, in twips.
const MARGINS: u32 = 170;

/// Lines of text of a sheet that stays on one page: a higher one would leave a gap above it.
const WHOLE: usize = 16;
/// Lines of text of a row that is not cut in two: a higher one may need the room that is left.
const ROW: usize = 20;

/// Returns the width left to the texts of a sheet as wide as `text_width`, in twips.
pub(super) fn text_column(text_width: u32) -> u32 {
    shares(text_width, &SHARES)[1].saturating_sub(MARGINS)
}

impl Body<'_> {
    /// Writes a sheet: titles on the left, texts on the right.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> Result<(), DocxError> {
        if sheet.rows.is_empty() {
            return Ok(());
        }
        if sheet.captioned {
            self.table_caption(&sheet.caption)?;
        } else if self.previous == Previous::Table {
            self.joint(BETWEEN_TABLES, "");
        }
        let widths = shares(self.base.text_width(self.section), &SHARES);
        let accent = self.base.palette().accent.clone();
        self.open_table(&Shape {
            style: Style::KeyTable,
            widths: &widths,
            header: false,
            total: false,
            caption: &plain(&sheet.caption),
            description: &sheet.description,
            borders: borders(&[
                ("top", (8, accent.as_str())),
                ("bottom", (8, accent.as_str())),
                ("insideH", (4, GREY_HAIRLINE)),
            ]),
        });
        let outer = (self.holder, self.next);
        let size = if sheet.dense { Type::Small } else { Type::Usual };
        self.holder = Holder::Cell(size);
        self.depth += 1;
        let height =
            |(title, blocks): &(Vec<Inline>, Vec<Block>)| lines(title, widths[0]).max(stacked(blocks, widths[1]));
        let heights: Vec<usize> = sheet.rows.iter().map(height).collect();
        let (all, whole) = (heights.len(), heights.iter().sum::<usize>() <= WHOLE);
        for (rank, (title, blocks)) in sheet.rows.iter().enumerate() {
            let cut = if heights[rank] > ROW { "" } else { "<w:trPr><w:cantSplit/></w:trPr>" };
            push!(self.out.xml, "<w:tr>{cut}<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[0]);
            let children = self.runs(title, Look { bold: sheet.dense, ..Look::default() });
            let key = if sheet.dense { Style::TableDense } else { Style::TableKey };
            // The first and the last row are never alone on a page.
            let keep_next = rank + 1 < all && (whole || rank == 0 || rank + 2 == all);
            self.paragraph_of(Props { keep_next, ..Props::new(key) }, children)?;
            push!(self.out.xml, "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[1]);
            (self.next, self.previous) = (Next::Nothing, Previous::Text);
            self.blocks(blocks)?;
            // Word wants a paragraph last in a cell, and a narrative text ends with its control.
            if !self.out.xml.ends_with("</w:p>") {
                self.joint(0, "");
            }
            self.out.xml += "</w:tc></w:tr>";
        }
        self.depth -= 1;
        (self.holder, self.next) = outer;
        self.out.xml += "</w:tbl>";
        self.out.forget_paragraph();
        self.previous = Previous::Table;
        Ok(())
    }
}

/// Returns the lines of text of blocks one under the other; what is no text counts for one.
fn stacked(blocks: &[Block], width: u32) -> usize {
    let height = |block: &Block| match block {
        Block::Paragraph { content, .. } => lines(content, width),
        Block::List { items, .. } => items.iter().map(|item| stacked(item, width)).sum(),
        Block::RichText { blocks, .. } => stacked(blocks, width),
        _ => 1,
    };
    blocks.iter().map(height).sum()
}
