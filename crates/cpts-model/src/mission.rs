//! The missions of the ACI.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Mission de l'accord conventionnel interprofessionnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Mission")]
pub enum Mission {
    /// Amélioration de l'accès aux soins.
    AccesSoins,
    /// Organisation de parcours pluriprofessionnels autour du patient.
    Parcours,
    /// Développement d'actions coordonnées de prévention.
    Prevention,
    /// Réponse aux crises sanitaires graves.
    Crise,
    /// Développement de la qualité et de la pertinence des soins.
    Qualite,
    /// Accompagnement des professionnels de santé sur le territoire.
    Accompagnement,
    /// Vie de l'association et coordination, hors missions.
    Fonctionnement,
}

impl Mission {
    /// Every mission, in the order of the contract.
    pub const TOUTES: [Self; 7] = [
        Self::AccesSoins,
        Self::Parcours,
        Self::Prevention,
        Self::Crise,
        Self::Qualite,
        Self::Accompagnement,
        Self::Fonctionnement,
    ];

    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::AccesSoins => "acces_soins",
            Self::Parcours => "parcours",
            Self::Prevention => "prevention",
            Self::Crise => "crise",
            Self::Qualite => "qualite",
            Self::Accompagnement => "accompagnement",
            Self::Fonctionnement => "fonctionnement",
        }
    }

    /// Returns the short French title, as it stands in a heading.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::AccesSoins => "Accès aux soins",
            Self::Parcours => "Parcours pluriprofessionnels",
            Self::Prevention => "Prévention",
            Self::Crise => "Réponse aux crises sanitaires",
            Self::Qualite => "Qualité et pertinence des soins",
            Self::Accompagnement => "Accompagnement des professionnels",
            Self::Fonctionnement => "Vie de l’association",
        }
    }
}

/// Volet de la mission d'accès aux soins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Volet")]
pub enum Volet {
    /// Accès à un médecin traitant.
    MedecinTraitant,
    /// Soins non programmés.
    SoinsNonProgrammes,
    /// Recensement des médecins qui ont des disponibilités, facultatif.
    Recensement,
}

impl Volet {
    /// Every part of the mission, in order.
    pub const TOUS: [Self; 3] = [Self::MedecinTraitant, Self::SoinsNonProgrammes, Self::Recensement];

    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::MedecinTraitant => "medecin_traitant",
            Self::SoinsNonProgrammes => "soins_non_programmes",
            Self::Recensement => "recensement",
        }
    }

    /// Returns the French title.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::MedecinTraitant => "Accès au médecin traitant",
            Self::SoinsNonProgrammes => "Soins non programmés",
            Self::Recensement => "Recensement des médecins disponibles",
        }
    }
}
