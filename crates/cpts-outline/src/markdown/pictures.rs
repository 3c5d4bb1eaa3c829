//! Pictures of narrative texts: alone in a paragraph, a figure; inside a sentence, their description.

use pulldown_cmark::{Event, Parser, Tag};

use crate::{
    francais,
    outline::{Block, Figure, Image, Inline},
    printed::text_inlines,
};

use super::{Reader, is_visible, narrative_options, paragraph};

/// Start of the anchor that stands for a picture while its paragraph is read; texts give none.
const MARK: char = '\u{e002}';

/// A picture as a text cites it.
#[derive(Debug)]
pub(crate) struct Cited<'a> {
    /// Name of the file, as it is written.
    pub(crate) nom: &'a str,
    /// What it shows, or empty.
    pub(crate) description: &'a str,
}

/// What finds the picture that a text cites, or says why there is none.
pub(crate) type Find<'a> = &'a mut dyn FnMut(&Cited<'_>) -> Option<Image>;

/// A picture met in the paragraph being read.
#[derive(Debug)]
pub(super) struct Picture {
    nom: String,
    description: String,
    caption: String,
}

/// Returns the names of the pictures that a narrative text cites.
pub(crate) fn cited(texte: &str) -> Vec<String> {
    let image = |event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new_ext(texte, narrative_options()).filter_map(image).collect()
}

/// What stands in the text for a picture that is not drawn.
pub(super) fn words(description: &str, nom: &str) -> Inline {
    let shown = if description.is_empty() { nom } else { description };
    Inline::Text(format!("[image\u{a0}: {shown}]"))
}

impl Reader<'_> {
    /// Pushes the mark of a picture.
    pub(super) fn mark(&mut self, nom: &str, description: &str, caption: &str, content: &mut Vec<Inline>) {
        let anchor = format!("{MARK}{}", self.pictures.len());
        let description = description.trim().to_owned();
        content.push(Inline::Anchored { anchor, content: vec![words(&description, nom)] });
        self.pictures.push(Picture { nom: nom.to_owned(), description, caption: caption.trim().to_owned() });
    }

    /// Replaces marks by their words.
    pub(super) fn unmark(&mut self, content: &mut Vec<Inline>) {
        if self.pictures.is_empty() {
            return;
        }
        self.pictures.clear();
        let marked = std::mem::take(content);
        content.extend(marked.into_iter().flat_map(|piece| match piece {
            Inline::Anchored { anchor, content } if anchor.starts_with(MARK) => content,
            other => vec![other],
        }));
    }

    /// Pushes the pictures of a paragraph that holds nothing else; returns the content of any other, marks replaced.
    pub(super) fn figures(&mut self, mut content: Vec<Inline>, blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
        let alone = |piece: &Inline| match piece {
            Inline::Anchored { anchor, .. } => anchor.starts_with(MARK),
            other => !is_visible(std::slice::from_ref(other)),
        };
        if self.pictures.is_empty() || !content.iter().all(alone) {
            self.unmark(&mut content);
            return Some(content);
        }
        for Picture { nom, description, caption } in std::mem::take(&mut self.pictures) {
            let found = self.find.as_mut().and_then(|find| find(&Cited { nom: &nom, description: &description }));
            let Some(image) = found else {
                blocks.push(paragraph(vec![words(&description, &nom)]));
                continue;
            };
            let caption = francais::typographie(&caption).into_owned();
            // Who cannot see it must know at least that there is a picture, and which.
            let description = [&description, &caption, &nom].into_iter().find(|text| !text.is_empty());
            blocks.push(Block::Figure(Figure {
                description: description.cloned().unwrap_or_default(),
                caption: text_inlines(&caption),
                anchor: String::new(),
                image,
                note: Vec::new(),
            }));
        }
        None
    }
}
