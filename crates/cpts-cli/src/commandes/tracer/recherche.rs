//! From what the user names to values: an address, its beginning, a dotted path, a label.

use cpts_model::lecture::plier;

use super::valeurs::{Valeur, Valeurs};

/// Addresses offered to whoever asks for one that does not exist.
const PROPOSEES: usize = 6;

/// Returns the values that a name means, or says in French that there are none, with what is near.
pub(super) fn find<'v>(valeurs: &'v Valeurs, champ: &str) -> Result<Vec<&'v Valeur>, String> {
    let adresse = adresse(champ);
    let ways: [&dyn Fn(&Valeur) -> bool; 5] = [
        &|valeur| valeur.adresse == adresse || below(&valeur.adresse, &adresse),
        &|valeur| {
            let adresse = format!("/synthese{adresse}");
            valeur.adresse == adresse || below(&valeur.adresse, &adresse)
        },
        &|valeur| plier(&valeur.libelle()) == plier(champ),
        // « budget.produits » begins several figures.
        &|valeur| {
            let inside = valeur.adresse.strip_prefix("/synthese").unwrap_or(&valeur.adresse);
            adresse.len() > 3 && (valeur.adresse.starts_with(&adresse) || inside.starts_with(&adresse))
        },
        &|valeur| {
            let (libelle, champ) = (plier(&valeur.libelle()), plier(champ));
            !champ.is_empty() && champ.split(' ').all(|mot| libelle.split(' ').any(|known| known.starts_with(mot)))
        },
    ];
    for means in ways {
        let found: Vec<&Valeur> = valeurs.iter().filter(|valeur| means(valeur)).collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let near = near(valeurs, &adresse, champ);
    Err(if near.is_empty() {
        format!("aucune valeur « {champ} » dans ce dossier. La liste des parties : cpts tracer DOSSIER")
    } else {
        format!("aucune valeur « {champ} » dans ce dossier. Adresses proches : {}", near.join(", "))
    })
}

/// Returns the address that a text may mean: `cpts.siren` is `/cpts/siren`.
fn adresse(champ: &str) -> String {
    let champ = champ.trim().trim_end_matches('/');
    if champ.starts_with('/') { champ.to_owned() } else { format!("/{}", champ.replace('.', "/")) }
}

fn below(adresse: &str, part: &str) -> bool {
    adresse.strip_prefix(part).is_some_and(|rest| rest.starts_with('/'))
}

/// Returns the addresses most like what was asked, the nearest first.
fn near<'v>(valeurs: &'v Valeurs, adresse: &str, champ: &str) -> Vec<&'v str> {
    let champ = plier(champ);
    let mut scored: Vec<(f64, &str)> = valeurs
        .iter()
        // Members differ by their number only: the first stands for all.
        .filter(|valeur| !valeur.adresse.starts_with("/membres/") || valeur.adresse.starts_with("/membres/m-0001/"))
        .map(|valeur| {
            let by_address = strsim::jaro_winkler(adresse, &valeur.adresse);
            let by_label = strsim::jaro_winkler(&champ, &plier(&valeur.libelle()));
            (by_address.max(by_label), valeur.adresse.as_str())
        })
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(PROPOSEES).map(|(_, adresse)| adresse).collect()
}
