//! Masks small cells, and as many others as it takes for the totals not to give them away.

mod chiffres;
mod colonne;
mod effectifs;

use super::{DiffusionOptions, masque::Masque};
use crate::{dossier::Dossier, synthese::Synthese};

/// Masks the small counts of members in the synthese, then those of patients and of persons reached, there and in the dossier.
///
/// Professionals at a meeting, votes, the supply of care of the territory are no secret of anybody and stay.
pub(super) fn mask(
    dossier: &mut Dossier,
    synthese: &mut Synthese,
    options: &DiffusionOptions,
    masque: &mut Masque<'_>,
) {
    let cells = effectifs::mask(synthese, options.seuil_petites_cellules);
    masque.count(super::masque::PETITE_CELLULE, cells);
    chiffres::mask(dossier, synthese, options, masque);
}

#[cfg(test)]
mod tests;
