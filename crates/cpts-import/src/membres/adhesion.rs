//! Membership: dates, state, contribution, quality, groups, consents, remarks.

use cpts_model::{
    DatePartielle, Membre,
    constat::codes::import as codes,
    lecture::{self, plier},
};

use super::{
    contact,
    cotisation::{self, Etat},
    etat::{self, Adherent, Commande},
    fiche::{Fiche, Valeur, keep_raw},
    personne::one_line,
};
use crate::{
    cells::Valeur as Brute,
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    journal::{Lieu, cite},
};

/// Returns whether the row is about a member; an order that was cancelled and a prospect are not.
pub(super) fn is_member(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) -> bool {
    if let Some(valeur) = fiche.first(Champ::StatutCommande) {
        let lieu = lieu.at(valeur.cell.colonne);
        keep_raw(membre, "statut_commande", &valeur.texte);
        match etat::commande(&valeur.texte) {
            Some(Commande::Annulee) => {
                let message = format!("adhésion {}, ligne écartée", cite(&valeur.texte));
                let constat =
                    contexte.journal.draft(lieu, &codes::COMMANDE_ANNULEE, message).with_valeur(valeur.texte.as_ref());
                contexte.journal.group(lieu, &codes::COMMANDE_ANNULEE, &valeur.texte, || constat);
                return false;
            }
            Some(Commande::EnAttente) => {
                membre.cotisation.a_jour = Some(false);
                let message = format!("adhésion {}, cotisation comptée comme due", cite(&valeur.texte));
                let constat = contexte
                    .journal
                    .draft(lieu, &codes::COMMANDE_EN_ATTENTE, message)
                    .with_valeur(valeur.texte.as_ref());
                contexte.journal.group(lieu, &codes::COMMANDE_EN_ATTENTE, &valeur.texte, || constat);
            }
            Some(Commande::Validee) => membre.cotisation.a_jour = Some(true),
            None => not_understood(contexte, valeur, lieu, "statut de la commande"),
        }
    }
    let Some(valeur) = fiche.first(Champ::StatutMembre) else { return true };
    let lieu = lieu.at(valeur.cell.colonne);
    keep_raw(membre, "statut", &valeur.texte);
    let titre = plier(&valeur.colonne.titre);
    let state = match lecture::booleen(&valeur.texte) {
        // « Actif : non » and « Ancien : oui » say the same.
        Some(oui) if titre.split(' ').any(|word| word == "ancien") => {
            Some(if oui { Adherent::Ancien } else { Adherent::Actuel })
        }
        Some(false) if titre.contains("actif") => Some(Adherent::Ancien),
        // « Je souhaite adhérer : non ».
        Some(false) if titre.contains("adherer") || titre.contains("souhait") => Some(Adherent::Aucun),
        _ => etat::adherent(&valeur.texte),
    };
    match state {
        Some(Adherent::Aucun) => {
            let message = format!("statut {}, ligne écartée", cite(&valeur.texte));
            let constat =
                contexte.journal.draft(lieu, &codes::STATUT_NON_ADHERENT, message).with_valeur(valeur.texte.as_ref());
            contexte.journal.group(lieu, &codes::STATUT_NON_ADHERENT, &valeur.texte, || constat);
            return false;
        }
        Some(Adherent::Ancien) => {
            membre.ancien = true;
            let message = format!("statut {}, compté parmi les anciens adhérents", cite(&valeur.texte));
            let constat =
                contexte.journal.draft(lieu, &codes::STATUT_ANCIEN, message).with_valeur(valeur.texte.as_ref());
            contexte.journal.group(lieu, &codes::STATUT_ANCIEN, &valeur.texte, || constat);
        }
        Some(Adherent::Actuel) => {}
        None => not_understood(contexte, valeur, lieu, "statut"),
    }
    true
}

/// The person is counted all the same; what the word meant is asked.
fn not_understood(contexte: &mut Contexte<'_>, valeur: &Valeur<'_>, lieu: Lieu, titre: &str) {
    if lecture::booleen(&valeur.texte).is_none() && !contact::is_absent(&valeur.texte) {
        contexte.not_understood(lieu, &codes::VALEUR_NON_COMPRISE, titre, &valeur.texte);
    }
}

/// Fills in everything about the membership.
pub(super) fn read(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, plan: &Plan, membre: &mut Membre, lieu: Lieu) {
    dates(contexte, fiche, membre, lieu);
    years(contexte, fiche, plan, membre, lieu);
    cotisation::read(contexte, fiche, membre, lieu);
    for valeur in fiche.all(Champ::Qualite) {
        let texte = valeur.texte.as_ref();
        // « Membre fondateur : oui »: the heading names the quality.
        let qualite = match contexte.booleen(texte) {
            Some(true) => etat::qualite(&valeur.colonne.titre),
            Some(false) => None,
            None => etat::qualite(texte),
        };
        membre.qualite = membre.qualite.or(qualite);
        keep_raw(membre, "qualite", texte);
    }
    membre.college = fiche.text(Champ::College).map(one_line);
    membre.fonction = office(fiche);
    for valeur in fiche.all(Champ::Groupes) {
        groups(valeur, membre);
    }
    consents(contexte, fiche, membre, lieu);
    for valeur in fiche.all(Champ::Remarques) {
        match &mut membre.remarques {
            Some(kept) => {
                kept.push('\n');
                kept.push_str(&valeur.texte);
            }
            None => membre.remarques = Some(valeur.texte.to_string()),
        }
    }
}

/// Returns the office in words, « Présidente », before the one that a cross stands for, « Bureau : x ».
fn office(fiche: &Fiche<'_>) -> Option<String> {
    let mut marked = None;
    for valeur in fiche.all(Champ::Fonction) {
        match lecture::booleen(&valeur.texte) {
            Some(true) if marked.is_none() => {
                marked = Some(one_line(valeur.colonne.titre.trim_end_matches([' ', '?', ':', '\u{a0}'])));
            }
            Some(_) => {}
            None if contact::is_absent(&valeur.texte) => {}
            // Everybody in the list is one.
            None if matches!(plier(&valeur.texte).as_str(), "membre" | "adherent" | "adherente") => {}
            None => return Some(one_line(&valeur.texte)),
        }
    }
    marked
}

/// Marks under years: the last year that is not after the exercice says who is still a member, the first mark when one joined.
fn years(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, plan: &Plan, membre: &mut Membre, lieu: Lieu) {
    let mut columns: Vec<i32> = plan
        .entete
        .colonnes
        .iter()
        .filter(|colonne| colonne.champ == Some(Champ::AnneeAdhesion))
        .filter_map(|colonne| crate::titres::year(&colonne.titre))
        .collect();
    columns.sort_unstable();
    let mut marked: Vec<i32> = Vec::new();
    for valeur in fiche.all(Champ::AnneeAdhesion) {
        keep_raw(membre, valeur.colonne.titre.clone(), &valeur.texte);
        let Some(annee) = crate::titres::year(&valeur.colonne.titre) else { continue };
        let standing = cotisation::standing(valeur.cell, &valeur.texte);
        // Who has been asked to pay again has not left.
        if matches!(standing, Some(Etat::Regle | Etat::Attendu)) {
            marked.push(annee);
        }
        // « 20 € », « en attente » under the year of the exercice speak of its contribution; a cross does not.
        if annee == contexte.annee && !plan.has(Champ::Cotisation) && valeur.texte.chars().count() > 3 {
            membre.cotisation.a_jour = standing.map(|etat| etat == Etat::Regle);
            membre.cotisation.montant = cotisation::paid_amount(&valeur.texte);
        }
    }
    let Some(first) = marked.iter().min().copied() else { return };
    // Who is marked in the first column may have joined before it.
    if membre.date_adhesion.is_none() && columns.first().is_some_and(|oldest| *oldest < first) {
        membre.date_adhesion = Some(DatePartielle::Annee(first));
    }
    let Some(last) = columns.iter().rev().find(|annee| **annee <= contexte.annee).copied() else { return };
    if first <= last && !marked.contains(&last) && membre.date_sortie.is_none() {
        membre.ancien = true;
        let message = format!("aucune marque sous {last}, compté parmi les anciens adhérents");
        let constat = contexte.journal.draft(lieu, &codes::STATUT_ANCIEN, message);
        contexte.journal.group(lieu, &codes::STATUT_ANCIEN, "annees", || constat);
    }
}

fn dates(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) {
    if let Some(valeur) = fiche.first(Champ::DateAdhesion) {
        membre.date_adhesion = member_date(contexte, valeur, membre, "date_adhesion", lieu);
    }
    if let Some(valeur) = fiche.first(Champ::Horodateur).filter(|_| fiche.first(Champ::DateAdhesion).is_none()) {
        membre.date_adhesion = member_date(contexte, valeur, membre, "date_adhesion", lieu);
        if membre.date_adhesion.is_some() {
            let lieu = lieu.at(valeur.cell.colonne);
            let message = format!("date d’adhésion prise dans la colonne {}", cite(&valeur.colonne.titre));
            let constat = contexte.journal.draft(lieu, &codes::DATE_ADHESION_HORODATEUR, message);
            contexte.journal.group_many(lieu, &codes::DATE_ADHESION_HORODATEUR, "", &[], || constat);
        }
    }
    if let Some(valeur) = fiche.first(Champ::DateSortie) {
        match lecture::booleen(&valeur.texte) {
            Some(true) if !matches!(valeur.cell.valeur, Brute::Nombre(_) | Brute::Date(_)) => membre.ancien = true,
            Some(false) => {}
            _ => membre.date_sortie = member_date(contexte, valeur, membre, "date_sortie", lieu),
        }
    }
    if let (Some(entree), Some(sortie)) = (membre.date_adhesion, membre.date_sortie)
        && sortie.dernier_jour() < entree.premier_jour()
    {
        let colonne = fiche.first(Champ::DateSortie).map_or(0, |valeur| valeur.cell.colonne);
        contexte.journal.push(
            lieu.at(colonne),
            &codes::DATES_ORDRE,
            format!("sortie ({}) avant l’adhésion ({})", written(sortie), written(entree)),
        );
    }
}

/// Returns the date as people write it: `2024`, `03/2024`, `15/03/2024`.
fn written(date: DatePartielle) -> String {
    match date {
        DatePartielle::Annee(annee) => annee.to_string(),
        DatePartielle::Mois(annee, mois) => format!("{mois:02}/{annee}"),
        DatePartielle::Jour(jour) => jour.format("%d/%m/%Y").to_string(),
    }
}

fn member_date(
    contexte: &mut Contexte<'_>,
    valeur: &Valeur<'_>,
    membre: &mut Membre,
    champ: &'static str,
    lieu: Lieu,
) -> Option<DatePartielle> {
    let date = date(contexte, valeur.cell, &valeur.texte, lieu.at(valeur.cell.colonne));
    if !matches!(valeur.cell.valeur, Brute::Date(_)) && date.is_none_or(|date| date.to_string() != *valeur.texte) {
        keep_raw(membre, champ, &valeur.texte);
    }
    date
}

/// Returns the date of a cell, typed as a date or as a text; tells what is wrong with it.
pub(crate) fn date(
    contexte: &mut Contexte<'_>,
    cell: &crate::cells::Cell,
    texte: &str,
    lieu: Lieu,
) -> Option<DatePartielle> {
    if let Brute::Date(date) = &cell.valeur {
        return Some(DatePartielle::Jour(date.date()));
    }
    if contact::is_absent(texte) {
        return None;
    }
    // « 12/03/2024 10:15:00 »: the hour of a form or an order says nothing here.
    let day = texte
        .split_once(' ')
        .filter(|(_, hour)| hour.contains(':') && hour.bytes().all(|b| b.is_ascii_digit() || b == b':'))
        .map_or(texte, |(day, _)| day);
    match lecture::date_lue(day, contexte.annee) {
        Ok(lue) => {
            if let Some(anomalie) = lue.anomalie {
                contexte.anomaly(lieu, texte, anomalie);
            }
            Some(lue.valeur)
        }
        Err(anomalie) => {
            contexte.anomaly(lieu, texte, anomalie);
            None
        }
    }
}

fn groups(valeur: &Valeur<'_>, membre: &mut Membre) {
    let mut add = |groupe: &str| {
        let groupe = one_line(groupe);
        if !groupe.is_empty() && !membre.groupes.contains(&groupe) {
            membre.groupes.push(groupe);
        }
    };
    if let Some(nom) = &valeur.colonne.coche {
        // A mark in a grid of groups; any other word is kept beside the name of the group.
        match lecture::booleen(&valeur.texte) {
            Some(true) => add(nom),
            Some(false) => {}
            None => add(&format!("{nom} ({})", valeur.texte)),
        }
        return;
    }
    if contact::is_absent(&valeur.texte) {
        return;
    }
    for groupe in valeur.texte.split([',', ';', '/', '\n', '+', '|', '•']) {
        add(groupe.trim().trim_start_matches('-'));
    }
}

fn consents(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) {
    for (champ, nom) in
        [(Champ::ConsentementAnnuaire, "annuaire"), (Champ::ConsentementImage, "image"), (Champ::Charte, "charte")]
    {
        let Some(valeur) = fiche.first(champ) else { continue };
        let said = match &valeur.cell.valeur {
            // A date is the day it was signed.
            Brute::Date(_) => Some(true),
            _ => lecture::booleen(&valeur.texte),
        };
        match champ {
            Champ::ConsentementAnnuaire => membre.consentements.annuaire = said,
            Champ::ConsentementImage => membre.consentements.image = said,
            _ => membre.consentements.charte = said,
        }
        if said.is_none() {
            keep_raw(membre, nom, &valeur.texte);
            if !contact::is_absent(&valeur.texte) {
                contexte.not_understood(
                    lieu.at(valeur.cell.colonne),
                    &codes::VALEUR_NON_COMPRISE,
                    "accord",
                    &valeur.texte,
                );
            }
        }
    }
}
