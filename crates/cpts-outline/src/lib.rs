//! Dossier and trame to an outline of addressed blocks: all wording and order.

#![allow(clippy::similar_names, reason = "a block has a content, a composition has a context: these are their words")]

mod blocks;
mod cartouche;
mod check;
mod completude;
mod compose;
mod data;
mod engine;
mod finish;
pub mod francais;
mod images;
mod imprimes;
mod labels;
mod layout;
mod markdown;
pub mod outline;
mod plan;
mod printed;
mod schema;
mod syntax;
mod trame;

pub use crate::{
    check::check_trame,
    completude::{Completude, completude},
    compose::{ComposeError, ComposeOptions, compose},
    images::{Images, cited_images},
    imprimes::{Imprime, imprimes},
    labels::libelle_champ,
    outline::*,
    trame::{TAILLE_MAX, Trame, Trames, Variante},
};
