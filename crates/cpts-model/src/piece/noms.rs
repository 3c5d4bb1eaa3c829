//! Names of files as people type them beside names as disks keep them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::rapprochement::FichierPiece;
use crate::lecture::plier;

/// Files by their names, at each degree of tolerance.
pub(super) struct Index {
    /// For each file, the folded folders that it stands in, outermost first.
    dossiers: Vec<Vec<String>>,
    /// As typed, but for what nobody sees: forms of Unicode, no-break spaces.
    exacts: BTreeMap<String, Vec<usize>>,
    /// Without case, accents and punctuation.
    plies: BTreeMap<String, Vec<usize>>,
    /// The same, without the extension.
    sans_extension: BTreeMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn new(fichiers: &[FichierPiece]) -> Self {
        let mut index = Self {
            dossiers: Vec::with_capacity(fichiers.len()),
            exacts: BTreeMap::new(),
            plies: BTreeMap::new(),
            sans_extension: BTreeMap::new(),
        };
        for (rang, fichier) in fichiers.iter().enumerate() {
            let mut parties: Vec<&str> = fichier.chemin.split('/').collect();
            let nom = parties.pop().unwrap_or_default();
            index.dossiers.push(parties.into_iter().map(plier).collect());
            index.exacts.entry(unified(nom)).or_default().push(rang);
            index.plies.entry(plier(nom)).or_default().push(rang);
            if let Some((racine, _)) = nom.rsplit_once('.') {
                index.sans_extension.entry(plier(racine)).or_default().push(rang);
            }
        }
        index
    }

    /// Returns the files that a typed name or path may mean, at the first degree of tolerance that finds any.
    ///
    /// Of several, those whose folders are most like the typed ones are kept.
    pub(super) fn find(&self, saisie: &str) -> Vec<usize> {
        let mut parties: Vec<&str> =
            saisie.trim().split(['/', '\\']).filter(|partie| !matches!(*partie, "" | ".")).collect();
        let Some(nom) = parties.pop() else { return Vec::new() };
        let plie = plier(nom);
        if plie.is_empty() {
            return self.exacts.get(&unified(nom)).cloned().unwrap_or_default();
        }
        let found = self
            .exacts
            .get(&unified(nom))
            .or_else(|| self.plies.get(&plie))
            .or_else(|| self.sans_extension.get(&plie))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let typed: Vec<String> = parties.into_iter().map(plier).collect();
        let common = |rang: usize| {
            let (a, b) = (self.dossiers[rang].iter().rev(), typed.iter().rev());
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        let best = found.iter().map(|rang| common(*rang)).max().unwrap_or_default();
        found.iter().copied().filter(|rang| common(*rang) == best).collect()
    }
}

/// Returns the name in one form of Unicode, its no-break spaces being spaces.
fn unified(nom: &str) -> String {
    nom.trim().nfc().map(|c| if matches!(c, '\u{a0}' | '\u{202f}') { ' ' } else { c }).collect()
}

/// Returns the number of a piece at the start of a name: « P03 – PV.pdf », « p-03_pv.pdf », « P 3.pdf » give 3.
///
/// A letter or a digit right after the number, or more than four digits, make it something else.
pub(super) fn leading_number(nom: &str) -> Option<usize> {
    let reste = nom.trim_start().strip_prefix(['p', 'P'])?;
    let reste = reste.strip_prefix([' ', '-', '_', '\u{a0}', '\u{202f}', '\u{2011}']).unwrap_or(reste);
    let end = reste.find(|c: char| !c.is_ascii_digit()).unwrap_or(reste.len());
    let (chiffres, suite) = reste.split_at(end);
    if chiffres.len() > 4 || suite.starts_with(char::is_alphanumeric) {
        return None;
    }
    chiffres.parse().ok().filter(|numero| *numero > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(saisie: &str, chemins: &[&str]) -> Vec<usize> {
        let fichiers: Vec<FichierPiece> = chemins.iter().map(|chemin| FichierPiece::new(*chemin, 1)).collect();
        Index::new(&fichiers).find(saisie)
    }

    #[test]
    fn name_is_found_whatever_its_case_accents_spaces_and_extension() {
        let chemins = ["2025/Procès-verbal AG.pdf", "autre.pdf"];
        for saisie in [
            "Procès-verbal AG.pdf",
            "Proce\u{300}s-verbal AG.pdf",
            "PROCES-VERBAL ag.PDF",
            "Procès-verbal\u{a0}AG.pdf",
            "Procès-verbal AG",
            "Preuves/Procès-verbal AG.pdf",
            "C:\\Users\\Béa\\Mes documents\\Procès-verbal AG.pdf",
        ] {
            assert_eq!(found(saisie, &chemins), [0], "{saisie}");
        }
        for saisie in ["Procès-verbal AG.docx", "Procès-verbal", "", "/", "…"] {
            assert_eq!(found(saisie, &chemins), [0; 0], "{saisie}");
        }
    }

    #[test]
    fn name_as_typed_wins_over_one_that_is_only_like_it() {
        assert_eq!(found("pv.pdf", &["PV.pdf", "pv.pdf"]), [1]);
        assert_eq!(found("PV", &["PV.docx", "PV.pdf"]), [0, 1]);
    }

    #[test]
    fn folders_decide_between_files_of_one_name() {
        let chemins = ["2024/PV.pdf", "2025/PV.pdf"];
        assert_eq!(found("D:\\Preuves\\2025\\PV.pdf", &chemins), [1]);
        assert_eq!(found("PV.pdf", &chemins), [0, 1]);
    }

    #[test]
    fn number_at_the_start_of_a_name_stands_alone() {
        let numbers = ["P03 – PV.pdf", "p-03_pv.pdf", "P 3.pdf", "p3", "P03-2025.pdf"].map(leading_number);
        assert_eq!(numbers, [Some(3); 5]);
        let others = ["P3b.pdf", "PV 3.pdf", "P0.pdf", "P20250310.pdf", "3 PV.pdf", "p.3 du rapport.pdf"];
        assert_eq!(others.map(leading_number), [None; 6]);
    }
}
