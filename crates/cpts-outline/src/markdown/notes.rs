//! Footnotes of narrative texts: `[^1]` in the text, `[^1]: la note` anywhere in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::outline::{Block, Inline, plain};

/// Characters of a note that is called again.
const REPEATED_MAX: usize = 80;

/// The notes of a text, by label.
#[derive(Debug, Default)]
pub(super) struct Notes {
    definitions: BTreeMap<String, Vec<Inline>>,
    /// Labels called from the text itself.
    called: BTreeSet<String>,
    /// Labels whose note stands somewhere.
    placed: BTreeSet<String>,
    /// Whether a definition is being read.
    pub(super) inside: bool,
}

impl Notes {
    /// Notes that the text calls a label.
    pub(super) fn call(&mut self, label: &str) {
        if !self.inside {
            self.called.insert(key(label));
        }
    }

    /// Notes what a label stands for; the first definition counts.
    pub(super) fn define(&mut self, label: &str, blocks: Vec<Block>) {
        self.definitions.entry(key(label)).or_insert_with(|| flat(blocks));
    }

    /// Whether the definition of a label goes to the foot of the page rather than staying where it is written.
    pub(super) fn is_called(&self, label: &str) -> bool {
        self.called.contains(&key(label))
    }

    /// Returns the note of a label: whole the first time, shortened where it is called again.
    pub(super) fn place(&mut self, label: &str) -> Option<Inline> {
        if self.inside {
            return None;
        }
        let content = self.definitions.get(&key(label))?;
        if self.placed.insert(key(label)) {
            return Some(Inline::Note(content.clone()));
        }
        let words = plain(content);
        let short = match words.char_indices().nth(REPEATED_MAX) {
            Some((at, _)) => format!("{}…", words[..at].trim_end()),
            None => words,
        };
        Some(Inline::Note(vec![Inline::Text(short)]))
    }
}

/// Labels do not tell capitals from small letters.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// A note is one paragraph: what it holds is put line under line.
fn flat(blocks: Vec<Block>) -> Vec<Inline> {
    let mut content = Vec::new();
    for block in blocks {
        let lines = match block {
            Block::Paragraph { content, .. } => content,
            Block::Heading(heading) => vec![Inline::Strong(heading.content)],
            Block::List { items, .. } => items
                .into_iter()
                .enumerate()
                .flat_map(|(rank, item)| {
                    let dash = Inline::Text("– ".to_owned());
                    let start = if rank == 0 { vec![dash] } else { vec![Inline::LineBreak, dash] };
                    start.into_iter().chain(flat(item))
                })
                .collect(),
            Block::Quote { blocks, .. } => flat(blocks),
            Block::Figure(figure) => vec![Inline::Text(figure.description)],
            _ => continue,
        };
        if !content.is_empty() && !lines.is_empty() {
            content.push(Inline::LineBreak);
        }
        content.extend(lines);
    }
    content
}
