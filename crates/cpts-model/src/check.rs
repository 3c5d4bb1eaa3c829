//! Checks that need the whole dossier: one file per family of rules.

mod adherents;
mod budget;
mod concordance;
mod contrat;
mod dates;
mod diagnostic;
mod doublons;
mod fiches;
mod gouvernance;
mod identifiants;
mod indicateurs;
pub(crate) mod lieux;
mod markdown;
mod membres;
mod missions;
mod phrases;
mod pieces;
pub(crate) mod recueil;
mod references;
mod reunions;
mod statuts;
mod territoire;
mod textes;
mod vraisemblance;

use std::cell::OnceCell;

use crate::{
    constat::Constat,
    dossier::Dossier,
    exercice::{NaturePeriode, Periode},
};

/// Returns what is wrong in a dossier, sorted by place then code. A part of which the dossier says nothing gives no constat.
///
/// The place is the cell of the workbook where the dossier knows it, and always the address in the dossier. Of one code in one sheet
/// [`REPETITIONS`](crate::constat::REPETITIONS) constats are told one by one (five times as many over all sheets); one more, at the end,
/// counts the others.
///
/// # Example
/// ```
/// # use cpts_model::{Cpts, Dossier, check};
/// let cpts = Cpts { siren: Some("732829321".into()), ..Default::default() };
/// let constats = check(&Dossier { cpts, ..Default::default() });
/// assert_eq!(constats[0].code, "siren-cle");
/// assert_eq!(constats[0].place.chemin.as_deref(), Some("/cpts/siren"));
/// ```
pub fn check(dossier: &Dossier) -> Vec<Constat> {
    let lieux = lieux::Lieux::new(dossier);
    let adherents = adherents::Adherents::new(dossier);
    // Only figures that are said twice ask for the counts.
    let synthese = OnceCell::new();
    let synthese = || synthese.get_or_init(|| crate::synthese::synthese(dossier));
    let mut constats = recueil::Recueil::default();
    identifiants::check(dossier, &lieux, &mut constats);
    doublons::check(dossier, &lieux, &mut constats);
    dates::check(dossier, &lieux, &mut constats);
    gouvernance::check(dossier, &lieux, &adherents, &mut constats);
    territoire::check(dossier, &lieux, &mut constats);
    diagnostic::check(dossier, &lieux, synthese, &mut constats);
    missions::check(dossier, &lieux, &mut constats);
    contrat::check(dossier, &lieux, &mut constats);
    indicateurs::check(dossier, &lieux, &mut constats);
    concordance::check(dossier, &lieux, synthese, &mut constats);
    fiches::check(dossier, &lieux, &adherents, &mut constats);
    budget::check(dossier, &lieux, &mut constats);
    pieces::check(dossier, &lieux, &mut constats);
    statuts::check(dossier, &lieux, &mut constats);
    reunions::check(dossier, &lieux, &mut constats);
    textes::check(dossier, &lieux, &mut constats);
    membres::check(dossier, &lieux, &mut constats);
    references::check(dossier, &lieux, &adherents, &mut constats);
    vraisemblance::check(dossier, &lieux, &mut constats);
    constats.finish()
}

/// Returns the period that the dossier gives account of: that of the report, else the civil year.
fn exercice(dossier: &Dossier) -> Option<Periode> {
    let exercice = &dossier.exercice;
    exercice.periode(exercice.bilan).or_else(|| exercice.periode(NaturePeriode::Civile))
}

#[cfg(test)]
mod tests;
