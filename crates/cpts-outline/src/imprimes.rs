//! The values that a document prints, in order, each with the part where it stands.

use crate::outline::{Block, Champ, Heading, Inline, Outline, Rows, plain};

/// A value as a document prints it.
#[derive(Clone, Debug)]
pub struct Imprime<'a> {
    /// Title of the part where it stands; empty on the cover.
    pub partie: String,
    /// The value with its address.
    pub champ: &'a Champ,
}

/// Returns every value that a document prints or asks for, cover included, in order and as often as it is printed.
///
/// The lines of long lists that are made on demand have no address and are left out.
///
/// # Example
/// ```
/// # use std::sync::Arc;
/// # use cpts_model::{DiffusionOptions, Dossier, Profil, diffuser};
/// # use cpts_outline::{ComposeOptions, Trames, compose, imprimes};
/// # let trames = Trames::builtin();
/// # let trame = trames.get("rapport-activite").unwrap();
/// # let mut dossier = Dossier::default();
/// dossier.cpts.siren = Some("732829320".to_owned());
/// let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(Profil::Financeur)));
/// let outline = compose(&diffusion, trame, &ComposeOptions::default())?;
/// assert!(imprimes(&outline).iter().any(|imprime| imprime.champ.adresse == "/cpts/siren"));
/// # Ok::<(), cpts_outline::ComposeError>(())
/// ```
pub fn imprimes(outline: &Outline) -> Vec<Imprime<'_>> {
    let mut walk = Walk { partie: String::new(), found: Vec::new() };
    let cartouche = &outline.cartouche;
    walk.champ(&cartouche.cpts);
    walk.champ(&cartouche.nom_court);
    walk.inlines(&cartouche.exercice);
    if cartouche.couverture {
        cartouche.identification.iter().for_each(|(_, content)| walk.inlines(content));
    }
    walk.blocks(&outline.blocks);
    walk.found
}

struct Walk<'a> {
    partie: String,
    found: Vec<Imprime<'a>>,
}

impl<'a> Walk<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(Heading { content, .. }) => {
                self.partie = plain(content);
                self.inlines(content);
            }
            Block::Paragraph { content, .. } => self.inlines(content),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            Block::Quote { blocks, signataire } => {
                self.blocks(blocks);
                self.inlines(signataire);
            }
            Block::Callout { title, blocks, .. } => {
                self.inlines(title);
                self.blocks(blocks);
            }
            Block::RichText { champ, blocks } => {
                self.champ(champ);
                self.blocks(blocks);
            }
            Block::Table(table) => {
                if let Rows::Fixed(rows) = &table.rows {
                    rows.iter().flatten().for_each(|cell| self.inlines(cell));
                }
                table.total.iter().flatten().for_each(|cell| self.inlines(cell));
                self.inlines(&table.note);
            }
            Block::Sheet(sheet) => {
                for (title, blocks) in &sheet.rows {
                    self.inlines(title);
                    self.blocks(blocks);
                }
            }
            Block::KeyFigures(figures) => {
                figures.tiles.iter().for_each(|tile| self.inlines(&tile.value));
                self.inlines(&figures.note);
            }
            Block::Chart(chart) => self.inlines(&chart.note),
            Block::Figure(figure) => {
                self.inlines(&figure.caption);
                self.inlines(&figure.note);
            }
            Block::Landscape(inner) => self.blocks(inner),
            Block::Signatures(signatures) => {
                signatures.iter().flat_map(|signature| &signature.lines).for_each(|line| self.inlines(line));
            }
            Block::Choices(choices) => choices.iter().for_each(|choice| self.inlines(choice)),
            Block::TableOfContents | Block::AnswerLines(_) => {}
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            match inline {
                Inline::Champ(champ) => self.champ(champ),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Note(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Anchored { content: inner, .. } => self.inlines(inner),
                Inline::Text(_) | Inline::Superscript(_) | Inline::Reference { .. } | Inline::LineBreak => {}
            }
        }
    }

    fn champ(&mut self, champ: &'a Champ) {
        self.found.push(Imprime { partie: self.partie.clone(), champ });
    }
}
