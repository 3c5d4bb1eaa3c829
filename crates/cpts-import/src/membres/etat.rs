//! Words that say whether someone is a member: of an order, of a list, of the statutes.

use cpts_model::{Qualite, lecture::plier};

/// State of an order on a membership platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Commande {
    /// Paid and valid.
    Validee,
    /// Not paid yet.
    EnAttente,
    /// Refunded, cancelled, refused: no membership.
    Annulee,
}

/// What a list says of someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adherent {
    Actuel,
    Ancien,
    /// Prospect, guest: not a member.
    Aucun,
}

/// Returns the state of an order, `None` for another word.
pub(crate) fn commande(texte: &str) -> Option<Commande> {
    let folded = plier(texte);
    let starts = |list: &[&str]| list.iter().any(|word| folded.starts_with(word));
    if starts(&[
        "rembours", "annul", "refus", "abandon", "echec", "echoue", "rejet", "litige", "conteste", "expire",
        "refunded", "cancel", "failed",
    ]) {
        Some(Commande::Annulee)
    } else if starts(&[
        "en attente",
        "attente",
        "a payer",
        "non paye",
        "impaye",
        "en cours",
        "a regler",
        "pending",
        "non valide",
    ]) {
        Some(Commande::EnAttente)
    } else if starts(&[
        "valid",
        "pay",
        "confirm",
        "regle",
        "accept",
        "complet",
        "encaiss",
        "processed",
        "succes",
        "traite",
        "termine",
    ]) {
        Some(Commande::Validee)
    } else {
        None
    }
}

/// Returns whether the word says present, former or no member.
pub(crate) fn adherent(texte: &str) -> Option<Adherent> {
    let folded = plier(texte);
    if folded.is_empty() || folded.len() > 60 {
        return None;
    }
    let starts = |list: &[&str]| list.iter().any(|word| folded.starts_with(word));
    if starts(&[
        "non adher",
        "pas adher",
        "prospect",
        "invite",
        "sympathisant",
        "a relancer",
        "a contacter",
        "en attente",
        "candidat",
        "non membre",
        "contact",
    ]) {
        Some(Adherent::Aucun)
    } else if starts(&[
        "ancien",
        "demission",
        "demisionn",
        "parti",
        "radie",
        "radiation",
        "retrait",
        "sorti",
        "inactif",
        "inactive",
        "ex ",
        "exclu",
        "decede",
        "quitte",
        "a quitte",
        "non renouvel",
        "demenag",
        "fin d ",
        "depart",
        "archiv",
        "plus adher",
        "non actif",
    ]) {
        Some(Adherent::Ancien)
    } else if starts(&[
        "actif",
        "active",
        "adherent",
        "adherente",
        "a jour",
        "membre",
        "present",
        "en cours",
        "oui",
        "inscrit",
        "nouveau",
        "nouvelle",
        "renouvel",
        "valide",
        "ok",
    ]) {
        Some(Adherent::Actuel)
    } else {
        None
    }
}

/// Returns the quality in the sense of the statutes.
pub(crate) fn qualite(texte: &str) -> Option<Qualite> {
    let folded = plier(texte);
    let has = |stem: &str| folded.split(' ').any(|word| word.starts_with(stem));
    if has("fondat") {
        Some(Qualite::Fondateur)
    } else if has("honneur") || has("honorair") {
        Some(Qualite::Honneur)
    } else if has("actif") || has("active") {
        Some(Qualite::Actif)
    } else {
        None
    }
}

/// Returns what a lone text that opens a part of a list says of the people below it.
pub(crate) fn section(texte: &str) -> Option<Adherent> {
    let folded = plier(texte);
    if folded.split(' ').count() > 5 {
        return None;
    }
    match folded.as_str() {
        "adherents"
        | "membres"
        | "membres actifs"
        | "adherents actifs"
        | "nouveaux adherents"
        | "nouveaux membres"
        | "nouveaux"
        | "membres fondateurs"
        | "adherents a jour"
        | "professionnels de sante"
        | "liberaux"
        | "salaries"
        | "personnes physiques"
        | "autres professions"
        | "autres professionnels"
        | "autres adherents"
        | "autres"
        | "autre"
        | "divers" => return Some(Adherent::Actuel),
        _ => {}
    }
    let starts = |list: &[&str]| list.iter().any(|word| folded == *word || folded.starts_with(&format!("{word} ")));
    if starts(&[
        "non adherents",
        "non adherent",
        "pas adherents",
        "non membres",
        "sympathisants",
        "prospects",
        "a relancer",
        "a contacter",
        "en attente",
        "en attente d adhesion",
        "adhesions en attente",
        "adhesions en cours",
        "en cours d adhesion",
        "futurs adherents",
        "candidats",
        "invites",
    ]) {
        return Some(Adherent::Aucun);
    }
    starts(&[
        "anciens",
        "ancien adherents",
        "demissionnaires",
        "demissions",
        "partis",
        "departs",
        "depart",
        "sortis",
        "sorties",
        "radies",
        "radiations",
        "retraites",
        "retraits",
        "inactifs",
        "ex adherents",
        "ex membres",
        "non renouveles",
    ])
    .then_some(Adherent::Ancien)
}

/// Returns whether the lone text opens a part of a list that holds several professions: it ends the one before it.
pub(crate) fn gathers_professions(texte: &str) -> bool {
    matches!(
        plier(texte).as_str(),
        "auxiliaires medicaux"
            | "professions medicales"
            | "profession medicale"
            | "medical"
            | "paramedical"
            | "paramedicaux"
            | "professions paramedicales"
            | "professionnels paramedicaux"
            | "professionnels medicaux"
            | "medico social"
            | "secteur medico social"
            | "professionnels du medico social"
            | "sanitaire"
            | "social"
            | "secteur social"
            | "autres paramedicaux"
            | "autres professions de sante"
            | "autres professionnels de sante"
            | "autres ps"
            | "usagers de titre"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_sorted_by_their_state() {
        assert_eq!(commande("Remboursé"), Some(Commande::Annulee));
        assert_eq!(commande("Validé"), Some(Commande::Validee));
        assert_eq!(commande("En attente de paiement"), Some(Commande::EnAttente));
        assert_eq!(commande("Castres"), None);
    }

    #[test]
    fn non_adherent_is_not_adherent() {
        assert_eq!(adherent("Non adhérent"), Some(Adherent::Aucun));
        assert_eq!(adherent("Adhérente"), Some(Adherent::Actuel));
        assert_eq!(adherent("Démissionnaire au 30/06"), Some(Adherent::Ancien));
    }
}
