//! What a profile does with each kind of field.

use std::collections::BTreeMap;

use super::{NON_PUBLIE, Profil, champs::Champ, publies::Publies, textes_publics::Nettoyage};
use crate::{
    brut::Brut,
    id::MembreId,
    membre::{Consentements, Cotisation, Membre, Nature},
};

/// Walks a dossier for the readers of a profile, and remembers what it hid.
pub(super) struct Masque<'a> {
    profil: Profil,
    publies: &'a Publies,
    nettoyage: &'a Nettoyage,
    adresse: String,
    /// The value is the name of somebody who may be named.
    nomme: bool,
    /// What was hidden so far, by kind.
    pub(super) hidden: BTreeMap<String, usize>,
    /// What is printed instead of hidden values that a document would print, by address.
    pub(super) affiches: BTreeMap<String, String>,
}

impl<'a> Masque<'a> {
    pub(super) fn new(profil: Profil, publies: &'a Publies, nettoyage: &'a Nettoyage) -> Self {
        let (hidden, affiches) = (BTreeMap::new(), BTreeMap::new());
        Self { profil, publies, nettoyage, adresse: String::new(), nomme: false, hidden, affiches }
    }

    pub(super) fn is_public(&self) -> bool {
        self.profil == Profil::Public
    }

    pub(super) fn count(&mut self, kind: &str, values: usize) {
        if values == 0 {
            return;
        }
        match self.hidden.get_mut(kind) {
            Some(count) => *count += values,
            None => drop(self.hidden.insert(kind.to_owned(), values)),
        }
    }

    /// Takes what reaches a person out of a text.
    pub(super) fn clean(&mut self, text: &mut String) {
        if let Some(cleaned) = self.cleaned(text) {
            *text = cleaned;
        }
    }

    /// Returns a text without what reaches a person, or `None` where it holds nothing of the kind.
    pub(super) fn cleaned(&mut self, text: &str) -> Option<String> {
        let cleaned = if self.nomme { self.nettoyage.clean_name(text) } else { self.nettoyage.clean(text) };
        let (cleaned, removed) = cleaned?;
        self.count("coordonnée citée dans un texte", removed.coordonnees);
        self.count("nom cité sans accord de publication", removed.noms);
        Some(cleaned)
    }

    /// Walks a field after its type.
    pub(super) fn champ(&mut self, nom: &str, value: &mut impl Champ) {
        let before = self.enter(nom);
        value.publish(self);
        self.adresse.truncate(before);
    }

    /// Walks an item of a list, which is addressed by its identifier where it has one.
    pub(super) fn item(&mut self, index: usize, item: &mut impl Champ) {
        let before = match item.id() {
            Some(id) => {
                // The address holds what the reader sees.
                self.clean(id);
                let id = id.clone();
                self.enter(&id)
            }
            None => self.enter(&index.to_string()),
        };
        item.publish(self);
        self.adresse.truncate(before);
    }

    fn enter(&mut self, nom: &str) -> usize {
        let before = self.adresse.len();
        self.adresse.push('/');
        self.adresse.push_str(nom);
        before
    }

    /// Notes what is printed at the place of a small number.
    pub(super) fn affiche(&mut self, adresse: String, affiche: String) {
        self.count(PETITE_CELLULE, 1);
        self.affiches.insert(adresse, affiche);
    }

    /// Notes that a value of a document is hidden rather than missing.
    fn hide(&mut self, nom: &str, kind: &str, values: usize) {
        self.count(kind, values);
        if values > 0 {
            self.affiches.insert(format!("{}/{nom}", self.adresse), NON_PUBLIE.to_owned());
        }
    }

    /// The address and the telephone of the community, the address of the agency are meant for everybody.
    #[allow(clippy::unused_self, reason = "every kind of field is called alike")]
    pub(super) fn officiel(&mut self, _: &str, _: &mut Option<String>) {}

    /// The name of a person.
    pub(super) fn personne(&mut self, nom: &str, value: &mut Option<String>) {
        self.titulaire(nom, value, &mut None);
    }

    /// The names of several persons; the public sees those who agreed.
    pub(super) fn personnes(&mut self, nom: &str, values: &mut Vec<String>) {
        let before = values.len();
        if self.is_public() {
            values.retain(|value| self.publies.has_name(value));
        }
        let removed = before - values.len();
        if values.is_empty() {
            self.hide(nom, SANS_ACCORD, removed);
        } else {
            self.count(SANS_ACCORD, removed);
        }
        self.champ_nomme(nom, values);
    }

    /// The name of a person who may be linked to a member.
    pub(super) fn titulaire(&mut self, nom: &str, value: &mut Option<String>, membre: &mut Option<MembreId>) {
        self.keep_named(nom, value, |publies, value| publies.names(value, membre.as_ref()));
    }

    /// The name of a person or of an organisation in the statutes.
    pub(super) fn signataire(&mut self, nom: &str, value: &mut Option<String>, membre: &mut Option<MembreId>) {
        self.keep_named(nom, value, |publies, value| {
            publies.names(value, membre.as_ref()) || publies.is_organisation(value, membre.as_ref())
        });
    }

    /// A person, a group or a function.
    pub(super) fn responsable(&mut self, nom: &str, value: &mut Option<String>) {
        self.keep_named(nom, value, |publies, value| publies.has_name(value) || publies.is_function(value));
    }

    fn keep_named(&mut self, nom: &str, value: &mut Option<String>, named: impl Fn(&Publies, &str) -> bool) {
        if self.is_public() && value.as_deref().is_some_and(|value| !named(self.publies, value)) {
            *value = None;
            self.hide(nom, SANS_ACCORD, 1);
        }
        self.champ_nomme(nom, value);
    }

    /// Walks a field that names those who may be named: one of the same family who did not agree changes nothing.
    fn champ_nomme(&mut self, nom: &str, value: &mut impl Champ) {
        self.nomme = true;
        self.champ(nom, value);
        self.nomme = false;
    }

    /// The member behind a name.
    pub(super) fn adherent(&mut self, nom: &str, value: &mut Option<MembreId>) {
        if self.is_public() && value.as_ref().is_some_and(|id| !self.publies.has_id(id)) {
            *value = None;
        }
        self.champ(nom, value);
    }

    /// Who came to a meeting, and who did not: the association's own business, the number of those present is enough for others.
    pub(super) fn emargement(&mut self, nom: &str, values: &mut Vec<String>) {
        let values = std::mem::take(values).len();
        self.hide(nom, "nom d’une liste de présence", values);
    }

    /// How to reach the coordination or the person in charge of the health project: the funders ask for it.
    pub(super) fn joindre(&mut self, nom: &str, value: &mut Option<String>) {
        if self.is_public() && value.take().is_some() {
            self.hide(nom, label(nom).unwrap_or(nom), 1);
        }
    }

    /// What only the association may know of a member.
    pub(super) fn coordonnee(&mut self, nom: &str, value: &mut impl Retirer) {
        let values = value.retirer();
        if let Some(kind) = label(nom) {
            self.count(kind, values);
        }
    }

    /// A number that is public for an organisation, and that of a person otherwise.
    pub(super) fn numero(&mut self, nom: &str, value: &mut Option<String>, nature: &mut Nature) {
        if self.is_public() || *nature == Nature::Personne {
            let kind =
                if nom == "siret" { "numéro SIRET d’une personne" } else { "numéro FINESS d’une personne" };
            let values = value.retirer();
            self.count(kind, values);
        }
        self.champ(nom, value);
    }

    /// What the public does not need in order to know who a member is.
    pub(super) fn reserve<T: Champ + Default>(&mut self, nom: &str, value: &mut T) {
        if self.is_public() {
            *value = T::default();
        }
        self.champ(nom, value);
    }

    /// The name of a file, which may hold that of a person.
    pub(super) fn fichier(&mut self, nom: &str, value: &mut Option<String>) {
        if self.is_public() && value.take().is_some() {
            self.hide(nom, "nom de fichier", 1);
        }
        self.champ(nom, value);
    }

    /// A map with free keys, kept by the machine: origins, counters.
    pub(super) fn registre<T: Champ>(&mut self, nom: &str, values: &mut BTreeMap<String, T>) {
        if self.is_public() {
            values.clear();
        }
        if values.keys().any(|key| self.nettoyage.clean(key).is_some()) {
            *values = std::mem::take(values)
                .into_iter()
                .map(|(mut key, value)| {
                    self.clean(&mut key);
                    (key, value)
                })
                .collect();
        }
        for value in values.values_mut() {
            self.champ(nom, value);
        }
    }

    /// Members are counted by place before they are hidden; the rest of what they hold waits.
    pub(super) fn lieux(&mut self, _: &str, membres: &mut [Membre]) {
        for membre in membres {
            membre.communes.publish(self);
        }
    }
}

/// Numbers that are hidden because they are small, and those that would give them away.
pub(super) const PETITE_CELLULE: &str = "petite cellule";
/// Names that are hidden because their bearers did not agree.
const SANS_ACCORD: &str = "nom sans accord de publication";

/// Returns what a field is called where it is said to be hidden, or `None` for what only repeats another.
fn label(nom: &str) -> Option<&'static str> {
    Some(match nom {
        "email" | "autres_emails" => "adresse électronique",
        "mssante" => "adresse de messagerie sécurisée",
        "telephone" | "telephones" => "téléphone",
        "rpps" => "numéro RPPS",
        "adeli" => "numéro ADELI",
        "adresse" => "adresse postale",
        "remarques" => "remarque",
        "cotisation" => "cotisation",
        "consentements" => "accord",
        "colonnes_inconnues" => "colonne non reconnue",
        _ => return None,
    })
}

/// A value that can be taken away.
pub(super) trait Retirer {
    /// Empties the value; returns how many values it held.
    fn retirer(&mut self) -> usize;
}

impl Retirer for Option<String> {
    fn retirer(&mut self) -> usize {
        usize::from(self.take().is_some())
    }
}

impl Retirer for Vec<String> {
    fn retirer(&mut self) -> usize {
        std::mem::take(self).len()
    }
}

impl Retirer for BTreeMap<String, String> {
    fn retirer(&mut self) -> usize {
        std::mem::take(self).len()
    }
}

impl Retirer for Brut {
    fn retirer(&mut self) -> usize {
        std::mem::take(self).into_iter().len()
    }
}

impl Retirer for Cotisation {
    fn retirer(&mut self) -> usize {
        usize::from(std::mem::take(self) != Self::default())
    }
}

impl Retirer for Consentements {
    fn retirer(&mut self) -> usize {
        usize::from(std::mem::take(self) != Self::default())
    }
}
