//! The values of a form.

use cpts_model::{
    constat::codes::{collecte as codes, import},
    identifiant::Anomalie,
};
use serde_json::{Map, Value};

use super::{Feuillet, Travail, put};
use crate::{
    Champ, Role, Saisie,
    disposition::COLONNE_VALEUR,
    lecture::{self, Reperes},
};

/// Structures that need both of their dates.
const PERIODES: [&str; 3] = ["exercice/civil", "exercice/contrat", "exercice/comptable"];

/// Puts the values of a form into the dossier.
pub(super) fn read(
    travail: &mut Travail,
    reperes: &Reperes<'_>,
    (index, feuillet): (usize, &Feuillet<'_>),
    champs: &[Champ],
    lignes: &[(usize, u32, Saisie<'_>)],
    racine: &mut Map<String, Value>,
) {
    for (rang, ligne, saisie) in lignes {
        let Some(champ) = champs.get(*rang) else { continue };
        let Role::Valeur(chemin) = &champ.role else { continue };
        let lu = lecture::lire(champ, saisie, reperes);
        for anomalie in lu.anomalies {
            travail.tell(index, *ligne, Some(*rang), anomalie);
        }
        if lu.estime {
            travail.tell(index, *ligne, Some(*rang), estimated(champ));
        }
        // An empty cell has its place too: what the dossier held there is gone, and where it went is known.
        travail.trace(format!("/{chemin}"), feuillet, cellule(COLONNE_VALEUR, *ligne));
        if let Some(valeur) = lu.valeur {
            put(racine, chemin, valeur);
        }
    }
    for periode in PERIODES {
        let bounds = ["debut", "fin"].map(|nom| at(racine, periode).is_some_and(|under| under.contains_key(nom)));
        if bounds[0] != bounds[1] {
            let place = |nom: &str| {
                let chemin = format!("{periode}/{nom}");
                champs.iter().position(|champ| champ.role.cle() == chemin)
            };
            let missing = place(if bounds[0] { "fin" } else { "debut" });
            let ligne = lignes.iter().find(|(rang, ..)| Some(*rang) == missing).map_or(0, |(_, ligne, _)| *ligne);
            let titre = missing.and_then(|rang| champs.get(rang)).map_or("période", |champ| champ.titre);
            let message = format!("«\u{a0}{titre}\u{a0}» manque\u{a0}: la période n’est pas reprise");
            travail.tell(index, ligne, missing, Anomalie::new(&codes::PERIODE_INCOMPLETE, message));
            if let Some((above, nom)) = periode.rsplit_once('/')
                && let Some(under) = at_mut(racine, above)
            {
                under.remove(nom);
            }
        }
    }
}

/// Says that a form cannot keep the mention of an estimate.
fn estimated(champ: &Champ) -> Anomalie {
    let message =
        format!("{} est écrit comme une estimation\u{a0}: seul le nombre est repris", champ.titre.to_lowercase());
    Anomalie::new(&import::VALEUR_NON_COMPRISE, message)
}

/// Returns the address of a cell.
pub(super) fn cellule(colonne: u32, ligne: u32) -> String {
    let letter = char::from_u32('A' as u32 + colonne - 1).unwrap_or('A');
    format!("{letter}{ligne}")
}

fn at<'m>(racine: &'m Map<String, Value>, chemin: &str) -> Option<&'m Map<String, Value>> {
    chemin.split('/').try_fold(racine, |map, nom| map.get(nom).and_then(Value::as_object))
}

fn at_mut<'m>(racine: &'m mut Map<String, Value>, chemin: &str) -> Option<&'m mut Map<String, Value>> {
    chemin.split('/').try_fold(racine, |map, nom| map.get_mut(nom).and_then(Value::as_object_mut))
}
