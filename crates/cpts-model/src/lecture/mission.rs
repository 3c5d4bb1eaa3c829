//! The missions of the contract as people name them in a table.

use super::plier::plier;
use crate::mission::Mission;

/// Returns the mission that a text names, by its words or by its number; `None` where it names none.
///
/// # Example
/// ```
/// # use cpts_model::{Mission, lecture::mission};
/// assert_eq!(mission("SNP"), Some(Mission::AccesSoins));
/// assert_eq!(mission("Divers"), None);
/// ```
pub fn mission(texte: &str) -> Option<Mission> {
    let folded = plier(texte);
    let has = |stems: &[&str]| folded.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    let mission = if has(&["prevention", "depistage", "vaccin", "sensibilis"]) {
        Mission::Prevention
    } else if has(&["parcours", "pluriprofession"]) {
        Mission::Parcours
    } else if has(&["crise", "sse", "sanitaires"]) {
        Mission::Crise
    } else if has(&["snp", "acces", "traitant", "programme"]) || folded == "mt" {
        Mission::AccesSoins
    } else if has(&["qualite", "pertinence"]) {
        Mission::Qualite
    } else if has(&["accompagn", "attractivite", "stagiaire"]) {
        Mission::Accompagnement
    } else if has(&["fonctionnement", "coordination", "association", "gouvernance", "gestion", "communication", "vie"])
    {
        Mission::Fonctionnement
    } else {
        return by_number(&folded);
    };
    Some(mission)
}

/// « Mission 1 » to « Mission 4 », in the order of the contract.
fn by_number(folded: &str) -> Option<Mission> {
    let rest = folded.strip_prefix("mission").or_else(|| folded.strip_prefix('m')).unwrap_or(folded).trim();
    match rest.split(' ').next().unwrap_or_default() {
        "1" | "1a" | "1b" => Some(Mission::AccesSoins),
        "2" => Some(Mission::Parcours),
        "3" => Some(Mission::Prevention),
        "4" => Some(Mission::Crise),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missions_are_named_in_many_ways() {
        for (texte, mission) in [
            ("Accès aux soins", Some(Mission::AccesSoins)),
            ("SNP", Some(Mission::AccesSoins)),
            ("1 - Accès aux soins", Some(Mission::AccesSoins)),
            ("Parcours diabète", Some(Mission::Parcours)),
            ("Mission 3", Some(Mission::Prevention)),
            ("Réponse aux crises sanitaires", Some(Mission::Crise)),
            ("Divers", None),
        ] {
            assert_eq!(super::mission(texte), mission, "{texte}");
        }
    }
}
