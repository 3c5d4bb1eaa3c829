//! Signature frames side by side.

use cpts_outline::{Inline, Signature};

use super::{
    BETWEEN_TABLES, Body, Previous,
    inline::Look,
    paragraph::Props,
    table::{Shape, borders},
    text::is_blank,
    widths::shares,
};
use crate::{
    DocxError,
    base::{GREY_MARK, Style},
};

/// Least height of a frame, in twips: room for a hand.
const HEIGHT: u32 = 2050;
/// Frames in a row.
const ACROSS: usize = 2;
/// Space above the lines of a frame, in twips.
const LINE: u32 = 80;

impl Body<'_> {
    /// Writes frames to sign in, kept together.
    pub(super) fn signatures(&mut self, frames: &[Signature]) -> Result<(), DocxError> {
        if frames.is_empty() {
            return Ok(());
        }
        if self.previous == Previous::Table {
            self.joint(BETWEEN_TABLES, "");
        }
        let widths = shares(self.base.text_width(self.section), &vec![1; frames.len().min(ACROSS)]);
        let line = (4, GREY_MARK);
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map(|side| (side, line));
        self.open_table(&Shape {
            style: Style::SignatureTable,
            widths: &widths,
            header: false,
            total: false,
            caption: "Signatures",
            description: "Un cadre par signataire",
            borders: borders(&sides),
        });
        let rows = frames.chunks(ACROSS).count();
        for (rank, row) in frames.chunks(ACROSS).enumerate() {
            push!(
                self.out.xml,
                "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{HEIGHT}\" w:hRule=\"atLeast\"/></w:trPr>"
            );
            for (place, frame) in row.iter().enumerate() {
                // An odd last frame takes the whole width.
                let span = if row.len() < widths.len() { widths.len() } else { 1 };
                let width: u32 = widths[place..place + span].iter().sum();
                let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
                push!(self.out.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}</w:tcPr>");
                self.frame(frame, rank + 1 < rows)?;
                self.out.xml += "</w:tc>";
            }
            self.out.xml += "</w:tr>";
        }
        self.out.xml += "</w:tbl>";
        self.out.forget_paragraph();
        self.previous = Previous::Table;
        Ok(())
    }

    fn frame(&mut self, frame: &Signature, keep_next: bool) -> Result<(), DocxError> {
        self.depth += 1;
        let title = [Inline::Text(frame.title.clone())];
        self.paragraph(Props { keep_next, ..Props::new(Style::TableKey) }, &title)?;
        for line in frame.lines.iter().filter(|line| !is_blank(line)) {
            let children = self.runs(line, Look::default());
            self.paragraph_of(Props { keep_next, before: Some(LINE), ..Props::new(Style::TableText) }, children)?;
        }
        self.depth -= 1;
        Ok(())
    }
}
