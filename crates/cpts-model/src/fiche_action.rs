//! Action sheets: from an objective to tasks, people, means, indicators and a date.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    date::DatePartielle,
    id::{FicheId, MembreId, PieceId},
    mission::{Mission, Volet},
    montant::Montant,
    provenance::Source,
};

/// Priorité d'une fiche-action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Priorité")]
pub enum Priorite {
    /// À mener d'abord.
    Haute,
    /// Ensuite.
    Moyenne,
    /// Quand le reste est engagé.
    Basse,
}

/// Avancement d'une fiche-action, d'une tâche ou d'une étape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Avancement")]
pub enum Avancement {
    /// Pas commencé.
    AFaire,
    /// Commencé.
    EnCours,
    /// Terminé.
    Fait,
    /// Abandonné.
    Abandonne,
}

/// Fiche-action. Les durées et les fréquences (« 3 mois », « trimestrielle », « à définir ») sont gardées telles qu'elles sont écrites.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Fiche-action")]
pub struct FicheAction {
    /// Numéro stable, par exemple `f-02`. L'ordre de la liste donne les numéros imprimés : F1, F2…
    pub id: FicheId,
    /// Intitulé.
    pub intitule: Option<String>,
    /// Mission de rattachement.
    pub mission: Option<Mission>,
    /// Volet de la mission.
    pub volet: Option<Volet>,
    /// Objectif général, auquel l'arbre d'objectifs range la fiche.
    pub objectif_general: Option<String>,
    /// Objectif spécifique.
    pub objectif_specifique: Option<String>,
    /// Objectif opérationnel.
    pub objectif_operationnel: Option<String>,
    /// Contexte, en Markdown.
    pub contexte: Option<String>,
    /// Population cible.
    pub population_cible: Option<String>,
    /// Description de l'action, en Markdown.
    pub description: Option<String>,
    /// Tâches et échéances.
    pub taches: Vec<Tache>,
    /// Acteurs déjà impliqués.
    pub acteurs_impliques: Option<String>,
    /// Acteurs à intégrer.
    pub acteurs_a_integrer: Option<String>,
    /// Partenaires.
    pub partenaires: Option<String>,
    /// Outils.
    pub outils: Option<String>,
    /// Moyens humains, dont le temps de coordination.
    pub moyens_humains: Option<String>,
    /// Besoins de formation.
    pub moyens_formation: Option<String>,
    /// Moyens financiers.
    pub moyens_financiers: Option<String>,
    /// Partenariats à mettre en place.
    pub moyens_partenariats: Option<String>,
    /// Indicateurs, définis avant le démarrage : au moins un.
    pub indicateurs: Vec<IndicateurFiche>,
    /// Calendrier, tel qu'il est écrit.
    pub calendrier: Option<String>,
    /// Début prévu.
    pub date_debut: Option<DatePartielle>,
    /// Date à laquelle l'action doit être terminée. Vide si la fiche n'a pas d'échéance.
    pub date_echeance: Option<DatePartielle>,
    /// Priorité.
    pub priorite: Option<Priorite>,
    /// Avancement.
    pub avancement: Option<Avancement>,
    /// Personne qui coordonne l'action, prénom et nom.
    pub pilote: Option<String>,
    /// Adhérent correspondant, s'il est reconnu.
    pub pilote_membre: Option<MembreId>,
    /// Liens avec d'autres démarches du territoire.
    pub liens: Option<String>,
    /// Évaluation prévue, en Markdown.
    pub evaluation: Option<String>,
    /// Temps de coordination, tel qu'il est écrit.
    pub temps_coordination: Option<String>,
    /// Budget de l'action, en euros.
    pub budget: Option<Montant>,
    /// Détail du budget, tel qu'il est écrit.
    pub budget_detail: Option<String>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Tâche d'une fiche-action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Tâche")]
pub struct Tache {
    /// Numéro stable, par exemple `t-01`.
    #[schemars(example = "t-01")]
    pub id: String,
    /// Ce qui est à faire.
    pub intitule: Option<String>,
    /// Échéance ou durée, telle qu'elle est écrite.
    pub echeance: Option<String>,
    /// Personne ou groupe responsable.
    pub responsable: Option<String>,
    /// Avancement.
    pub avancement: Option<Avancement>,
}

/// Indicateur prévu par une fiche-action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Indicateur d'une fiche-action")]
pub struct IndicateurFiche {
    /// Numéro stable, par exemple `n-01`.
    #[schemars(example = "n-01")]
    pub id: String,
    /// Intitulé.
    pub intitule: Option<String>,
    /// Cible, telle qu'elle est écrite.
    pub cible: Option<String>,
    /// Fréquence de la mesure, telle qu'elle est écrite.
    pub frequence: Option<String>,
    /// Source de la mesure.
    pub origine: Option<String>,
    /// Indicateur du dossier dont la valeur est suivie, par son identifiant.
    pub indicateur: Option<String>,
}
