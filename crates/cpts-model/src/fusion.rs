//! Two states of one community made one dossier: what each says, field by field, and what they disagree on.
//!
//! The rule of each field stands in one table, `regles`. Elements are recognised by what they are (`personne`, `cles`), never by
//! their place in a list; nothing is overwritten or dropped without a constat that names both places.

mod adherents;
mod appariement;
mod cles;
mod communaute;
mod contexte;
mod elements;
mod personne;
mod provisoires;
mod regles;
mod renvois;
mod typographie;
mod valeurs;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, ops::AddAssign};

pub use self::{
    communaute::check_communities,
    personne::{name_key, same_person, shares_a_name},
    regles::{Regle, regles},
};
use self::{
    contexte::{Contexte, Tables},
    valeurs::Champ,
};
use crate::{constat::Constat, dossier::Dossier};

/// What is known of the two sides of a fusion.
#[derive(Clone, Debug, Default)]
pub struct FusionOptions {
    /// Files that the second dossier was read from just now. A value or a row of the first that stood in one of them and stands
    /// there no more is taken out.
    pub relus: BTreeSet<String>,
    /// The first dossier is what an earlier run wrote, and not a source that the user names beside the second.
    pub existant: bool,
    /// What a number of the second dossier means in the first.
    pub numeros: Numeros,
    /// The user says which community it is: names are not compared.
    pub cpts_imposee: bool,
    /// The user says which exercice it is: years are not compared.
    pub exercice_impose: bool,
}

/// What the numbers of two dossiers have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numeros {
    /// Each may have its own: elements of one number are the same where something else says so too.
    #[default]
    Propres,
    /// The second has those of the first, but for the provisional ones.
    Communs,
    /// The same, and the result is to be merged again: provisional numbers stay.
    Provisoires,
}

/// What a fusion gives.
#[derive(Clone, Debug, Default)]
pub struct Fusion {
    /// Both dossiers in one.
    pub dossier: Dossier,
    /// What they disagree on, and what was taken out; sorted.
    pub constats: Vec<Constat>,
    /// How many elements of the first dossier changed.
    pub bilan: Bilan,
}

/// Number of elements that a fusion touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bilan {
    /// Members.
    pub adherents: Compte,
    /// Elements of the other lists, wherever they stand.
    pub autres: Compte,
    /// Values that stand alone: identity, contract, texts.
    pub valeurs: usize,
}

/// Elements added, changed and taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compte {
    /// New elements.
    pub ajoutes: usize,
    /// Elements of which a value changed.
    pub modifies: usize,
    /// Elements that stand in their source no more.
    pub retires: usize,
}

impl AddAssign for Bilan {
    fn add_assign(&mut self, other: Self) {
        for (compte, autre) in [(&mut self.adherents, other.adherents), (&mut self.autres, other.autres)] {
            compte.ajoutes += autre.ajoutes;
            compte.modifies += autre.modifies;
            compte.retires += autre.retires;
        }
        self.valeurs += other.valeurs;
    }
}

/// Why two dossiers cannot be made one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FusionError {
    /// They are those of two communities.
    #[error(
        "deux communautés différentes\u{a0}: {premier} et {second}. Rien n’est réuni\u{a0}: donner les fichiers d’une seule communauté ou, si c’est la même, son nom à la commande (--cpts)"
    )]
    Communautes {
        /// Name of the first, with its place.
        premier: String,
        /// Name of the second, with its place.
        second: String,
    },
}

/// Returns two dossiers as one: `second` completes `premier`, and wins where both say something else.
///
/// The same values give the same dossier, without a constat; so does an empty dossier on either side.
///
/// # Errors
/// When they name two communities.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, fusion::{FusionOptions, merge}};
/// let mut liste = Dossier::default();
/// liste.cpts.nom = Some("CPTS du Lac".to_owned());
/// liste.cpts.email = Some("ancienne@exemple.fr".to_owned());
/// let mut collecte = Dossier::default();
/// collecte.cpts.nom = Some("CPTS  du lac".to_owned());
/// collecte.cpts.email = Some("contact@exemple.fr".to_owned());
/// let fusion = merge(liste.clone(), collecte, &FusionOptions::default()).unwrap();
/// assert_eq!(fusion.dossier.cpts.email.as_deref(), Some("contact@exemple.fr"));
/// assert_eq!(fusion.dossier.cpts.nom, liste.cpts.nom);
/// assert_eq!(fusion.constats.len(), 1);
/// let mut autre = Dossier::default();
/// autre.cpts.nom = Some("CPTS de la Vallée".to_owned());
/// assert!(merge(liste, autre, &FusionOptions::default()).is_err());
/// ```
pub fn merge(premier: Dossier, second: Dossier, options: &FusionOptions) -> Result<Fusion, FusionError> {
    if !options.cpts_imposee {
        check_communities(&premier, &second)?;
    }
    if !options.exercice_impose
        && let Some(constat) = communaute::other_year(&premier, &second)
    {
        return Ok(Fusion { dossier: premier, constats: vec![constat], bilan: Bilan::default() });
    }
    let (mut premier, mut second) = (premier, second);
    let doubles = appariement::number(&mut premier, &mut second, options);
    let (before, after) = (Tables::of(&premier), Tables::of(&second));
    let mut contexte = Contexte::new(options, &before, &after);
    for constat in doubles {
        contexte.push(constat);
    }
    premier.absorb(second, &mut contexte);
    Ok(contexte.finish(premier))
}

/// Gives a provisional number to the elements that have none, so that they have an address; a fusion replaces it. Where `carried` is
/// given, numbers that are neither in it nor names of a catalogue are provisional too: the program gave them, and they say nothing.
/// `last` is the last one given, to be handed on to the next dossier of the same fusion.
///
/// # Example
/// ```
/// # use cpts_model::{Action, Dossier, fusion};
/// let mut dossier = Dossier { actions: vec![Action::default()], ..Dossier::default() };
/// fusion::number_provisionally(&mut dossier, None, &mut 0);
/// let fusion = fusion::merge(Dossier::default(), dossier, &fusion::FusionOptions::default()).unwrap();
/// assert_eq!(fusion.dossier.actions[0].id, "a-001");
/// ```
pub fn number_provisionally(dossier: &mut Dossier, carried: Option<&BTreeSet<String>>, last: &mut u32) {
    *last = provisoires::number(dossier, carried, *last);
}
