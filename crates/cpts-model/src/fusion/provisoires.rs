//! Numbers that only serve until a fusion gives the true ones.

use std::collections::BTreeSet;

use super::{
    appariement::{is_name, provisional},
    cles::Element,
    renvois::Renvois,
    valeurs::Champ,
};
use crate::{dossier::Dossier, visite::segment};

/// One pass over a dossier that gives its elements provisional numbers.
pub(super) struct Provisoires<'a> {
    /// Numbers that mean something; without it, every number does.
    carried: Option<&'a BTreeSet<String>>,
    last: u32,
    adresse: String,
    renvois: Renvois,
}

/// Gives provisional numbers to a dossier; returns the last one given.
pub(super) fn number(dossier: &mut Dossier, carried: Option<&BTreeSet<String>>, last: u32) -> u32 {
    let mut pass = Provisoires { carried, last, adresse: String::new(), renvois: Renvois::default() };
    dossier.number(&mut pass);
    if !pass.renvois.is_empty() {
        dossier.follow(&pass.renvois);
        pass.renvois.provenance(&mut dossier.provenance);
    }
    pass.last
}

impl Provisoires<'_> {
    /// Walks a part.
    pub(super) fn part<T: Champ>(&mut self, nom: &str, part: &mut T) {
        let before = self.enter(nom);
        part.number(self);
        self.adresse.truncate(before);
    }

    /// Walks a list.
    pub(super) fn list<T: Element>(&mut self, nom: &str, list: &mut [T]) {
        let before = self.enter(nom);
        for (rang, element) in list.iter_mut().enumerate() {
            let old = element.id().to_owned();
            let inside = if old.is_empty() { self.enter(&rang.to_string()) } else { self.enter(&old) };
            element.number(self);
            let means = || is_name(&old) || self.carried.is_none_or(|carried| carried.contains(&old));
            if old.is_empty() || !means() {
                self.last = self.last.saturating_add(1);
                let id = provisional(self.last);
                self.renvois.insert(self.adresse.clone(), id.clone());
                element.set_id(id);
            }
            self.adresse.truncate(inside);
        }
        self.adresse.truncate(before);
    }

    fn enter(&mut self, nom: &str) -> usize {
        let before = self.adresse.len();
        self.adresse.extend(["/", &segment(nom)]);
        before
    }
}
