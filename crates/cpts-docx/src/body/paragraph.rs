//! Paragraphs: what they say through docx-rs, or straight into the text where they are many and plain.

use cpts_outline::Inline;
use docx_rs::{
    AlignmentType, BuildXML, IndentLevel, LineSpacing, NumberingId, Paragraph, ParagraphChild, SpecialIndentType, Tab,
    TabLeaderType, TabValueType,
};

use super::{Body, Previous, canonical, inline::Look, text::push_run_content};
use crate::{
    DocxError,
    base::{Numbering, Style},
};

/// Properties of a paragraph beyond its style.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of Word that stands alone")]
pub(super) struct Props {
    pub(super) style: Style,
    pub(super) keep_next: bool,
    pub(super) page: Page,
    /// List and level.
    pub(super) numbering: Option<Numbering>,
    /// Space before, in twips, where it differs from the style.
    pub(super) before: Option<u32>,
    /// Space after, in twips, where it differs from the style.
    pub(super) after: Option<u32>,
    /// Left, hanging and right indents in twips, where they differ from the style.
    pub(super) indent: Option<Indent>,
    /// Against the right edge.
    pub(super) right: bool,
    /// A page number against the right edge, after a tab.
    pub(super) page_tab: Option<PageTab>,
}

/// The tab before a page number.
#[derive(Clone, Copy)]
pub(super) struct PageTab {
    /// Dots lead to the number.
    pub(super) leader: bool,
}

/// Whether a paragraph begins a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// As its style says.
    AsStyle,
    /// Whatever its style says. Office suites leave no empty page where it is at the top of one already.
    Begins,
    /// It stays on the page though its style begins one.
    Follows,
}

/// Indents in twips.
#[derive(Clone, Copy)]
pub(super) struct Indent {
    pub(super) left: i32,
    pub(super) hanging: i32,
    pub(super) right: i32,
}

impl Props {
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            keep_next: false,
            page: Page::AsStyle,
            numbering: None,
            before: None,
            after: None,
            indent: None,
            right: false,
            page_tab: None,
        }
    }
}

/// Says that the paragraph begins no page; docx-rs only knows how to say that it does.
fn without_page_break(built: Vec<u8>) -> Vec<u8> {
    const START: &[u8] = b"<w:pPr>";
    let Some(at) = built.windows(START.len()).position(|window| window == START) else { return built };
    let (before, after) = built.split_at(at + START.len());
    [before, b"<w:pageBreakBefore w:val=\"0\"/>", after].concat()
}

impl Body<'_> {
    /// Writes a paragraph of running text.
    pub(super) fn paragraph(&mut self, props: Props, content: &[Inline]) -> Result<(), DocxError> {
        let children = self.runs(content, Look::default());
        self.paragraph_of(props, children)
    }

    /// Writes a paragraph made of `children`.
    pub(super) fn paragraph_of(&mut self, props: Props, mut children: Vec<ParagraphChild>) -> Result<(), DocxError> {
        if let Some(etat) = self.opening.take() {
            self.shield(etat, &mut children);
        }
        let mut paragraph = Paragraph::new().style(self.base.style(props.style));
        if props.keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if props.page == Page::Begins {
            paragraph = paragraph.page_break_before(true);
        }
        if props.style == Style::TocHeading {
            // The style may stand on a title; the contents do not list themselves.
            paragraph = paragraph.outline_lvl(9);
        }
        if let Some(Numbering { num_id, level }) = props.numbering {
            let (num_id, level) = (NumberingId::new(num_id as usize), IndentLevel::new(usize::from(level)));
            paragraph = paragraph.numbering(num_id, level);
        }
        if props.before.is_some() || props.after.is_some() {
            let mut spacing = LineSpacing::new();
            if let Some(before) = props.before {
                spacing = spacing.before(before);
            }
            if let Some(after) = props.after {
                spacing = spacing.after(after);
            }
            paragraph = paragraph.line_spacing(spacing);
        }
        if let Some(Indent { left, hanging, right }) = props.indent {
            let special = (hanging != 0).then_some(SpecialIndentType::Hanging(hanging));
            let special = special.unwrap_or(SpecialIndentType::FirstLine(0));
            paragraph = paragraph.indent(Some(left), Some(special), Some(right), None);
        }
        if props.right {
            paragraph = paragraph.align(AlignmentType::Right);
        }
        if let Some(PageTab { leader }) = props.page_tab {
            // A base document may have none, or one for a page of another width.
            let leader = if leader { TabLeaderType::Dot } else { TabLeaderType::None };
            let at = self.base.text_width(self.section) as usize;
            paragraph = paragraph.add_tab(Tab::new().val(TabValueType::Right).leader(leader).pos(at));
        }
        paragraph.children = children;
        let start = self.out.xml.len();
        let slots = std::mem::take(&mut self.slots);
        let mut built = paragraph.build();
        if props.page == Page::Follows {
            built = without_page_break(built);
        }
        canonical::push(&built, &slots, &mut self.out.xml)?;
        if self.depth == 0 {
            self.out.end_paragraph(start);
        }
        self.previous = Previous::Text;
        Ok(())
    }

    /// Writes a paragraph of plain text without docx-rs: cells of tables.
    pub(super) fn plain_paragraph(&mut self, props: Props, texte: &str) {
        let opening = self.plain_opening(props);
        let xml = &mut self.out.xml;
        xml.push_str(&opening);
        if !texte.is_empty() {
            xml.push_str("<w:r>");
            push_run_content(texte, xml);
            xml.push_str("</w:r>");
        }
        xml.push_str("</w:p>");
    }

    /// Returns the beginning of a plain paragraph, up to its first run.
    pub(super) fn plain_opening(&self, props: Props) -> String {
        let mut xml = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.base.style(props.style));
        if props.keep_next {
            xml += "<w:keepNext/>";
        }
        match (props.before, props.after) {
            (None, None) => {}
            (before, after) => {
                xml += "<w:spacing";
                if let Some(before) = before {
                    push!(xml, " w:before=\"{before}\"");
                }
                if let Some(after) = after {
                    push!(xml, " w:after=\"{after}\"");
                }
                xml += "/>";
            }
        }
        if props.right {
            xml += "<w:jc w:val=\"right\"/>";
        }
        xml + "</w:pPr>"
    }
}
