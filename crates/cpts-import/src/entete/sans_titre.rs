//! Lists without heading: the columns are told from their values.

use std::borrow::Cow;

use super::{Colonne, Entete, samples};
use crate::{
    cells::{Cell, Sheet},
    champ::Champ,
    contenu,
};

/// Returns the columns of a list without heading, told from their values, or `None` when nothing tells them.
pub(crate) fn by_content(sheet: &Sheet) -> Option<Entete> {
    let columns: Vec<u32> = {
        let mut columns: Vec<u32> =
            sheet.rows.iter().take(60).flat_map(|row| row.cells.iter().map(|c| c.colonne)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    };
    if columns.len() > 60 {
        return None;
    }
    let colonnes = columns.iter().map(|index| Colonne { index: *index, ..Colonne::default() }).collect();
    let mut entete = Entete { premiere: 0, derniere: 0, colonnes, score: 0 };
    let samples = samples(&entete, sheet);
    let rows = sheet.rows.iter().filter(|row| row.cells.len() > 1).count();
    // Telling values first, names last: nearly everything looks like a name.
    for champ in [
        Champ::Email,
        Champ::Rpps,
        Champ::Telephone,
        Champ::CodePostalCommune,
        Champ::CodePostal,
        Champ::DateAdhesion,
        Champ::Civilite,
        Champ::Profession,
        Champ::Commune,
        Champ::Adresse,
    ] {
        let best = samples
            .iter()
            .enumerate()
            .filter(|(position, values)| entete.colonnes[*position].champ.is_none() && values.len() * 3 >= rows)
            .map(|(position, values)| (contenu::share(champ, values), position))
            .filter(|(share, _)| *share >= 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, position)) = best {
            entete.colonnes[position].champ = Some(champ);
            entete.colonnes[position].par_contenu = true;
        }
    }
    let strong = entete
        .colonnes
        .iter()
        .any(|c| matches!(c.champ, Some(Champ::Email | Champ::Rpps | Champ::Telephone | Champ::Profession)));
    if !strong || rows < 2 {
        return None;
    }
    name_columns(&mut entete, &samples);
    let named = entete.colonnes.iter().any(|c| matches!(c.champ, Some(Champ::Nom | Champ::NomComplet)));
    for colonne in &mut entete.colonnes {
        colonne.titre = format!("Colonne {}", crate::cells::column_letters(colonne.index));
    }
    named.then_some(entete)
}

fn name_columns(entete: &mut Entete, samples: &[Vec<&Cell>]) {
    let mut free = (0..entete.colonnes.len())
        .filter(|p| entete.colonnes[*p].champ.is_none() && contenu::share(Champ::Nom, &samples[*p]) >= 0.7)
        .collect::<Vec<_>>()
        .into_iter();
    let Some(first) = free.next() else { return };
    if contenu::share(Champ::NomComplet, &samples[first]) >= 0.6 {
        entete.colonnes[first].champ = Some(Champ::NomComplet);
        entete.colonnes[first].par_contenu = true;
        return;
    }
    let second = free.next();
    let in_capitals = |position: usize| {
        let capital = |cell: &&&Cell| -> bool {
            let texte: Cow<'_, str> = cell.texte();
            texte.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        };
        samples[position].iter().filter(capital).count() * 2 > samples[position].len()
    };
    let (nom, prenom) = match second {
        Some(second) if in_capitals(second) && !in_capitals(first) => (second, Some(first)),
        other => (first, other),
    };
    entete.colonnes[nom].champ = Some(Champ::Nom);
    entete.colonnes[nom].par_contenu = true;
    if let Some(prenom) = prenom {
        entete.colonnes[prenom].champ = Some(Champ::Prenom);
        entete.colonnes[prenom].par_contenu = true;
    }
}
