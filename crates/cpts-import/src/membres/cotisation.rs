//! The contribution: what the cell of the exercice says, in any of its forms.

use cpts_model::{
    Membre, Montant,
    constat::codes::import as codes,
    lecture::{self, plier},
};

use super::{
    contact,
    fiche::{Fiche, keep_raw},
};
use crate::{
    cells::{Cell, Valeur as Brute},
    champ::Champ,
    contexte::Contexte,
    journal::Lieu,
};

/// What a cell says of a payment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Etat {
    /// Paid, exempt, or a mere mark.
    Regle,
    /// Asked for, announced, waited for.
    Attendu,
    /// Not paid.
    Du,
}

/// Fills in the contribution.
pub(super) fn read(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) {
    if let Some(valeur) = fiche.first(Champ::Cotisation) {
        let texte = valeur.texte.as_ref();
        keep_raw(membre, "cotisation", texte);
        membre.cotisation.montant = paid_amount(texte);
        match standing(valeur.cell, texte) {
            Some(etat) => membre.cotisation.a_jour = Some(etat == Etat::Regle),
            None if contact::is_absent(texte) => {}
            None => {
                contexte.not_understood(lieu.at(valeur.cell.colonne), &codes::VALEUR_NON_COMPRISE, "cotisation", texte);
            }
        }
    }
    if let Some(valeur) = fiche.first(Champ::MontantCotisation) {
        if let Some(montant) = lecture::montant(&valeur.texte) {
            membre.cotisation.montant = Some(montant);
        } else {
            keep_raw(membre, "montant_cotisation", &valeur.texte);
            if !contact::is_absent(&valeur.texte) && lecture::booleen(&valeur.texte).is_none() {
                contexte.not_understood(
                    lieu.at(valeur.cell.colonne),
                    &codes::VALEUR_NON_COMPRISE,
                    "montant",
                    &valeur.texte,
                );
            }
        }
    }
}

/// Returns what the cell says, `None` for a text that speaks of no payment.
pub(crate) fn standing(cell: &Cell, texte: &str) -> Option<Etat> {
    const MOYENS: &[&str] =
        &["cheque", "chq", "virement", "vir", "virt", "cb", "espece", "esp", "helloasso", "carte", "prelevement"];
    let folded = plier(texte);
    let exempt = ["exo", "gratuit", "dispens", "offert"].iter().any(|stem| folded.starts_with(stem));
    if exempt || matches!(cell.valeur, Brute::Date(_)) {
        return Some(Etat::Regle);
    }
    // « Oui (chq 234) »: the answer stands before the parenthesis.
    let said =
        lecture::booleen(texte).or_else(|| texte.split_once('(').and_then(|(answer, _)| lecture::booleen(answer)));
    if let Some(paye) = said {
        return Some(if paye { Etat::Regle } else { Etat::Du });
    }
    if ["attente", "relanc", "en cours"].iter().any(|stem| folded.contains(stem)) {
        return Some(Etat::Attendu);
    }
    let means =
        |word: &str| MOYENS.iter().any(|stem| if stem.len() > 4 { word.starts_with(stem) } else { word == *stem });
    // A date of payment: it is paid. Which year is meant where the text says none does not matter here.
    let paid = paid_amount(texte).is_some() || lecture::date(texte, 2025).is_ok() || folded.split(' ').any(means);
    paid.then_some(Etat::Regle)
}

/// Returns the amount that was paid: a year and a mark « 1 » are none.
pub(crate) fn paid_amount(texte: &str) -> Option<Montant> {
    amount(texte).filter(|m| m.centimes() > 0 && !crate::titres::is_year(texte) && *m != Montant::from_centimes(100))
}

/// Returns the amount in a text; « payé 30 € » has one, « payé le 12/03 » has none.
fn amount(texte: &str) -> Option<Montant> {
    let folded = plier(texte);
    let in_euros = texte.contains('€') || folded.split(' ').any(|word| matches!(word, "euro" | "euros" | "eur"));
    let digits = texte.find(|c: char| c.is_ascii_digit())?;
    // « 20 € (chq) » is 20 €: what follows the sign is no part of the number.
    let end = texte[digits..].find(['€', '(']).map_or(texte.len(), |at| digits + at);
    lecture::montant(texte).or_else(|| in_euros.then(|| lecture::montant(&texte[digits..end])).flatten())
}
