//! The dates that the planning starts from, above the table, under names that every formula uses.

use chrono::{Datelike, NaiveDate};
use cpts_model::{
    FeuilleDeRoute,
    feuille_de_route::planning::{self, DELAI_NON_OPPOSITION_MOIS},
};
use rust_xlsxwriter::Worksheet;

use crate::{
    XlsxError, apparence,
    feuille::serial,
    formule::{Resultat, formule},
};

/// Defined names, with their cells.
pub(super) const NOMS: [(&str, &str); 3] =
    [("DateVisee", "$B$5"), ("DateRemise", "$B$6"), ("FinNonOpposition", "$B$7")];

/// Row of the first date, from 0.
pub(super) const PREMIERE: u32 = 4;

/// Returns a date that a sheet can count with, years of a planning before and after it included.
pub(super) fn calculable(date: NaiveDate) -> Option<NaiveDate> {
    // The calendar of Excel begins in 1900 and ends with 9999.
    (1910..9900).contains(&date.year()).then_some(date)
}

pub(super) fn write(sheet: &mut Worksheet, feuille: &FeuilleDeRoute) -> Result<(), XlsxError> {
    let dates = [("Signature visée", feuille.date_visee), ("Remise du projet de santé", feuille.date_remise)];
    for (row, (titre, date)) in (PREMIERE..).zip(dates) {
        sheet.write_string_with_format(row, 0, titre, &apparence::cellule().set_bold())?;
        match date {
            Some(date) if calculable(date).is_some() => {
                sheet.write_datetime_with_format(row, 1, date, &apparence::saisie_date())?
            }
            Some(date) => {
                sheet.write_string_with_format(row, 1, date.to_string(), &apparence::cellule_a_completer())?
            }
            None => {
                sheet.write_blank(row, 1, &apparence::saisie_date().set_background_color(apparence::A_COMPLETER))?
            }
        };
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    }
    let row = PREMIERE + 2;
    let titre = format!("Fin du délai de {DELAI_NON_OPPOSITION_MOIS}\u{a0}mois");
    sheet.write_string_with_format(row, 0, titre, &apparence::cellule().set_bold())?;
    let fin = feuille.date_remise.and_then(calculable).and_then(|_| planning::fin_non_opposition(feuille));
    let fin = fin.map(|date| f64::from(serial(date)));
    let text = format!("IF(ISNUMBER(DateRemise),EDATE(DateRemise,{DELAI_NON_OPPOSITION_MOIS}),\"\")");
    formule(sheet, (row, 1), &text, &fin.into(), &apparence::cellule_date())?;
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    // Whether the signature may stand: in words, beside the date.
    let visee = feuille.date_visee.and_then(calculable).map(|date| f64::from(serial(date)));
    let verdict = match (fin, visee) {
        (Some(fin), Some(visee)) if fin > visee => Resultat::texte(APRES),
        (Some(_), Some(_)) => Resultat::texte(AVANT),
        _ => Resultat::Vide,
    };
    let text =
        format!("IF(COUNT(FinNonOpposition,DateVisee)=2,IF(FinNonOpposition>DateVisee,\"{APRES}\",\"{AVANT}\"),\"\")");
    formule(sheet, (row, 2), &text, &verdict, &apparence::note())?;
    sheet.set_row_height(row + 2, apparence::HAUTEUR_ESPACE)?;
    Ok(())
}

const APRES: &str = "après la signature visée\u{a0}: à revoir";
const AVANT: &str = "avant la signature visée";
