//! Who a row is about: a person, or an organisation among the persons.

use cpts_model::{
    Membre, Nature,
    constat::codes::import as codes,
    lecture::{self, NomLu, Ordre, plier},
};

use super::{
    fiche::{Fiche, Valeur, keep_raw},
    mentions,
    organisation::{is_no_surname, make_organisation, organisation, tell_organisation},
};
use crate::{
    cells::{Sheet, column_letters},
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    journal::{Lieu, cite},
    role::Role,
};

/// Fills in the names and the nature of the member; returns the profession that stands beside the name: « DUPONT Marie (IDE) ».
pub(super) fn read(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    plan: &Plan,
    ordre: Option<Ordre>,
    membre: &mut Membre,
    lieu: Lieu,
) -> Option<String> {
    if let Some(civilite) = fiche.text(Champ::Civilite) {
        membre.civilite = Some(title(civilite));
    }
    if plan.role == Role::Structures {
        membre.nom = fiche
            .text(Champ::Nom)
            .or_else(|| fiche.text(Champ::Structure))
            .or_else(|| fiche.text(Champ::NomComplet))
            .map(one_line);
        membre.type_organisation =
            fiche.text(Champ::TypeOrganisation).map(one_line).or_else(|| plan.type_organisation.map(str::to_owned));
        if membre.type_organisation.is_none()
            && let Some(type_organisation) = membre.nom.clone().and_then(|nom| organisation(contexte, &nom))
        {
            membre.type_organisation = Some(type_organisation.to_owned());
        }
        membre.representant = fiche.text(Champ::Representant).map(one_line);
        return None;
    }
    membre.structure = fiche.text(Champ::Structure).map(one_line);
    membre.representant = fiche.text(Champ::Representant).map(one_line);
    membre.type_organisation = fiche.text(Champ::TypeOrganisation).map(one_line);
    let mut mention = None;
    // « Nom complet » beside « Nom » and « Prénom » says nothing more.
    let apart = fiche.first(Champ::Nom).is_some() && fiche.first(Champ::Prenom).is_some();
    if let Some(valeur) = fiche.first(Champ::NomComplet).filter(|_| !apart) {
        mention = read_whole(contexte, valeur, ordre, membre, lieu);
    }
    mention = read_parts(contexte, fiche, membre, lieu).or(mention);
    if membre.nom.is_none()
        && membre.prenom.is_none()
        && membre.structure.is_some()
        && fiche.text(Champ::Rpps).is_none()
    {
        membre.nature = Nature::Organisation;
        membre.nom = membre.structure.take();
        if membre.type_organisation.is_none()
            && let Some(nom) = &membre.nom
        {
            membre.type_organisation = organisation(contexte, nom).map(str::to_owned);
        }
        tell_organisation(contexte, membre, lieu);
    }
    mention
}

/// Returns the order that most of the names of a list show by themselves.
pub(super) fn usual_order(sheet: &Sheet, plan: &Plan) -> Option<Ordre> {
    let colonne = plan.entete.colonnes.iter().find(|colonne| colonne.champ == Some(Champ::NomComplet))?;
    let rows = sheet.rows.iter().filter(|row| row.ligne > plan.entete.derniere && row.cells.len() > 1);
    let cells = rows.filter_map(|row| row.cells.iter().find(|cell| cell.colonne == colonne.index));
    let (mut nom_first, mut prenom_first, mut total) = (0_u32, 0_u32, 0_u32);
    for cell in cells.take(60) {
        total += 1;
        let texte = cell.texte();
        let lu = lecture::nom_complet(&texte);
        if let (true, Some(nom), Some(prenom)) = (lu.sur, &lu.nom, &lu.prenom) {
            let folded = plier(&texte);
            match (folded.find(&plier(nom)), folded.find(&plier(prenom))) {
                (Some(nom), Some(prenom)) if nom < prenom => nom_first += 1,
                (Some(_), Some(_)) => prenom_first += 1,
                _ => {}
            }
        }
    }
    // One name of many may be the exception; two that agree, and hardly any against them, are the habit of the list.
    let usual = |winner: u32, loser: u32| winner > 3 * loser && (winner >= 2 || winner * 2 >= total);
    if usual(nom_first, prenom_first) {
        Some(Ordre::NomPrenom)
    } else if usual(prenom_first, nom_first) {
        Some(Ordre::PrenomNom)
    } else {
        None
    }
}

/// Reads a name and a first name in one cell.
fn read_whole(
    contexte: &mut Contexte<'_>,
    valeur: &Valeur<'_>,
    ordre: Option<Ordre>,
    membre: &mut Membre,
    lieu: Lieu,
) -> Option<String> {
    let texte = valeur.texte.as_ref();
    let lieu = lieu.at(valeur.cell.colonne);
    if let Some(type_organisation) = organisation(contexte, texte) {
        make_organisation(contexte, membre, texte, type_organisation, lieu);
        return None;
    }
    let entier = texte;
    let (sans_mention, mention) = mentions::split(contexte, texte, membre);
    let texte = sans_mention.as_ref();
    // People answer « Nom et prénom » in either order: what the name itself shows comes before what the heading asks.
    let mut lu = lecture::nom_complet(texte);
    if !lu.sur {
        lu = lecture::nom_complet_dans(texte, ordre.unwrap_or_else(|| order(&valeur.colonne.titre)));
    }
    if lu.plusieurs {
        tell_two(contexte, texte, lieu);
    } else if !lu.sur && lu.nom.is_some() && lu.prenom.is_some() {
        let constat = contexte.journal.draft(
            lieu,
            &codes::NOM_ORDRE,
            format!(
                "{} lu «\u{a0}{}\u{a0}» pour le prénom, «\u{a0}{}\u{a0}» pour le nom",
                cite(texte),
                lu.prenom.as_deref().unwrap_or_default(),
                lu.nom.as_deref().unwrap_or_default()
            ),
        );
        contexte.journal.group(lieu, &codes::NOM_ORDRE, "", || constat);
    }
    tell_suspect(contexte, texte, lieu);
    keep_raw(membre, "nom", entier);
    let NomLu { civilite, nom, prenom, .. } = lu;
    // « Dr BOULAY (Mme) »: the doctor's title is the one that documents print.
    let doctor = civilite.as_deref().is_some_and(|civilite| matches!(civilite, "Dr" | "Pr"));
    membre.civilite = if doctor { civilite } else { membre.civilite.take().or(civilite) };
    // A cell that holds a title and nothing else still names someone: the text stays.
    membre.nom = nom.or_else(|| prenom.is_none().then(|| one_line(texte)).filter(|t| !t.is_empty()));
    membre.prenom = prenom;
    mention
}

/// Reads a name and a first name in their own columns.
fn read_parts(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre, lieu: Lieu) -> Option<String> {
    let mut mention = None;
    if let Some(valeur) = fiche.first(Champ::NomNaissance) {
        keep_raw(membre, "nom_naissance", &valeur.texte);
    }
    // Who has one name only leaves the name in use empty.
    if let Some(valeur) = fiche.first(Champ::Nom).or_else(|| fiche.first(Champ::NomNaissance)) {
        let texte = valeur.texte.as_ref();
        let lieu = lieu.at(valeur.cell.colonne);
        let beside = fiche.text(Champ::Prenom).or(membre.prenom.as_deref());
        let type_organisation = match beside {
            Some(_) if !is_its_structure(membre, texte) && !is_no_surname(texte) => None,
            _ => organisation(contexte, texte),
        };
        if let Some(type_organisation) = type_organisation {
            // « EHPAD Les Tilleuls », « Mme Robin »: a form asks for a first name all the same.
            if let Some(representant) = beside.filter(|_| membre.representant.is_none()) {
                membre.representant = Some(one_line(representant));
            }
            make_organisation(contexte, membre, texte, type_organisation, lieu);
            return None;
        }
        let (sans_mention, beside) = mentions::split(contexte, texte, membre);
        mention = beside;
        let (civilite, nom) = without_title(&sans_mention);
        if names_two(texte) {
            tell_two(contexte, texte, lieu);
        }
        tell_suspect(contexte, texte, lieu);
        let nom = lecture::casse_nom(nom);
        if nom != texte {
            keep_raw(membre, "nom", texte);
        }
        membre.civilite = membre.civilite.take().or(civilite);
        membre.nom = Some(nom).filter(|nom| !nom.is_empty());
    }
    if let Some(valeur) = fiche.first(Champ::Prenom) {
        let texte = valeur.texte.as_ref();
        if names_two(texte) {
            tell_two(contexte, texte, lieu.at(valeur.cell.colonne));
        }
        tell_suspect(contexte, texte, lieu.at(valeur.cell.colonne));
        let prenom = lecture::casse_nom(texte);
        if prenom != texte {
            keep_raw(membre, "prenom", texte);
        }
        membre.prenom = Some(prenom).filter(|prenom| !prenom.is_empty());
    }
    mention
}

/// Says once per column that a name holds what no name has: a formula, a tag, digits.
fn tell_suspect(contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) {
    let foreign = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '<' | '>'
                    | '='
                    | '{'
                    | '}'
                    | '['
                    | ']'
                    | '|'
                    | '\\'
                    | '@'
                    | '#'
                    | '_'
                    | '~'
                    | '^'
                    | '%'
                    | '$'
                    | '€'
                    | '\u{fffd}'
            )
    };
    if !texte.chars().any(foreign) && !has_lost_letter(texte) {
        return;
    }
    let message = format!("{}\u{a0}: signes inattendus dans un nom", cite(texte));
    let constat = contexte.journal.draft(lieu, &codes::NOM_SUSPECT, message).with_valeur(texte);
    contexte.journal.group(lieu, &codes::NOM_SUSPECT, &column_letters(lieu.colonne), || constat);
}

/// « Lef?vre »: a letter that an export could not write.
fn has_lost_letter(texte: &str) -> bool {
    texte
        .match_indices('?')
        .any(|(at, _)| texte[..at].ends_with(char::is_alphabetic) && texte[at + 1..].starts_with(char::is_alphabetic))
}

/// Whether the name is the one that the row gives for a structure.
fn is_its_structure(membre: &Membre, texte: &str) -> bool {
    membre.structure.as_deref().is_some_and(|structure| plier(structure) == plier(texte))
}

fn tell_two(contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) {
    contexte.journal.push_valeur(
        lieu,
        &codes::NOM_DEUX_PERSONNES,
        texte,
        format!("{} nomme deux personnes, comptées pour une", cite(texte)),
    );
}

/// « M. et Mme X », « Anne & Paul » in a column of its own.
fn names_two(texte: &str) -> bool {
    let plain =
        |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '.' | '/' | '&' | '+');
    // The rarer first: nearly every name has neither sign nor word.
    (texte.bytes().any(|b| matches!(b, b'/' | b'&' | b'+'))
        || texte.split_whitespace().any(|word| matches!(word, "et" | "ET" | "Et")))
        && texte.chars().all(plain)
}

/// Separates « Dr » from a name.
fn without_title(texte: &str) -> (Option<String>, &str) {
    let Some((first, rest)) = texte.split_once(char::is_whitespace) else { return (None, texte) };
    let civilite = match first.trim_end_matches('.').to_lowercase().as_str() {
        "dr" | "docteur" => "Dr",
        "pr" | "professeur" => "Pr",
        "mme" | "madame" | "mlle" => "Mme",
        "m" | "mr" | "monsieur" if first.len() > 1 => "M.",
        _ => return (None, texte),
    };
    (Some(civilite.to_owned()), rest.trim_start())
}

fn title(texte: &str) -> String {
    match plier(texte).as_str() {
        "m" | "mr" | "monsieur" | "h" | "homme" | "masculin" => "M.".to_owned(),
        "mme" | "madame" | "f" | "femme" | "feminin" | "mlle" | "mademoiselle" => "Mme".to_owned(),
        "dr" | "docteur" => "Dr".to_owned(),
        "pr" | "professeur" => "Pr".to_owned(),
        _ => one_line(texte),
    }
}

fn order(titre: &str) -> Ordre {
    let folded = plier(titre);
    let position = |word: &str| folded.split(' ').position(|w| w.trim_end_matches('s') == word);
    match (position("nom"), position("prenom")) {
        (Some(nom), Some(prenom)) if nom < prenom => Ordre::NomPrenom,
        (Some(_), Some(_)) => Ordre::PrenomNom,
        _ => Ordre::Inconnu,
    }
}

/// Returns the text on one line, spaces single, cut at a length no name reaches.
pub(crate) fn one_line(texte: &str) -> String {
    const LONGUEUR: usize = 300;
    let mut line = String::with_capacity(texte.len().min(LONGUEUR * 4));
    let mut count = 0;
    for word in texte.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if count >= LONGUEUR {
            break;
        }
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        for c in word.chars().take(LONGUEUR - count.min(LONGUEUR)) {
            line.push(c);
            count += 1;
        }
    }
    line
}
