//! French as documents print it: numbers, dates, phones, plurals, articles, elision, spaces that do not break.
//!
//! Every writer uses these, so that a number looks the same in a paragraph, in a table and in a workbook.

mod articles;
mod dates;
mod fonctions;
mod lettres;
mod lieux;
mod mots;
mod nombres;
mod texte;

pub use articles::{Genre, au, de, du, en, le, que};
pub use dates::{annee_mois_jour, date_courte, date_longue, date_partielle, periode};
pub use fonctions::neutre;
pub use lettres::lettres;
pub(crate) use mots::unaccented;
pub use mots::{capitale, enumeration, minuscule, oui_non, pluriel, singulier_apres};
pub use nombres::{ecart, euros, nombre, nombre_decimal, ordinal, pourcent, telephone};
pub use texte::{split_exposants, typographie};

/// The non-breaking space, U+00A0: the only one that every font of the documents has.
pub const ESPACE: char = '\u{a0}';
