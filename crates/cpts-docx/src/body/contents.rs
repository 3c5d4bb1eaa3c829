//! The table of contents and, past a few, the lists of tables and figures where its page has room for them: fields with
//! their entries filled in.
//!
//! A page number is known only once the pages are laid out, and an office suite shows a cached number as it stands: none is
//! written but those given. Updating the field in Word adds them.

use docx_rs::{FieldCharType, Hyperlink, HyperlinkData, InstrText, ParagraphChild, Run};

use super::{
    Body, Previous,
    inline::{Look, child},
    paragraph::{PageTab, Props},
};
use crate::{DocxError, base::Style};

/// Tables or figures from which on they get a list of their own.
const LISTED_FROM: usize = 9;

/// Heights in twips, as the built-in styles make them: heading with its bar, entries, heading without, the page.
const CHAPTER_HEIGHT: usize = 1200;
const TOC1_HEIGHT: usize = 640;
const TOC2_HEIGHT: usize = 330;
const SECTION_HEIGHT: usize = 1010;
const FIGURE_HEIGHT: usize = 265;
const PAGE_HEIGHT: usize = 13_700;

/// An entry: style, number and words, bookmark.
struct Entry {
    style: Style,
    text: String,
    signet: String,
}

impl Body<'_> {
    /// Writes the table of contents, and the lists of tables and figures where there are many.
    pub(super) fn contents(&mut self) -> Result<(), DocxError> {
        let titles: Vec<Entry> = self
            .plan
            .titles
            .iter()
            .filter(|title| title.level <= 2)
            .map(|title| {
                let style = if title.level == 1 { Style::Toc1 } else { Style::Toc2 };
                let text = match title.label.as_str() {
                    "" => title.text.clone(),
                    label if label.ends_with('–') => format!("{label} {}", title.text),
                    label => format!("{label}\t{}", title.text),
                };
                Entry { style, text, signet: title.signet.clone() }
            })
            .collect();
        if titles.is_empty() {
            return Ok(());
        }
        let mut height = CHAPTER_HEIGHT
            + titles
                .iter()
                .map(|entry| if entry.style == Style::Toc1 { TOC1_HEIGHT } else { TOC2_HEIGHT })
                .sum::<usize>();
        let sommaire = self.plain("Sommaire", Look::default());
        self.paragraph_of(Props::new(Style::TocHeading), sommaire)?;
        self.entries(" TOC \\o \"1-2\" \\h \\z \\u ", titles)?;
        for (heading, label) in [("Liste des tableaux", "Tableau"), ("Liste des figures", "Figure")] {
            let captions = if label == "Tableau" { &self.plan.tables } else { &self.plan.figures };
            if captions.len() < LISTED_FROM {
                continue;
            }
            let entries: Vec<Entry> = captions
                .iter()
                .map(|caption| Entry {
                    style: Style::FigureList,
                    text: format!("{label}\u{a0}{}\u{a0}– {}", caption.number, caption.text),
                    signet: caption.signet.clone(),
                })
                .collect();
            height += SECTION_HEIGHT + entries.len() * FIGURE_HEIGHT;
            if height > PAGE_HEIGHT {
                // A page more before the first word helps nobody: each table has its chapter in the contents.
                break;
            }
            let heading = self.plain(heading, Look::default());
            let props = Props { keep_next: true, before: Some(520), after: Some(120), ..Props::new(Style::CoverName) };
            self.paragraph_of(props, heading)?;
            self.entries(&format!(" TOC \\h \\z \\c \"{label}\" "), entries)?;
        }
        Ok(())
    }

    /// Writes a field with its entries.
    fn entries(&mut self, code: &str, entries: Vec<Entry>) -> Result<(), DocxError> {
        let last = entries.len().saturating_sub(1);
        for (rank, entry) in entries.into_iter().enumerate() {
            let mut children = Vec::new();
            if rank == 0 {
                children.extend(self.field_start(code.replace('"', "&quot;")).map(child));
            }
            let mut words = vec![child(self.run(&entry.text, Look::default()))];
            words.extend(self.page_of(&entry.signet).into_iter().map(child));
            self.sommaire.push(entry.signet.clone());
            let link = HyperlinkData::Anchor { anchor: entry.signet };
            children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: Some(1), children: words }));
            if rank == last {
                children.push(child(self.run("", Look::default()).add_field_char(FieldCharType::End, false)));
            }
            let page_tab = self.pages.map(|_| PageTab { leader: entry.style != Style::Toc1 });
            self.paragraph_of(Props { page_tab, ..Props::new(entry.style) }, children)?;
        }
        self.previous = Previous::Text;
        Ok(())
    }

    /// Returns the runs that open a field, up to what it shows.
    fn field_start(&self, code: String) -> [Run; 3] {
        let run = || self.run("", Look::default());
        [
            run().add_field_char(FieldCharType::Begin, false),
            run().add_instr_text(InstrText::Unsupported(code)),
            run().add_field_char(FieldCharType::Separate, false),
        ]
    }

    /// Returns the runs of the page number of an entry; none where the page is not known.
    fn page_of(&self, signet: &str) -> Vec<Run> {
        let Some(page) = self.pages.and_then(|pages| pages.get(signet)) else { return Vec::new() };
        let mut runs = vec![self.run("\t", Look::default())];
        runs.extend(self.field_start(format!(" PAGEREF {signet} \\h ")));
        runs.push(self.run(&page.to_string(), Look::default()));
        runs.push(self.run("", Look::default()).add_field_char(FieldCharType::End, false));
        runs
    }
}
