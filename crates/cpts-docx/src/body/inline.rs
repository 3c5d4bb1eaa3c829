//! Running text: pieces of the outline to runs, links, fields and controls of docx-rs.

use cpts_outline::{Champ, EtatChamp, Inline, Saisie, francais::split_exposants};
use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, FieldCharType, Hyperlink, HyperlinkData, InstrText, ParagraphChild, Run,
    RunFonts, StructuredDataTag, StructuredDataTagChild, Text, ThemeColor, VertAlignType,
};

use cpts_paquet::clean;

use super::{
    Body,
    controls::{Control, box_properties, opening_properties, properties},
    link::address,
    plan::TargetKind,
    text::{Piece, is_blank, pieces},
};
use crate::base::Style;

/// Look that a piece of running text inherits from what holds it.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Character style.
    pub(super) style: Option<Style>,
    /// Size in half-points where the paragraph's style does not give it.
    pub(super) size: Option<usize>,
    pub(super) ink: Ink,
}

/// Colour of the letters.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// As the style says.
    #[default]
    Style,
    Accent,
    /// White, on the accent.
    White,
}

impl Body<'_> {
    /// Returns the children of a paragraph for `content`.
    pub(super) fn runs(&mut self, content: &[Inline], look: Look) -> Vec<ParagraphChild> {
        let mut children = Vec::with_capacity(content.len());
        for piece in content {
            self.piece(piece, look, &mut children);
        }
        children
    }

    /// Returns the children of a paragraph for plain `texte`.
    pub(super) fn plain(&self, texte: &str, look: Look) -> Vec<ParagraphChild> {
        vec![child(self.run(texte, look))]
    }

    fn piece(&mut self, piece: &Inline, look: Look, children: &mut Vec<ParagraphChild>) {
        match piece {
            Inline::Text(texte) => children.extend(self.words(texte, look).into_iter().map(child)),
            Inline::Strong(content) => children.extend(self.runs(content, Look { bold: true, ..look })),
            Inline::Emphasis(content) => children.extend(self.runs(content, Look { italic: true, ..look })),
            Inline::Superscript(texte) => children.push(child(self.raised(texte, look))),
            Inline::Link { url, content } => match address(url) {
                Some(address) => {
                    let rid =
                        if self.in_note { self.base.note_hyperlink(&address) } else { self.base.hyperlink(&address) };
                    let link = HyperlinkData::External { rid, path: String::new() };
                    let children_of_link = self.runs(content, Look { style: Some(Style::Hyperlink), ..look });
                    let link = Hyperlink { link, history: Some(1), children: children_of_link };
                    children.push(ParagraphChild::Hyperlink(link));
                }
                None => children.extend(self.runs(content, look)),
            },
            Inline::Reference { anchor, text } => self.reference(anchor, text, look, children),
            Inline::Champ(champ) => self.champ(champ, look, children),
            Inline::Anchored { anchor, content } => self.anchored(anchor, content, look, children),
            Inline::Note(content) => self.footnote(content, look, children),
            Inline::LineBreak => children.push(child(Run::new().add_break(BreakType::TextWrapping))),
        }
    }

    /// A reference that Word renumbers: the number comes from the target, the words around it stay.
    fn reference(&mut self, anchor: &str, text: &str, look: Look, children: &mut Vec<ParagraphChild>) {
        let Some(target) = self.plan.targets.get(anchor) else {
            children.push(child(self.run(text, look)));
            return;
        };
        let signet = target.signet.clone();
        let title = if target.kind == TargetKind::Title { "\\r " } else { "" };
        let words = target.number.as_deref().and_then(|number| text.strip_suffix(number));
        // « P12 » is no citation of what is called « 2 ».
        if let Some(words) = words.filter(|words| !words.ends_with(char::is_alphanumeric)) {
            let number = text[words.len()..].to_owned();
            if !words.is_empty() {
                children.push(child(self.run(words, look)));
            }
            children.extend(self.field(&format!(" REF {signet} {title}\\h \\* MERGEFORMAT "), &number, look));
        } else {
            let run = self.run(text, look);
            let link = HyperlinkData::Anchor { anchor: signet };
            children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: Some(1), children: vec![child(run)] }));
        }
    }

    /// A field with its cached result, one run for each of its marks.
    pub(super) fn field(&self, code: &str, result: &str, look: Look) -> Vec<ParagraphChild> {
        let mark = |kind| child(self.run("", look).add_field_char(kind, false));
        vec![
            mark(FieldCharType::Begin),
            child(self.run("", look).add_instr_text(InstrText::Unsupported(code.replace('&', "&amp;")))),
            mark(FieldCharType::Separate),
            child(self.run(result, look)),
            mark(FieldCharType::End),
        ]
    }

    /// Words that references lead to: a bookmark round them, the first time their anchor comes.
    fn anchored(&mut self, anchor: &str, content: &[Inline], look: Look, children: &mut Vec<ParagraphChild>) {
        let mut inner = self.runs(content, look);
        let target = self.plan.targets.get(anchor).filter(|target| target.kind == TargetKind::Words && !self.in_note);
        if let Some(signet) = target.map(|target| target.signet.clone())
            && !is_blank(content)
            && self.bookmarked.insert(anchor.to_owned())
        {
            self.bookmark(&signet, &mut inner);
        }
        children.append(&mut inner);
    }

    fn champ(&mut self, champ: &Champ, look: Look, children: &mut Vec<ParagraphChild>) {
        let look = match champ.etat {
            EtatChamp::Manquant => Look { style: Some(Style::ToComplete), ..look },
            EtatChamp::Valeur | EtatChamp::Calcule => look,
        };
        let Some(control) = self.controls.open(champ) else {
            children.extend(self.words(&champ.texte, look).into_iter().map(child));
            return;
        };
        let signet = self.base.next_id() as usize;
        children.push(ParagraphChild::BookmarkStart(BookmarkStart::new(signet, &control.signet)));
        if let Saisie::Case(coche) = champ.saisie {
            self.boxes(champ, &control, coche, look, children);
        } else {
            let xml = properties(champ, &control, self.base.next_id());
            let runs = self.words(&champ.texte, look);
            children.push(self.control(xml, runs));
        }
        children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(signet)));
    }

    /// Two boxes with their words, so that the answer reads right whichever is ticked afterwards.
    fn boxes(
        &mut self,
        champ: &Champ,
        control: &Control,
        coche: Option<bool>,
        look: Look,
        children: &mut Vec<ParagraphChild>,
    ) {
        if champ.etat == EtatChamp::Manquant {
            children.push(child(self.run(&champ.texte, look)));
            children.push(child(self.run("   ", Look { style: None, ..look })));
        }
        let look = Look { style: None, ..look };
        for (mot, oui) in [("Oui", true), ("Non", false)] {
            let coche = coche == Some(oui);
            let properties = box_properties(champ, control, (oui, coche), self.base.next_id());
            let mut run = self.run(if coche { "☒" } else { "☐" }, look);
            run = run.fonts(RunFonts::new().ascii("MS Gothic").hi_ansi("MS Gothic").east_asia("MS Gothic"));
            children.push(self.control(properties, vec![run]));
            let espace = if oui { "   " } else { "" };
            children.push(child(self.run(&format!("\u{a0}{mot}{espace}"), look)));
        }
    }

    /// Puts a control of its own round the first words of a narrative text, unless a field does so.
    pub(super) fn shield(&mut self, etat: EtatChamp, children: &mut [ParagraphChild]) {
        match children.first_mut() {
            Some(ParagraphChild::Hyperlink(link)) => self.shield(etat, &mut link.children),
            Some(first) => {
                if let ParagraphChild::Run(run) = first {
                    let run = std::mem::take(run.as_mut());
                    let properties = opening_properties(etat, self.base.next_id());
                    *first = self.control(properties, vec![run]);
                }
            }
            None => {}
        }
    }

    pub(super) fn control(&mut self, properties: String, runs: Vec<Run>) -> ParagraphChild {
        // docx-rs carries the rank, the canonical form puts the properties in its place.
        let mut control = StructuredDataTag::new().alias(self.slots.len().to_string());
        control.children.extend(runs.into_iter().map(|run| StructuredDataTagChild::Run(Box::new(run))));
        self.slots.push(properties);
        ParagraphChild::StructuredDataTag(Box::new(control))
    }

    /// The runs of `texte`: one, or more where « 1er » raises its letters.
    fn words(&self, texte: &str, look: Look) -> Vec<Run> {
        let pieces = split_exposants(texte).into_iter().enumerate().filter(|(_, piece)| !piece.is_empty());
        pieces
            .map(|(rank, piece)| if rank % 2 == 1 { self.raised(piece, look) } else { self.run(piece, look) })
            .collect()
    }

    fn raised(&self, texte: &str, look: Look) -> Run {
        let mut run = self.run(texte, look);
        run.run_property = run.run_property.vert_align(VertAlignType::SuperScript);
        run
    }

    /// One run; line breaks and tabs of `texte` are kept.
    pub(super) fn run(&self, texte: &str, look: Look) -> Run {
        let mut run = Run::new();
        if look.bold {
            run = run.bold();
        }
        if look.italic {
            run = run.italic();
        }
        if let Some(style) = look.style {
            run = run.style(self.base.style(style));
        }
        run = match look.ink {
            Ink::Style => run,
            Ink::Accent => run.color(&self.base.palette().accent).theme_color(ThemeColor::Accent1),
            Ink::White => run.color("FFFFFF"),
        };
        if let Some(size) = look.size {
            run = run.size(size);
        }
        for piece in pieces(&clean(texte)) {
            run = match piece {
                Piece::Text(texte) => {
                    run.children.push(docx_rs::RunChild::Text(Text::new(texte)));
                    run
                }
                Piece::Break => run.add_break(BreakType::TextWrapping),
                Piece::Tab => run.add_tab(),
            };
        }
        run
    }
}

/// A run as a child of a paragraph.
pub(super) fn child(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}
