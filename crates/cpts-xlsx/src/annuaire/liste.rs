//! Who is listed, in which order, under which words.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use cpts_model::{Diffusion, Membre, Nature, Profil, lecture::plier};

/// Words of the cells that formulas count.
pub(super) const ORGANISATION: &str = "Organisation";
pub(super) const PROFESSION_ABSENTE: &str = "À préciser";
pub(super) const COMMUNE_ABSENTE: &str = "À compléter";

/// The members of a directory, by name.
pub(super) struct Liste<'a> {
    pub(super) membres: Vec<&'a Membre>,
    pub(super) anciens: usize,
    /// The profile took members out.
    pub(super) partielle: bool,
    /// The workbook may be read back into the dossier: its rows carry their stable numbers.
    pub(super) relisible: bool,
    /// Label of the communes that share their name with another one of the list, by INSEE code.
    homonymes: BTreeMap<&'a str, String>,
}

impl<'a> Liste<'a> {
    pub(super) fn new(diffusion: &'a Diffusion, date: NaiveDate) -> Self {
        let tous = &diffusion.dossier.membres;
        let (mut membres, anciens): (Vec<&Membre>, Vec<&Membre>) =
            tous.iter().partition(|membre| is_present(membre, date));
        membres.sort_by_cached_key(|membre| {
            let plie = |texte: &Option<String>| texte.as_deref().map(plier).unwrap_or_default();
            // One key for both names; nothing that folding leaves sorts before what separates them.
            (membre.nom.is_none(), plie(&membre.nom) + "\0" + &plie(&membre.prenom), membre.id.numero())
        });
        let homonymes = homonymes(&membres);
        Self {
            membres,
            anciens: anciens.len(),
            partielle: diffusion.masque.contains_key("adhérent sans accord de publication"),
            relisible: diffusion.profil != Profil::Public,
            homonymes,
        }
    }

    /// Returns what the « Profession » cell of a member says; `None` where there is nothing to say.
    pub(super) fn profession(membre: &Membre) -> Option<&'static str> {
        match membre.nature {
            Nature::Organisation => Some(ORGANISATION),
            Nature::Personne => membre.professions.first().map(|profession| profession.libelle()),
        }
    }

    /// Returns what the « Commune » cell of a member says.
    pub(super) fn commune<'m>(&'m self, membre: &'m Membre) -> Option<Cow<'m, str>> {
        let commune = membre.communes.first()?;
        let homonyme = commune.code_insee.as_deref().and_then(|code| self.homonymes.get(code));
        Some(Cow::Borrowed(homonyme.map_or(commune.nom.as_str(), String::as_str)))
    }

    pub(super) fn organisations(&self) -> usize {
        self.membres.iter().filter(|membre| membre.nature == Nature::Organisation).count()
    }
}

/// Tells whether a member is one on that day; a departure of unknown month counts from the first day it may mean.
fn is_present(membre: &Membre, date: NaiveDate) -> bool {
    !membre.date_sortie.map_or(membre.ancien, |sortie| sortie.premier_jour() <= date)
}

/// Returns « Saint-Denis (93066) » for communes that differ by their code only: a formula counts by the label.
fn homonymes<'a>(membres: &[&'a Membre]) -> BTreeMap<&'a str, String> {
    let mut codes: BTreeMap<&str, &str> = BTreeMap::new();
    for commune in membres.iter().filter_map(|membre| membre.communes.first()) {
        if let Some(code) = commune.code_insee.as_deref() {
            codes.insert(code, &commune.nom);
        }
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for nom in codes.values() {
        *names.entry(nom).or_default() += 1;
    }
    codes.retain(|_, nom| names[nom] > 1);
    codes.into_iter().map(|(code, nom)| (code, format!("{nom} ({code})"))).collect()
}
