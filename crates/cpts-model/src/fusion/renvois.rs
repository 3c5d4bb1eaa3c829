//! Numbers that a fusion changed, wherever the dossier repeats them.

use std::collections::{BTreeMap, HashMap};

use crate::provenance::Origine;

/// New numbers, by the address that the element had.
#[derive(Default)]
pub(super) struct Renvois(HashMap<String, String>);

impl Renvois {
    /// Notes that an element has another number from now on.
    pub(super) fn insert(&mut self, adresse: String, numero: String) {
        self.0.insert(adresse, numero);
    }

    /// Returns whether no number changed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Follows a number that names an element of a list.
    pub(super) fn numero(&self, liste: &str, numero: &mut String) {
        if let Some(new) = self.0.get(&format!("{liste}/{numero}")) {
            numero.clone_from(new);
        }
    }

    /// Returns the address in which every number is the new one.
    fn adresse(&self, adresse: &str) -> String {
        let (mut before, mut after) = (String::new(), String::new());
        for part in adresse.split('/').skip(1) {
            before.extend(["/", part]);
            let part = self.0.get(&before).map_or(part, String::as_str);
            after.extend(["/", part]);
        }
        after
    }

    /// Follows the addresses of the provenance, and those of its rules.
    pub(super) fn provenance(&self, provenance: &mut BTreeMap<String, Origine>) {
        *provenance = std::mem::take(provenance)
            .into_iter()
            .map(|(adresse, mut origine)| {
                if let Origine::Regle { entrees, .. } = &mut origine {
                    for entree in entrees {
                        *entree = self.adresse(entree);
                    }
                }
                (self.adresse(&adresse), origine)
            })
            .collect();
    }
}
