//! The root of the model: everything the documents of one CPTS and one exercice are made of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    budget::Budget,
    cpts::Cpts,
    exercice::{Exercice, Validation},
    gouvernance::Gouvernance,
    membre::Membre,
    partenaire::Partenaire,
    provenance::{FeuilleSource, Origine},
    territoire::Territoire,
    textes::Textes,
};

/// Version du schéma que cette bibliothèque écrit.
pub const VERSION_SCHEMA: u32 = 1;

/// Dossier d'une CPTS pour un exercice : la source unique de tous ses documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Dossier")]
pub struct Dossier {
    /// Version du schéma du dossier.
    pub version_schema: u32,
    /// Exercice dont les documents rendent compte.
    pub exercice: Exercice,
    /// Identité de la communauté.
    pub cpts: Cpts,
    /// Territoire : communes et population.
    pub territoire: Territoire,
    /// Gouvernance : bureau, conseil d'administration, groupes de travail, équipe salariée.
    pub gouvernance: Gouvernance,
    /// Adhérents, personnes et organisations, anciens adhérents compris.
    pub membres: Vec<Membre>,
    /// Partenaires de la communauté.
    pub partenaires: Vec<Partenaire>,
    /// Actions réalisées pendant l'exercice et actions à venir.
    pub actions: Vec<Action>,
    /// Produits et charges, prévus et réalisés.
    pub budget: Budget,
    /// Validation du rapport par les instances.
    pub validation: Validation,
    /// Textes rédigés, en Markdown.
    pub textes: Textes,
    /// Feuilles lues, avec la colonne de chaque champ : le champ d'un membre vient de cette colonne, à la ligne de sa source.
    pub feuilles: Vec<FeuilleSource>,
    /// Provenance des valeurs : adresse dans le dossier → cellule d'origine ou règle de calcul.
    pub provenance: BTreeMap<String, Origine>,
    /// Derniers numéros attribués, pour qu'un numéro ne serve jamais deux fois.
    pub compteurs: BTreeMap<String, u32>,
}

impl Default for Dossier {
    fn default() -> Self {
        Self {
            version_schema: VERSION_SCHEMA,
            exercice: Exercice::default(),
            cpts: Cpts::default(),
            territoire: Territoire::default(),
            gouvernance: Gouvernance::default(),
            membres: Vec::new(),
            partenaires: Vec::new(),
            actions: Vec::new(),
            budget: Budget::default(),
            validation: Validation::default(),
            textes: Textes::default(),
            feuilles: Vec::new(),
            provenance: BTreeMap::new(),
            compteurs: BTreeMap::new(),
        }
    }
}
