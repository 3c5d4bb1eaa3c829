//! « 68 % » against 0.68: a rate that is counted in percent on one side and as a part on the other.

use cpts_collecte::Saisie;
use cpts_model::{constat::codes::collecte as codes, lecture};

use crate::{contexte::Contexte, journal::Lieu};

/// Fields of an indicator that hold a rate.
const CHAMPS: [&str; 3] = ["valeur", "valeur_precedente", "cible"];

/// Puts the rates of a row in percent where another of them says that they are; asks where nothing does.
pub(super) fn mend(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    saisies: &mut [Option<Saisie<'_>>],
    colonnes: &[Option<u32>],
    rank: &impl Fn(&str) -> Option<usize>,
) {
    let ranks: Vec<usize> = CHAMPS.iter().filter_map(|chemin| rank(chemin)).collect();
    let rate =
        |saisie: &Saisie<'_>| saisie.nombre.or_else(|| lecture::nombre(&saisie.texte).map(|nombre| nombre.valeur));
    let in_percent = ranks.iter().filter_map(|rank| saisies[*rank].as_ref()).filter_map(rate).any(|rate| rate > 1.0);
    for rank in ranks {
        let Some(saisie) = &saisies[rank] else { continue };
        // 1 may be one percent or the whole; a text with its sign has said it.
        let Some(part) = rate(saisie).filter(|part| *part > 0.0 && *part < 1.0) else { continue };
        if saisie.texte.contains('%') {
            continue;
        }
        let pourcent = (part * 1e8).round() / 1e6;
        let lieu = lieu.at(colonnes.get(rank).copied().flatten().unwrap_or(0));
        let written = part.to_string().replace('.', ",");
        let shown = pourcent.to_string().replace('.', ",");
        if in_percent {
            let message = format!("{written} lu comme {shown}\u{a0}%, comme les autres taux de la ligne");
            contexte.journal.push_valeur(lieu, &codes::TAUX_EN_POURCENT, &written, message);
            saisies[rank] = Some(Saisie { texte: pourcent.to_string().into(), nombre: Some(pourcent), date: None });
        } else {
            let message = format!("{written} lu comme {written}\u{a0}%\u{a0}; est-ce {shown}\u{a0}%\u{a0}?");
            contexte.journal.push_valeur(lieu, &codes::TAUX_AMBIGU, &written, message);
        }
    }
}
