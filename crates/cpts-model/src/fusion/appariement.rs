//! Which element of one dossier is which of the other, and the number that each keeps or receives.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::{FusionOptions, Numeros, cles::Element, renvois::Renvois, valeurs::Champ};
use crate::{
    constat::{Constat, Place, codes::fusion as codes, quote},
    dossier::Dossier,
    visite::segment,
};

/// Begins a number that only serves until the fusion: no number of a dossier begins so.
const PROVISOIRE: char = '?';

/// Elements of one name that are compared with another of that name: a list may hold a hundred thousand « Dupont ».
const HOMONYMES: usize = 50;

/// How the elements of a list are numbered.
#[derive(Clone, Copy)]
pub(super) struct Serie {
    /// Beginning of a number.
    pub(super) prefixe: &'static str,
    /// Digits at least.
    pub(super) largeur: usize,
    /// Name of the counter.
    pub(super) compteur: &'static str,
}

/// Returns a number that a fusion replaces.
pub(super) fn provisional(rang: u32) -> String {
    format!("{PROVISOIRE}{rang}")
}

/// Gives each element its number for good: in `second`, that of the element of `premier` that it is. Returns what is told of numbers.
pub(super) fn number(premier: &mut Dossier, second: &mut Dossier, options: &FusionOptions) -> Vec<Constat> {
    let mut compteurs = premier.compteurs.clone();
    for (nom, dernier) in &second.compteurs {
        let known = compteurs.entry(nom.clone()).or_default();
        *known = (*known).max(*dernier);
    }
    let (adresse, renvois) = (String::new(), Renvois::default());
    let mut pass = Appariement { options, compteurs, adresse, renvois, constats: Vec::new(), given: BTreeMap::new() };
    // The first may come without numbers too.
    premier.pair(&Dossier::default(), &mut pass);
    pass.follow(premier);
    second.pair(premier, &mut pass);
    pass.follow(second);
    premier.compteurs.extend(pass.given);
    pass.constats
}

/// One pass over a dossier that gives its elements their numbers.
pub(super) struct Appariement<'a> {
    options: &'a FusionOptions,
    compteurs: BTreeMap<String, u32>,
    adresse: String,
    renvois: Renvois,
    constats: Vec<Constat>,
    /// Counters of which a number was given.
    given: BTreeMap<String, u32>,
}

impl Appariement<'_> {
    fn follow(&mut self, dossier: &mut Dossier) {
        let renvois = std::mem::take(&mut self.renvois);
        if !renvois.is_empty() {
            dossier.follow(&renvois);
            renvois.provenance(&mut dossier.provenance);
        }
    }

    /// Walks a part.
    pub(super) fn part<T: Champ>(&mut self, nom: &str, base: &T, new: &mut T) {
        let before = self.enter(nom);
        new.pair(base, self);
        self.adresse.truncate(before);
    }

    /// Walks a list.
    pub(super) fn list<T: Element>(&mut self, nom: &str, base: &[T], new: &mut [T], serie: Serie) {
        if new.is_empty() {
            return;
        }
        let before = self.enter(nom);
        self.part_twins(new);
        let mut paires = Paires {
            base,
            new,
            of_new: vec![None; new.len()],
            taken: vec![false; base.len()],
            relus: &self.options.relus,
        };
        paires.by_id(self.options.numeros != Numeros::Propres);
        T::pair_list(&mut paires);
        let of_new = paires.of_new;
        let known: HashSet<&str> = base.iter().map(Element::id).collect();
        let used = base.iter().chain(&*new).filter_map(|element| numero(element.id(), serie.prefixe)).max();
        let mut last = self.compteurs.get(serie.compteur).copied().unwrap_or_default().max(used.unwrap_or_default());
        let start = last;
        for (index, (element, pair)) in new.iter_mut().zip(of_new).enumerate() {
            let old = element.id().to_owned();
            let kept = !old.is_empty()
                && !known.contains(old.as_str())
                && (self.options.numeros == Numeros::Provisoires || !old.starts_with(PROVISOIRE));
            let id = match pair {
                Some(pair) => base[pair].id().to_owned(),
                None if kept => old.clone(),
                None => {
                    last = last.saturating_add(1);
                    format!("{}{last:0width$}", serie.prefixe, width = serie.largeur)
                }
            };
            let inside = if old.is_empty() { self.enter(&index.to_string()) } else { self.enter(&old) };
            match pair {
                Some(pair) => element.pair(&base[pair], self),
                None => element.pair(&T::default(), self),
            }
            if id != old {
                self.renvois.insert(self.adresse.clone(), id.clone());
                element.set_id(id);
            }
            self.adresse.truncate(inside);
        }
        if last > start {
            self.compteurs.insert(serie.compteur.to_owned(), last);
            self.given.insert(serie.compteur.to_owned(), last);
        }
        self.adresse.truncate(before);
    }

    /// Takes its number from the second of two elements that bear the same one: a row that was copied with its number.
    fn part_twins<T: Element>(&mut self, list: &mut [T]) {
        let mut seen = HashSet::with_capacity(list.len());
        let mut twins = Vec::new();
        for (index, element) in list.iter().enumerate() {
            if !element.id().is_empty() && !seen.insert(element.id()) {
                twins.push(index);
            }
        }
        for index in twins {
            let element = &mut list[index];
            let (id, source) = (element.id().to_owned(), element.source());
            let place = Place {
                fichier: source.map(|source| source.fichier.to_string()),
                feuille: source.map(|source| source.feuille.to_string()),
                ligne: source.map(|source| source.ligne),
                chemin: Some(self.adresse.clone()),
                ..Place::default()
            };
            let message = format!("numéro {} déjà porté par un autre élément de la liste", quote(&id));
            self.constats.push(codes::NUMERO_DOUBLE.constat(place, message).with_valeur(id));
            element.set_id(String::new());
        }
    }

    fn enter(&mut self, nom: &str) -> usize {
        let before = self.adresse.len();
        self.adresse.extend(["/", &segment(nom)]);
        before
    }
}

/// Returns the number behind an id of a series.
fn numero(id: &str, prefixe: &str) -> Option<u32> {
    id.strip_prefix(prefixe)?.parse().ok()
}

/// Returns whether an id is a name rather than a number: that of a catalogue means the same everywhere.
pub(super) fn is_name(id: &str) -> bool {
    !id.starts_with(PROVISOIRE) && !id.rsplit('-').next().unwrap_or_default().bytes().all(|byte| byte.is_ascii_digit())
}

/// The elements of two lists, and which is which so far.
pub(super) struct Paires<'a, T> {
    base: &'a [T],
    new: &'a [T],
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
    relus: &'a BTreeSet<String>,
}

impl<T: Element> Paires<'_, T> {
    fn by_id(&mut self, common: bool) {
        let mut ids: HashMap<&str, usize> = HashMap::with_capacity(self.base.len());
        for (index, element) in self.base.iter().enumerate() {
            ids.entry(element.id()).or_insert(index);
        }
        let met: Vec<(usize, usize)> = (0..self.new.len())
            .filter(|new| !self.new[*new].id().is_empty())
            .filter_map(|new| Some((new, *ids.get(self.new[new].id())?)))
            .collect();
        let alike = |(new, base): &(usize, usize)| {
            let ([precise, loose], [other, other_loose]) = (self.new[*new].cles(), self.base[*base].cles());
            precise == other && (!precise.is_empty() || loose == other_loose)
        };
        // Two dossiers of one origin agree on most of the elements that bear one number; two others only by chance.
        let common = common || met.iter().filter(|pair| alike(pair)).count() * 2 > met.len();
        let sure: Vec<_> =
            met.into_iter().filter(|pair| common || is_name(self.new[pair.0].id()) || alike(pair)).collect();
        for (new, base) in sure {
            self.set(new, base);
        }
    }

    fn set(&mut self, new: usize, base: usize) {
        self.of_new[new] = Some(base);
        self.taken[base] = true;
    }

    fn free_base(&self, key: impl Fn(&T) -> String) -> HashMap<String, VecDeque<usize>> {
        let mut by_key: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (index, element) in self.base.iter().enumerate().filter(|(index, _)| !self.taken[*index]) {
            let key = key(element);
            if !key.is_empty() {
                by_key.entry(key).or_default().push_back(index);
            }
        }
        by_key
    }

    fn free_new(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|index| self.of_new[*index].is_none()).collect()
    }

    /// Pairs elements of the same key, in order; `alone`: only where no other has it on either side.
    pub(super) fn by_key(&mut self, key: impl Fn(&T) -> String, alone: bool) {
        if alone {
            self.alone(key, |_, _, _| true);
        } else {
            self.by(key, |_, _| true);
        }
    }

    /// Pairs elements of the same key that are the same, in order.
    pub(super) fn by(&mut self, key: impl Fn(&T) -> String, same: impl Fn(&T, &T) -> bool) {
        let mut by_key = self.free_base(&key);
        if by_key.is_empty() {
            return;
        }
        for new in self.free_new() {
            let Some(bases) = by_key.get_mut(&key(&self.new[new])) else { continue };
            let found = bases.iter().take(HOMONYMES).position(|base| same(&self.base[*base], &self.new[new]));
            if let Some(base) = found.and_then(|at| bases.remove(at)) {
                self.set(new, base);
            }
        }
    }

    /// Pairs elements whose key nobody else has on either side; the last argument says whether the row is read again.
    pub(super) fn alone(&mut self, key: impl Fn(&T) -> String, same: impl Fn(&T, &T, bool) -> bool) {
        let by_key = self.free_base(&key);
        if by_key.is_empty() {
            return;
        }
        let mut news: HashMap<String, Vec<usize>> = HashMap::new();
        for new in self.free_new() {
            news.entry(key(&self.new[new])).or_default().push(new);
        }
        let mut found: Vec<(usize, usize)> = by_key
            .iter()
            .filter_map(|(key, bases)| match (bases.len(), news.get(key)?.as_slice()) {
                (1, [new]) => Some((*new, bases[0])),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        for (new, base) in found {
            let again = self.base[base].source().is_some_and(|source| self.relus.contains(&*source.fichier));
            if same(&self.base[base], &self.new[new], again) {
                self.set(new, base);
            }
        }
    }
}
