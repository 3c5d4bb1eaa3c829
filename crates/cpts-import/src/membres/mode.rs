//! How someone practises: self-employed, employed, both, volunteer.

use cpts_model::{ModeExercice, lecture::plier};

/// Returns the mode of practice, `None` for another word.
pub(crate) fn read(texte: &str) -> Option<ModeExercice> {
    let folded = plier(texte);
    if folded.is_empty() || folded.len() > 80 {
        return None;
    }
    match folded.as_str() {
        // Only doctors in private practice have a sector.
        "l" | "s1" | "s2" | "secteur 1" | "secteur 2" | "sel" => return Some(ModeExercice::Liberal),
        "s" | "sal" | "cdi" | "cdd" => return Some(ModeExercice::Salarie),
        "b" => return Some(ModeExercice::Benevole),
        "l s" | "s l" | "ls" | "m" => return Some(ModeExercice::Mixte),
        _ => {}
    }
    let has = |stems: &[&str]| folded.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    let liberal = has(&["liberal", "liberau", "independant", "lib", "remplacant"]);
    let employed = has(&["salari", "hospitali", "employ", "fonctionnaire", "agent"]);
    if has(&["mixte"]) || liberal && employed {
        Some(ModeExercice::Mixte)
    } else if liberal {
        Some(ModeExercice::Liberal)
    } else if employed {
        Some(ModeExercice::Salarie)
    } else if has(&["benevol"]) {
        Some(ModeExercice::Benevole)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read_in_full_and_by_letter() {
        assert_eq!(read("Libérale"), Some(ModeExercice::Liberal));
        assert_eq!(read("L/S"), Some(ModeExercice::Mixte));
        assert_eq!(read("libéral et salarié"), Some(ModeExercice::Mixte));
        assert_eq!(read("S"), Some(ModeExercice::Salarie));
        assert_eq!(read("secteur 2"), Some(ModeExercice::Liberal));
        assert_eq!(read("M"), Some(ModeExercice::Mixte));
        assert_eq!(read("Castres"), None);
    }
}
