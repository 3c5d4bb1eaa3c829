//! Checks that need the whole dossier: one file per family of rules.

mod budget;
mod dates;
mod doublons;
mod gouvernance;
mod identifiants;
mod lieux;
mod membres;
mod references;
mod territoire;

use crate::{constat::Constat, dossier::Dossier};

/// Returns what is wrong in a dossier, sorted by place then code.
///
/// The place is the cell of the workbook where the dossier knows it, and always the address in the dossier.
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
    let mut constats = Vec::new();
    identifiants::check(dossier, &lieux, &mut constats);
    doublons::check(dossier, &lieux, &mut constats);
    dates::check(dossier, &lieux, &mut constats);
    gouvernance::check(dossier, &lieux, &mut constats);
    territoire::check(dossier, &lieux, &mut constats);
    budget::check(dossier, &lieux, &mut constats);
    membres::check(dossier, &lieux, &mut constats);
    references::check(dossier, &lieux, &mut constats);
    crate::constat::sort(&mut constats);
    crate::constat::limit(&mut constats);
    constats
}

#[cfg(test)]
mod tests;
