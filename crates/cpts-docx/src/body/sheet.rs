//! Sheets: a table whose right column holds narrative texts.

use cpts_outline::{Sheet, plain};

use super::{
    BETWEEN_TABLES, Body, Previous,
    boxes::{Holder, Type},
    inline::Look,
    paragraph::Props,
    table::{Shape, borders},
    widths::shares,
};
use crate::{
    DocxError,
    base::{GREY_HAIRLINE, Style},
};

/// Shares of the titles and of the texts.
const SHARES: [u32; 2] = [2650, 6421];
/// Cell margins left and right together, in twips.
const MARGINS: u32 = 170;

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
        let outer = (self.holder, self.tail);
        let size = if sheet.dense { Type::Small } else { Type::Usual };
        self.holder = Holder::Cell(size);
        self.depth += 1;
        for (title, blocks) in &sheet.rows {
            push!(self.out.xml, "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[0]);
            let children = self.runs(title, Look { bold: sheet.dense, ..Look::default() });
            let key = if sheet.dense { Style::TableDense } else { Style::TableKey };
            self.paragraph_of(Props::new(key), children)?;
            push!(self.out.xml, "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[1]);
            (self.tail, self.previous) = (true, Previous::Text);
            self.blocks(blocks)?;
            // Word wants a paragraph last in a cell, and a narrative text ends with its control.
            if !self.out.xml.ends_with("</w:p>") {
                self.joint(0, "");
            }
            self.out.xml += "</w:tc></w:tr>";
        }
        self.depth -= 1;
        (self.holder, self.tail) = outer;
        self.out.xml += "</w:tbl>";
        self.out.forget_paragraph();
        self.previous = Previous::Table;
        Ok(())
    }
}
