//! Footnotes: the call in the text, and the note at the foot of the page.

use cpts_outline::Inline;
use docx_rs::{BuildXML, FootnoteReference, Paragraph, ParagraphChild, RunChild};

use super::{
    Body, canonical,
    inline::{Look, child},
    text::is_blank,
};
use crate::base::Style;

impl Body<'_> {
    /// Adds the call of a note to `children`, and the note to its part; a note inside a note stands in brackets.
    pub(super) fn footnote(&mut self, content: &[Inline], look: Look, children: &mut Vec<ParagraphChild>) {
        if is_blank(content) {
            return;
        }
        if self.in_note {
            children.extend(self.plain(" (", look));
            children.extend(self.runs(content, look));
            children.extend(self.plain(")", look));
            return;
        }
        let id = self.base.next_note();
        // A note says, it does not ask: its fields are text.
        self.controls.pause();
        self.in_note = true;
        let words = self.runs(content, Look::default());
        self.in_note = false;
        self.controls.resume();
        let mut paragraph = Paragraph::new().style(self.base.style(Style::FootnoteText));
        paragraph.children = words;
        let mut xml = String::new();
        // What docx-rs wrote a moment ago can be read.
        if canonical::push(&paragraph.build(), &[], &mut xml).is_ok() {
            let mark = format!(
                "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"{}\"/></w:rPr><w:footnoteRef/></w:r>\
                 <w:r><w:t xml:space=\"preserve\">\u{a0}</w:t></w:r>",
                self.base.style(Style::NoteCall)
            );
            self.base.add_note(id, &xml.replacen("</w:pPr>", &mark, 1));
        }
        let mut call = self.run("", Look { style: Some(Style::NoteCall), ..Look::default() });
        call.children.push(RunChild::FootnoteReference(FootnoteReference::new(id as usize)));
        children.push(child(call));
    }
}
