//! Who may be named in a public document.

use std::collections::BTreeSet;

use crate::{
    dossier::Dossier,
    exercice::Exercice,
    id::MembreId,
    lecture::plier,
    membre::{Membre, Nature},
    synthese::presence,
};

/// Functions and bodies that name nobody.
const FONCTIONS: [&str; 11] = [
    "assemblee generale",
    "bureau",
    "conseil d administration",
    "copresidence",
    "coordination",
    "membres",
    "presidence",
    "secretariat",
    "tous",
    "tresorerie",
    "vice presidence",
];

/// The members who agreed to be named, and the names that are nobody's.
#[derive(Default)]
pub(super) struct Publies {
    ids: BTreeSet<MembreId>,
    names: BTreeSet<String>,
    organisation_ids: BTreeSet<MembreId>,
    organisations: BTreeSet<String>,
    fonctions: BTreeSet<String>,
}

/// Says whether a member agreed to a public directory and is still one.
pub(super) fn is_published(membre: &Membre, exercice: &Exercice) -> bool {
    membre.consentements.annuaire == Some(true) && presence(membre, exercice).fin
}

impl Publies {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let mut publies = Self { fonctions: FONCTIONS.into_iter().map(str::to_owned).collect(), ..Self::default() };
        let mut refused = BTreeSet::new();
        for membre in &dossier.membres {
            let nom = plier(membre.nom.as_deref().unwrap_or_default());
            let prenom = plier(membre.prenom.as_deref().unwrap_or_default());
            let published = is_published(membre, &dossier.exercice);
            if published {
                publies.ids.insert(membre.id.clone());
            }
            if membre.nature == Nature::Organisation {
                publies.organisation_ids.insert(membre.id.clone());
                publies.organisations.insert(nom);
            } else if !nom.is_empty() && !prenom.is_empty() {
                let names = if published { &mut publies.names } else { &mut refused };
                names.extend([format!("{prenom} {nom}"), format!("{nom} {prenom}")]);
            }
        }
        // A name that two people share may be that of the one who did not agree.
        publies.names.retain(|name| !refused.contains(name));
        let gouvernance = &dossier.gouvernance;
        let mandats = gouvernance.bureau.iter().chain(&gouvernance.conseil_administration);
        let fonctions = mandats.map(|mandat| &mandat.fonction);
        let postes = gouvernance.equipe.iter().map(|salarie| &salarie.poste);
        let groupes = gouvernance.groupes.iter().map(|groupe| &groupe.nom);
        for nom in fonctions.chain(postes).chain(groupes).flatten() {
            publies.fonctions.insert(plier(nom));
        }
        publies
    }

    /// Folded names of those who agreed, in both orders.
    pub(super) fn whole_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn has_id(&self, id: &MembreId) -> bool {
        self.ids.contains(id)
    }

    pub(super) fn has_name(&self, nom: &str) -> bool {
        let key = plier(nom);
        let key =
            ["dr ", "docteur ", "mme ", "m ", "pr "].iter().find_map(|title| key.strip_prefix(title)).unwrap_or(&key);
        self.names.contains(key)
    }

    /// Says whether a name is that of somebody who agreed; the member it is linked to decides, two people may share a name.
    pub(super) fn names(&self, nom: &str, membre: Option<&MembreId>) -> bool {
        membre.map_or_else(|| self.has_name(nom), |id| self.has_id(id))
    }

    pub(super) fn is_organisation(&self, nom: &str, membre: Option<&MembreId>) -> bool {
        membre.map_or_else(|| self.organisations.contains(&plier(nom)), |id| self.organisation_ids.contains(id))
    }

    /// Says whether a text is the name of a working group, a function or a body of the community.
    pub(super) fn is_function(&self, nom: &str) -> bool {
        let key = plier(nom);
        let key = ["le ", "la ", "les ", "l "].iter().find_map(|article| key.strip_prefix(article)).unwrap_or(&key);
        self.fonctions.contains(key) || self.organisations.contains(key)
    }
}
