//! What proves a value: the pieces that an element cites, and the words that it gives.

use std::collections::HashMap;

use serde::Serialize;

use crate::{dossier::Dossier, piece::citations};

/// A piece of evidence, or the words that stand for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preuve {
    /// Printed number of the piece: `P3`; absent for words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numero: Option<String>,
    /// Title of the piece, or the words.
    pub titre: String,
}

/// Returns the evidence of each element that has some, by its address.
pub(super) fn of(dossier: &Dossier) -> HashMap<String, Vec<Preuve>> {
    let numbers: HashMap<_, _> =
        dossier.pieces.iter().zip(1..).map(|(piece, rang)| (&piece.id, (rang, piece))).collect();
    let mut found: HashMap<String, Vec<Preuve>> = HashMap::new();
    for citation in citations(dossier) {
        let (adresse, pieces) = (citation.adresse, citation.pieces);
        let known = pieces.iter().filter_map(|id| numbers.get(id));
        let preuves: Vec<Preuve> = known
            .map(|(rang, piece): &(usize, _)| Preuve {
                numero: Some(format!("P{rang}")),
                titre: piece.titre.clone().unwrap_or_else(|| piece.id.0.clone()),
            })
            .collect();
        if !preuves.is_empty() {
            found.insert(adresse, preuves);
        }
    }
    let indicateurs = dossier.indicateurs.iter().map(|own| (format!("/indicateurs/{}", own.id), own.preuve.as_ref()));
    let actions = dossier.actions.iter().map(|action| (format!("/actions/{}", action.id), action.preuve.as_ref()));
    for (adresse, words) in indicateurs.chain(actions) {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            found.entry(adresse).or_default().push(Preuve { numero: None, titre: words.trim().to_owned() });
        }
    }
    found
}
