//! What is found while a document is composed, each thing once and not without end.

use std::collections::{BTreeMap, HashSet};

use cpts_model::{
    Constat, Place,
    constat::{REPETITIONS, surplus},
};

/// Keeps the first constats of each code, and counts the others.
#[derive(Debug, Default)]
pub(crate) struct Constates {
    gardes: Vec<Constat>,
    vus: HashSet<Constat>,
    /// How many of each code, and the first that was one too many.
    comptes: BTreeMap<String, (usize, Option<Constat>)>,
}

impl Constates {
    /// Adds a constat, once.
    pub(crate) fn push(&mut self, constat: Constat) {
        if !self.vus.insert(constat.clone()) {
            return;
        }
        let (nombre, autre) = self.comptes.entry(constat.code.clone()).or_default();
        *nombre += 1;
        if *nombre <= REPETITIONS {
            self.gardes.push(constat);
        } else {
            autre.get_or_insert(constat);
        }
    }

    /// Returns the constats in the order they were found, then the counts of others.
    pub(crate) fn finish(mut self) -> Vec<Constat> {
        for (nombre, autre) in self.comptes.into_values() {
            self.gardes.extend(autre.map(|autre| Constat {
                place: Place::default(),
                valeur: None,
                message: surplus(nombre - REPETITIONS),
                ..autre
            }));
        }
        self.gardes
    }
}

#[cfg(test)]
mod tests {
    use cpts_model::constat::codes::texte::IMAGE_ABSENTE;

    use super::*;

    #[test]
    fn constats_of_one_code_are_kept_up_to_the_bound_and_counted_after() {
        let mut constates = Constates::default();
        for rang in (0..REPETITIONS + 4).chain(0..REPETITIONS + 4) {
            constates.push(IMAGE_ABSENTE.constat(Place::default(), format!("l’image {rang}")));
        }
        let found = constates.finish();
        assert_eq!((found.len(), found[REPETITIONS].message.as_str()), (REPETITIONS + 1, surplus(4).as_str()));
    }
}
