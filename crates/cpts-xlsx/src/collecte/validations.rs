//! What a cell offers, accepts and explains when it is entered.

use cpts_collecte::{Champ, Genre, Numero, Role};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle as Style, DataValidationRule as Rule, ExcelDateTime, Formula, Worksheet,
};

use super::cachees::{Listes, branch};
use crate::XlsxError;

/// Longest title and text that Excel shows when a cell is entered.
const TITRE_MAX: usize = 32;
const TEXTE_MAX: usize = 255;

/// Puts the validation of a field on its cells. What is pasted escapes it: the reader says what it does not understand.
pub(super) fn add(
    sheet: &mut Worksheet,
    (first, last): (u32, u32),
    column: u16,
    (feuille, champ): (&str, &Champ),
    listes: &Listes,
) -> Result<(), XlsxError> {
    if matches!(champ.role, Role::Affichage(_)) {
        return Ok(());
    }
    let liste = if champ.role == Role::Branche { Some(branch(feuille)) } else { listes.name(champ.genre) };
    let validation = match (liste, champ.genre) {
        (Some(liste), genre) => {
            let several = genre.est_long();
            let style = if several { Style::Information } else { Style::Warning };
            DataValidation::new()
                .allow_list_formula(Formula::new(format!("={liste}")))
                .set_error_style(style)
                .set_error_title("Valeur hors liste")?
                .set_error_message(if several {
                    "Plusieurs valeurs s’écrivent une par ligne (Alt + Entrée)."
                } else {
                    "Cette valeur n’est pas dans la liste proposée."
                })?
        }
        (None, Genre::Entier(minimum, maximum)) => {
            let minimum = i32::try_from(minimum.max(0)).unwrap_or(0);
            let maximum = i32::try_from(maximum).unwrap_or(i32::MAX);
            DataValidation::new()
                .allow_whole_number(Rule::Between(minimum, maximum))
                .set_error_style(Style::Warning)
                .set_error_title("Nombre attendu")?
                .set_error_message("Un nombre entier est attendu ici.")?
        }
        (None, Genre::Montant) => DataValidation::new()
            .allow_decimal_number(Rule::Between(-1e12, 1e12))
            .set_error_style(Style::Warning)
            .set_error_title("Montant attendu")?
            .set_error_message("Un montant en euros est attendu ici.")?,
        (None, Genre::Date) => DataValidation::new()
            .allow_date(Rule::Between(ExcelDateTime::from_ymd(1900, 3, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?))
            .set_error_style(Style::Warning)
            .set_error_title("Date attendue")?
            .set_error_message("Une date est attendue ici, par exemple 12/03/2025.")?,
        (None, _) => DataValidation::new().allow_any_value(),
    };
    let validation =
        validation.set_input_title(cut(champ.titre, TITRE_MAX))?.set_input_message(cut(&help(champ), TEXTE_MAX))?;
    sheet.add_data_validation(first, column, last, column, &validation)?;
    Ok(())
}

/// Returns what a field is and how it is written.
pub(super) fn help(champ: &Champ) -> String {
    let how = match champ.genre {
        Genre::Numeros(_) | Genre::Textes | Genre::ListeChoix(_) | Genre::References(_) | Genre::Communes => {
            "Plusieurs\u{a0}: une par ligne (Alt + Entrée)."
        }
        Genre::DatePartielle => "Jour, mois ou année\u{a0}: 12/03/2025, mars 2025, 2025.",
        Genre::Date => "Date\u{a0}: 12/03/2025.",
        Genre::Montant => "Montant en euros\u{a0}; vide s’il n’est pas connu.",
        Genre::Nombre => {
            "Nombre\u{a0}; «\u{a0}nc\u{a0}» s’il n’est pas communiqué, «\u{a0}env. 450\u{a0}» s’il est estimé."
        }
        Genre::OuiNon if champ.facultatif => "Oui, Non, ou vide si ce n’est pas connu.",
        Genre::OuiNon => "Oui, ou vide.",
        Genre::Narration => "Alt + Entrée pour aller à la ligne.",
        Genre::Numero(Numero::Telephone) => "Dix chiffres.",
        _ => "",
    };
    [champ.aide.trim(), how].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// Returns a text cut to a number of UTF-16 units, which is what Excel counts.
fn cut(texte: &str, max: usize) -> String {
    if texte.encode_utf16().count() <= max {
        return texte.to_owned();
    }
    let mut units = 1;
    let kept = texte.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= max
    });
    format!("{}…", kept.collect::<String>().trim_end())
}
