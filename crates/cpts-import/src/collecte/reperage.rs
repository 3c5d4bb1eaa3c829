//! Where the fields of the plan stand in a sheet: by their hidden keys, else by their titles.

use std::collections::HashMap;

use cpts_collecte::{Champ, Feuille, Forme, Genre, Role, disposition};
use cpts_model::lecture::plier;

use crate::cells::{Row, Sheet};

/// Rows in which the mark and the titles are looked for: people add lines above a table.
const LIGNES: usize = 15;

/// The mark of a sheet, with its place.
pub(crate) struct Mark<'s> {
    pub(crate) version: u32,
    pub(crate) cle: &'s str,
    ligne: u32,
    colonne: u32,
}

/// Returns the mark of a sheet.
pub(crate) fn mark(sheet: &Sheet) -> Option<Mark<'_>> {
    sheet.rows.iter().take(LIGNES).find_map(|row| {
        row.cells.iter().find_map(|cell| {
            let crate::cells::Valeur::Texte(texte) = &cell.valeur else { return None };
            let (version, cle) = disposition::lire_marque(texte)?;
            Some(Mark { version, cle, ligne: row.ligne, colonne: cell.colonne })
        })
    })
}

/// Where the fields of a sheet stand; columns and rows from 1.
pub(crate) enum Reperage {
    Tableau {
        /// Column of the numbers of the elements.
        id: u32,
        /// Column of their ranks.
        ordre: u32,
        /// Column of each field of the plan.
        colonnes: Vec<Option<u32>>,
        /// First row of data.
        premiere: u32,
    },
    Formulaire {
        /// Column of the values.
        valeur: u32,
        /// Rank in the plan and row of each field that is there.
        lignes: Vec<(usize, u32)>,
    },
}

impl Reperage {
    /// Whether a field of the plan is there.
    pub(crate) fn has(&self, champ: usize) -> bool {
        match self {
            Self::Tableau { colonnes, .. } => colonnes.get(champ).is_some_and(Option::is_some),
            Self::Formulaire { lignes, .. } => lignes.iter().any(|(rang, _)| *rang == champ),
        }
    }

    /// Returns the column of a field.
    pub(crate) fn column(&self, champ: usize) -> Option<u32> {
        match self {
            Self::Tableau { colonnes, .. } => colonnes.get(champ).copied().flatten(),
            Self::Formulaire { valeur, .. } => Some(*valeur),
        }
    }
}

/// Returns where the fields of a sheet stand, `None` where neither keys nor titles are found.
pub(crate) fn find(sheet: &Sheet, feuille: &Feuille) -> Option<Reperage> {
    match &feuille.forme {
        Forme::Tableau(tableau) => table(sheet, &tableau.colonnes),
        Forme::Formulaire(champs) => form(sheet, champs),
    }
}

fn table(sheet: &Sheet, champs: &[Champ]) -> Option<Reperage> {
    let mark = mark(sheet);
    let mut colonnes: Vec<Option<u32>> = vec![None; champs.len()];
    let (mut id, mut ordre) = (1, 2);
    let mut keys = None;
    if let Some(mark) = &mark {
        let row = sheet.rows.iter().find(|row| row.ligne == mark.ligne)?;
        keys = Some(row.ligne);
        id = mark.colonne;
        ordre = mark.colonne + 1;
        for cell in &row.cells {
            let cle = cell.texte();
            if cle.trim() == disposition::CLE_ORDRE {
                ordre = cell.colonne;
            }
            let by_key = champs.iter().zip(&mut colonnes).find(|(champ, place)| place.is_none() && is_key(champ, &cle));
            if let Some((_, place)) = by_key {
                *place = Some(cell.colonne);
            }
        }
    }
    let titles = titles(sheet, champs, keys, id);
    if let Some(row) = titles {
        name(row, champs, &mut colonnes, &[id, ordre]);
    }
    let last = titles.map(|row| row.ligne).max(keys)?;
    colonnes.iter().any(Option::is_some).then_some(Reperage::Tableau { id, ordre, colonnes, premiere: last + 1 })
}

/// Returns the column of each field of the plan whose title stands on a row, `None` where no title does.
pub(crate) fn under_titles(sheet: &Sheet, champs: &[Champ], ligne: u32) -> Option<Vec<Option<u32>>> {
    let row = sheet.rows.iter().find(|row| row.ligne == ligne)?;
    let mut colonnes = vec![None; champs.len()];
    name(row, champs, &mut colonnes, &[]);
    colonnes.iter().any(Option::is_some).then_some(colonnes)
}

/// Returns the columns that hold something under a title which is none of the plan, with that title.
pub(crate) fn unknown(sheet: &Sheet, champs: &[Champ], ligne: u32, colonnes: &[Option<u32>]) -> Vec<(u32, String)> {
    let own = [disposition::TITRE_NUMERO, "Rang", "Calcul"];
    let is_known = |titre: &str| own.contains(&titre) || champs.iter().any(|champ| plier(champ.titre) == plier(titre));
    let holds = |colonne: u32| {
        let below = sheet.rows.iter().filter(|row| row.ligne > ligne);
        below.flat_map(|row| &row.cells).any(|cell| cell.colonne == colonne && !cell.texte().trim().is_empty())
    };
    let row = sheet.rows.iter().find(|row| row.ligne == ligne);
    row.into_iter()
        .flat_map(|row| &row.cells)
        .map(|cell| (cell.colonne, cell.texte().trim().to_owned()))
        .filter(|(colonne, titre)| !colonnes.contains(&Some(*colonne)) && !titre.is_empty() && !is_known(titre))
        .filter(|(colonne, _)| holds(*colonne))
        .collect()
}

/// Gives a column to the fields that have none yet, by the titles of a row.
fn name(row: &Row, champs: &[Champ], colonnes: &mut [Option<u32>], taken: &[u32]) {
    for cell in &row.cells {
        let taken = colonnes.contains(&Some(cell.colonne)) || taken.contains(&cell.colonne);
        let titre = plier(&cell.texte());
        let named = champs.iter().zip(&mut *colonnes).find(|(champ, place)| place.is_none() && is_title(champ, &titre));
        if let (false, Some((_, place))) = (taken, named) {
            *place = Some(cell.colonne);
        }
    }
}

fn is_key(champ: &Champ, cle: &str) -> bool {
    !matches!(champ.role, Role::Affichage(_)) && champ.role.cle() == cle.trim()
}

fn is_title(champ: &Champ, titre: &str) -> bool {
    !matches!(champ.role, Role::Affichage(_))
        && !titre.is_empty()
        && (plier(champ.titre) == titre || champ.synonymes.iter().any(|synonyme| plier(synonyme) == titre))
}

/// Returns the row of the titles: that under the keys, the first column of which is `id`, or the first row in which most cells are titles of the plan.
fn titles<'s>(sheet: &'s Sheet, champs: &[Champ], keys: Option<u32>, id: u32) -> Option<&'s Row> {
    let hidden =
        |row: &Row| row.cells.iter().any(|cell| cell.colonne == id && cell.texte().trim() == disposition::TITRE_NUMERO);
    let known = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| {
                let titre = plier(&cell.texte());
                champs.iter().any(|champ| plier(champ.titre) == titre || is_title(champ, &titre))
            })
            .count()
    };
    let after = sheet.rows.iter().filter(|row| keys.is_none_or(|keys| row.ligne > keys)).take(LIGNES);
    match keys {
        // A row under the keys that holds one title at least, were it that of a hidden column, is that of the titles, whatever
        // became of the others.
        Some(keys) => after.take(1).find(|row| row.ligne == keys + 1 && (hidden(row) || known(row) > 0)),
        None => after.into_iter().find(|row| known(row) >= 2 && known(row) * 2 >= row.cells.len()),
    }
}

fn form(sheet: &Sheet, champs: &[Champ]) -> Option<Reperage> {
    let first = mark(sheet).map_or(1, |mark| mark.colonne);
    let by_key: HashMap<&str, usize> =
        champs.iter().enumerate().map(|(rang, champ)| (champ.role.cle(), rang)).collect();
    let mut lignes: Vec<(usize, u32)> = Vec::new();
    let mut seen = vec![false; champs.len()];
    let mut rubrique: Option<&'static str> = None;
    for row in &sheet.rows {
        let text = |colonne: u32| row.cells.iter().find(|cell| cell.colonne == colonne).map(crate::cells::Cell::texte);
        let libelle = text(first + 1).map(|texte| plier(&texte)).unwrap_or_default();
        let keyed = text(first).and_then(|cle| by_key.get(cle.trim()).copied());
        let rang = keyed.or_else(|| {
            let of_label = |same: bool| {
                champs.iter().position(|champ| plier(champ.titre) == libelle && (!same || champ.rubrique == rubrique))
            };
            if libelle.is_empty() { None } else { of_label(true).or_else(|| of_label(false)) }
        });
        match rang {
            Some(rang) if !seen[rang] => {
                seen[rang] = true;
                rubrique = champs[rang].rubrique;
                lignes.push((rang, row.ligne));
            }
            _ => {
                let heading = champs.iter().filter_map(|champ| champ.rubrique).find(|titre| plier(titre) == libelle);
                rubrique = heading.or(rubrique);
            }
        }
    }
    (!lignes.is_empty()).then_some(Reperage::Formulaire { valeur: first + 2, lignes })
}

/// Returns the columns that show a number computed from the others.
pub(crate) fn shown_numbers(sheet: &Sheet, champs: &[Champ], premiere: u32) -> Vec<u32> {
    let titles = sheet.rows.iter().find(|row| row.ligne + 1 == premiere);
    let shows = |titre: &str| {
        let titre = plier(titre);
        champs.iter().any(|champ| {
            matches!(champ.role, Role::Affichage(_)) && champ.genre != Genre::Texte && plier(champ.titre) == titre
        })
    };
    titles.into_iter().flat_map(|row| &row.cells).filter(|cell| shows(&cell.texte())).map(|cell| cell.colonne).collect()
}
