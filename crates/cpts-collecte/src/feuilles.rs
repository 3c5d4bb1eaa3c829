//! The sheets, in the order of their tabs: those of every year first.

mod annee;
mod association;
mod creation;
mod identite;
mod membres;
mod projet;

use crate::{Groupe, declaration::Declaration};

/// Every sheet, with the group under which the first sheet names it.
pub(crate) fn toutes() -> impl Iterator<Item = (Groupe, &'static Declaration)> {
    let groupe =
        |groupe: Groupe, feuilles: &'static [Declaration]| feuilles.iter().map(move |feuille| (groupe, feuille));
    groupe(Groupe::Communaute, identite::FEUILLES)
        .chain(groupe(Groupe::Communaute, membres::FEUILLES))
        .chain(groupe(Groupe::Annee, annee::FEUILLES))
        .chain(groupe(Groupe::Association, association::FEUILLES))
        .chain(groupe(Groupe::Projet, projet::FEUILLES))
        .chain(groupe(Groupe::Creation, creation::FEUILLES))
}
