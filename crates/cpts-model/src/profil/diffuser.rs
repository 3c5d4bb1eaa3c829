//! Takes out of a dossier what its readers may not see.

use std::collections::BTreeMap;

use super::{
    Diffusion, DiffusionOptions, Profil,
    champs::Champ,
    masque::Masque,
    petites_cellules,
    publies::{Publies, is_published},
    textes_publics::Nettoyage,
};
use crate::{dossier::Dossier, synthese::synthese};

/// Returns what a profile lets out, the counts being taken over all members before anything is hidden.
///
/// - `interne`: everything.
/// - `financeur`: names, professions, communes and dates; neither contact data, numbers of persons, contributions, remarks, lists of
///   attendance nor what the workbook held beside. The contacts of the coordination and of the person in charge of the health
///   project stay: the documents for the funders ask for them.
/// - `public`: counts, small cells masked; the members who agreed to a public directory, by name, profession and commune; no other
///   name; no trace of the workbooks.
///
/// In both, e-mail addresses, telephones and RPPS numbers are taken out of every text; in `public`, so are the names of those who
/// did not agree, where a title, a first name or an initial makes them names. What a document would print at the place of
/// a hidden value stands in [`Diffusion::affiches`].
///
/// The dossier is taken by value so that no member is copied.
///
/// # Example
/// ```
/// # use cpts_model::{DiffusionOptions, Dossier, Membre, Profil, diffuser};
/// let membre = Membre { nom: Some("Aubrelle".into()), rpps: Some("10005173140".into()), ..Default::default() };
/// let dossier = Dossier { membres: vec![membre], ..Default::default() };
/// let diffusion = diffuser(dossier.clone(), &DiffusionOptions::new(Profil::Financeur));
/// assert_eq!(diffusion.dossier.membres[0].nom.as_deref(), Some("Aubrelle"));
/// assert_eq!((&diffusion.dossier.membres[0].rpps, diffusion.masque["numéro RPPS"]), (&None, 1));
/// assert!(diffuser(dossier, &DiffusionOptions::new(Profil::Public)).dossier.membres.is_empty());
/// ```
pub fn diffuser(mut dossier: Dossier, options: &DiffusionOptions) -> Diffusion {
    let DiffusionOptions { profil, .. } = *options;
    if profil == Profil::Interne {
        let synthese = synthese(&dossier);
        return Diffusion { profil, dossier, synthese, masque: BTreeMap::new(), affiches: BTreeMap::new() };
    }
    let public = profil == Profil::Public;
    let publies = if public { Publies::of(&dossier) } else { Publies::default() };
    let nettoyage = Nettoyage::of(&dossier, profil, &publies);
    let mut masque = Masque::new(profil, &publies, &nettoyage);
    dossier.publish(&mut masque);
    // Texts first: labels of the synthese repeat them. Members last: it counts those who are hidden.
    let mut synthese = synthese(&dossier);
    if public {
        let before = dossier.membres.len();
        let exercice = &dossier.exercice;
        dossier.membres.retain(|membre| is_published(membre, exercice));
        masque.count("adhérent sans accord de publication", before - dossier.membres.len());
    }
    masque.champ("membres", &mut dossier.membres);
    if public {
        petites_cellules::mask(&mut dossier, &mut synthese, options, &mut masque);
    }
    let Masque { hidden, affiches, .. } = masque;
    Diffusion { profil, dossier, synthese, masque: hidden, affiches }
}

#[cfg(test)]
mod tests;
