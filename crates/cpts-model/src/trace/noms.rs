//! What elements of lists are called: a label such as « Montant prévu » says nothing without its line.

use std::collections::HashMap;

use crate::{dossier::Dossier, synthese::Synthese, visite::Visiteur};

/// Fields that name an element.
const NOMS: [&str; 4] = ["intitule", "poste", "nom", "titre"];

/// Names of the elements of lists, by their address.
#[derive(Default)]
pub(super) struct Noms(HashMap<String, String>);

impl Noms {
    /// Returns the name of the element that an address is in; `None` for the name itself.
    pub(super) fn of(&self, adresse: &str) -> Option<&str> {
        let (mut part, champ) = adresse.rsplit_once('/')?;
        if NOMS.contains(&champ) && self.0.contains_key(part) {
            return None;
        }
        loop {
            if let Some(nom) = self.0.get(part) {
                return Some(nom);
            }
            part = part.rsplit_once('/')?.0;
        }
    }
}

impl Visiteur for Noms {
    fn texte(&mut self, motif: &str, adresse: &str, texte: &str) {
        let (Some((liste, champ)), Some((element, _))) = (motif.rsplit_once('/'), adresse.rsplit_once('/')) else {
            return;
        };
        if liste.ends_with("/*") && NOMS.contains(&champ) {
            self.0.entry(element.to_owned()).or_insert_with(|| texte.trim().to_owned());
        }
    }
}

/// Returns the names of the elements of the lists of a dossier, members excepted.
pub(super) fn of(dossier: &Dossier) -> Noms {
    let mut noms = Noms::default();
    crate::visite::walk(dossier, &mut noms);
    noms
}

/// Returns the label of the line of the figures that an address is in, by what follows `/synthese/`.
pub(super) fn of_figure<'s>(synthese: &'s Synthese, adresse: &str) -> Option<&'s str> {
    fn find<'s, T>(lines: &'s [T], wanted: &str, of: impl Fn(&'s T) -> (&'s str, &'s str)) -> Option<&'s str> {
        lines.iter().map(of).find(|(id, _)| *id == wanted).map(|(_, libelle)| libelle)
    }
    let budget = &synthese.budget;
    match adresse.split('/').collect::<Vec<_>>().as_slice() {
        ["par_profession", id, _] => find(&synthese.par_profession, id, |line| (&line.id, &line.libelle)),
        ["par_commune", id, _] => find(&synthese.par_commune, id, |line| (&line.id, &line.libelle)),
        ["par_mission", id, _] => find(&synthese.par_mission, id, |line| (&line.id, &line.libelle)),
        ["representativite", id, _] => find(&synthese.representativite, id, |line| (&line.id, &line.libelle)),
        ["echeances", id, _] => find(&synthese.echeances, id, |line| (&line.id, &line.libelle)),
        ["budget", "enveloppes", id, _] => find(&budget.enveloppes, id, |line| (&line.id, &line.libelle)),
        ["budget", "natures", id, _] => find(&budget.natures, id, |line| (&line.id, &line.libelle)),
        ["budget", "origines", id, _] => find(&budget.origines, id, |line| (&line.id, &line.libelle)),
        _ => None,
    }
}
