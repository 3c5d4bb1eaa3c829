//! The actions that the road map proposes: data, in the order of the stages.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Etape;

const DONNEES: &str = include_str!("../../data/feuille-de-route.toml");

/// An action that the road map proposes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionProposee {
    /// Stable identifier in kebab-case, with one hyphen at least: `lettre-intention`.
    pub id: String,
    /// Stage.
    pub etape: Etape,
    /// What is to be done.
    pub action: String,
    /// What it gives.
    pub finalite: String,
    /// Who may help, and how.
    pub accompagnement: String,
    /// Usual end, in months before the signature of the contract; negative after it. An order of size, for a first planning.
    pub mois_avant_signature: i32,
    /// Usual length, in months.
    pub duree_mois: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Feuille {
    action: Vec<ActionProposee>,
}

/// Returns the proposed actions, in the order of the stages.
///
/// # Example
/// ```
/// use cpts_model::feuille_de_route::proposee;
/// assert!(proposee::actions().iter().any(|action| action.id == "lettre-intention"));
/// ```
pub fn actions() -> &'static [ActionProposee] {
    static FEUILLE: OnceLock<Feuille> = OnceLock::new();
    &FEUILLE.get_or_init(|| toml::from_str(DONNEES).expect("the embedded road map is read by a test")).action
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn actions_are_in_the_order_of_the_stages_and_each_stage_has_some() {
        let etapes: Vec<Etape> = actions().iter().map(|action| action.etape).collect();
        assert!(etapes.is_sorted());
        assert_eq!(etapes.iter().collect::<BTreeSet<_>>().len(), Etape::TOUTES.len());
        let ids: BTreeSet<&str> = actions().iter().map(|action| action.id.as_str()).collect();
        assert_eq!(ids.len(), actions().len());
        assert!(ids.iter().all(|id| id.contains('-')));
    }
}
