//! Indicators that the lists of the dossier give by themselves.

use schemars::JsonSchema;
use serde::Serialize;

use super::Synthese;
use crate::{dossier::Dossier, mission::Mission};

/// Value of an indicator of the catalogue, counted from the lists of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IndicateurCalcule {
    /// Identifier in the catalogue.
    pub id: String,
    /// Value in the unit of the indicator.
    pub valeur: f64,
    /// Whether one of the numbers behind it is an estimate.
    pub estime: bool,
    /// Name of the rule, for the trace.
    pub regle: String,
    /// Addresses of what was counted.
    pub entrees: Vec<String>,
}

/// Indicators of the catalogue that are counted: the rule that counts each, and what it counts.
const REGLES: [(&str, &str, &str); 16] = [
    ("adherents-fin", "adherents-presents", "/membres"),
    ("entrees-adherents", "adherents-entrees", "/membres"),
    ("sorties-adherents", "adherents-sorties", "/membres"),
    ("professions-representees", "professions-distinctes", "/membres"),
    ("conventions-signees", "partenaires-sous-convention", "/partenaires"),
    ("parcours-formalises", "parcours-dates", "/parcours"),
    ("patients-parcours", "somme-patients-parcours", "/parcours"),
    ("rcp-organisees", "rcp-tenues", "/rcp"),
    ("participation-rcp", "moyenne-participants-rcp", "/rcp"),
    ("patients-rcp", "somme-patients-rcp", "/rcp"),
    ("actions-prevention", "actions-de-prevention", "/actions"),
    ("actions-qualite", "actions-de-qualite", "/actions"),
    ("personnes-sensibilisees", "somme-publics-prevention", "/actions"),
    ("beneficiaires-accompagnement", "somme-beneficiaires", "/actions"),
    ("exercices-ars", "exercices-de-crise", "/crises/exercices"),
    ("activations-plan", "activations", "/crises/activations"),
];

/// Returns the rule that counts an indicator, and the address of what it counts.
pub(super) fn regle(id: &str) -> Option<(&'static str, &'static str)> {
    REGLES.iter().find(|(known, ..)| *known == id).map(|(_, regle, entree)| (*regle, *entree))
}

/// Counts what can be counted. An indicator whose list is empty is not there: nothing was said, which is no zero.
pub(super) fn count(dossier: &Dossier, synthese: &mut Synthese) {
    let mut found = Vec::new();
    let mut push = |id: &str, valeur: Option<f64>, estime: bool| {
        let (regle, entree) = regle(id).expect("every indicator that is counted has its rule");
        found.extend(valeur.map(|valeur| IndicateurCalcule {
            id: id.to_owned(),
            valeur,
            estime,
            regle: regle.to_owned(),
            entrees: vec![entree.to_owned()],
        }));
    };
    let counted = |nombre: Option<u32>| nombre.map(f64::from);
    if !dossier.membres.is_empty() {
        push("adherents-fin", counted(synthese.adherents.nombre), false);
        let of = |count: &Option<super::Decompte>| count.as_ref().and_then(|count| counted(count.nombre));
        push("entrees-adherents", of(&synthese.entrees), false);
        push("sorties-adherents", of(&synthese.sorties), false);
        let professions = Some(synthese.professions).filter(|n| *n > 0);
        push("professions-representees", counted(professions), false);
    }
    let conventions = dossier.partenaires.iter().filter(|partenaire| partenaire.convention == Some(true)).count();
    push("conventions-signees", some(conventions), false);

    let formalises = dossier.parcours.iter().filter(|parcours| parcours.date_formalisation.is_some()).count();
    push("parcours-formalises", some(formalises), false);
    let patients = total(dossier.parcours.iter().map(|parcours| parcours.patients));
    let estimes = dossier.parcours.iter().any(|parcours| parcours.patients.is_some() && parcours.patients_estimes);
    push("patients-parcours", patients, estimes);

    push("rcp-organisees", some(dossier.rcp.len()), false);
    let participants = total(dossier.rcp.iter().map(|rcp| rcp.participants));
    let dites = dossier.rcp.iter().filter(|rcp| rcp.participants.is_some()).count();
    let moyenne = participants.filter(|_| dites > 0).map(|sum| (sum / dites as f64 * 10.0).round() / 10.0);
    push("participation-rcp", moyenne, false);
    push("patients-rcp", total(dossier.rcp.iter().map(|rcp| rcp.patients)), false);

    for (mission, id) in [(Mission::Prevention, "actions-prevention"), (Mission::Qualite, "actions-qualite")] {
        let actions = synthese.par_mission.iter().find(|group| group.mission == Some(mission));
        push(id, actions.map(|group| f64::from(group.nombre)), false);
    }
    for (mission, id) in
        [(Mission::Prevention, "personnes-sensibilisees"), (Mission::Accompagnement, "beneficiaires-accompagnement")]
    {
        let actions = synthese.par_mission.iter().find(|group| group.mission == Some(mission));
        let estime = dossier.actions.iter().any(|action| action.mission == Some(mission) && action.nombre_estime);
        push(id, actions.and_then(|group| group.personnes).map(f64::from), estime);
    }

    push("exercices-ars", some(dossier.crises.exercices.len()), false);
    push("activations-plan", some(dossier.crises.activations.len()), false);
    synthese.indicateurs = found;
}

fn some(count: usize) -> Option<f64> {
    (count > 0).then_some(count as f64)
}

/// Returns the sum of the numbers that are given, or `None` when none is.
fn total(numbers: impl Iterator<Item = Option<u32>>) -> Option<f64> {
    let mut given = numbers.flatten().map(f64::from).peekable();
    given.peek()?;
    Some(given.sum())
}

#[cfg(test)]
mod tests {
    use super::super::synthese;
    use crate::{
        dossier::Dossier,
        parcours::{Parcours, Rcp},
    };

    fn valeur(dossier: &Dossier, id: &str) -> Option<f64> {
        synthese(dossier).indicateurs.iter().find(|calcule| calcule.id == id).map(|calcule| calcule.valeur)
    }

    #[test]
    fn empty_lists_give_no_value_at_all() {
        assert!(synthese(&Dossier::default()).indicateurs.is_empty());
    }

    #[test]
    fn participation_is_the_mean_of_the_meetings_that_tell_it() {
        let rcp = |participants| Rcp { participants, ..Rcp::default() };
        let dossier = Dossier { rcp: vec![rcp(Some(9)), rcp(Some(6)), rcp(None)], ..Dossier::default() };
        assert_eq!((valeur(&dossier, "rcp-organisees"), valeur(&dossier, "participation-rcp")), (Some(3.0), Some(7.5)));
        assert_eq!(valeur(&dossier, "patients-rcp"), None);
    }

    #[test]
    fn patients_of_pathways_are_added() {
        let parcours = |patients| Parcours { patients, ..Parcours::default() };
        let dossier = Dossier { parcours: vec![parcours(Some(40)), parcours(Some(2))], ..Dossier::default() };
        assert_eq!(valeur(&dossier, "patients-parcours"), Some(42.0));
        assert_eq!(valeur(&dossier, "parcours-formalises"), None);
    }

    #[test]
    fn every_computed_indicator_is_in_the_catalogue() {
        use crate::{action::Action, crise::Activation, mission::Mission, partenaire::Partenaire};
        let mut dossier = Dossier {
            partenaires: vec![Partenaire { convention: Some(true), ..Partenaire::default() }],
            rcp: vec![Rcp { participants: Some(4), patients: Some(2), ..Rcp::default() }],
            ..Dossier::default()
        };
        dossier.membres.push(crate::Membre::default());
        dossier.parcours.push(Parcours {
            patients: Some(1),
            date_formalisation: "2025".parse().ok(),
            ..Parcours::default()
        });
        for mission in [Mission::Prevention, Mission::Qualite, Mission::Accompagnement] {
            dossier.actions.push(Action { mission: Some(mission), nombre: Some(3), ..Action::default() });
        }
        dossier.crises.activations.push(Activation::default());
        dossier.crises.exercices.push(crate::ExerciceCrise::default());
        let found = synthese(&dossier).indicateurs;
        assert!(found.len() >= 12, "{}", found.len());
        for calcule in found {
            assert!(crate::indicateur::catalogue::entree(&calcule.id).is_some(), "{}", calcule.id);
        }
    }
}
