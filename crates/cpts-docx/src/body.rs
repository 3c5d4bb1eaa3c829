//! The body: every block of the outline, in order, as it becomes `word/document.xml`.

/// Appends formatted text to a string; writing to memory cannot fail.
macro_rules! push {
    ($out:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($text)*);
    }};
}

mod boxes;
mod canonical;
mod chart;
mod choices;
mod contents;
mod controls;
mod cover;
mod figure;
mod footnote;
mod frames;
mod inline;
mod link;
mod list;
mod motif;
mod out;
mod paragraph;
mod picture;
mod plan;
mod sheet;
mod table;
mod text;
mod tiles;
mod title;
mod widths;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use cpts_model::constat::{Constat, Place, codes::fichier::CHAMPS_TROP_NOMBREUX};
use cpts_outline::{Block, Champ, EtatChamp, Inline, Outline, ParagraphStyle};
use docx_rs::{BookmarkEnd, BookmarkStart, BuildXML};

use crate::{
    DocxError,
    base::{Base, Image, Section, Style},
};
use boxes::Holder;
use controls::Controls;
use inline::Look;
use out::Out;
use paragraph::Props;
use plan::Plan;
use text::is_blank;

/// Space above a paragraph that follows a table without note, in twips.
const AFTER_TABLE: u32 = 280;
/// Space between two tables that nothing else parts, in twips.
const BETWEEN_TABLES: u32 = 240;

/// What the caller should know of a body that was written.
pub(crate) struct Written {
    /// The kind of page it ends on.
    pub(crate) section: Section,
    /// Bookmarks of the entries of the contents.
    pub(crate) sommaire: Vec<String>,
    pub(crate) constats: Vec<Constat>,
}

/// Writes the blocks of `outline` to `sink`.
pub(crate) fn write(
    outline: &Outline,
    logo: Option<Image>,
    pages: Option<&BTreeMap<String, u32>>,
    base: &mut Base,
    sink: &mut dyn Write,
) -> Result<Written, DocxError> {
    let plan = Plan::new(outline, base);
    let mut body = Body {
        base,
        plan,
        pages,
        sommaire: Vec::new(),
        out: Out::new(sink),
        controls: Controls::default(),
        slots: Vec::new(),
        opening: None,
        constats: Vec::new(),
        section: Section::Portrait,
        holder: Holder::Page,
        next: Next::Nothing,
        depth: 0,
        wide: false,
        previous: Previous::Nothing,
        titles: 0,
        tables: 0,
        figures: 0,
        answers: 0,
        bookmarked: BTreeSet::new(),
        in_note: false,
    };
    body.front(outline, logo)?;
    body.blocks(&outline.blocks)?;
    body.out.flush()?;
    if body.controls.full {
        let message =
            "le document compte plus de champs que Word n’en supporte\u{a0}; les derniers sont du simple texte";
        body.constats.push(CHAMPS_TROP_NOMBREUX.constat(Place::default(), message));
    }
    Ok(Written { section: body.section, sommaire: body.sommaire, constats: body.constats })
}

/// What stands just above, as far as it matters to what comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Previous {
    /// The section begins here.
    Nothing,
    /// A title of the first level.
    Chapter,
    /// A table without note: Word would join the next one to it.
    Table,
    /// Anything else.
    Text,
}

/// What follows a block in its holder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Nothing,
    /// A list, or frames to sign: what the words before it announce.
    Announced,
    Other,
}

impl Next {
    /// Says what the first thing is that `block` writes.
    fn of(block: &Block) -> Self {
        match block {
            Block::List { .. } | Block::Signatures(_) => Self::Announced,
            Block::RichText { blocks, .. } => blocks.first().map_or(Self::Other, Self::of),
            _ => Self::Other,
        }
    }
}

/// The body being written.
struct Body<'a> {
    base: &'a mut Base,
    plan: Plan,
    /// Page of each entry of the contents, where the pages were laid out.
    pages: Option<&'a BTreeMap<String, u32>>,
    /// Bookmarks of the entries of the contents, as they are written.
    sommaire: Vec<String>,
    out: Out<'a>,
    controls: Controls,
    /// Properties of the controls of the paragraph being made.
    slots: Vec<String>,
    /// What the first words of the narrative text being written need.
    opening: Option<EtatChamp>,
    constats: Vec<Constat>,
    section: Section,
    /// What holds the paragraphs being written.
    holder: Holder,
    /// What follows the block being written in its holder.
    next: Next,
    /// Controls round the block being written.
    depth: u32,
    /// Whether the blocks being written stand inside a wide stretch.
    wide: bool,
    previous: Previous,
    titles: usize,
    tables: usize,
    figures: usize,
    answers: usize,
    /// Anchors of running text that have their bookmark.
    bookmarked: BTreeSet<String>,
    /// Whether a footnote is being made.
    in_note: bool,
}

impl Body<'_> {
    /// Writes `blocks` in order.
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocxError> {
        let outer = self.next;
        for (rank, block) in blocks.iter().enumerate() {
            self.next = blocks.get(rank + 1).map_or(outer, Next::of);
            if self.depth == 0 {
                self.turn_page(block);
                self.out.begin()?;
            }
            self.block(block)?;
        }
        self.next = outer;
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), DocxError> {
        match block {
            Block::Heading(heading) => self.title(heading),
            Block::Paragraph { style, content } => self.text(*style, content),
            Block::List { ordered, items } => self.list(*ordered, items, 0),
            Block::Quote { blocks, signataire } => self.quote(blocks, signataire),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
            Block::RichText { champ, blocks } => self.rich_text(champ, blocks),
            Block::Table(table) => self.table(table),
            Block::Sheet(sheet) => self.sheet(sheet),
            Block::KeyFigures(figures) => self.tiles(figures),
            Block::Chart(chart) => self.chart(chart),
            Block::TableOfContents => self.contents(),
            Block::Landscape(blocks) => self.landscape(blocks),
            Block::Signatures(frames) => self.signatures(frames),
            Block::Figure(figure) => self.figure(figure),
            Block::Choices(choices) => self.choices(choices),
            Block::AnswerLines(lines) => {
                self.answer_lines(*lines);
                Ok(())
            }
        }
    }

    /// Ends the section where `block` stands on another kind of page than the one before.
    fn turn_page(&mut self, block: &Block) {
        let wide = matches!(block, Block::Landscape(blocks) if !blocks.is_empty());
        if self.wide || self.holder != Holder::Page || !wide && self.section == Section::Portrait {
            return;
        }
        if self.previous != Previous::Nothing {
            self.end_section();
        }
        self.section = if wide { Section::Landscape } else { Section::Portrait };
    }

    fn landscape(&mut self, blocks: &[Block]) -> Result<(), DocxError> {
        let outer = std::mem::replace(&mut self.wide, true);
        self.blocks(blocks)?;
        self.wide = outer;
        Ok(())
    }

    /// Ends the section on the last paragraph written.
    fn end_section(&mut self) {
        let properties = self.base.end_section(self.section);
        if !self.out.break_section(&properties) {
            self.joint(0, &properties);
        }
        self.previous = Previous::Nothing;
    }

    /// Writes a paragraph of one point where Word needs one and the text has none: between two tables, or to carry a
    /// section break after a table or a control. `before` is the space above it, in twips.
    fn joint(&mut self, before: u32, properties: &str) {
        let style = self.base.style(Style::Source);
        push!(
            self.out.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:spacing w:before=\"{before}\" w:after=\"0\" w:line=\"20\" \
             w:lineRule=\"exact\"/>{properties}</w:pPr></w:p>"
        );
        self.previous = Previous::Text;
    }

    /// Writes a paragraph of the outline.
    fn text(&mut self, style: ParagraphStyle, content: &[Inline]) -> Result<(), DocxError> {
        if is_blank(content) {
            return Ok(());
        }
        match style {
            ParagraphStyle::Body => {
                // « Le bureau est composé : » announces nothing at the foot of a page.
                let props = Props { keep_next: self.next == Next::Announced, ..self.held(Props::new(Style::BodyText)) };
                self.paragraph(props, content)
            }
            ParagraphStyle::Lead => self.paragraph(self.spaced(Props::new(Style::Lead)), content),
            ParagraphStyle::Source => self.note(content),
            ParagraphStyle::Recipient => self.paragraph(self.spaced(Props::new(Style::Recipient)), content),
            ParagraphStyle::DateLine => self.paragraph(self.spaced(Props::new(Style::DateLine)), content),
            ParagraphStyle::Help => {
                let mut children = self.plain("Aide\u{a0}– ", Look { bold: true, ..Look::default() });
                children.extend(self.runs(content, Look::default()));
                self.paragraph_of(Props { keep_next: true, ..self.spaced(Props::new(Style::Help)) }, children)
            }
        }
    }

    /// Writes a note or source, if there is one.
    fn note(&mut self, content: &[Inline]) -> Result<(), DocxError> {
        if is_blank(content) { Ok(()) } else { self.paragraph(Props::new(Style::Source), content) }
    }

    /// Gives air to a paragraph that follows a table without note.
    fn spaced(&self, props: Props) -> Props {
        if self.previous == Previous::Table { Props { before: Some(AFTER_TABLE), ..props } } else { props }
    }

    /// Writes a narrative text as one control round its paragraphs.
    fn rich_text(&mut self, champ: &Champ, blocks: &[Block]) -> Result<(), DocxError> {
        let Some(control) = self.controls.open(champ) else { return self.blocks(blocks) };
        let (start, signet, id) = (self.out.xml.len(), self.base.next_id(), self.base.next_id());
        self.push(&BookmarkStart::new(signet as usize, &control.signet))?;
        let properties = controls::block_properties(champ, &control, id);
        push!(self.out.xml, "<w:sdt>{properties}<w:sdtContent>");
        self.opening = Some(champ.etat);
        let empty = self.out.xml.len();
        self.depth += 1;
        let outer = self.controls.enter(champ);
        self.blocks(blocks)?;
        self.controls.leave(outer);
        self.depth -= 1;
        self.opening = None;
        if self.out.xml.len() == empty {
            self.out.xml.truncate(start);
            return Ok(());
        }
        self.out.xml += "</w:sdtContent></w:sdt>";
        self.push(&BookmarkEnd::new(signet as usize))?;
        self.out.forget_paragraph();
        Ok(())
    }

    fn push(&mut self, fragment: &impl BuildXML) -> Result<(), DocxError> {
        canonical::push(&fragment.build(), &[], &mut self.out.xml)
    }
}
