//! The diagnosis of the territory: figures, supply of care, structures, needs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{profession::Profession, provenance::Source};

/// Diagnostic territorial.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Diagnostic territorial")]
pub struct Diagnostic {
    /// Données chiffrées sur la population.
    pub donnees: Vec<DonneeDiagnostic>,
    /// Commentaire des données de population, en Markdown.
    pub population: Option<String>,
    /// Typologie du territoire (urbain, rural, montagne…), en Markdown.
    pub typologie: Option<String>,
    /// Contraintes particulières du territoire, en Markdown.
    pub contraintes: Option<String>,
    /// Offre de soins par profession.
    pub offre: Vec<OffreProfession>,
    /// Commentaire de l'offre de soins : installations, départs prévus, en Markdown.
    pub commentaire_offre: Option<String>,
    /// Structures d'exercice coordonné, établissements, dispositifs et autres acteurs.
    pub structures: Vec<Structure>,
    /// Dynamiques entre les acteurs, en Markdown.
    pub dynamiques: Option<String>,
    /// Besoins de santé prioritaires, en Markdown.
    pub besoins_prioritaires: Option<String>,
    /// Télémédecine, en Markdown.
    pub telemedecine: Option<String>,
    /// Prévention : dépistage, vaccination, obésité…, en Markdown.
    pub prevention: Option<String>,
    /// Atouts du territoire, selon l'analyse partagée, en Markdown.
    pub atouts: Option<String>,
    /// Faiblesses du territoire, selon l'analyse partagée, en Markdown.
    pub faiblesses: Option<String>,
    /// Axes prioritaires du projet de santé, selon l'analyse partagée, en Markdown.
    pub axes: Option<String>,
}

/// Donnée chiffrée du diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Donnée du diagnostic")]
pub struct DonneeDiagnostic {
    /// Identifiant : celui d'une ligne proposée, par exemple `patients-sans-mt`, ou `d-01` pour une donnée ajoutée.
    #[schemars(example = "patients-sans-mt")]
    pub id: String,
    /// Intitulé. Vide : celui de la ligne proposée.
    pub intitule: Option<String>,
    /// Valeur, dans l'unité de la donnée.
    pub valeur: Option<f64>,
    /// Unité, par exemple « habitants » ou « % ».
    pub unite: Option<String>,
    /// Valeur de comparaison, par exemple celle du département, telle qu'elle est écrite.
    pub comparaison: Option<String>,
    /// Année de la donnée.
    #[schemars(range(min = 1990, max = 2100), example = 2023)]
    pub annee: Option<i32>,
    /// Origine de la donnée, par exemple « Rezone CPTS ».
    pub origine: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Offre de soins d'une profession sur le territoire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Offre de soins d'une profession")]
pub struct OffreProfession {
    /// Numéro stable, par exemple `o-01`.
    #[schemars(example = "o-01")]
    pub id: String,
    /// Profession, dont se déduit le premier ou le second recours.
    pub profession: Option<Profession>,
    /// Spécialité, pour un médecin spécialiste.
    pub specialite: Option<String>,
    /// Professionnels en exercice sur le territoire.
    pub effectif: Option<u32>,
    /// Installations de l'année précédente (n-1).
    pub installations: Option<u32>,
    /// Installations de l'année d'avant (n-2).
    pub installations_precedentes: Option<u32>,
    /// Départs prévus.
    pub departs_prevus: Option<u32>,
    /// Origine de ces nombres, par exemple « Annuaire santé, extraction du 12 janvier 2026 ».
    pub origine: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Catégorie d'une structure du territoire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Catégorie de structure")]
pub enum CategorieStructure {
    /// Maison de santé pluriprofessionnelle.
    MaisonDeSante,
    /// Centre de santé.
    CentreDeSante,
    /// Équipe de soins primaires.
    EquipeSoinsPrimaires,
    /// Établissement de santé.
    EtablissementSante,
    /// Établissement ou service médico-social.
    MedicoSocial,
    /// Plateforme territoriale d'appui ou dispositif d'appui à la coordination.
    DispositifAppui,
    /// Autre acteur sanitaire, social ou médico-social.
    #[default]
    Autre,
}

impl CategorieStructure {
    /// Returns the French label.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::MaisonDeSante => "Maison de santé pluriprofessionnelle",
            Self::CentreDeSante => "Centre de santé",
            Self::EquipeSoinsPrimaires => "Équipe de soins primaires",
            Self::EtablissementSante => "Établissement de santé",
            Self::MedicoSocial => "Établissement ou service médico-social",
            Self::DispositifAppui => "Dispositif d’appui à la coordination",
            Self::Autre => "Autre acteur",
        }
    }
}

/// Structure du territoire, ou à laquelle sa population a recours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Structure")]
pub struct Structure {
    /// Numéro stable, par exemple `s-01`.
    #[schemars(example = "s-01")]
    pub id: String,
    /// Nom de la structure.
    pub nom: Option<String>,
    /// Catégorie.
    pub categorie: CategorieStructure,
    /// Commune.
    pub commune: Option<String>,
    /// Précision : activité, nombre de professionnels ou de places…
    pub precision: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
