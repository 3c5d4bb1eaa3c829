//! The identity of the community.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Identité de la communauté professionnelle territoriale de santé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "CPTS")]
pub struct Cpts {
    /// Nom officiel, par exemple « CPTS du Val d'Aubrelle ».
    pub nom: Option<String>,
    /// Nom court pour les en-têtes, au plus 45 caractères. Vide : le nom officiel.
    pub nom_court: Option<String>,
    /// Numéro SIREN, 9 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{9}$"), example = "999999014")]
    pub siren: Option<String>,
    /// Numéro SIRET du siège, 14 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{14}$"), example = "99999901400015")]
    pub siret: Option<String>,
    /// Numéro au répertoire national des associations, W suivi de 9 caractères.
    #[schemars(regex(pattern = r"^W[0-9A-Z]{9}$"), example = &"W159999991")]
    pub rna: Option<String>,
    /// Numéro FINESS, 9 caractères.
    #[schemars(regex(pattern = r"^[0-9A-Z]{9}$"), example = "150000001")]
    pub finess: Option<String>,
    /// Adresse du siège.
    pub adresse: Adresse,
    /// Département, par exemple « Tarn ».
    pub departement: Option<String>,
    /// Région, par exemple « Occitanie ».
    pub region: Option<String>,
    /// Adresse électronique de la communauté.
    #[schemars(example = "contact@exemple.fr")]
    pub email: Option<String>,
    /// Téléphone de la communauté, au format E.164.
    #[schemars(example = "+33536490001")]
    pub telephone: Option<String>,
    /// Adresse du site internet.
    #[schemars(example = "https://cpts.exemple.fr")]
    pub site_internet: Option<String>,
    /// Date de création de l'association.
    #[schemars(example = "2025-03-15")]
    pub date_creation: Option<NaiveDate>,
    /// Personne chargée de la coordination.
    pub coordination: Contact,
    /// Référent du projet de santé.
    pub referent: Referent,
    /// Délégation départementale de l'agence régionale de santé. Vide : celle du département, quand elle est connue.
    pub delegation_ars: DelegationArs,
}

/// Adresse postale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Adresse")]
pub struct Adresse {
    /// Numéro et voie, complément compris.
    pub voie: Option<String>,
    /// Code postal, 5 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{5}$"), example = "15100")]
    pub code_postal: Option<String>,
    /// Commune.
    pub commune: Option<String>,
}

/// Personne à joindre.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Contact")]
pub struct Contact {
    /// Prénom et nom.
    pub nom: Option<String>,
    /// Adresse électronique.
    #[schemars(example = "contact@exemple.fr")]
    pub email: Option<String>,
    /// Téléphone, au format E.164.
    #[schemars(example = "+33536490001")]
    pub telephone: Option<String>,
}

/// Délégation départementale de l'agence régionale de santé, à qui la communauté écrit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Délégation de l'ARS")]
pub struct DelegationArs {
    /// Agence et service.
    pub service: Option<String>,
    /// Numéro et voie, ou boîte postale.
    pub voie: Option<String>,
    /// Code postal, 5 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{5}$"), example = "15100")]
    pub code_postal: Option<String>,
    /// Commune, « cedex » compris.
    pub commune: Option<String>,
    /// Adresse électronique.
    #[schemars(example = "ars@exemple.fr")]
    pub email: Option<String>,
}

/// Référent du projet de santé, à qui l'agence régionale de santé écrit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Référent")]
pub struct Referent {
    /// Prénom et nom.
    pub nom: Option<String>,
    /// Profession.
    pub profession: Option<String>,
    /// Adresse postale, sur une ligne.
    pub adresse: Option<String>,
    /// Adresse électronique.
    #[schemars(example = "contact@exemple.fr")]
    pub email: Option<String>,
    /// Téléphone, au format E.164.
    #[schemars(example = "+33536490001")]
    pub telephone: Option<String>,
}
