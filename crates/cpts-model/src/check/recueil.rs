//! The constats of one check, bounded as they are found: a dossier may hold a fault in each of its million values.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::constat::{Constat, Place, REPETITIONS, sort, surplus};

/// Constats of one code that are given one by one, all sheets together.
const ENSEMBLE: usize = 5 * REPETITIONS;

/// Sheets whose surplus of one code is counted apart; that of the others is counted together.
const FEUILLES: usize = 100;

/// File and sheet.
type Feuille = (Option<String>, Option<String>);

/// Keeps [`REPETITIONS`] constats of each code in each sheet, and counts the others.
#[derive(Default)]
pub(crate) struct Recueil {
    constats: Vec<Constat>,
    comptes: BTreeMap<String, Compte>,
    /// One number for each constat met: eight bytes each, where the constats would take the whole memory.
    vus: BTreeSet<u64>,
}

/// Constats of one code.
#[derive(Default)]
struct Compte {
    gardes: usize,
    feuilles: BTreeMap<Feuille, usize>,
    autres: BTreeMap<Feuille, (Constat, usize)>,
}

impl Recueil {
    /// Adds a constat; a repetition, that is the same code at the same cell, is passed by.
    pub(crate) fn push(&mut self, constat: Constat) {
        if !self.vus.insert(signature(&constat)) {
            return;
        }
        let compte = self.comptes.entry(constat.code.clone()).or_default();
        let mut feuille = (constat.place.fichier.clone(), constat.place.feuille.clone());
        let nouvelle = !compte.feuilles.contains_key(&feuille) && !compte.autres.contains_key(&feuille);
        if nouvelle && compte.feuilles.len() + compte.autres.len() >= FEUILLES {
            feuille = Feuille::default();
        }
        let gardes = compte.feuilles.get(&feuille).copied().unwrap_or_default();
        if gardes < REPETITIONS && compte.gardes < ENSEMBLE {
            compte.gardes += 1;
            compte.feuilles.insert(feuille, gardes + 1);
            self.constats.push(constat);
        } else {
            compte.autres.entry(feuille).or_insert_with(|| (constat, 0)).1 += 1;
        }
    }

    /// Adds the constats of a rule.
    pub(crate) fn extend(&mut self, constats: impl IntoIterator<Item = Constat>) {
        constats.into_iter().for_each(|constat| self.push(constat));
    }

    /// Returns the constats in order, then one for each count of others.
    pub(crate) fn finish(mut self) -> Vec<Constat> {
        sort(&mut self.constats);
        let mut autres: Vec<(Feuille, Constat, usize)> = Vec::new();
        for compte in self.comptes.into_values() {
            autres.extend(compte.autres.into_iter().map(|(feuille, (constat, nombre))| (feuille, constat, nombre)));
        }
        autres.sort_by(|a, b| (&a.0, &a.1.code).cmp(&(&b.0, &b.1.code)));
        self.constats.extend(autres.into_iter().map(|((fichier, feuille), constat, nombre)| Constat {
            place: Place { fichier, feuille, ..Place::default() },
            valeur: None,
            message: surplus(nombre),
            ..constat
        }));
        self.constats
    }
}

/// Returns what tells a constat from the others: at one cell the code alone, as in [`sort`].
fn signature(constat: &Constat) -> u64 {
    let mut hasher = DefaultHasher::new();
    let place = &constat.place;
    match &place.cellule {
        Some(cellule) => (&constat.code, &place.fichier, &place.feuille, cellule).hash(&mut hasher),
        None => constat.hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dossier, Membre, MembreId, Source, constat::codes::valeur::RPPS_CLE};

    fn at(fichier: usize, rang: usize) -> Constat {
        let fichier = Some(format!("liste-{fichier}.xlsx"));
        let place = Place { fichier, cellule: Some(format!("D{rang}")), ..Place::default() };
        RPPS_CLE.constat(place, "clé")
    }

    /// Number of constats one by one, and what the others say.
    fn told(recueil: Recueil) -> (usize, Vec<String>) {
        let (single, others): (Vec<_>, Vec<_>) =
            recueil.finish().into_iter().partition(|constat| constat.message == "clé");
        (single.len(), others.into_iter().map(|constat| constat.message).collect())
    }

    #[test]
    fn constats_past_the_bound_are_counted_and_repetitions_are_not() {
        let mut recueil = Recueil::default();
        recueil.extend((0..REPETITIONS + 3).chain(0..REPETITIONS + 3).map(|rang| at(1, rang)));
        assert_eq!(told(recueil), (REPETITIONS, vec![surplus(3)]));
    }

    #[test]
    fn constats_of_too_many_sheets_are_all_counted() {
        let mut recueil = Recueil::default();
        let (sheets, each) = (FEUILLES + 20, 60);
        recueil.extend((0..sheets).flat_map(|sheet| (0..each).map(move |rang| at(sheet, rang))));
        assert!(recueil.comptes.values().all(|compte| compte.feuilles.len() + compte.autres.len() <= FEUILLES + 1));
        let (single, others) = told(recueil);
        let number = |message: &String| message.split(' ').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        assert_eq!((single, single + others.iter().map(number).sum::<usize>()), (ENSEMBLE, sheets * each));
    }

    #[test]
    fn dossier_of_faults_keeps_its_constats_within_bounds() {
        let source = |rang: u32| Source { fichier: "l.xlsx".into(), feuille: format!("F{rang}").into(), ligne: rang };
        let membre = |rang: u32| Membre {
            id: MembreId::new(rang),
            rpps: Some("1".to_owned()),
            telephones: (0..50).map(|rang| format!("12{rang}")).collect(),
            source: Some(source(rang)),
            ..Membre::default()
        };
        let dossier = Dossier { membres: (0..2_000).map(membre).collect(), ..Dossier::default() };
        let constats = crate::check(&dossier);
        let of = |code: &str| constats.iter().filter(|constat| constat.code == code).count();
        assert_eq!(of("rpps-longueur"), FEUILLES + REPETITIONS + 1, "one by one, then the others");
        assert!(of("telephone-illisible") <= ENSEMBLE + FEUILLES + 1);
    }
}
