//! Conditional formats: what is missing in a row that holds something, and what cannot be.

use cpts_collecte::{Affichage, Champ, Genre, Numero, POURCENT, Role};
use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, utility::column_number_to_name};

use crate::{XlsxError, apparence};

/// Number above which a date is a day, and not a year.
const ANNEES: u32 = 3_000;

/// Fields of which the second cannot come before the first.
const SUITES: [(&str, &str); 6] = [
    ("date_adhesion", "date_sortie"),
    ("debut", "fin"),
    ("date_debut", "date_echeance"),
    ("date_convocation", "date"),
    ("date", "prochaine_date"),
    ("date_demarrage", "date_deploiement"),
];

/// Puts the conditional formats of a table on its rows; `first` and `last` are from 0.
pub(super) fn table(
    sheet: &mut Worksheet,
    (first, last): (u32, u32),
    colonnes: &[(u16, &Champ)],
) -> Result<(), XlsxError> {
    let line = first + 1;
    let cell = |column: u16| format!("${}{line}", column_number_to_name(column));
    let filled: Vec<String> = colonnes
        .iter()
        .filter(|(_, champ)| !matches!(champ.role, Role::Affichage(_)))
        .map(|(column, _)| format!("COUNTA({})", cell(*column)))
        .collect();
    let column = |cle: &str| colonnes.iter().find(|(_, champ)| champ.role.cle() == cle).map(|(column, _)| *column);
    for (at, champ) in colonnes {
        let here = cell(*at);
        if champ.requis {
            let formule = format!("=AND({}>0,LEN(TRIM({here}))=0)", filled.join("+"));
            add(sheet, (first, last), *at, &formule, false)?;
        }
        if let Some(formule) = impossible(champ, &here) {
            add(sheet, (first, last), *at, &formule, true)?;
        }
    }
    for (before, after) in SUITES {
        if let (Some(before), Some(after)) = (column(before), column(after)) {
            let (start, end) = (cell(before), cell(after));
            // 2025 alone is a year, and comes neither before nor after a day of it.
            let formule =
                format!("=AND(ISNUMBER({start}),ISNUMBER({end}),({start}>{ANNEES})=({end}>{ANNEES}),{end}<{start})");
            add(sheet, (first, last), after, &formule, true)?;
        }
    }
    let unit = colonnes.iter().find(|(_, champ)| champ.role == Role::Affichage(Affichage::Unite));
    if let (Some((unit, _)), Some(valeur)) = (unit, column("valeur")) {
        let (unit, here) = (cell(*unit), cell(valeur));
        let formule = format!("=AND({unit}=\"{POURCENT}\",ISNUMBER({here}),OR({here}>100,{here}<0))");
        add(sheet, (first, last), valeur, &formule, true)?;
    }
    Ok(())
}

/// Puts the conditional formats of a value of a form; `row` is from 0.
pub(super) fn value(sheet: &mut Worksheet, row: u32, column: u16, champ: &Champ) -> Result<(), XlsxError> {
    let here = format!("${}{}", column_number_to_name(column), row + 1);
    if champ.requis {
        add(sheet, (row, row), column, &format!("=LEN(TRIM({here}))=0"), false)?;
    }
    match impossible(champ, &here) {
        Some(formule) => add(sheet, (row, row), column, &formule, true),
        None => Ok(()),
    }
}

/// Returns the formula that tells a value which cannot be.
fn impossible(champ: &Champ, here: &str) -> Option<String> {
    let digits = |count: u32| {
        format!("=AND(LEN({here})>0,LEN(SUBSTITUTE(SUBSTITUTE({here},\" \",\"\"),\"\u{a0}\",\"\"))<>{count})")
    };
    Some(match champ.genre {
        Genre::Entier(0, _) => format!("=AND(ISNUMBER({here}),{here}<0)"),
        Genre::Numero(Numero::Rpps) => digits(11),
        Genre::Numero(Numero::Siret) => digits(14),
        Genre::Numero(Numero::Siren | Numero::Finess | Numero::Adeli) => digits(9),
        Genre::Numero(Numero::CodePostal | Numero::Insee) => digits(5),
        Genre::Numero(Numero::Email) => format!("=AND(LEN({here})>0,ISERROR(FIND(\"@\",{here})))"),
        _ => return None,
    })
}

fn add(
    sheet: &mut Worksheet,
    (first, last): (u32, u32),
    column: u16,
    formule: &str,
    impossible: bool,
) -> Result<(), XlsxError> {
    let format = if impossible { apparence::impossible() } else { apparence::alerte() };
    let condition = ConditionalFormatFormula::new().set_rule(formule).set_format(format);
    sheet.add_conditional_format(first, column, last, column, &condition)?;
    Ok(())
}
