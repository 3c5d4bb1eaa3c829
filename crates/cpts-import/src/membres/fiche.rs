//! The cells of one row by field, and the member they make.

use std::borrow::Cow;

use cpts_model::{Membre, Nature, constat::codes::import as codes, lecture::Ordre};

use super::{adhesion, contact, lieu, lignes::Section, metier, personne};
use crate::{
    cells::Cell,
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    entete::Colonne,
    journal::{Lieu, cite},
    role::Role,
};

/// One value of a row: its cell, its column, and its text without outer spaces.
#[derive(Clone, Debug)]
pub(crate) struct Valeur<'a> {
    pub(crate) cell: &'a Cell,
    pub(crate) colonne: &'a Colonne,
    pub(crate) texte: Cow<'a, str>,
    /// The text as it was written, where characters were taken out or the end was cut.
    pub(crate) brut: Option<Cow<'a, str>>,
}

/// The values of one row that hold something, in the order of the columns.
#[derive(Debug, Default)]
pub(crate) struct Fiche<'a> {
    pub(crate) valeurs: Vec<Valeur<'a>>,
    /// First row of the merged cell that gives the name.
    pub(crate) fusion: Option<u32>,
}

impl<'a> Fiche<'a> {
    /// Returns the first value of the field.
    pub(crate) fn first(&self, champ: Champ) -> Option<&Valeur<'a>> {
        self.all(champ).next()
    }

    /// Returns every value of the field.
    pub(crate) fn all(&self, champ: Champ) -> impl Iterator<Item = &Valeur<'a>> {
        self.valeurs.iter().filter(move |valeur| valeur.colonne.champ == Some(champ))
    }

    pub(crate) fn text(&self, champ: Champ) -> Option<&str> {
        self.first(champ).map(|valeur| valeur.texte.as_ref())
    }
}

/// Keeps the text of a cell with the member, beside what was kept of the same field.
pub(crate) fn keep_raw(membre: &mut Membre, champ: impl Into<Cow<'static, str>>, texte: &str) {
    let champ = champ.into();
    match membre.brut.get_mut(&champ) {
        Some(kept) if kept == texte => {}
        Some(kept) => {
            kept.push_str(" ; ");
            kept.push_str(texte);
        }
        None => {
            membre.brut.insert(champ, texte.to_owned());
        }
    }
}

/// Returns the member that a row describes, or `None` when the row is left out, with a constat.
pub(super) fn build(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    plan: &Plan,
    section: &Section,
    ordre: Option<Ordre>,
    lieu: Lieu,
) -> Option<Membre> {
    if !fiche.valeurs.iter().any(|valeur| valeur.colonne.champ.is_some_and(Champ::identifie)) {
        tell_nobody(contexte, fiche, lieu);
        return None;
    }
    let mut membre = Membre { ancien: plan.ancien, ..Membre::default() };
    if section.ancien == Some(true) {
        membre.ancien = true;
    }
    if !adhesion::is_member(contexte, fiche, &mut membre, lieu) {
        return None;
    }
    if plan.role == Role::Structures {
        membre.nature = Nature::Organisation;
    }
    let mention = personne::read(contexte, fiche, plan, ordre, &mut membre, lieu);
    metier::read(contexte, fiche, plan, section, &mut membre, lieu);
    if let Some(mention) = mention {
        metier::read_mention(contexte, &mention, &mut membre);
    }
    lieu::read(contexte, fiche, plan, section, &mut membre, lieu);
    contact::read(contexte, fiche, &mut membre, lieu);
    adhesion::read(contexte, fiche, plan, &mut membre, lieu);
    for valeur in &fiche.valeurs {
        let Some(champ) = valeur.colonne.champ else {
            keep_unknown(&mut membre, valeur);
            continue;
        };
        if let (Some(brut), Some(nom)) = (&valeur.brut, champ.champs_membre().first()) {
            membre.brut.insert(*nom, brut.to_string());
        }
    }
    if membre.nom.is_none() {
        let identified =
            membre.prenom.is_some() || membre.email.is_some() || membre.rpps.is_some() || !membre.telephones.is_empty();
        if !identified {
            tell_nobody(contexte, fiche, lieu);
            return None;
        }
        contexte.journal.push(lieu, &codes::MEMBRE_SANS_NOM, "adhérent sans nom");
    }
    Some(membre)
}

fn tell_nobody(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, lieu: Lieu) {
    let seen = fiche.valeurs.first().map_or_else(String::new, |valeur| format!("\u{a0}: {}", cite(&valeur.texte)));
    contexte.journal.push(lieu, &codes::LIGNE_SANS_IDENTITE, format!("ligne sans nom ni numéro, écartée{seen}"));
}

fn keep_unknown(membre: &mut Membre, valeur: &Valeur<'_>) {
    let titre = if valeur.colonne.titre.is_empty() {
        format!("Colonne {}", crate::cells::column_letters(valeur.colonne.index))
    } else {
        valeur.colonne.titre.clone()
    };
    // Two columns may carry the same heading: nothing is overwritten.
    match membre.colonnes_inconnues.get_mut(&titre) {
        Some(kept) => {
            kept.push_str(" ; ");
            kept.push_str(&valeur.texte);
        }
        None => {
            membre.colonnes_inconnues.insert(titre, valeur.texte.to_string());
        }
    }
}
