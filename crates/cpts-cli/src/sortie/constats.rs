//! Constats as lines of text or as JSON.

use std::fmt::Write as _;

use cpts_model::{Constat, Gravite, Place};
use cpts_outline::{ComposeError, Trame};

use crate::erreur::CliError;

/// Longest value printed, in characters.
const VALEUR_MAX: usize = 40;

/// Returns the constats as text, one paragraph each.
///
/// Colour codes are always written; the stream takes them out where they are not wanted.
pub(crate) fn texte(constats: &[Constat]) -> String {
    let mut fichiers: Vec<&str> = constats.iter().filter_map(|constat| constat.place.fichier.as_deref()).collect();
    fichiers.sort_unstable();
    fichiers.dedup();
    let mut lignes = String::new();
    for constat in constats {
        push_constat(&mut lignes, constat, fichiers.len() > 1);
    }
    lignes
}

/// Returns the constats as a JSON array, one line each.
pub(crate) fn json(constats: &[Constat]) -> Result<String, serde_json::Error> {
    let mut lignes = String::from("[");
    for (rang, constat) in constats.iter().enumerate() {
        lignes.push_str(if rang == 0 { "\n  " } else { ",\n  " });
        lignes.push_str(&serde_json::to_string(constat)?);
    }
    lignes.push_str(if constats.is_empty() { "]\n" } else { "\n]\n" });
    Ok(lignes)
}

/// Returns « 2 constats bloquants, 1 avertissement, 12 informations ».
pub(crate) fn bilan(constats: &[Constat]) -> String {
    if constats.is_empty() {
        return "Aucun constat : rien à corriger.".to_owned();
    }
    let count = |gravite| constats.iter().filter(|c| c.gravite == gravite).count();
    let parts: Vec<String> = [
        (count(Gravite::Bloquant), "constat bloquant", "constats bloquants"),
        (count(Gravite::Avertissement), "avertissement", "avertissements"),
        (count(Gravite::Information), "information", "informations"),
    ]
    .into_iter()
    .filter(|(nombre, ..)| *nombre > 0)
    .map(|(nombre, un, plusieurs)| format!("{nombre} {}", if nombre == 1 { un } else { plusieurs }))
    .collect();
    format!("Bilan : {}.", parts.join(", "))
}

/// Returns whether one of the constats forbids to publish.
pub(crate) fn has_bloquant(constats: &[Constat]) -> bool {
    constats.iter().any(|constat| constat.gravite == Gravite::Bloquant)
}

/// Returns the error of a trame that gives no document, with what is wrong in it.
pub(crate) fn refused_trame(trame: &Trame, error: &ComposeError) -> CliError {
    CliError::Document {
        livrable: trame.nom.clone(),
        message: format!("{error}\n{}", texte(error.constats())).trim_end().to_owned(),
    }
}

fn push_constat(lignes: &mut String, constat: &Constat, with_fichier: bool) {
    let (gravite, couleur) = match constat.gravite {
        Gravite::Bloquant => ("bloquant", anstyle::AnsiColor::Red),
        Gravite::Avertissement => ("avertissement", anstyle::AnsiColor::Yellow),
        Gravite::Information => ("information", anstyle::AnsiColor::Cyan),
    };
    let style = anstyle::Style::new().bold().fg_color(Some(couleur.into()));
    let _ = write!(lignes, "{style}{gravite:<13}{style:#} ");
    let place = place(&constat.place, with_fichier);
    if !place.is_empty() {
        let _ = write!(lignes, "{place} : ");
    }
    let message = constat.message.trim_end_matches('.');
    lignes.push_str(&une_ligne(message));
    if let Some(valeur) = constat.valeur.as_deref().map(shortened).filter(|valeur| !is_quoted(message, valeur)) {
        let _ = write!(lignes, " (« {valeur} »)");
    }
    let _ = writeln!(lignes, " [{}]", constat.code);
    if let Some(conseil) = &constat.conseil {
        let _ = writeln!(lignes, "{:14}conseil : {}", "", une_ligne(conseil));
    }
}

/// Returns whether the message already shows the value; a long one may be cut elsewhere than we cut it.
fn is_quoted(message: &str, valeur: &str) -> bool {
    let debut: String = valeur.chars().take(VALEUR_MAX / 2).collect();
    message.contains(debut.trim_end_matches('…'))
}

/// Returns the place as the user sees it: `Membres!D14`, after the file where there are several.
fn place(place: &Place, with_fichier: bool) -> String {
    let mut texte = String::new();
    // A sheet tells enough when there is one workbook; a line alone does not.
    if let Some(fichier) = place.fichier.as_ref().filter(|_| with_fichier || place.feuille.is_none()) {
        texte.push_str(fichier);
    }
    let dans_classeur = match (&place.feuille, &place.cellule, place.ligne) {
        (Some(feuille), Some(cellule), _) => format!("{feuille}!{cellule}"),
        (Some(feuille), None, Some(ligne)) => format!("{feuille}, ligne {ligne}"),
        (Some(feuille), None, None) => format!("feuille {feuille}"),
        (None, Some(cellule), _) => cellule.clone(),
        (None, None, Some(ligne)) => match place.colonne {
            Some(colonne) => format!("ligne {ligne}, colonne {colonne}"),
            None => format!("ligne {ligne}"),
        },
        (None, None, None) => match &place.chemin {
            Some(chemin) => chemin.clone(),
            None => String::new(),
        },
    };
    if !texte.is_empty() && !dans_classeur.is_empty() {
        texte.push_str(", ");
    }
    texte.push_str(&dans_classeur);
    une_ligne(&texte)
}

fn shortened(valeur: &str) -> String {
    let propre = une_ligne(valeur);
    if propre.chars().count() <= VALEUR_MAX {
        return propre;
    }
    propre.chars().take(VALEUR_MAX - 1).chain(['…']).collect()
}

/// Returns the text without what could move the cursor or reverse the line: cells hold anything.
pub(crate) fn une_ligne(texte: &str) -> String {
    texte
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constat(gravite: Gravite, valeur: Option<&str>) -> Constat {
        Constat {
            code: "membre-date-invalide".to_owned(),
            gravite,
            place: Place {
                fichier: Some("liste.xlsx".to_owned()),
                feuille: Some("Membres".to_owned()),
                cellule: Some("D14".to_owned()),
                ..Place::default()
            },
            valeur: valeur.map(str::to_owned),
            message: "date d’entrée impossible".to_owned(),
            conseil: Some("Corriger le jour.".to_owned()),
        }
    }

    fn plain(texte: &str) -> String {
        anstream::adapter::strip_str(texte).to_string()
    }

    #[test]
    fn constat_with_value_shows_code_gravite_place_value_and_advice() {
        let lignes = plain(&texte(&[constat(Gravite::Avertissement, Some("31/02/2025"))]));
        assert_eq!(
            lignes,
            "avertissement Membres!D14 : date d’entrée impossible (« 31/02/2025 ») [membre-date-invalide]\n              \
             conseil : Corriger le jour.\n"
        );
    }

    #[test]
    fn constats_of_two_files_name_their_file() {
        let mut autre = constat(Gravite::Information, None);
        autre.place.fichier = Some("autre.xlsx".to_owned());
        let lignes = plain(&texte(&[constat(Gravite::Information, None), autre]));
        assert!(lignes.contains("liste.xlsx, Membres!D14"), "{lignes}");
        assert!(lignes.contains("autre.xlsx, Membres!D14"), "{lignes}");
    }

    #[test]
    fn value_with_control_characters_and_direction_marks_stays_on_one_line() {
        let lignes = plain(&texte(&[constat(Gravite::Bloquant, Some("a\u{202e}b\u{1b}[31m\nc"))]));
        assert!(lignes.contains("« ab [31m c »"), "{lignes}");
    }

    #[test]
    fn long_value_is_cut_at_forty_characters() {
        let lignes = plain(&texte(&[constat(Gravite::Bloquant, Some(&"é".repeat(5000)))]));
        assert!(lignes.contains(&format!("« {}… »", "é".repeat(39))), "{lignes}");
    }

    #[test]
    fn bilan_counts_each_gravite_in_french() {
        let constats = [
            constat(Gravite::Bloquant, None),
            constat(Gravite::Information, None),
            constat(Gravite::Information, None),
        ];
        assert_eq!(bilan(&constats), "Bilan : 1 constat bloquant, 2 informations.");
        assert_eq!(bilan(&[]), "Aucun constat : rien à corriger.");
    }

    #[test]
    fn json_of_no_constat_is_an_empty_array() {
        assert_eq!(json(&[]).unwrap(), "[]\n");
    }
}
