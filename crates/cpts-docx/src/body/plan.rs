//! What must be known before the first line is written: numbers of titles and captions, and where references lead.

use std::collections::BTreeMap;

use cpts_outline::{Block, Cell, Heading, HeadingKind, Inline, Outline, Rows, plain};

use super::{
    chart::is_drawn,
    figure::is_shown,
    text::{is_bare, is_blank},
};
use crate::base::{Base, Cover};

/// What a reference can point to.
pub(super) struct Target {
    /// Name of the bookmark.
    pub(super) signet: String,
    /// What a field can repeat, or none: titles without number, annexes, words that hold more than text.
    pub(super) number: Option<String>,
    pub(super) kind: TargetKind,
}

/// Where the number of a target stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetKind {
    /// In the numbering of a title.
    Title,
    /// In the bookmark of a caption.
    Caption,
    /// In the bookmark round words of the text, which are repeated whole.
    Words,
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
    /// Whether it begins a page.
    pub(super) new_page: bool,
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
    words: usize,
    /// Whether the block above is the last of the titles: nothing stands between it and the next one.
    after_title: bool,
    /// Whether something other than titles stands above.
    begun: bool,
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
            if let Block::Heading(heading) = block {
                if !is_blank(&heading.content) {
                    self.heading(heading, base);
                    self.inlines(&heading.content, base);
                }
                continue;
            }
            // A narrative text may begin with a title of its own.
            self.after_title &= matches!(block, Block::RichText { .. });
            self.begun = true;
            match block {
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, base)),
                Block::Quote { blocks, signataire } => {
                    self.blocks(blocks, base);
                    self.inlines(signataire, base);
                }
                Block::Callout { title, blocks, .. } => {
                    self.inlines(title, base);
                    self.blocks(blocks, base);
                }
                Block::RichText { blocks, .. } | Block::Landscape(blocks) => self.blocks(blocks, base),
                Block::Table(table) => {
                    if table.captioned {
                        let caption = Caption::new(self.tables.len() + 1, plain(&table.caption), "_RefT", base);
                        self.target(&table.anchor, caption.target());
                        self.tables.push(caption);
                        self.inlines(&table.caption, base);
                    }
                    if let Rows::Fixed(rows) = &table.rows {
                        rows.iter().flatten().for_each(|cell: &Cell| self.inlines(cell, base));
                    }
                    table.total.iter().flatten().for_each(|cell| self.inlines(cell, base));
                    self.inlines(&table.note, base);
                }
                Block::Sheet(sheet) => {
                    if sheet.captioned && !sheet.rows.is_empty() {
                        let caption = Caption::new(self.tables.len() + 1, plain(&sheet.caption), "_RefT", base);
                        self.target(&sheet.anchor, caption.target());
                        self.tables.push(caption);
                    }
                    for (title, blocks) in &sheet.rows {
                        self.inlines(title, base);
                        self.blocks(blocks, base);
                    }
                }
                Block::Chart(chart) if is_drawn(chart) => {
                    self.figure(&chart.caption, &chart.anchor, base);
                    self.inlines(&chart.note, base);
                }
                Block::Figure(figure) => {
                    if is_shown(figure) && !is_blank(&figure.caption) {
                        self.figure(&figure.caption, &figure.anchor, base);
                    }
                    self.inlines(&figure.note, base);
                }
                Block::Paragraph { content, .. } => self.inlines(content, base),
                Block::KeyFigures(figures) => {
                    figures.tiles.iter().for_each(|tile| self.inlines(&tile.value, base));
                    self.inlines(&figures.note, base);
                }
                Block::Choices(choices) => choices.iter().for_each(|choice| self.inlines(choice, base)),
                Block::Signatures(frames) => {
                    frames.iter().flat_map(|frame| &frame.lines).for_each(|line| self.inlines(line, base));
                }
                Block::Heading(_) | Block::Chart(_) | Block::TableOfContents | Block::AnswerLines(_) => {}
            }
        }
    }

    fn figure(&mut self, caption: &[Inline], anchor: &str, base: &Base) {
        let words = Caption::new(self.figures.len() + 1, plain(caption), "_RefF", base);
        self.target(anchor, words.target());
        self.figures.push(words);
        self.inlines(caption, base);
    }

    /// Finds the anchors of running text; those of a footnote, which Word cannot cite from the text, are left out.
    fn inlines(&mut self, content: &[Inline], base: &Base) {
        for piece in content {
            match piece {
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                    self.inlines(inner, base);
                }
                Inline::Anchored { anchor, content } => {
                    if !is_blank(content) && !self.targets.contains_key(anchor) {
                        self.words += 1;
                        let signet = bookmark("_RefA", self.words, base);
                        let number = is_bare(content).then(|| plain(content));
                        self.target(anchor, Target { signet, number, kind: TargetKind::Words });
                    }
                    self.inlines(content, base);
                }
                Inline::Text(_)
                | Inline::Superscript(_)
                | Inline::Reference { .. }
                | Inline::Champ(_)
                | Inline::Note(_)
                | Inline::LineBreak => {}
            }
        }
    }

    fn heading(&mut self, heading: &Heading, base: &Base) {
        // A screen reader takes a skipped level for a missing title.
        let level = heading.level.clamp(1, self.last_level.saturating_add(1).min(4));
        let under = self.after_title && level > self.last_level;
        self.after_title = true;
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
        self.target(&heading.anchor, Target { signet: signet.clone(), number, kind: TargetKind::Title });
        // A chapter goes to the new page with its first sheet: alone, its title would leave the page above empty.
        let above = self.titles.last_mut().filter(|_| under && heading.new_page);
        let new_page = match above {
            Some(above) => {
                // The first page of the text is hardly begun.
                above.new_page |= self.begun;
                false
            }
            None => heading.new_page,
        };
        self.titles.push(Title { level, kind, label, text: plain(&heading.content), signet, new_page });
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
        Target { signet: self.signet.clone(), number: Some(self.number.to_string()), kind: TargetKind::Caption }
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
