//! Publication profiles: what a reader outside the association may see.

mod champs;
mod diffuser;
mod masque;
mod noms_publics;
mod petites_cellules;
mod publies;
mod textes_publics;

use std::{collections::BTreeMap, fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::diffuser::diffuser;
use crate::{dossier::Dossier, synthese::Synthese};

/// Profil de diffusion d'un document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Profil de diffusion")]
pub enum Profil {
    /// Tout : réservé à l'association.
    Interne,
    /// Noms, professions et communes, sans coordonnées ni numéros : ARS, CPAM, adhérents.
    Financeur,
    /// Nombres seulement, petites cellules masquées ; un nom seulement avec accord.
    Public,
}

impl Profil {
    /// Returns the word used on the command line and in footers.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Interne => "interne",
            Self::Financeur => "financeur",
            Self::Public => "public",
        }
    }
}

impl fmt::Display for Profil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.libelle())
    }
}

/// The text names no profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("profil « {0} » inconnu : attendu interne, financeur ou public")]
pub struct ProfilError(pub String);

impl FromStr for Profil {
    type Err = ProfilError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Interne, Self::Financeur, Self::Public]
            .into_iter()
            .find(|profil| profil.libelle() == text)
            .ok_or_else(|| ProfilError(text.to_owned()))
    }
}

/// Settings of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiffusionOptions {
    /// Who will read the document.
    pub profil: Profil,
    /// Counts of persons from 1 to below this number are masked in the `public` profile.
    pub seuil_petites_cellules: u32,
    /// The same for counts of patients, which tell more of somebody.
    pub seuil_patients: u32,
}

impl DiffusionOptions {
    /// Returns the settings of a profile with the default thresholds: 6, and 11 for patients.
    pub const fn new(profil: Profil) -> Self {
        Self { profil, seuil_petites_cellules: 6, seuil_patients: 11 }
    }
}

/// A dossier without what its profile hides, and the counts taken before hiding.
///
/// Writers and trames read this and nothing else, so that a leak has one place to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Diffusion {
    /// The profile that was applied; writers only print its name.
    pub profil: Profil,
    /// What may be shown.
    pub dossier: Dossier,
    /// Counts over all members, small cells masked where the profile says so.
    pub synthese: Synthese,
    /// What was hidden, in plain French, with how many values: `téléphone` → 87.
    pub masque: BTreeMap<String, usize>,
    /// What is printed at the place of hidden values, by the address a trame gives them: `/rcp/r-01/patients` → `< 11`. A value
    /// that stands here is hidden, one that stands neither here nor in the dossier is missing.
    pub affiches: BTreeMap<String, String>,
}

/// What is printed at the place of a name.
pub const NON_PUBLIE: &str = "Non publié";
