//! A sheet with an element a row.

use cpts_collecte::{Cellule, Champ, Feuille, Genre, Rang, Role, Tableau, disposition};
use rust_xlsxwriter::{Format, Worksheet, utility::column_number_to_name};

use super::{
    accueil::{Compte, Resume},
    cachees::{Listes, Suites},
    calculs::Calculs,
    cellules, conditions, protect, totaux, validations,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{page, top_at, wrapped},
};

/// Rows ready to be filled below the data, at least.
const LIBRES: u32 = 30;
/// Longest list of which the empty cells are framed.
const CADRES: usize = 1_000;
/// Rows that choices and alerts reach, at least; members are pasted by the thousand.
const PORTEE: u32 = 2_000;
const PORTEE_MEMBRES: u32 = 20_000;
pub(super) const FIRST: u16 = disposition::COLONNE_CHAMPS as u16 - 1;
const KEYS: u32 = disposition::LIGNE_CLES - 1;
const TITLES: u32 = disposition::LIGNE_TITRES - 1;
pub(super) const DATA: u32 = disposition::LIGNE_TITRES;

/// Writes the sheet; returns what the first sheet says of it.
pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    (feuille, tableau, rangs): (&'static Feuille, &Tableau, &[Rang]),
    listes: &Listes,
    suites: &mut Suites,
) -> Result<Resume, XlsxError> {
    top_at(sheet, FIRST, (feuille.nom, feuille.nom, feuille.phrase), cartouche)?;
    sheet.set_tab_color(super::accueil::colour(feuille.groupe));
    let colonnes: Vec<(u16, &Champ)> = (FIRST..).zip(&tableau.colonnes).collect();
    let calculs = Calculs::new(tableau, &colonnes);
    headings(sheet, feuille, &colonnes, &calculs)?;
    let formats: Vec<Format> = colonnes.iter().map(|(_, champ)| cellules::format(champ)).collect();

    let data = rangs.len() as u32;
    let free = if rangs.len() <= CADRES { LIBRES.max(data / 4) } else { LIBRES };
    // The frame of an empty cell costs as much memory as a value; a long list does without, its columns keep their look.
    let framed = rangs.len() <= CADRES;
    for (row, rang) in (DATA..).zip(rangs) {
        let mut lines = 1;
        if !rang.id.is_empty() {
            sheet.write_string_with_format(row, 0, &rang.id, &Format::new().set_unlocked())?;
        }
        if let Some(ordre) = rang.ordre {
            sheet.write_number_with_format(row, 1, ordre, &Format::new().set_unlocked())?;
        }
        for ((index, (column, champ)), cellule) in colonnes.iter().enumerate().zip(&rang.cellules) {
            if !framed && *cellule == Cellule::Vide {
                continue;
            }
            if !matches!(champ.role, Role::Affichage(_)) {
                let look = (&formats[index], champ.largeur);
                lines = lines.max(cellules::write(sheet, (row, *column), cellule, look, suites)?);
            } else if let Cellule::Texte(texte) = cellule {
                lines = lines.max(wrapped(texte, u32::from(champ.largeur)));
            }
        }
        calculs.write(sheet, row, Some(rang), &formats)?;
        sheet.set_row_height(row, cellules::height(lines))?;
    }
    for row in DATA + data..DATA + data + free {
        for ((column, champ), format) in colonnes.iter().zip(&formats) {
            if !matches!(champ.role, Role::Affichage(_)) {
                sheet.write_blank(row, *column, format)?;
            }
        }
        calculs.write(sheet, row, None, &formats)?;
    }

    let reach = if feuille.cle == "membres" { PORTEE_MEMBRES } else { PORTEE };
    let last = DATA + reach.max(data + data / 2 + free);
    for (column, champ) in &colonnes {
        validations::add(sheet, (DATA, last), *column, (feuille.cle, champ), listes)?;
    }
    conditions::table(sheet, (DATA, last), &colonnes)?;
    totaux::write(sheet, tableau, &colonnes, rangs, last)?;
    // On paper, a few rows to write on by hand; a page of them where there is nothing else.
    let printed = if rangs.is_empty() { free } else { 5 };
    finish(sheet, cartouche, &colonnes, DATA + data + printed - 1)?;
    Ok(resume(feuille, &colonnes, &calculs, rangs, last))
}

/// Writes the hidden keys and the titles, and sets the columns up.
fn headings(
    sheet: &mut Worksheet,
    feuille: &Feuille,
    colonnes: &[(u16, &Champ)],
    calculs: &Calculs<'_>,
) -> Result<(), XlsxError> {
    sheet.write_string(KEYS, 0, disposition::marque(feuille.cle))?;
    sheet.write_string(KEYS, 1, disposition::CLE_ORDRE)?;
    sheet.write_string_with_format(TITLES, 0, disposition::TITRE_NUMERO, &apparence::entete())?;
    sheet.write_string_with_format(TITLES, 1, "Rang", &apparence::entete())?;
    let open = Format::new().set_unlocked();
    for column in [0, 1] {
        sheet.set_column_format(column, &open)?;
        sheet.set_column_hidden(column)?;
    }
    let mut lines = 1;
    for (column, champ) in colonnes {
        sheet.write_string(KEYS, *column, champ.role.cle())?;
        let numeric = matches!(champ.genre, Genre::Entier(..) | Genre::Nombre | Genre::Montant);
        let look = if numeric { apparence::entete_nombre() } else { apparence::entete() };
        sheet.write_string_with_format(TITLES, *column, champ.titre, &look)?;
        sheet.set_column_width(*column, f64::from(champ.largeur.max(9)))?;
        if !matches!(champ.role, Role::Affichage(_)) {
            // Rows beyond those that are ready take the look of the column.
            sheet.set_column_format(*column, &bare(champ))?;
        }
        lines = lines.max(crate::feuille::lines(champ.titre, usize::from(champ.largeur.max(9)) - 2));
    }
    // What holds for it will hold to the end of the sheet: see `deverrouille`.
    let after =
        calculs.helpers().chain(colonnes.last().map(|(column, _)| *column)).max().map_or(FIRST, |last| last + 1);
    sheet.set_column_format(after, &open)?;
    for column in calculs.helpers() {
        sheet.write_string_with_format(TITLES, column, "Calcul", &apparence::entete())?;
        sheet.set_column_hidden(column)?;
    }
    sheet.set_row_height(TITLES, apparence::height(apparence::HAUTEUR_ENTETE, lines))?;
    sheet.set_row_hidden(KEYS)?;
    Ok(())
}

/// Returns the look of a column below the rows that are ready: as they are, without their frame.
fn bare(champ: &Champ) -> Format {
    cellules::format(champ).set_border(rust_xlsxwriter::FormatBorder::None)
}

fn finish(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    colonnes: &[(u16, &Champ)],
    last: u32,
) -> Result<(), XlsxError> {
    let right = colonnes.last().map_or(FIRST, |(column, _)| *column);
    page(sheet, cartouche);
    // A wide table is unreadable on one page: its columns go on over as many as they need, names repeated.
    let width: u32 = colonnes.iter().map(|(_, champ)| u32::from(champ.largeur)).sum();
    sheet.set_print_fit_to_pages((width / 190 + 1) as u16, 0);
    sheet.set_repeat_rows(TITLES, TITLES)?;
    let kept = named(colonnes);
    sheet.set_repeat_columns(FIRST, kept)?;
    sheet.set_print_area(0, FIRST, last, right)?;
    sheet.set_freeze_panes(DATA, kept + 1)?;
    sheet.autofilter(TITLES, FIRST, last, right)?;
    sheet.set_selection(DATA, FIRST, DATA, FIRST)?;
    protect(sheet);
    Ok(())
}

/// Returns the last of the columns that stay in view: up to what names the row, where that leaves room for the others.
fn named(colonnes: &[(u16, &Champ)]) -> u16 {
    /// Widest that may stay, in characters.
    const LARGEUR: u16 = 60;
    let names = |champ: &Champ| match champ.role {
        Role::Valeur(_) => champ.requis && champ.genre == Genre::Texte,
        Role::Affichage(_) => true,
        Role::Branche | Role::Parent => false,
    };
    let naming = colonnes.iter().position(|(_, champ)| names(champ)).unwrap_or(0);
    let width: u16 = colonnes[..=naming].iter().map(|(_, champ)| champ.largeur).sum();
    FIRST + if width <= LARGEUR { naming as u16 } else { 0 }
}

/// Counts the rows that hold something, by the first field that has to be filled.
fn resume(
    feuille: &'static Feuille,
    colonnes: &[(u16, &Champ)],
    calculs: &Calculs<'_>,
    rangs: &[Rang],
    last: u32,
) -> Resume {
    if let Some(column) = calculs.counted() {
        let letters = column_number_to_name(column);
        let reponse = colonnes.iter().find(|(_, champ)| champ.role.cle() == "reponse").map_or(0, |(column, _)| *column);
        let etat = colonnes.iter().find(|(_, champ)| champ.role.cle() == "etat").map_or(0, |(column, _)| *column);
        let over = |letters: &str| format!("'{}'!${letters}${}:${letters}${}", feuille.nom, DATA + 1, last + 1);
        let (reponse, etat) = (column_number_to_name(reponse), column_number_to_name(etat));
        // Filled: a number, an answer, or a reason why there is none.
        let formule = format!(
            "SUMPRODUCT(--(((LEN({})>0)+(LEN({})>0)+(LEN({})>0))>0))",
            over(&letters),
            over(&reponse),
            over(&etat)
        );
        let column = |cle: &str| colonnes.iter().position(|(_, champ)| champ.role.cle() == cle);
        let says = |rang: &&Rang, cle: &str| column(cle).is_some_and(|index| rang.cellules[index] != Cellule::Vide);
        let filled = rangs.iter().filter(|rang| {
            let rate = says(rang, "numerateur") && says(rang, "denominateur");
            says(rang, "valeur") || says(rang, "reponse") || says(rang, "etat") || rate
        });
        let compte = Compte { formule, nombre: filled.count(), sur: rangs.len(), quoi: "renseignés" };
        return Resume { feuille, compte };
    }
    let wanted = |(_, champ): &&(u16, &Champ)| !matches!(champ.role, Role::Affichage(_));
    let required =
        colonnes.iter().filter(wanted).find(|(_, champ)| champ.requis && matches!(champ.role, Role::Valeur(_)));
    let counted = required.or_else(|| colonnes.iter().find(wanted)).map_or(FIRST, |(column, _)| *column);
    let letters = column_number_to_name(counted);
    let formule = format!("COUNTA('{}'!${letters}${}:${letters}${})", feuille.nom, DATA + 1, last + 1);
    let index = usize::from(counted - FIRST);
    let filled = rangs.iter().filter(|rang| rang.cellules.get(index).is_some_and(|cellule| *cellule != Cellule::Vide));
    Resume { feuille, compte: Compte { formule, nombre: filled.count(), sur: 0, quoi: "lignes" } }
}
