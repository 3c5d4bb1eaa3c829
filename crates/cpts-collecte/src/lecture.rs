//! What was typed in a cell to a value of the dossier.

mod nombres;
mod references;
mod textes;

use std::collections::BTreeMap;

use cpts_model::{
    constat::{codes::import as codes, quote},
    identifiant::Anomalie,
    lecture,
};
use serde_json::Value;

pub(crate) use references::{find as find_commune, named};

use crate::{Champ, Genre, Saisie, etiquettes::Etiquettes};

/// What the reading of a cell leans on.
pub(crate) struct Reperes<'a> {
    /// Year of the exercice.
    pub(crate) annee: i32,
    /// Département of the community, where it is known.
    pub(crate) departement: Option<&'a str>,
    /// Elements that cells may name.
    pub(crate) etiquettes: BTreeMap<&'static str, Etiquettes>,
}

/// What was read in a cell.
#[derive(Debug, Default)]
pub(crate) struct Lu {
    /// The value, `None` where there is none or where it is not understood.
    pub(crate) valeur: Option<Value>,
    /// Whether the cell says that its number is an estimate.
    pub(crate) estime: bool,
    /// What is to be said of it.
    pub(crate) anomalies: Vec<Anomalie>,
}

impl Lu {
    fn of(valeur: impl Into<Value>) -> Self {
        Self { valeur: Some(valeur.into()), ..Self::default() }
    }

    fn refused(anomalie: Anomalie) -> Self {
        Self { anomalies: vec![anomalie], ..Self::default() }
    }
}

/// Returns what a cell says.
pub(crate) fn lire(champ: &Champ, saisie: &Saisie<'_>, reperes: &Reperes<'_>) -> Lu {
    let texte = saisie.texte.as_ref();
    if texte.trim().is_empty() {
        return Lu::default();
    }
    match champ.genre {
        Genre::Texte => Lu::of(textes::ligne(saisie)),
        Genre::Narration => Lu::of(textes::narration(saisie)),
        Genre::Numero(numero) => textes::numero(numero, texte.trim()),
        Genre::Numeros(numero) => textes::numeros(numero, texte),
        Genre::Textes => textes::liste(texte),
        Genre::Entier(minimum, maximum) => nombres::entier(champ, saisie, minimum, maximum),
        Genre::Nombre => nombres::nombre(champ, saisie),
        Genre::Montant => nombres::montant(champ, saisie),
        Genre::Date => nombres::jour(saisie, reperes.annee),
        Genre::DatePartielle => nombres::date(saisie, reperes.annee),
        Genre::OuiNon => match lecture::booleen(texte) {
            Some(oui) => Lu::of(oui),
            None => not_understood(champ, texte, "écrire Oui ou Non, ou laisser la cellule vide"),
        },
        Genre::Choix(choix) => match choix.cle(texte) {
            Some(cle) => Lu::of(cle),
            None => not_understood(champ, texte, &textes::proposes(choix)),
        },
        Genre::ListeChoix(choix) => textes::choix(champ, choix, texte),
        Genre::Reference(liste) => references::une(champ, liste, texte, reperes),
        Genre::References(liste) => references::plusieurs(champ, liste, texte, reperes),
        Genre::Communes => references::communes(texte, reperes),
    }
}

/// Returns what a cell says whose text means nothing here.
fn not_understood(champ: &Champ, texte: &str, conseil: &str) -> Lu {
    let message = format!("{} {} non compris, non repris", champ.titre.to_lowercase(), quote(texte.trim()));
    let mut conseil = conseil.to_owned();
    if let Some(first) = conseil.get(..1) {
        conseil = first.to_uppercase() + &conseil[1..] + ".";
    }
    Lu::refused(Anomalie::new(&codes::VALEUR_NON_COMPRISE, message).with_conseil(conseil))
}
