//! Document properties: title, author, language, dates, and what made the document.

use std::fmt::Write as _;

use cpts_outline::outline::{Cartouche, Outline, plain};
use cpts_paquet::{Package, properties as paquet};

/// Version of the program, written into the document.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes the properties of the outline; those that a base document brings are replaced, its own custom ones excepted.
pub(super) fn write(package: &mut Package, outline: &Outline) {
    let Cartouche { cpts, exercice_court, profil, date, .. } = &outline.cartouche;
    let mut title = plain(&outline.titre);
    if title.trim().is_empty() {
        title.clone_from(&outline.cartouche.livrable);
    }
    let subject = plain(&outline.sous_titre);
    if !exercice_court.is_empty() {
        let _ = write!(title, ", {exercice_court}");
    }
    let core = paquet::Core { title, subject, creator: cpts.texte.clone(), date: date.format("%Y-%m-%d").to_string() };
    paquet::write(package, &core);
    paquet::set_custom(package, "cpts_livrable", &outline.livrable);
    paquet::set_custom(package, "cpts_profil", profil.map_or("", cpts_model::Profil::libelle));
    paquet::set_custom(package, "cpts_version", VERSION);
}
