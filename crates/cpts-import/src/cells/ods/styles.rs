//! What a cell style of OpenDocument means for a reader: colour, strike-through.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpts_paquet::guard::xml::{Element, attribute};

use crate::cells::Marque;
use crate::cells::couleurs::{INK, PAPER};

/// The automatic styles of the document.
#[derive(Default)]
pub(super) struct Styles {
    cells: BTreeMap<String, Arc<Marque>>,
    /// Style being read.
    style: Option<String>,
}

/// Bytes of a style name; longer ones are none.
const NOM: usize = 255;

impl Styles {
    /// Returns what a style marks.
    pub(super) fn get(&self, nom: Option<&str>) -> Option<&Arc<Marque>> {
        self.cells.get(nom?)
    }

    /// Returns how many styles are kept.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Takes an element that stands outside the sheets.
    pub(super) fn take(&mut self, e: &Element<'_>) {
        match e.name() {
            b"style:style" => {
                let family = attribute(e, b"family");
                self.style =
                    attribute(e, b"name").filter(|nom| nom.len() <= NOM && family.as_deref() == Some("table-cell"));
            }
            b"style:table-cell-properties" => {
                let couleur = attribute(e, b"background-color").and_then(|value| colour(&value, PAPER));
                self.mark(|marque| marque.couleur = couleur.or(marque.couleur.take()));
            }
            b"style:text-properties" => {
                let couleur = attribute(e, b"color").and_then(|value| colour(&value, INK));
                let barre = attribute(e, b"text-line-through-style").is_some_and(|style| style != "none");
                self.mark(|marque| {
                    marque.couleur = marque.couleur.take().or(couleur);
                    marque.barre |= barre;
                });
            }
            _ => {}
        }
    }

    fn mark(&mut self, change: impl FnOnce(&mut Marque)) {
        let Some(nom) = &self.style else { return };
        let mut marque = self.cells.get(nom).map(|marque| (**marque).clone()).unwrap_or_default();
        change(&mut marque);
        if marque != Marque::default() {
            self.cells.insert(nom.clone(), Arc::new(marque));
        }
    }
}

fn colour(value: &str, ignored: &str) -> Option<String> {
    let rgb = value.strip_prefix('#')?.to_uppercase();
    (rgb != ignored).then_some(rgb)
}
