//! Who decides and who works: bureau, board, working groups, staff.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{date::DatePartielle, id::MembreId, mission::Mission, provenance::Source};

/// Gouvernance et organisation de l'association.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Gouvernance")]
pub struct Gouvernance {
    /// Bureau.
    pub bureau: Vec<Mandat>,
    /// Conseil d'administration.
    pub conseil_administration: Vec<Mandat>,
    /// Groupes de travail.
    pub groupes: Vec<Groupe>,
    /// Équipe salariée ou prestataire.
    pub equipe: Vec<Salarie>,
}

/// Mandat d'une personne dans une instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Mandat")]
pub struct Mandat {
    /// Numéro stable, par exemple `b-01`.
    #[schemars(example = "b-01")]
    pub id: String,
    /// Fonction, par exemple « Présidence » ou « Trésorier adjoint ».
    pub fonction: Option<String>,
    /// Prénom et nom.
    pub nom: Option<String>,
    /// Profession ou qualité.
    pub profession: Option<String>,
    /// Adhérent correspondant, s'il est reconnu.
    pub membre: Option<MembreId>,
    /// Début du mandat.
    pub depuis: Option<DatePartielle>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Groupe de travail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Groupe de travail")]
pub struct Groupe {
    /// Numéro stable, par exemple `g-01`.
    #[schemars(example = "g-01")]
    pub id: String,
    /// Nom du groupe.
    pub nom: Option<String>,
    /// Mission de rattachement.
    pub mission: Option<Mission>,
    /// Référents, prénom et nom.
    pub referents: Vec<String>,
    /// Objet du groupe, en une phrase.
    pub objet: Option<String>,
    /// Nombre de réunions tenues pendant l'exercice.
    pub reunions: Option<u32>,
    /// Nombre de participants.
    pub participants: Option<u32>,
    /// Suivi opérationnel de l'année, en Markdown.
    pub suivi: Option<String>,
    /// Résultats obtenus, en Markdown.
    pub resultats: Option<String>,
    /// Difficultés rencontrées, en Markdown.
    pub difficultes: Option<String>,
    /// Besoins exprimés et suites proposées, en Markdown.
    pub besoins: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Personne employée ou missionnée par l'association.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Salarié")]
pub struct Salarie {
    /// Numéro stable, par exemple `e-01`.
    #[schemars(example = "e-01")]
    pub id: String,
    /// Prénom et nom.
    pub nom: Option<String>,
    /// Poste occupé.
    pub poste: Option<String>,
    /// Quotité de travail, par exemple « 0,8 ETP ».
    pub quotite: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}
