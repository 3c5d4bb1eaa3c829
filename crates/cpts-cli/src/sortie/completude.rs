//! What a document lacks, as lines of text or as constats.

use std::fmt::Write as _;

use cpts_model::{Constat, Place, constat::codes::verification::CHAMP_MANQUANT, constat::quote};
use cpts_outline::Completude;

use crate::sortie::constats::une_ligne;

/// Returns « bilan-annuel : 34 champs remplis sur 52 ».
pub(crate) fn ligne(completude: &Completude) -> String {
    format!("{} : {}", completude.livrable, compte(completude))
}

/// Returns « 34 champs remplis sur 52 ».
pub(crate) fn compte(completude: &Completude) -> String {
    let champs = if completude.remplis == 1 { "champ rempli" } else { "champs remplis" };
    format!("{} {champs} sur {}", completude.remplis, completude.total)
}

/// Returns that line, then what is missing, a line for each part of the document.
pub(crate) fn texte(completude: &Completude) -> String {
    let mut lignes = format!("\n{}", ligne(completude));
    match completude.manquants.len() {
        0 => lignes.push_str(".\n"),
        manquants => {
            let _ = writeln!(lignes, " ; {manquants} à compléter.");
        }
    }
    for (section, libelles) in completude.sections() {
        // Labels quote the names of elements, which come from cells.
        let _ = writeln!(lignes, "  {} : {}", une_ligne(section), une_ligne(&libelles.join(", ")));
    }
    lignes
}

/// Returns what is missing as constats, at its address in the dossier.
pub(crate) fn constats(completude: &Completude) -> impl Iterator<Item = Constat> {
    completude.manquants.iter().map(|manquant| {
        let place = Place { chemin: Some(manquant.adresse.clone()), ..Place::default() };
        let libelle = quote(&manquant.libelle);
        let message = format!("{} : {libelle} manque, partie {}", completude.livrable, quote(&manquant.section));
        CHAMP_MANQUANT.constat(place, message).with_valeur(&manquant.libelle)
    })
}

#[cfg(test)]
mod tests {
    use cpts_model::Gravite;
    use cpts_outline::Manquant;

    use super::*;

    fn completude() -> Completude {
        let manquant = |adresse: &str, libelle: &str, section: &str| Manquant {
            adresse: adresse.to_owned(),
            libelle: libelle.to_owned(),
            section: section.to_owned(),
        };
        let manquants = vec![
            manquant("/cpts/siren", "SIREN", "Identité"),
            manquant("/textes/valeurs", "Valeurs", "L’année"),
            manquant("/cpts/rna", "RNA\u{1b}[2J", "Identité"),
        ];
        Completude { livrable: "bilan-annuel".to_owned(), remplis: 34, total: 37, manquants }
    }

    #[test]
    fn texte_gives_the_count_then_a_line_for_each_section() {
        let attendu = "\nbilan-annuel : 34 champs remplis sur 37 ; 3 à compléter.\n  \
                       Identité : SIREN, RNA [2J\n  L’année : Valeurs\n";
        assert_eq!(texte(&completude()), attendu);
    }

    #[test]
    fn texte_of_a_full_document_is_one_line() {
        let full = Completude { remplis: 1, total: 1, manquants: Vec::new(), ..completude() };
        assert_eq!(texte(&full), "\nbilan-annuel : 1 champ rempli sur 1.\n");
    }

    #[test]
    fn constats_are_informations_at_their_address() {
        let found: Vec<Constat> = constats(&completude()).collect();
        let chemins: Vec<_> = found.iter().filter_map(|constat| constat.place.chemin.as_deref()).collect();
        assert_eq!(chemins, ["/cpts/siren", "/textes/valeurs", "/cpts/rna"]);
        assert!(
            found.iter().all(|constat| constat.code == "champ-manquant" && constat.gravite == Gravite::Information)
        );
    }
}
