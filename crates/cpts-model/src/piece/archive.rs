//! Names of the pieces inside their archive: the same on every system, in the order of the missions.

use unicode_normalization::UnicodeNormalization;

use super::Piece;
use crate::{dossier::Dossier, lecture::is_invisible, mission::Mission};

/// Longest path in the archive, in characters: Windows unpacks it under a folder of its own and stops at 260.
const LONGUEUR: usize = 120;
/// Longest extension, in characters.
const EXTENSION: usize = 10;

/// Returns the ranks of the pieces in the order of the archive: what concerns all missions, then by mission, then by number.
pub fn ordre_archive(dossier: &Dossier) -> Vec<usize> {
    let mut rangs: Vec<usize> = (0..dossier.pieces.len()).collect();
    rangs.sort_by_key(|rang| (dossier.pieces[*rang].mission, *rang));
    rangs
}

/// Returns the path of the piece of a rank in the archive, with the extension of `fichier`.
///
/// It has at most 120 characters, none that Windows refuses, and no name that it keeps for itself.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, Mission, Piece, piece::chemin_archive};
/// let titre = Some("Compte rendu : « Plaies » ?".to_owned());
/// let piece = Piece { titre, mission: Some(Mission::AccesSoins), ..Piece::default() };
/// let dossier = Dossier { pieces: vec![piece], ..Dossier::default() };
/// let chemin = chemin_archive(&dossier, 0, "cr.PDF");
/// assert_eq!(chemin, "01-acces-soins/P01 – Compte rendu « Plaies ».pdf");
/// ```
pub fn chemin_archive(dossier: &Dossier, rang: usize, fichier: &str) -> String {
    let piece = dossier.pieces.get(rang);
    let dossier_mission = folder(piece.and_then(|piece| piece.mission));
    // Numbers of one width stand in the order of the pieces in every file manager.
    let largeur = dossier.pieces.len().to_string().len().max(2);
    let debut = format!("{dossier_mission}/P{:0largeur$}", rang + 1);
    let fin = extension(fichier);
    let room = LONGUEUR.saturating_sub(debut.chars().count() + " – ".chars().count() + fin.chars().count());
    let titre = safe(piece.map_or("", Piece::libelle), room);
    if titre.is_empty() { format!("{debut}{fin}") } else { format!("{debut} – {titre}{fin}") }
}

fn folder(mission: Option<Mission>) -> String {
    let rang = Mission::TOUTES.iter().position(|known| Some(*known) == mission);
    match (rang, mission) {
        (Some(rang), Some(mission)) => format!("{:02}-{}", rang + 1, mission.slug().replace('_', "-")),
        _ => "00-toutes-missions".to_owned(),
    }
}

/// Returns `.pdf`, or nothing where the name ends with no plain extension.
fn extension(fichier: &str) -> String {
    match fichier.rsplit_once('.') {
        Some((_, fin)) if (1..=EXTENSION).contains(&fin.len()) && fin.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!(".{}", fin.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}

/// Returns a title without what a file name refuses, cut at a word.
fn safe(titre: &str, room: usize) -> String {
    let refused = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
    };
    let kept: String = titre.nfc().filter(|c| !is_invisible(*c)).map(|c| if refused(c) { ' ' } else { c }).collect();
    let mut out = String::new();
    let mut length = 0;
    for mot in kept.split(' ').filter(|mot| !mot.is_empty()) {
        let more = mot.chars().count() + usize::from(length > 0);
        if length + more > room {
            if length == 0 {
                out.extend(mot.chars().take(room));
            }
            break;
        }
        if length > 0 {
            out.push(' ');
        }
        out.push_str(mot);
        length += more;
    }
    // Windows drops a dot at the end of a name, and the file is not found again.
    out.trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(titre: &str, fichier: &str) -> String {
        let piece = Piece { titre: Some(titre.to_owned()), ..Piece::default() };
        chemin_archive(&Dossier { pieces: vec![piece], ..Dossier::default() }, 0, fichier)
    }

    #[test]
    fn path_keeps_accents_and_loses_what_windows_refuses() {
        assert_eq!(
            named("PV d’assemblée : « 2025 »\nn° 1/2...", "a.pdf"),
            "00-toutes-missions/P01 – PV d’assemblée « 2025 » n° 1 2.pdf"
        );
        assert_eq!(named("..\\..\\CON", "x.exe\n"), "00-toutes-missions/P01 – .. .. CON");
        assert_eq!(named("e\u{301}te\u{301}\u{202e}", "sans"), "00-toutes-missions/P01 – été");
    }

    #[test]
    fn order_is_by_mission_then_number() {
        let piece = |mission| Piece { mission, ..Piece::default() };
        let missions = [Some(Mission::Crise), None, Some(Mission::AccesSoins), Some(Mission::Crise)];
        let dossier = Dossier { pieces: missions.map(piece).into(), ..Dossier::default() };
        assert_eq!(ordre_archive(&dossier), [1, 2, 0, 3]);
    }

    proptest! {
        #[test]
        fn path_is_always_legal(titre in "\\PC{0,200}|[a-z.: ]{0,300}", fichier in ".{0,30}") {
            let chemin = named(&titre, &fichier);
            prop_assert!(chemin.chars().count() <= LONGUEUR);
            let (_, nom) = chemin.split_once('/').expect("a folder");
            prop_assert!(!nom.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']) && !nom.chars().any(char::is_control));
            prop_assert!(!nom.ends_with(['.', ' ']) && nom.starts_with("P01"));
        }
    }
}
