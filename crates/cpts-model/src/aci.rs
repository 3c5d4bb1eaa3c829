//! The agreement (ACI) that the contracts follow: versions, missions, deadlines, sizes. Data with its sources, no amounts.

use std::sync::OnceLock;

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::{contrat::Contrat, mission::Mission};

const DONNEES: &str = include_str!("../data/aci.toml");

/// A version of the agreement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Stable identifier: `aci-2019-av2`.
    pub id: String,
    /// French name.
    pub libelle: String,
    /// First day on which it applies.
    pub en_vigueur: NaiveDate,
    /// Length of a contract, in years.
    pub duree_contrat_ans: u32,
    /// Missions of this version, in the order of the contract.
    pub missions: Vec<Mission>,
}

/// Category of a mission in the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Categorie {
    /// Every community takes it on.
    Socle,
    /// A community may take it on.
    Complementaire,
}

impl Categorie {
    /// Returns the French word: « Socle ».
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Socle => "Socle",
            Self::Complementaire => "Complémentaire",
        }
    }
}

/// A mission as the agreement names it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissionAci {
    /// The mission.
    pub id: Mission,
    /// Category.
    pub categorie: Categorie,
    /// Title of the agreement.
    pub libelle: String,
    /// Months from the signature to the start, or `None` without deadline.
    pub demarrage_mois: Option<u32>,
    /// Months from the signature to full deployment, or `None` without deadline.
    pub deploiement_mois: Option<u32>,
}

/// A size class.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taille {
    id: u8,
    /// First population that is above the class, or `None` for the last one.
    max: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Aci {
    version: Vec<Version>,
    mission: Vec<MissionAci>,
    taille: Vec<Taille>,
}

fn aci() -> &'static Aci {
    static ACI: OnceLock<Aci> = OnceLock::new();
    ACI.get_or_init(|| toml::from_str(DONNEES).expect("the embedded agreement is read by a test"))
}

/// Returns every version, the oldest first.
pub fn versions() -> &'static [Version] {
    &aci().version
}

/// Returns the version that a contract follows: the one it names, else the last in force at its signature, else the last.
///
/// # Example
/// ```
/// # use cpts_model::{Contrat, aci};
/// let contrat = Contrat { date_signature: "2020-03-01".parse().ok(), ..Default::default() };
/// assert_eq!(aci::version(&contrat).id, "aci-2019");
/// assert_eq!(aci::version(&Contrat::default()).id, "aci-2019-av2");
/// ```
pub fn version(contrat: &Contrat) -> &'static Version {
    let versions = versions();
    let named = contrat.version_aci.as_deref().and_then(|id| versions.iter().find(|version| version.id == id));
    let signed = || {
        let date = contrat.date_signature?;
        versions.iter().rev().find(|version| version.en_vigueur <= date)
    };
    named.or_else(signed).or(versions.last()).expect("the embedded agreement has versions")
}

/// Returns the missions of a version, in the order of the contract.
pub fn missions(version: &Version) -> impl Iterator<Item = &'static MissionAci> {
    version.missions.iter().filter_map(|id| aci().mission.iter().find(|mission| mission.id == *id))
}

/// Returns the size class of a population, from 1 to 4.
///
/// On which side a bound itself falls is not written in the sources: the contract's own size wins over this one.
///
/// # Example
/// ```
/// # use cpts_model::aci;
/// assert_eq!([39_999, 61_000, 175_000].map(aci::taille), [1, 2, 4]);
/// ```
pub fn taille(population: u32) -> u8 {
    let class = aci().taille.iter().find(|taille| taille.max.is_none_or(|max| population < max));
    class.map_or(4, |taille| taille.id)
}

/// Returns the day from which the deadlines of a mission run: the signature of the contract or, for a mission that a later version
/// added, the amendment that brought the contract to it.
///
/// # Example
/// ```
/// # use cpts_model::{Contrat, Mission, aci};
/// let mut contrat = Contrat { date_signature: "2020-07-01".parse().ok(), ..Default::default() };
/// contrat.version_aci = Some("aci-2019-av2".to_owned());
/// assert_eq!(aci::depart(&contrat, Mission::Parcours), contrat.date_signature);
/// assert_eq!(aci::depart(&contrat, Mission::Crise), None);
/// contrat.date_avenant = "2022-09-12".parse().ok();
/// assert_eq!(aci::depart(&contrat, Mission::Crise), contrat.date_avenant);
/// ```
pub fn depart(contrat: &Contrat, mission: Mission) -> Option<NaiveDate> {
    let signed = version(&Contrat { version_aci: None, ..contrat.clone() });
    if signed.missions.contains(&mission) { contrat.date_signature } else { contrat.date_avenant }
}

/// Deadlines of a mission, computed from the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echeances {
    /// Last day to start, or `None` without deadline.
    pub demarrage: Option<NaiveDate>,
    /// Last day for full deployment, or `None` without deadline.
    pub deploiement: Option<NaiveDate>,
}

/// Returns the deadlines of a mission for a signature; the end of a month stays the end of a month.
///
/// # Example
/// ```
/// # use cpts_model::{Contrat, Mission, aci};
/// let version = aci::version(&Contrat::default());
/// let acces = aci::missions(version).find(|mission| mission.id == Mission::AccesSoins).unwrap();
/// let echeances = aci::echeances(acces, "2023-08-31".parse().unwrap());
/// assert_eq!(echeances.demarrage.unwrap().to_string(), "2024-02-29");
/// assert_eq!(echeances.deploiement.unwrap().to_string(), "2025-02-28");
/// ```
pub fn echeances(mission: &MissionAci, signature: NaiveDate) -> Echeances {
    let after = |mois: Option<u32>| mois.and_then(|mois| signature.checked_add_months(Months::new(mois)));
    Echeances { demarrage: after(mission.demarrage_mois), deploiement: after(mission.deploiement_mois) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aci_reads_and_each_version_names_missions_that_exist() {
        assert!(versions().is_sorted_by_key(|version| version.en_vigueur));
        for version in versions() {
            assert_eq!(missions(version).count(), version.missions.len(), "{}", version.id);
        }
    }

    #[test]
    fn crise_is_a_mission_since_the_second_amendment() {
        let has = |id: &str| {
            let version = versions().iter().find(|version| version.id == id).expect("a version");
            missions(version).any(|mission| mission.id == Mission::Crise)
        };
        assert_eq!((has("aci-2019"), has("aci-2019-av2")), (false, true));
    }
}
