//! Finds the indicator of the catalogue that a title names, as communities write it.

use std::{collections::BTreeSet, sync::OnceLock};

use super::catalogue::{Entree, toutes};
use crate::{lecture::plier, mission::Mission};

/// What a title leads to.
#[derive(Clone, Debug)]
pub enum Reconnaissance {
    /// One indicator.
    Trouvee(&'static Entree),
    /// Several indicators are as near.
    Plusieurs(Vec<&'static Entree>),
    /// No indicator of the catalogue.
    Inconnue,
}

/// Likeness from which two titles are those of one indicator: seven words in ten are the same.
const SEUIL: f64 = 0.7;
/// How much nearer than the next one the indicator has to be.
const ECART: f64 = 0.1;
/// Longest title that is looked at; a longer one is a sentence.
const LONGUEUR_MAX: usize = 200;

/// Returns the indicator of the catalogue that a title names; a mission leaves out those of the others.
///
/// # Example
/// ```
/// use cpts_model::indicateur::catalogue::{Reconnaissance, find};
/// let Reconnaissance::Trouvee(entree) = find("Nb de RCP organisées", None) else { panic!() };
/// assert_eq!(entree.id, "rcp-organisees");
/// assert!(matches!(find("Kilomètres parcourus", None), Reconnaissance::Inconnue));
/// ```
pub fn find(titre: &str, mission: Option<Mission>) -> Reconnaissance {
    if titre.len() > LONGUEUR_MAX * 2 {
        return Reconnaissance::Inconnue;
    }
    let words = stems(titre);
    if words.is_empty() {
        return Reconnaissance::Inconnue;
    }
    let mut scores: Vec<(f64, &'static Entree)> = formes()
        .iter()
        .filter(|(entree, _)| mission.is_none() || entree.mission.is_none() || entree.mission == mission)
        .map(|(entree, formes)| (formes.iter().map(|forme| likeness(&words, forme)).fold(0.0, f64::max), *entree))
        .filter(|(score, _)| *score >= SEUIL)
        .collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    match scores.as_slice() {
        [] => Reconnaissance::Inconnue,
        [(_, seule)] => Reconnaissance::Trouvee(seule),
        [(best, entree), (next, _), ..] if best - next >= ECART => Reconnaissance::Trouvee(entree),
        [(best, _), ..] => {
            let near = scores.iter().filter(|(score, _)| best - score < ECART);
            Reconnaissance::Plusieurs(near.map(|(_, entree)| *entree).collect())
        }
    }
}

/// An entry of the catalogue with the words of each way to write it.
type Formes = (&'static Entree, Vec<BTreeSet<String>>);

fn formes() -> &'static [Formes] {
    static FORMES: OnceLock<Vec<Formes>> = OnceLock::new();
    FORMES.get_or_init(|| {
        let written = |entree: &'static Entree| {
            let titres = std::iter::once(&entree.intitule).chain(&entree.libelle_court).chain(&entree.graphies);
            (entree, titres.map(|titre| stems(titre)).collect())
        };
        toutes().iter().map(written).collect()
    })
}

/// Returns twice the words that two titles share over the words of both (Dice).
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
}

/// Returns the words of a title that say something, without their endings; what stands in brackets is left aside.
fn stems(titre: &str) -> BTreeSet<String> {
    let outside = match (titre.find('('), titre.rfind(')')) {
        (Some(start), Some(end)) if start > 0 && start < end => format!("{} {}", &titre[..start], &titre[end + 1..]),
        _ => titre.to_owned(),
    };
    let mut stems = BTreeSet::new();
    for word in plier(&outside).split(' ').flat_map(expand) {
        if !EMPTY.contains(&word) && !word.is_empty() {
            let singular = word.trim_end_matches(['s', 'x', 'e']);
            stems.insert(singular.chars().take(7).collect());
        }
    }
    stems
}

/// Words that every title may hold.
const EMPTY: &[&str] = &[
    "nombre", "nb", "nbre", "total", "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et",
    "par", "pour", "sur", "dans", "un", "une", "qui", "ont", "avec", "dont", "vers", "pendant", "l",
];

/// Returns the words of an abbreviation, or the word itself.
fn expand(word: &str) -> impl Iterator<Item = &str> {
    let words = match word {
        "mt" => "medecin traitant",
        "snp" => "soins non programmes",
        "rcp" => "reunions concertation pluriprofessionnelle",
        "ars" => "agence regionale sante",
        "sas" => "service acces soins",
        "ald" => "affection longue duree",
        "j60" => "soixante jours",
        "60" => "soixante",
        "hebdomadaires" | "hebdomadaire" | "hebdo" => "semaine",
        "creneaux" | "creneau" => "plages",
        word => word,
    };
    words.split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_follow_up_sheets_lead_to_the_catalogue() {
        for (titre, mission, id) in [
            ("Patients orientés vers un médecin traitant", Some(Mission::AccesSoins), "patients-orientes-mt"),
            ("Délai moyen d'orientation (jours)", Some(Mission::AccesSoins), "delai-orientation-mt"),
            ("Taux avec MT à J+60", Some(Mission::AccesSoins), "taux-mt-j60"),
            ("Protocole SNP", Some(Mission::AccesSoins), "protocole-snp"),
            ("Plages SNP par semaine", None, "plages-snp-semaine"),
            ("Parcours formalisés", Some(Mission::Parcours), "parcours-formalises"),
            ("RCP organisées", Some(Mission::Parcours), "rcp-organisees"),
            ("Nb RCP", None, "rcp-organisees"),
            ("Actions de prévention", Some(Mission::Prevention), "actions-prevention"),
            ("Personnes sensibilisées", None, "personnes-sensibilisees"),
            ("Plan de crise", None, "plan-crise"),
            ("Participations aux exercices ARS", None, "exercices-ars"),
            ("NOMBRE D'ADHÉRENTS", None, "adherents-fin"),
        ] {
            let found = find(titre, mission);
            assert!(matches!(found, Reconnaissance::Trouvee(entree) if entree.id == id), "{titre} : {found:?}");
        }
    }

    #[test]
    fn every_way_to_write_a_title_leads_to_its_indicator() {
        for entree in toutes() {
            for titre in std::iter::once(&entree.intitule).chain(&entree.libelle_court).chain(&entree.graphies) {
                let found = find(titre, entree.mission);
                assert!(
                    matches!(found, Reconnaissance::Trouvee(found) if found.id == entree.id),
                    "{titre} : {found:?}"
                );
            }
        }
    }

    #[test]
    fn titles_of_other_things_lead_nowhere() {
        for titre in [
            "Réunions du bureau",
            "Nombre de patients",
            "Satisfaction des adhérents",
            "Visites du site internet",
            "()",
            "",
        ] {
            assert!(matches!(find(titre, None), Reconnaissance::Inconnue), "{titre} : {:?}", find(titre, None));
        }
        assert!(matches!(find("RCP organisées", Some(Mission::Crise)), Reconnaissance::Inconnue));
    }
}
