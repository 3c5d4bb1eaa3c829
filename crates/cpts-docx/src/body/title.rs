//! Titles and captions: what is numbered, and what references point to.

use cpts_outline::{Heading, Inline};
use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild};

use super::{
    Body, Previous,
    inline::{Ink, Look},
    paragraph::{Page, Props},
    text::is_blank,
};
use crate::{DocxError, base::Style};

/// Space above a title of the first level that begins no page, in twips.
const FOLLOWING: u32 = 480;

impl Body<'_> {
    /// Writes a title.
    pub(super) fn title(&mut self, heading: &Heading) -> Result<(), DocxError> {
        if is_blank(&heading.content) {
            return Ok(());
        }
        let Some(title) = self.plan.titles.get(self.titles) else { return Ok(()) };
        let (level, kind, signet, new_page) = (title.level, title.kind, title.signet.clone(), title.new_page);
        self.titles += 1;
        let look = self.base.heading(kind, level);
        let page = match (new_page, level) {
            (true, _) => Page::Begins,
            (false, 1) => Page::Follows,
            (false, _) => Page::AsStyle,
        };
        let mut props = Props { numbering: look.numbering, page, ..Props::new(look.style) };
        if page == Page::Follows && self.previous != Previous::Nothing {
            props.before = Some(FOLLOWING);
        }
        if level == 2 && self.previous == Previous::Chapter || new_page && level > 1 {
            props.before = Some(0);
        }
        let mut children = self.runs(&heading.content, Look::default());
        self.bookmark(&signet, &mut children);
        self.paragraph_of(props, children)?;
        self.previous = if level == 1 { Previous::Chapter } else { Previous::Text };
        Ok(())
    }

    /// Writes the caption of a table.
    pub(super) fn table_caption(&mut self, caption: &[Inline]) -> Result<(), DocxError> {
        self.tables += 1;
        let signet = self.plan.tables.get(self.tables - 1).map(|caption| caption.signet.clone());
        self.caption("Tableau", self.tables, signet, caption)
    }

    /// Writes the caption of a figure.
    pub(super) fn figure_caption(&mut self, caption: &[Inline]) -> Result<(), DocxError> {
        self.figures += 1;
        let signet = self.plan.figures.get(self.figures - 1).map(|caption| caption.signet.clone());
        self.caption("Figure", self.figures, signet, caption)
    }

    fn caption(
        &mut self,
        label: &str,
        number: usize,
        signet: Option<String>,
        caption: &[Inline],
    ) -> Result<(), DocxError> {
        let accent = Look { ink: Ink::Accent, ..Look::default() };
        let mut children = self.plain(&format!("{label}\u{a0}"), accent);
        // The bookmark holds the number alone: the words before it belong to the sentence that cites it.
        let mut field = self.field(&format!(" SEQ {label} \\* ARABIC "), &number.to_string(), accent);
        if let Some(signet) = signet {
            self.bookmark(&signet, &mut field);
        }
        children.append(&mut field);
        if !is_blank(caption) {
            children.extend(self.plain("\u{a0}– ", accent));
            children.extend(self.runs(caption, Look::default()));
        }
        // The caption of a user's base document may let go of what it names.
        self.paragraph_of(Props { keep_next: true, ..Props::new(Style::Caption) }, children)
    }

    pub(super) fn bookmark(&mut self, signet: &str, children: &mut Vec<ParagraphChild>) {
        let id = self.base.next_id() as usize;
        children.insert(0, ParagraphChild::BookmarkStart(BookmarkStart::new(id, signet)));
        children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
    }
}
