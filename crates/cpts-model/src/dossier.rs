//! The root of the model: everything the documents of one CPTS and one exercice are made of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    budget::Budget,
    calendrier::Jalon,
    contrat::Contrat,
    contrat_territorial::ContratTerritorial,
    cpts::Cpts,
    crise::Crises,
    diagnostic::Diagnostic,
    exercice::{Exercice, Validation},
    feuille_de_route::FeuilleDeRoute,
    fiche_action::FicheAction,
    gouvernance::Gouvernance,
    indicateur::Indicateur,
    lettre::LettreIntention,
    membre::Membre,
    missions::Missions,
    organisation::Organisation,
    parcours::{Parcours, Rcp},
    partenaire::Partenaire,
    piece::Piece,
    provenance::{FeuilleSource, Origine},
    reglement::Reglement,
    reunion::Reunion,
    statuts::Statuts,
    territoire::Territoire,
    textes::Textes,
};

/// Version du schéma que cette bibliothèque écrit.
pub const VERSION_SCHEMA: u32 = 2;

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
    /// Diagnostic du territoire : population, offre de soins, besoins.
    #[serde(skip_serializing_if = "is_default")]
    pub diagnostic: Diagnostic,
    /// Gouvernance : bureau, conseil d'administration, groupes de travail, équipe salariée.
    pub gouvernance: Gouvernance,
    /// Organisation et modalités du travail coordonné.
    #[serde(skip_serializing_if = "is_default")]
    pub organisation: Organisation,
    /// Adhérents, personnes et organisations, anciens adhérents compris.
    pub membres: Vec<Membre>,
    /// Partenaires de la communauté.
    pub partenaires: Vec<Partenaire>,
    /// Contrat ACI : version, signature, taille, montants.
    #[serde(skip_serializing_if = "is_default")]
    pub contrat: Contrat,
    /// Missions : projet, contexte, déploiement.
    #[serde(skip_serializing_if = "is_default")]
    pub missions: Missions,
    /// Indicateurs déclarés.
    #[serde(skip_serializing_if = "is_default")]
    pub indicateurs: Vec<Indicateur>,
    /// Parcours pluriprofessionnels.
    #[serde(skip_serializing_if = "is_default")]
    pub parcours: Vec<Parcours>,
    /// Réunions de concertation pluriprofessionnelle.
    #[serde(skip_serializing_if = "is_default")]
    pub rcp: Vec<Rcp>,
    /// Actions réalisées pendant l'exercice et actions à venir.
    pub actions: Vec<Action>,
    /// Réponse aux crises sanitaires : plan, exercices, activations.
    #[serde(skip_serializing_if = "is_default")]
    pub crises: Crises,
    /// Fiches-actions, dans l'ordre de leurs numéros imprimés.
    #[serde(skip_serializing_if = "is_default")]
    pub fiches_actions: Vec<FicheAction>,
    /// Produits et charges, prévus et réalisés.
    pub budget: Budget,
    /// Planning propre à la communauté.
    #[serde(skip_serializing_if = "is_default")]
    pub calendrier: Vec<Jalon>,
    /// Feuille de route de la création.
    #[serde(skip_serializing_if = "is_default")]
    pub feuille_de_route: FeuilleDeRoute,
    /// Lettre d'intention.
    #[serde(skip_serializing_if = "is_default")]
    pub lettre_intention: LettreIntention,
    /// Contrat territorial de santé.
    #[serde(skip_serializing_if = "is_default")]
    pub contrat_territorial: ContratTerritorial,
    /// Variables et choix des statuts.
    #[serde(skip_serializing_if = "is_default")]
    pub statuts: Statuts,
    /// Règlement intérieur.
    #[serde(skip_serializing_if = "is_default")]
    pub reglement: Reglement,
    /// Réunions de l'association.
    #[serde(skip_serializing_if = "is_default")]
    pub reunions: Vec<Reunion>,
    /// Pièces justificatives, dans l'ordre de leurs numéros imprimés.
    #[serde(skip_serializing_if = "is_default")]
    pub pieces: Vec<Piece>,
    /// Validation du rapport par les instances.
    pub validation: Validation,
    /// Textes rédigés, en Markdown.
    pub textes: Textes,
    /// Tableaux lus, avec la colonne de chaque champ : le champ d'un élément vient de cette colonne, à la ligne de sa source.
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
            diagnostic: Diagnostic::default(),
            gouvernance: Gouvernance::default(),
            organisation: Organisation::default(),
            membres: Vec::new(),
            partenaires: Vec::new(),
            contrat: Contrat::default(),
            missions: Missions::default(),
            indicateurs: Vec::new(),
            parcours: Vec::new(),
            rcp: Vec::new(),
            actions: Vec::new(),
            crises: Crises::default(),
            fiches_actions: Vec::new(),
            budget: Budget::default(),
            calendrier: Vec::new(),
            feuille_de_route: FeuilleDeRoute::default(),
            lettre_intention: LettreIntention::default(),
            contrat_territorial: ContratTerritorial::default(),
            statuts: Statuts::default(),
            reglement: Reglement::default(),
            reunions: Vec::new(),
            pieces: Vec::new(),
            validation: Validation::default(),
            textes: Textes::default(),
            feuilles: Vec::new(),
            provenance: BTreeMap::new(),
            compteurs: BTreeMap::new(),
        }
    }
}

/// Parts of which nothing is said are left out of the JSON: a list of members alone gives a short dossier.
fn is_default<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}
