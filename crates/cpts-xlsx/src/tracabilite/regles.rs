//! Sheet « Règles »: each rule that a value uses, in words, and how many values use it.

use std::collections::BTreeMap;

use cpts_model::synthese::REGLES;
use rust_xlsxwriter::Worksheet;

use super::{
    ligne::Lignes,
    valeurs::{FEUILLE as VALEURS, REGLE},
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top, wrapped},
    formule::{Resultat, formule},
    texte::propre,
};

const FEUILLE: &str = "Règles";
const LARGEURS: [u32; 3] = [90, 38, 14];

pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    lignes: &Lignes,
    (forme, last): (Forme, u32),
) -> Result<(), XlsxError> {
    let mut used: BTreeMap<&str, u32> = BTreeMap::new();
    for ligne in lignes.valeurs.iter().filter(|ligne| !ligne.regle.is_empty()) {
        *used.entry(&ligne.regle).or_default() += 1;
    }
    // A rule of another version has no sentence: its name stands for it.
    let mut rules: Vec<(&str, &str, u32)> = match forme {
        Forme::Vierge => REGLES.iter().map(|(nom, phrase)| (*phrase, *nom, 0)).collect(),
        Forme::Remplie => {
            let name = |phrase: &str| REGLES.iter().find(|(_, known)| *known == phrase).map(|(nom, _)| *nom);
            used.into_iter().map(|(phrase, count)| (phrase, name(phrase).unwrap_or(phrase), count)).collect()
        }
    };
    rules.sort_by_key(|(_, nom, _)| REGLES.iter().position(|(known, _)| known == nom));
    let phrase = match rules.len() {
        0 => "Aucune valeur imprimée n’est calculée".to_owned(),
        1 => "1\u{a0}règle par laquelle une valeur est calculée ou recherchée".to_owned(),
        n => format!("{n}\u{a0}règles par lesquelles une valeur est calculée ou recherchée"),
    };
    top(sheet, FEUILLE, "Règles de calcul", cartouche, &phrase)?;
    for (column, (titre, largeur)) in (0..).zip(["Règle", "Nom", "Valeurs"].into_iter().zip(LARGEURS)) {
        sheet.set_column_width(column, f64::from(largeur))?;
        let format = if column == 2 { apparence::entete_nombre() } else { apparence::entete() };
        sheet.write_string_with_format(ENTETE, column, titre, &format)?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let (first, end) = (ENTETE + 2, last + 1);
    for (row, (phrase, nom, count)) in (ENTETE + 1..).zip(rules) {
        sheet.write_string_with_format(row, 0, &*propre(phrase), &apparence::cellule_longue())?;
        sheet.write_string_with_format(row, 1, &*propre(nom), &apparence::cellule_longue())?;
        if forme == Forme::Remplie {
            // An equality, not COUNTIF: a sentence may hold the signs that COUNTIF takes for others.
            let text = format!("SUMPRODUCT(--('{VALEURS}'!{REGLE}{first}:{REGLE}{end}=A{}))", row + 1);
            formule(sheet, (row, 2), &text, &Resultat::Nombre(f64::from(count)), &apparence::cellule_nombre())?;
        } else {
            sheet.write_string_with_format(row, 2, "–", &apparence::cellule())?;
        }
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, wrapped(phrase, LARGEURS[0])))?;
    }
    page(sheet, cartouche);
    sheet.set_freeze_panes(ENTETE + 1, 0)?;
    sheet.set_repeat_rows(ENTETE, ENTETE)?;
    Ok(())
}
