//! What the community did and plans to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    date::DatePartielle,
    id::{FicheId, PieceId},
    mission::{Mission, Volet},
    provenance::Source,
};

/// État d'une action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "État de l'action")]
pub enum EtatAction {
    /// Réalisée pendant l'exercice.
    #[default]
    Realisee,
    /// Commencée, non terminée.
    EnCours,
    /// Prévue pour l'exercice suivant.
    AVenir,
    /// Abandonnée ou reportée sans date.
    Abandonnee,
}

/// Action de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Action")]
pub struct Action {
    /// Numéro stable, par exemple `a-001`.
    #[schemars(example = "a-001")]
    pub id: String,
    /// Intitulé.
    pub intitule: Option<String>,
    /// Mission de rattachement.
    pub mission: Option<Mission>,
    /// Volet de la mission.
    pub volet: Option<Volet>,
    /// Thématique, par exemple « Dépistage du cancer du sein ».
    pub thematique: Option<String>,
    /// Date, ou mois, ou année.
    pub date: Option<DatePartielle>,
    /// Public visé.
    pub public: Option<String>,
    /// Nombre de personnes touchées.
    pub nombre: Option<u32>,
    /// Le nombre est une estimation.
    pub nombre_estime: bool,
    /// Partenaires de l'action.
    pub partenaires: Vec<String>,
    /// Programme national auquel l'action se rattache, par exemple « Mois sans tabac ».
    pub programme_national: Option<String>,
    /// Indicateur suivi par l'action et sa valeur, tels qu'ils sont écrits.
    pub indicateur: Option<String>,
    /// Impact constaté.
    pub impact: Option<String>,
    /// Source ou preuve, telle que la communauté la nomme.
    pub preuve: Option<String>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Fiche-action dont l'action relève.
    pub fiche: Option<FicheId>,
    /// État de l'action.
    pub etat: EtatAction,
    /// Ligne d'origine.
    pub source: Option<Source>,
    /// Colonnes que l'import n'a pas reconnues : titre → valeur.
    pub colonnes_inconnues: std::collections::BTreeMap<String, String>,
}
