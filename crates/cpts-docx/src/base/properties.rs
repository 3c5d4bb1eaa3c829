//! Document properties: title, author, language, dates, and what made the document.

use std::fmt::Write as _;

use cpts_outline::outline::{Cartouche, Inline, Outline};
use cpts_paquet::{Package, properties as paquet};

/// Version of the program, written into the document.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes the properties of the outline; those that a base document brings are replaced, its own custom ones excepted.
pub(super) fn write(package: &mut Package, outline: &Outline) {
    let Cartouche { cpts, exercice_court, profil, date, .. } = &outline.cartouche;
    let mut title = String::new();
    text(&outline.titre, &mut title);
    if title.trim().is_empty() {
        title.clone_from(&outline.cartouche.livrable);
    }
    let mut subject = String::new();
    text(&outline.sous_titre, &mut subject);
    if !exercice_court.is_empty() {
        let _ = write!(title, ", {exercice_court}");
    }
    let core = paquet::Core { title, subject, creator: cpts.texte.clone(), date: date.format("%Y-%m-%d").to_string() };
    paquet::write(package, &core);
    paquet::set_custom(package, "cpts_livrable", &outline.livrable);
    paquet::set_custom(package, "cpts_profil", profil.map_or("", cpts_model::Profil::libelle));
    paquet::set_custom(package, "cpts_version", VERSION);
}

/// Pushes what running text says, without its looks.
fn text(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Superscript(text) | Inline::Reference { text, .. } => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => text(content, out),
            Inline::Champ(champ) => out.push_str(&champ.texte),
            Inline::LineBreak => out.push(' '),
        }
    }
}
