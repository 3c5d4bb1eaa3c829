//! What must be known before the first line is written: numbers of titles and captions, and where references lead.

use std::collections::BTreeMap;

use cpts_outline::{Block, Heading, HeadingKind, Outline, plain};

use super::{chart::is_drawn, text::is_blank};
use crate::base::{Base, Cover};

/// What a reference can point to.
pub(super) struct Target {
    /// Name of the bookmark.
    pub(super) signet: String,
    /// Number that a field can repeat, or none: titles without number, annexes.
    pub(super) number: Option<String>,
    /// Whether the number comes from the numbering of a title; that of a caption is the text of the bookmark.
    pub(super) title: bool,
}

/// A title as the contents will show it.
pub(super) struct Title {
    /// 1 to 4, without a gap.
    pub(super) level: u8,
    /// Numbering that holds here.
    pub(super) kind: HeadingKind,
    /// « 1.2 », « Annexe A – », or empty.
    pub(super) label: String,
    /// Words.
    pub(super) text: String,
    /// Name of its bookmark.
    pub(super) signet: String,
}

/// A caption as the lists of tables and figures will show it.
pub(super) struct Caption {
    /// Number among its kind.
    pub(super) number: usize,
    /// Words.
    pub(super) text: String,
    /// Name of the bookmark round its label.
    pub(super) signet: String,
}

/// The plan of a document: everything in the order in which it is written.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) titles: Vec<Title>,
    pub(super) tables: Vec<Caption>,
    pub(super) figures: Vec<Caption>,
    /// By anchor.
    pub(super) targets: BTreeMap<String, Target>,
    counters: [u32; 4],
    /// Whether the titles now open, from the first level on, carry numbers.
    numbered: [bool; 4],
    last_level: u8,
    annexes: u32,
}

impl Plan {
    /// Walks through the blocks; bookmarks get names that `base` does not use.
    pub(super) fn new(outline: &Outline, base: &Base) -> Self {
        // Without a cover, the title stands on the first page as a title of the first level: parts may be below it.
        let titled = !outline.cartouche.couverture && outline.cartouche.titre && base.cover() != Cover::Kept;
        let mut plan = Self { last_level: u8::from(titled), ..Self::default() };
        plan.blocks(&outline.blocks, base);
        plan
    }

    fn blocks(&mut self, blocks: &[Block], base: &Base) {
        for block in blocks {
            match block {
                Block::Heading(heading) if is_blank(&heading.content) => {}
                Block::Heading(heading) => self.heading(heading, base),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, base)),
                Block::Quote { blocks, .. }
                | Block::Callout { blocks, .. }
                | Block::RichText { blocks, .. }
                | Block::Landscape(blocks) => self.blocks(blocks, base),
                Block::Table(table) if table.captioned => {
                    let caption = Caption::new(self.tables.len() + 1, plain(&table.caption), "_RefT", base);
                    self.target(&table.anchor, caption.target());
                    self.tables.push(caption);
                }
                Block::Sheet(sheet) => {
                    if sheet.captioned && !sheet.rows.is_empty() {
                        let caption = Caption::new(self.tables.len() + 1, plain(&sheet.caption), "_RefT", base);
                        self.target(&sheet.anchor, caption.target());
                        self.tables.push(caption);
                    }
                    sheet.rows.iter().for_each(|(_, blocks)| self.blocks(blocks, base));
                }
                Block::Chart(chart) if is_drawn(chart) => {
                    let caption = Caption::new(self.figures.len() + 1, plain(&chart.caption), "_RefF", base);
                    self.target(&chart.anchor, caption.target());
                    self.figures.push(caption);
                }
                Block::Paragraph { .. }
                | Block::Table(_)
                | Block::KeyFigures(_)
                | Block::Chart(_)
                | Block::TableOfContents
                | Block::Figure(_)
                | Block::Choices(_)
                | Block::AnswerLines(_)
                | Block::Signatures(_) => {}
            }
        }
    }

    fn heading(&mut self, heading: &Heading, base: &Base) {
        // A screen reader takes a skipped level for a missing title.
        let level = heading.level.clamp(1, self.last_level.saturating_add(1).min(4));
        self.last_level = level;
        let rank = usize::from(level - 1);
        let kind = match heading.kind {
            HeadingKind::Annex if level == 1 => HeadingKind::Annex,
            // Under a title without number, Word would go on from the numbers of another chapter.
            HeadingKind::Numbered if level <= 3 && self.numbered[..rank].iter().all(|numbered| *numbered) => {
                HeadingKind::Numbered
            }
            _ => HeadingKind::Plain,
        };
        self.numbered[rank] = kind == HeadingKind::Numbered;
        let label = match kind {
            HeadingKind::Numbered => {
                self.counters[rank] += 1;
                self.counters[rank + 1..].fill(0);
                let numbers: Vec<String> = self.counters[..=rank].iter().map(u32::to_string).collect();
                numbers.join(".")
            }
            HeadingKind::Annex => {
                self.annexes += 1;
                format!("Annexe\u{a0}{} –", letters(self.annexes))
            }
            HeadingKind::Plain => String::new(),
        };
        let signet = bookmark("_Toc", self.titles.len() + 1, base);
        let number = (kind == HeadingKind::Numbered).then(|| label.clone());
        self.target(&heading.anchor, Target { signet: signet.clone(), number, title: true });
        self.titles.push(Title { level, kind, label, text: plain(&heading.content), signet });
    }

    fn target(&mut self, anchor: &str, target: Target) {
        self.targets.entry(anchor.to_owned()).or_insert(target);
    }
}

impl Caption {
    fn new(number: usize, text: String, prefix: &str, base: &Base) -> Self {
        Self { number, text, signet: bookmark(prefix, number, base) }
    }

    fn target(&self) -> Target {
        Target { signet: self.signet.clone(), number: Some(self.number.to_string()), title: false }
    }
}

/// Name of a bookmark; the leading line hides it from the list that Word shows.
fn bookmark(prefix: &str, number: usize, base: &Base) -> String {
    let name = format!("{prefix}{number:09}");
    if base.is_bookmark_taken(&name) { format!("{name}_cpts") } else { name }
}

/// `A` to `Z`, then `AA`, `BB`... as Word counts annexes.
fn letters(number: u32) -> String {
    let letter = char::from(b'A' + ((number - 1) % 26) as u8);
    std::iter::repeat_n(letter, (number - 1) as usize / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_past_the_alphabet_double_their_letter() {
        assert_eq!([1, 2, 26, 27, 53].map(letters), ["A", "B", "Z", "AA", "AAA"]);
    }
}
