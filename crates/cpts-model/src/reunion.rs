//! Meetings of the association: assemblies, bureau, board, work meetings.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{fiche_action::Avancement, gouvernance::Mandat, provenance::Source};

/// Nature d'une réunion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Nature de la réunion")]
pub enum NatureReunion {
    /// Assemblée générale constitutive.
    AgConstitutive,
    /// Assemblée générale ordinaire.
    #[default]
    AgOrdinaire,
    /// Assemblée générale extraordinaire.
    AgExtraordinaire,
    /// Conseil d'administration.
    ConseilAdministration,
    /// Bureau.
    Bureau,
    /// Réunion de concertation pluriprofessionnelle.
    Rcp,
    /// Réunion d'analyse des indicateurs.
    AnalyseIndicateurs,
    /// Groupe de travail.
    Groupe,
}

impl NatureReunion {
    /// Returns the French title: « Assemblée générale ordinaire ».
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::AgConstitutive => "Assemblée générale constitutive",
            Self::AgOrdinaire => "Assemblée générale ordinaire",
            Self::AgExtraordinaire => "Assemblée générale extraordinaire",
            Self::ConseilAdministration => "Réunion du conseil d’administration",
            Self::Bureau => "Réunion du bureau",
            Self::Rcp => "Réunion de concertation pluriprofessionnelle",
            Self::AnalyseIndicateurs => "Réunion d’analyse des indicateurs",
            Self::Groupe => "Réunion de groupe de travail",
        }
    }
}

/// Réunion de l'association, à venir ou tenue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Réunion")]
pub struct Reunion {
    /// Numéro stable, par exemple `re-01`.
    #[schemars(example = "re-01")]
    pub id: String,
    /// Nature.
    pub nature: NatureReunion,
    /// Objet, quand la nature ne le dit pas.
    pub objet: Option<String>,
    /// Date.
    #[schemars(example = "2025-03-15")]
    pub date: Option<NaiveDate>,
    /// Heure, telle qu'elle est écrite, par exemple « 20 h ».
    pub heure: Option<String>,
    /// Heure de fin, telle qu'elle est écrite.
    pub heure_fin: Option<String>,
    /// Lieu, ou lien de la visioconférence.
    pub lieu: Option<String>,
    /// Date de la convocation.
    #[schemars(example = "2025-03-15")]
    pub date_convocation: Option<NaiveDate>,
    /// Ordre du jour.
    pub ordre_du_jour: Vec<String>,
    /// Personne qui préside la séance.
    pub presidence: Option<String>,
    /// Personne qui tient le secrétariat de la séance.
    pub secretariat: Option<String>,
    /// Personnes présentes, nommées.
    pub presents: Vec<String>,
    /// Personnes excusées, nommées.
    pub excuses: Vec<String>,
    /// Nombre de membres qui ont le droit de vote.
    pub votants: Option<u32>,
    /// Nombre de membres présents.
    pub nombre_presents: Option<u32>,
    /// Nombre de membres représentés.
    pub nombre_representes: Option<u32>,
    /// Nombre de membres qu'il faut pour délibérer.
    pub quorum: Option<u32>,
    /// Échanges, en Markdown.
    pub echanges: Option<String>,
    /// Résolutions mises au vote.
    pub resolutions: Vec<Resolution>,
    /// Personnes élues au bureau pendant la réunion, avec leur fonction. Vide : les membres du bureau dont le mandat commence ce jour-là.
    pub elus: Vec<Mandat>,
    /// Décisions et suites à donner.
    pub decisions: Vec<Decision>,
    /// Date de la prochaine réunion.
    #[schemars(example = "2025-03-15")]
    pub prochaine_date: Option<NaiveDate>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Résolution mise au vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Résolution")]
pub struct Resolution {
    /// Numéro stable, par exemple `rs-01`.
    #[schemars(example = "rs-01")]
    pub id: String,
    /// Texte de la résolution.
    pub texte: Option<String>,
    /// Voix pour.
    pub pour: Option<u32>,
    /// Voix contre.
    pub contre: Option<u32>,
    /// Abstentions.
    pub abstentions: Option<u32>,
    /// La résolution est adoptée.
    pub adoptee: Option<bool>,
}

/// Décision ou suite à donner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Décision")]
pub struct Decision {
    /// Numéro stable, par exemple `de-01`.
    #[schemars(example = "de-01")]
    pub id: String,
    /// Ce qui est décidé.
    pub intitule: Option<String>,
    /// Personne ou groupe responsable.
    pub responsable: Option<String>,
    /// Échéance, telle qu'elle est écrite.
    pub echeance: Option<String>,
    /// Avancement.
    pub avancement: Option<Avancement>,
}
