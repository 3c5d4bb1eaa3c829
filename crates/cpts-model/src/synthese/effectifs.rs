//! Members at a day, entries and departures, breakdowns.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Decompte, LIGNE_ORGANISATIONS, LIGNE_SANS_COMMUNE, LIGNE_SANS_PROFESSION, Repartition, Synthese, percent};
use crate::{
    dossier::Dossier,
    exercice::Exercice,
    lecture::plier,
    membre::{Membre, Nature},
    profession::Profession,
};

/// Where a member stands with regard to the exercice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent facts, each counted on its own")]
pub struct Presence {
    /// Member at the end of the exercice.
    pub fin: bool,
    /// Member at the end of the previous exercice.
    pub precedent: bool,
    /// Entered during the exercice.
    pub entree: bool,
    /// Left during the exercice.
    pub sortie: bool,
}

/// Returns where a member stands with regard to an exercice; without a year, whoever has not left is present.
///
/// # Example
/// ```
/// # use cpts_model::{Exercice, Membre, synthese::presence};
/// let membre = Membre { date_adhesion: "2025-03".parse().ok(), ..Default::default() };
/// let presence = presence(&membre, &Exercice::civil(2025));
/// assert!(presence.fin && presence.entree && !presence.precedent);
/// ```
pub fn presence(membre: &Membre, exercice: &Exercice) -> Presence {
    let Some((debut, fin)) = bounds(exercice) else {
        let present = !membre.ancien && membre.date_sortie.is_none();
        return Presence { fin: present, precedent: present, entree: false, sortie: false };
    };
    // A former member without a departure date left at an unknown time: not counted, rather than counted for ever.
    if membre.ancien && membre.date_sortie.is_none() {
        return Presence { fin: false, precedent: false, entree: false, sortie: false };
    }
    let entree = membre.date_adhesion.map(crate::DatePartielle::premier_jour);
    let sortie = membre.date_sortie.map(crate::DatePartielle::dernier_jour);
    let present =
        |day: NaiveDate| entree.is_none_or(|entree| entree <= day) && sortie.is_none_or(|sortie| sortie > day);
    let within = |day: NaiveDate| (debut..=fin).contains(&day);
    Presence {
        fin: present(fin),
        precedent: debut.checked_sub_days(Days::new(1)).is_some_and(present),
        entree: entree.is_some_and(within),
        sortie: sortie.is_some_and(within),
    }
}

fn bounds(exercice: &Exercice) -> Option<(NaiveDate, NaiveDate)> {
    exercice.civil.or_else(|| Exercice::civil(exercice.annee?).civil).map(|periode| (periode.debut, periode.fin))
}

pub(super) fn count(dossier: &Dossier, synthese: &mut Synthese) {
    let mut totals = Totals::default();
    for membre in &dossier.membres {
        totals.add(membre, presence(membre, &dossier.exercice));
    }
    // Where few entry dates are known, everybody would seem to have been there the year before.
    let known = totals.dated * 10 >= totals.counted * 9 && totals.counted > 0 && bounds(&dossier.exercice).is_some();
    synthese.adherents = Decompte::new(totals.present);
    synthese.adherents_precedent = known.then(|| Decompte::new(totals.precedent));
    synthese.entrees = known.then(|| Decompte::new(totals.entrees));
    synthese.sorties = known.then(|| Decompte::new(totals.sorties));
    synthese.organisations = Decompte::new(totals.organisations.0);
    synthese.personnes = Decompte::new(totals.present - totals.organisations.0);
    synthese.sans_profession = Decompte::new(totals.sans_profession.0);
    synthese.professions = totals.seen.iter().filter(|seen| **seen).count() as u32;
    synthese.par_profession = totals.by_profession(known);
    synthese.par_commune = totals.by_commune(known);
}

/// Members at the end of the exercice, and at the end of the one before.
type Pair = (u32, u32);

#[derive(Default)]
struct Totals<'a> {
    present: u32,
    precedent: u32,
    entrees: u32,
    sorties: u32,
    /// Members of the two dates, and those among them whose entry date is known.
    counted: u32,
    dated: u32,
    organisations: Pair,
    sans_profession: Pair,
    professions: BTreeMap<Profession, Pair>,
    seen: Vec<bool>,
    communes: BTreeMap<&'a str, (&'a str, Pair)>,
    unknown_communes: BTreeMap<String, (&'a str, Pair)>,
    sans_commune: Pair,
}

fn bump(pair: &mut Pair, presence: Presence) {
    pair.0 += u32::from(presence.fin);
    pair.1 += u32::from(presence.precedent);
}

impl<'a> Totals<'a> {
    fn add(&mut self, membre: &'a Membre, presence: Presence) {
        self.entrees += u32::from(presence.entree);
        self.sorties += u32::from(presence.sortie);
        if !(presence.fin || presence.precedent) {
            return;
        }
        self.counted += 1;
        self.dated += u32::from(membre.date_adhesion.is_some());
        self.present += u32::from(presence.fin);
        self.precedent += u32::from(presence.precedent);
        match (membre.nature, membre.professions.first()) {
            (Nature::Organisation, _) => bump(&mut self.organisations, presence),
            (Nature::Personne, Some(main)) => bump(self.professions.entry(*main).or_default(), presence),
            (Nature::Personne, None) => bump(&mut self.sans_profession, presence),
        }
        if presence.fin && membre.nature == Nature::Personne {
            for profession in &membre.professions {
                let index = profession.index();
                if self.seen.len() <= index {
                    self.seen.resize(index + 1, false);
                }
                self.seen[index] = true;
            }
        }
        match membre.communes.first() {
            None => bump(&mut self.sans_commune, presence),
            Some(commune) => match &commune.code_insee {
                Some(code) => bump(&mut self.communes.entry(code).or_insert((&commune.nom, (0, 0))).1, presence),
                None => bump(
                    &mut self.unknown_communes.entry(plier(&commune.nom)).or_insert((&commune.nom, (0, 0))).1,
                    presence,
                ),
            },
        }
    }

    fn by_profession(&self, known: bool) -> Vec<Repartition> {
        let mut lines: Vec<Repartition> = self
            .professions
            .iter()
            .filter_map(|(profession, pair)| {
                self.line(profession.slug(), profession.libelle_pluriel().to_owned(), *pair, known)
            })
            .collect();
        sort(&mut lines);
        lines.extend(self.line(LIGNE_ORGANISATIONS, "Organisations".to_owned(), self.organisations, known));
        lines.extend(self.line(
            LIGNE_SANS_PROFESSION,
            "Profession non renseignée".to_owned(),
            self.sans_profession,
            known,
        ));
        lines
    }

    fn by_commune(&self, known: bool) -> Vec<Repartition> {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        for (nom, _) in self.communes.values() {
            *names.entry(nom).or_default() += 1;
        }
        let label = |code: &str, nom: &str| {
            // Two communes of one name on one territory: the département tells them apart.
            if names.get(nom).is_some_and(|count| *count > 1) {
                format!("{nom} ({})", code.get(..2).unwrap_or(code))
            } else {
                nom.to_owned()
            }
        };
        let known_communes =
            self.communes.iter().filter_map(|(code, (nom, pair))| self.line(code, label(code, nom), *pair, known));
        let others = self
            .unknown_communes
            .iter()
            .filter_map(|(key, (nom, pair))| self.line(key, (*nom).to_owned(), *pair, known));
        let mut lines: Vec<Repartition> = known_communes.chain(others).collect();
        sort(&mut lines);
        lines.extend(self.line(LIGNE_SANS_COMMUNE, "Commune non renseignée".to_owned(), self.sans_commune, known));
        lines
    }

    fn line(&self, id: &str, libelle: String, (present, precedent): Pair, known: bool) -> Option<Repartition> {
        (present > 0 || (known && precedent > 0)).then(|| Repartition {
            id: id.to_owned(),
            libelle,
            effectif: Decompte::new(present),
            effectif_precedent: known.then(|| Decompte::new(precedent)),
            part: percent(f64::from(present), f64::from(self.present)),
        })
    }
}

/// Largest first; the order of the table or of the codes is kept between equals.
fn sort(lines: &mut [Repartition]) {
    lines.sort_by_key(|line| std::cmp::Reverse(line.effectif.nombre));
}
