//! A workbook completed by a dossier: what the workbook says wins, what it leaves out is kept.

use cpts_model::Dossier;
use serde_json::Value;

/// Returns `dossier` with the values of `saved` where it has none; the members are those of the workbook.
pub(crate) fn fill(mut dossier: Dossier, mut saved: Dossier) -> Dossier {
    // Members are the bulk, and are never mixed: a member missing from the new list has left.
    let membres = std::mem::take(&mut dossier.membres);
    let membres = if membres.is_empty() { std::mem::take(&mut saved.membres) } else { membres };
    saved.membres.clear();
    let feuilles = std::mem::take(&mut dossier.feuilles);
    let compteurs = std::mem::take(&mut dossier.compteurs);
    let filled =
        serde_json::to_value(&dossier).ok().zip(serde_json::to_value(saved).ok()).and_then(|(mut target, source)| {
            fill_value(&mut target, source);
            serde_json::from_value::<Dossier>(target).ok()
        });
    let mut dossier = filled.unwrap_or(dossier);
    dossier.membres = membres;
    dossier.feuilles = feuilles;
    dossier.compteurs = compteurs;
    dossier
}

fn fill_value(target: &mut Value, source: Value) {
    match (target, source) {
        (Value::Object(target), Value::Object(source)) => {
            for (key, value) in source {
                match target.get_mut(&key) {
                    Some(known) => fill_value(known, value),
                    None => {
                        target.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(target), source @ Value::Array(_)) if target.is_empty() => *target = take_array(source),
        (target @ Value::Null, source) => *target = source,
        _ => {}
    }
}

fn take_array(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use cpts_model::Membre;

    use super::*;

    fn dossier(nom: Option<&str>, valeurs: Option<&str>, membres: usize) -> Dossier {
        let mut dossier = Dossier { membres: vec![Membre::default(); membres], ..Dossier::default() };
        dossier.cpts.nom = nom.map(str::to_owned);
        dossier.textes.valeurs = valeurs.map(str::to_owned);
        dossier
    }

    #[test]
    fn workbook_wins_and_dossier_fills_what_it_leaves_out() {
        let filled = fill(dossier(Some("Neuve"), None, 2), dossier(Some("Ancienne"), Some("Soin."), 5));
        assert_eq!(filled.cpts.nom.as_deref(), Some("Neuve"));
        assert_eq!(filled.textes.valeurs.as_deref(), Some("Soin."));
        assert_eq!(filled.membres.len(), 2);
    }

    #[test]
    fn workbook_without_members_keeps_those_of_the_dossier() {
        assert_eq!(fill(dossier(None, None, 0), dossier(None, None, 5)).membres.len(), 5);
    }
}
