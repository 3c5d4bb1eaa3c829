//! Members by their number and by their name: what rules about persons ask.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use crate::{dossier::Dossier, id::MembreId, lecture::plier, membre::Membre};

/// The members, indexed at the first question: most dossiers ask none.
pub(super) struct Adherents<'a> {
    membres: &'a [Membre],
    by_id: OnceCell<BTreeMap<&'a str, &'a Membre>>,
    names: OnceCell<BTreeSet<String>>,
}

impl<'a> Adherents<'a> {
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        Self { membres: &dossier.membres, by_id: OnceCell::new(), names: OnceCell::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.membres.is_empty()
    }

    /// Returns the first member of that number.
    pub(super) fn get(&self, id: &MembreId) -> Option<&'a Membre> {
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = BTreeMap::new();
            for membre in self.membres {
                by_id.entry(membre.id.0.as_str()).or_insert(membre);
            }
            by_id
        });
        by_id.get(id.0.as_str()).copied()
    }

    /// Says whether a member, or who represents one, bears that name, in either order and with or without a title.
    pub(super) fn is_named(&self, nom: &str) -> bool {
        let names = self.names.get_or_init(|| {
            let names = self.membres.iter().flat_map(|membre| {
                let nom = plier(membre.nom.as_deref().unwrap_or_default());
                let prenom = plier(membre.prenom.as_deref().unwrap_or_default());
                let representant = plier(membre.representant.as_deref().unwrap_or_default());
                let representant = without_title(&representant).to_owned();
                [format!("{prenom} {nom}").trim().to_owned(), format!("{nom} {prenom}"), representant]
            });
            names.collect()
        });
        names.contains(without_title(&plier(nom)))
    }
}

/// Returns a folded name without « Dr », « Mme »…
pub(super) fn without_title(key: &str) -> &str {
    ["dr ", "docteur ", "mme ", "m ", "pr "].iter().find_map(|title| key.strip_prefix(title)).unwrap_or(key)
}
