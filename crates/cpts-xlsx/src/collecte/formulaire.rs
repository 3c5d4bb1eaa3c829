//! A sheet with a value a row, under headings.

use cpts_collecte::{Cellule, Champ, Feuille, disposition};
use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::{
    accueil::{Compte, Resume},
    cachees::{Listes, Suites},
    cellules, conditions, protect, validations,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{page, top_at, wrapped},
};

const KEYS: u32 = disposition::LIGNE_CLES - 1;
const TITLES: u32 = disposition::LIGNE_TITRES - 1;
const LIBELLE: u16 = 1;
const VALEUR: u16 = disposition::COLONNE_VALEUR as u16 - 1;
const AIDE: u16 = VALEUR + 1;

/// Widths in characters.
const LARGEUR_LIBELLE: u16 = 40;
const LARGEUR_AIDE: u16 = 48;

/// Writes the sheet; returns what the first sheet says of it.
pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    (feuille, champs, cellules): (&'static Feuille, &[Champ], &[Cellule]),
    listes: &Listes,
    suites: &mut Suites,
) -> Result<Resume, XlsxError> {
    top_at(sheet, LIBELLE, (feuille.nom, feuille.nom, feuille.phrase), cartouche)?;
    sheet.set_tab_color(super::accueil::colour(feuille.groupe));
    sheet.write_string(KEYS, 0, disposition::marque(feuille.cle))?;
    sheet.set_row_hidden(KEYS)?;
    sheet.set_column_hidden(0)?;
    let largeur = champs.iter().map(|champ| champ.largeur).max().unwrap_or(60);
    for (column, titre, width) in
        [(LIBELLE, "Rubrique", LARGEUR_LIBELLE), (VALEUR, "Valeur", largeur), (AIDE, "Aide", LARGEUR_AIDE)]
    {
        sheet.write_string_with_format(TITLES, column, titre, &apparence::entete())?;
        sheet.set_column_width(column, f64::from(width))?;
    }
    sheet.set_row_height(TITLES, apparence::HAUTEUR_ENTETE)?;

    let label = apparence::cellule_longue();
    let note = apparence::note().set_text_wrap();
    let mut row = TITLES;
    let mut rubrique = None;
    let mut filled: Vec<(u32, u32)> = Vec::new();
    for (champ, cellule) in champs.iter().zip(cellules) {
        if champ.rubrique != rubrique {
            row += 1;
            rubrique = champ.rubrique;
            for column in LIBELLE..=AIDE {
                sheet.write_blank(row, column, &apparence::groupe())?;
            }
            sheet.write_string_with_format(row, LIBELLE, rubrique.unwrap_or_default(), &apparence::groupe())?;
            sheet.set_row_height(row, apparence::HAUTEUR_ENTETE)?;
        }
        row += 1;
        sheet.write_string(row, 0, champ.role.cle())?;
        sheet.write_string_with_format(row, LIBELLE, champ.titre, &label)?;
        let look = cellules::format(champ).set_align(FormatAlign::Left);
        let taken = cellules::write(sheet, (row, VALEUR), cellule, (&look, largeur), suites)?;
        let aide = validations::help(champ);
        sheet.write_string_with_format(row, AIDE, &aide, &note)?;
        let beside = wrapped(&aide, u32::from(LARGEUR_AIDE)).max(wrapped(champ.titre, u32::from(LARGEUR_LIBELLE)));
        // A text to write has room to be seen from the start.
        let least = if champ.genre == cpts_collecte::Genre::Narration { 3 } else { 1 };
        sheet.set_row_height(row, cellules::height(taken.max(beside).max(least)))?;
        validations::add(sheet, (row, row), VALEUR, (feuille.cle, champ), listes)?;
        conditions::value(sheet, row, VALEUR, champ)?;
        match filled.last_mut() {
            Some((_, end)) if *end + 1 == row => *end = row,
            _ => filled.push((row, row)),
        }
    }
    page(sheet, cartouche);
    sheet.set_repeat_rows(TITLES, TITLES)?;
    sheet.set_print_area(0, LIBELLE, row, AIDE)?;
    sheet.set_freeze_panes(TITLES + 1, VALEUR)?;
    sheet.set_selection(TITLES + 2, VALEUR, TITLES + 2, VALEUR)?;
    protect(sheet);
    let ranges: Vec<String> = filled
        .iter()
        .map(|(first, end)| format!("COUNTA('{}'!$C${}:$C${})", feuille.nom, first + 1, end + 1))
        .collect();
    let nombre = cellules.iter().filter(|cellule| **cellule != Cellule::Vide).count();
    let compte = Compte { formule: ranges.join("+"), nombre, sur: champs.len(), quoi: "remplies" };
    Ok(Resume { feuille, compte })
}
