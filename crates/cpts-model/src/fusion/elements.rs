//! Lists of elements, and the fields that a rule of their own merges.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{adherents::Adherents, cles::Element, contexte::Contexte, valeurs::Champ};
use crate::{
    brut::Brut,
    constat::{
        codes::{fusion as codes, import},
        quote,
    },
    date::DatePartielle,
    exercice::Exercice,
    provenance::{FeuilleSource, Source},
};

/// Elements that a constat names; the others are counted.
const CITES: usize = 5;

impl Contexte<'_> {
    /// Elements of both sides in the order of the second; those that only the first has stay after the one that they followed.
    pub(super) fn elements<T: Element>(&mut self, nom: &str, before: &mut Vec<T>, after: Vec<T>) {
        if !(after.is_empty() && self.files().is_empty()) {
            self.within(nom, |contexte| contexte.list(nom, before, after));
        }
    }

    fn list<T: Element>(&mut self, nom: &str, before: &mut Vec<T>, after: Vec<T>) {
        let ids: HashMap<String, usize> =
            before.iter().enumerate().map(|(index, element)| (element.id().to_owned(), index)).collect();
        let partners: Vec<Option<usize>> = after.iter().map(|element| ids.get(element.id()).copied()).collect();
        let matched: HashSet<usize> = partners.iter().flatten().copied().collect();
        drop(ids);
        let mut rest: Vec<Option<T>> = std::mem::take(before).into_iter().map(Some).collect();
        let mut followers: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let (mut gone, mut anchor) = (Vec::new(), None);
        let mut members = (nom == "membres" && self.depth == 0).then(|| Adherents::of(&rest));
        for (index, slot) in rest.iter_mut().enumerate() {
            if matched.contains(&index) {
                anchor = Some(index);
            } else if slot.as_ref().is_some_and(|element| self.is_gone(element)) {
                gone.extend(slot.take());
            } else if let Some(element) = slot {
                element.leave(self.files());
                if let Some(members) = &mut members {
                    members.stays(element);
                }
                followers.entry(anchor).or_default().push(index);
            }
        }
        before.reserve(rest.len().max(after.len()));
        let mut tail = |at: Option<usize>, rest: &mut Vec<Option<T>>, before: &mut Vec<T>| {
            before.extend(followers.remove(&at).into_iter().flatten().filter_map(|index| rest[index].take()));
        };
        tail(None, &mut rest, before);
        let mut added = 0;
        for (element, partner) in after.into_iter().zip(partners) {
            let Some(mut kept) = partner.and_then(|partner| rest[partner].take()) else {
                added += 1;
                if let Some(members) = &mut members {
                    members.comes(&element);
                }
                before.push(element);
                continue;
            };
            if let Some(members) = &mut members {
                members.meets(&kept, &element);
            }
            self.one(nom, &mut kept, element);
            before.push(kept);
            tail(partner, &mut rest, before);
        }
        if let Some(members) = members {
            members.tell(self);
        }
        self.count(nom, added, gone.len());
        self.tell_gone(nom, &gone);
    }

    fn one<T: Element>(&mut self, nom: &str, before: &mut T, after: T) {
        let outer = std::mem::replace(&mut self.touched, false);
        self.depth += 1;
        let rows = (before.source().cloned(), rows(before).all(|row| self.read_again(&row.fichier)));
        let id = before.id().to_owned();
        self.within(&id, |contexte| {
            contexte.within_rows(rows, after.source().cloned(), |contexte| before.absorb(after, contexte));
        });
        self.depth -= 1;
        if self.touched && self.depth == 0 {
            self.compte(nom).modifies += 1;
        }
        self.touched |= outer;
    }

    fn count(&mut self, nom: &str, added: usize, gone: usize) {
        self.touched |= added + gone > 0;
        if self.depth == 0 {
            let compte = self.compte(nom);
            compte.ajoutes += added;
            compte.retires += gone;
        }
    }

    fn compte(&mut self, nom: &str) -> &mut super::Compte {
        if nom == "membres" { &mut self.bilan.adherents } else { &mut self.bilan.autres }
    }

    /// Every row of the element stood in files that are read again, and it is in none of them.
    fn is_gone<T: Element>(&self, element: &T) -> bool {
        let mut rows = rows(element).peekable();
        rows.peek().is_some() && rows.all(|row| self.read_again(&row.fichier))
    }

    fn tell_gone<T: Element>(&mut self, nom: &str, gone: &[T]) {
        for element in gone {
            let adresse = format!("{}/{}", self.adresse(), crate::visite::segment(element.id()));
            self.forget(&adresse);
        }
        let Some(fichier) = gone.first().and_then(|element| element.source()).map(|row| row.fichier.to_string()) else {
            return;
        };
        let mut cited: Vec<String> = gone
            .iter()
            .take(CITES)
            .map(|element| {
                let nom = element.libelle();
                if nom.is_empty() { element.id().to_owned() } else { format!("{} ({})", quote(&nom), element.id()) }
            })
            .collect();
        if gone.len() > CITES {
            cited.push("…".to_owned());
        }
        let (code, quoi) = if nom == "membres" {
            (&import::PRECEDENT_ABSENT, "de la liste des adhérents".to_owned())
        } else {
            (&codes::RETIRE, format!("de «\u{a0}{}\u{a0}»", nom.replace('_', " ")))
        };
        let message = match gone.len() {
            1 => format!("1 ligne {quoi} ne figure plus dans le fichier dont elle venait\u{a0}: {}", cited.join(", ")),
            n => format!(
                "{n} lignes {quoi} ne figurent plus dans le fichier dont elles venaient\u{a0}: {}",
                cited.join(", ")
            ),
        };
        self.tell_elements(code, Some(fichier), message);
    }

    /// The row of the first side, unless its file is read again.
    pub(super) fn ligne(&mut self, before: &mut Option<Source>, after: Option<Source>) {
        let again = before.as_ref().is_some_and(|row| self.read_again(&row.fichier));
        if before.is_none() || again && after.is_some() {
            *before = after;
        }
    }

    /// The rows of both sides, each once, without those of files that are read again.
    pub(super) fn sources(
        &mut self,
        (source, autres): (&mut Option<Source>, &mut Vec<Source>),
        (source_after, autres_after): (Option<Source>, &Vec<Source>),
    ) {
        if source_after.is_none() && autres_after.is_empty() || (&*source, &*autres) == (&source_after, autres_after) {
            return;
        }
        let stays = |row: &Source| !self.read_again(&row.fichier);
        let main = source.take();
        let keeps_main = main.as_ref().is_some_and(stays);
        let old: Vec<Source> = std::mem::take(autres).into_iter().filter(stays).collect();
        let new: Vec<Source> = source_after.into_iter().chain(autres_after.iter().cloned()).collect();
        let all: Vec<Source> = if keeps_main {
            main.into_iter().chain(old).chain(new).collect()
        } else {
            new.into_iter().chain(old).collect()
        };
        let mut seen = BTreeSet::new();
        let mut all = all.into_iter().filter(|row| seen.insert(row.clone()));
        *source = all.next();
        autres.extend(all);
    }

    /// Gone or present: whoever a later list names without a word of leaving is present.
    pub(super) fn presence(
        &mut self,
        (ancien, sortie): (&mut bool, &mut Option<DatePartielle>),
        (ancien_after, sortie_after): (bool, &Option<DatePartielle>),
    ) {
        let read = self.has_row_after();
        let present = !ancien_after && sortie_after.is_none();
        if read && present && *ancien {
            self.tell_conflict("ancien adhérent", "adhérent");
            *ancien = false;
            self.take();
        } else {
            self.valeur(ancien, ancien_after);
        }
        let other_list = read && present && !self.options.existant && self.files().is_empty();
        self.beside("date_sortie", |contexte| {
            if other_list && sortie.is_some() {
                contexte.tell_conflict(&crate::fusion::valeurs::Scalaire::texte(sortie), "adhérent");
                *sortie = None;
                contexte.take();
            } else {
                contexte.valeur(sortie, *sortie_after);
            }
        });
    }

    /// A refusal in any of two lists is a refusal; a file that is read again says what is true now.
    pub(super) fn accord(&mut self, before: &mut Option<bool>, after: Option<bool>) {
        if *before == Some(false) && after == Some(true) && !self.options.existant && !self.is_read_again() {
            self.tell_kept("non", "oui");
            self.keep();
        } else {
            self.valeur(before, after);
        }
    }

    /// The first of two dates; a year and a day of that year say the same, the day says it better.
    pub(super) fn adhesion(&mut self, before: &mut Option<DatePartielle>, after: Option<DatePartielle>) {
        let (Some(a), Some(b)) = (*before, after) else { return self.valeur(before, after) };
        if a == b || self.options.existant || self.is_read_again() {
            return self.valeur(before, after);
        }
        let holds = |wide: DatePartielle, narrow: DatePartielle| {
            wide.premier_jour() <= narrow.premier_jour() && narrow.dernier_jour() <= wide.dernier_jour()
        };
        if holds(b, a) {
            self.keep();
        } else if holds(a, b) {
            *before = after;
            self.take();
        } else if a.premier_jour() <= b.premier_jour() {
            self.tell_kept(&a.affiche(), &b.affiche());
            self.keep();
        } else {
            self.valeur(before, after);
        }
    }

    /// Of two addresses the second; the first is kept among the others, for it may serve.
    pub(super) fn courriel(
        &mut self,
        (email, autres): (&mut Option<String>, &mut Vec<String>),
        (after, _): (Option<String>, &Vec<String>),
    ) {
        let apart = !self.options.existant && !self.is_read_again();
        let old = email.clone().filter(|_| apart && after.is_some());
        self.valeur(email, after);
        if let Some(old) = old.filter(|old| Some(old) != email.as_ref() && !autres.contains(old)) {
            autres.push(old);
        }
    }

    /// The last reading of each cell.
    pub(super) fn brut(&mut self, before: &mut Brut, after: Brut) {
        if self.is_whole() && self.has_row_after() {
            *before = after;
            return;
        }
        for (champ, texte) in after {
            before.insert(champ, texte);
        }
    }

    /// A year that is written takes the place of one that was only supposed, with its periods; else field by field.
    pub(super) fn exercice(&mut self, before: &mut Exercice, after: Exercice) {
        if after.annee.is_none() || before.annee.is_none() || before.annee == after.annee {
            return before.absorb(after, self);
        }
        if self.within("annee", |contexte| contexte.is_computed_after() && !contexte.is_computed_before()) {
            return self.keep_below();
        }
        *before = after;
        let adresse = self.adresse().to_owned();
        self.forget(&adresse);
        self.within("annee", Self::take);
    }

    /// Tables of both sides; a file that is read again has those that it has now.
    pub(super) fn feuilles(&mut self, before: &mut Vec<FeuilleSource>, after: Vec<FeuilleSource>) {
        let now: HashSet<(&str, &str)> =
            after.iter().map(|table| (table.fichier.as_str(), table.feuille.as_str())).collect();
        before.retain(|table| {
            !self.read_again(&table.fichier) && !now.contains(&(table.fichier.as_str(), table.feuille.as_str()))
        });
        before.extend(after);
    }

    /// The highest of both: a number never serves twice.
    #[allow(clippy::unused_self, reason = "every rule is called alike")]
    pub(super) fn maximum(&mut self, before: &mut BTreeMap<String, u32>, after: BTreeMap<String, u32>) {
        for (nom, dernier) in after {
            let known = before.entry(nom).or_default();
            *known = (*known).max(dernier);
        }
    }
}

/// Returns the rows of an element.
fn rows<T: Element>(element: &T) -> impl Iterator<Item = &Source> {
    element.source().into_iter().chain(element.autres())
}
