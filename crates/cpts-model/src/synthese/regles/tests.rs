//! Every figure has its rule.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{super::synthese, *};
use crate::{
    Activation, Commune, Contrat, Crises, Diagnostic, EtatAction, Exercice, ExerciceCrise, FicheAction, Indicateur,
    Membre, MontantContrat, NatureLigne, OffreProfession, OrigineProduit, Parcours, Partenaire, Profession, Rcp,
    Territoire,
};

/// A dossier that makes every figure of the synthese appear.
fn full() -> Dossier {
    let infirmier = Profession::from_slug("infirmier").expect("in the table");
    let euros = |euros: f64| Montant::from_euros(euros);
    let commune = Commune { nom: "Lautrec".to_owned(), code_insee: Some("81139".to_owned()), population: Some(1_800) };
    let membre = Membre {
        professions: vec![infirmier],
        communes: vec![commune.clone()],
        date_adhesion: "2024".parse().ok(),
        ..Membre::default()
    };
    let action = |id: &str, mission| Action {
        id: id.to_owned(),
        mission: Some(mission),
        nombre: Some(12),
        etat: EtatAction::Realisee,
        ..Action::default()
    };
    let ligne = |id: &str, sens| LigneBudget {
        id: id.to_owned(),
        sens,
        enveloppe: Some("Crise".to_owned()),
        nature: (sens == Sens::Charge).then_some(NatureLigne::Investissement),
        origine: (sens == Sens::Produit).then_some(OrigineProduit::AciVariable),
        prevu: euros(100.0),
        realise: euros(90.0),
        prevu_suivant: euros(80.0),
        ..LigneBudget::default()
    };
    let mut dossier = Dossier {
        exercice: Exercice::civil(2025),
        membres: vec![membre],
        territoire: Territoire { communes: vec![commune], ..Territoire::default() },
        diagnostic: Diagnostic {
            offre: vec![OffreProfession {
                id: "o-01".to_owned(),
                profession: Some(infirmier),
                effectif: Some(4),
                ..OffreProfession::default()
            }],
            ..Diagnostic::default()
        },
        partenaires: vec![Partenaire { convention: Some(true), ..Partenaire::default() }],
        parcours: vec![Parcours {
            patients: Some(3),
            date_formalisation: "2025-02".parse().ok(),
            ..Parcours::default()
        }],
        rcp: vec![Rcp { participants: Some(5), patients: Some(2), ..Rcp::default() }],
        actions: Mission::TOUTES.into_iter().map(|mission| action(mission.slug(), mission)).collect(),
        crises: Crises {
            exercices: vec![ExerciceCrise::default()],
            activations: vec![Activation::default()],
            ..Crises::default()
        },
        contrat: Contrat {
            date_signature: "2023-09-01".parse().ok(),
            montants: vec![MontantContrat { id: "k-01".to_owned(), montant: euros(5.0), ..MontantContrat::default() }],
            ..Contrat::default()
        },
        fiches_actions: vec![FicheAction { objectif_general: Some("Soigner".to_owned()), ..FicheAction::default() }],
        indicateurs: vec![Indicateur::default()],
        ..Dossier::default()
    };
    dossier.budget.lignes = vec![ligne("l-01", Sens::Produit), ligne("l-02", Sens::Charge)];
    dossier
}

fn addresses(value: &Value, adresse: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            // Keys and names are those of what is counted.
            for (nom, value) in fields.iter().filter(|(nom, _)| !["id", "libelle"].contains(&nom.as_str())) {
                addresses(value, &format!("{adresse}/{nom}"), found);
            }
        }
        Value::Array(items) => {
            for (rang, item) in items.iter().enumerate() {
                let id = item.get("id").and_then(Value::as_str).map_or_else(|| rang.to_string(), str::to_owned);
                addresses(item, &format!("{adresse}/{id}"), found);
            }
        }
        Value::Null | Value::Bool(false) => {}
        _ => found.push(adresse.trim_start_matches('/').to_owned()),
    }
}

#[test]
fn every_figure_of_the_synthese_has_a_rule_that_has_a_sentence() {
    let dossier = full();
    let value = serde_json::to_value(synthese(&dossier)).expect("plain data");
    let mut found = Vec::new();
    addresses(&value, "", &mut found);
    assert!(found.len() > 120, "{}", found.len());
    for adresse in &found {
        let Some(Trace::Regle { regle: nom, entrees }) = of(&dossier, adresse) else {
            panic!("{adresse} has no rule");
        };
        assert!(regle(&nom).is_some(), "{adresse}: {nom}");
        let known = entrees.iter().all(|entree| {
            let inner = entree.strip_prefix("/synthese/");
            inner
                .is_none_or(|inner| found.iter().any(|known| known == inner || known.starts_with(&format!("{inner}/"))))
        });
        assert!(known, "{adresse}: {entrees:?}");
    }
}

#[test]
fn names_of_rules_are_unique_and_in_kebab_case() {
    let names: BTreeSet<&str> = REGLES.iter().map(|(nom, _)| *nom).collect();
    assert_eq!(names.len(), REGLES.len());
    assert!(names.iter().all(|nom| nom.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
}

#[test]
fn sums_name_their_lines_and_counts_their_list() {
    let dossier = full();
    let inputs = |adresse: &str| match of(&dossier, adresse) {
        Some(Trace::Regle { entrees, .. }) => entrees,
        other => panic!("{other:?}"),
    };
    assert_eq!(inputs("budget/charges_prevues"), ["/budget/lignes/l-02/prevu"]);
    assert_eq!(inputs("budget/enveloppes/crise/realise"), ["/budget/lignes/l-02/realise"]);
    assert_eq!(inputs("population"), ["/territoire/communes/81139/population"]);
    assert_eq!(inputs("par_mission/crise/personnes"), ["/actions/crise/nombre"]);
    assert_eq!(inputs("adherents")[0], "/membres");
}
