//! How far a document is filled: values and texts that it prints, values and texts that it lacks.

use std::collections::BTreeSet;

use crate::{
    imprimes::imprimes,
    outline::{EtatChamp, Manquant, Outline},
};

/// What a document prints and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completude {
    /// Name of the livrable: `bilan-annuel`.
    pub livrable: String,
    /// Distinct addresses whose value or text the document prints, computed ones included.
    pub remplis: usize,
    /// What it prints and what it lacks, together.
    pub total: usize,
    /// What it lacks, in order of appearance, as the last page lists it.
    pub manquants: Vec<Manquant>,
}

impl Completude {
    /// Returns what is missing by section, in order: title of the section, labels.
    ///
    /// A section that comes back gives one entry.
    pub fn sections(&self) -> Vec<(&str, Vec<&str>)> {
        let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
        for manquant in &self.manquants {
            match sections.iter_mut().find(|(titre, _)| *titre == manquant.section) {
                Some((_, libelles)) => libelles.push(&manquant.libelle),
                None => sections.push((&manquant.section, vec![&manquant.libelle])),
            }
        }
        sections
    }
}

/// Counts the values and texts of a composed document: an address counts once, however often it is printed.
///
/// The lines of long lists that are made on demand have no address and are not counted, nor is what a profile masks without saying
/// where it is. A blank form lacks everything.
///
/// # Example
/// ```
/// # use std::sync::Arc;
/// # use chrono::NaiveDate;
/// # use cpts_model::{Diffusion, DiffusionOptions, Dossier, Profil, diffuser};
/// # use cpts_outline::{ComposeOptions, Trames, completude, compose};
/// # let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
/// # let trames = Trames::builtin();
/// # let trame = trames.get("rapport-activite").unwrap();
/// # let compose = |dossier| {
/// #     let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(Profil::Financeur)));
/// #     compose(&diffusion, trame, &ComposeOptions { date, ..Default::default() })
/// # };
/// let mut dossier = Dossier::default();
/// let before = completude(&compose(dossier.clone())?);
/// dossier.textes.valeurs = Some("Proximité.".to_owned());
/// let after = completude(&compose(dossier)?);
/// assert_eq!((after.remplis, after.manquants.len()), (before.remplis + 1, before.manquants.len() - 1));
/// assert_eq!(after.total, before.total);
/// # Ok::<(), cpts_outline::ComposeError>(())
/// ```
pub fn completude(outline: &Outline) -> Completude {
    let filled: BTreeSet<&str> = imprimes(outline)
        .into_iter()
        .map(|imprime| imprime.champ)
        .filter(|champ| champ.etat != EtatChamp::Manquant && !champ.adresse.is_empty())
        .map(|champ| champ.adresse.as_str())
        .collect();
    let manquants = outline.manquants.clone();
    // A value that is printed in one place and asked for in another is still to be given.
    let missing: BTreeSet<&str> = manquants.iter().map(|manquant| manquant.adresse.as_str()).collect();
    let remplis = filled.difference(&missing).count();
    Completude { livrable: outline.livrable.clone(), remplis, total: remplis + manquants.len(), manquants }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::outline::{
        Align, Block, Cartouche, Champ, Column, Inline, ParagraphStyle, Rows, Saisie, Table, TableKind,
    };

    fn champ(adresse: &str, etat: EtatChamp) -> Champ {
        Champ {
            adresse: adresse.to_owned(),
            libelle: "Libellé".to_owned(),
            texte: "texte".to_owned(),
            etat,
            saisie: Saisie::Texte,
        }
    }

    fn paragraph(content: Vec<Inline>) -> Block {
        Block::Paragraph { style: ParagraphStyle::Body, content }
    }

    fn manquant(adresse: &str, section: &str) -> Manquant {
        Manquant { adresse: adresse.to_owned(), libelle: adresse.to_owned(), section: section.to_owned() }
    }

    fn outline(blocks: Vec<Block>, manquants: Vec<Manquant>) -> Outline {
        Outline {
            livrable: "essai".to_owned(),
            constats: Vec::new(),
            titre: Vec::new(),
            sous_titre: Vec::new(),
            cartouche: Cartouche {
                cpts: champ("/cpts/nom", EtatChamp::Valeur),
                nom_court: champ("/cpts/nom", EtatChamp::Valeur),
                titre: false,
                exercice: Vec::new(),
                exercice_court: String::new(),
                etat: String::new(),
                livrable: String::new(),
                profil: None,
                date: NaiveDate::default(),
                identification: vec![(
                    "Région".to_owned(),
                    vec![Inline::Champ(champ("/cpts/region", EtatChamp::Valeur))],
                )],
                couverture: false,
            },
            blocks,
            manquants,
        }
    }

    #[test]
    fn address_printed_twice_counts_once_wherever_it_stands() {
        let valeur = |adresse: &str| Inline::Champ(champ(adresse, EtatChamp::Valeur));
        let calcule = Inline::Champ(champ("/synthese/adherents", EtatChamp::Calcule));
        let cell = vec![vec![Inline::Strong(vec![valeur("/cpts/siren")])]];
        let table = Block::Table(Table {
            kind: TableKind::Data,
            caption: Vec::new(),
            captioned: false,
            description: String::new(),
            anchor: String::new(),
            columns: vec![Column { title: String::new(), weight: 1, align: Align::Left }],
            rows: Rows::Fixed(vec![cell]),
            total: Some(vec![vec![valeur("/budget/total")]]),
            note: Vec::new(),
        });
        let texte =
            Block::RichText { champ: champ("/textes/valeurs", EtatChamp::Valeur), blocks: vec![paragraph(Vec::new())] };
        let masked = Inline::Champ(champ("", EtatChamp::Valeur));
        let twice = paragraph(vec![valeur("/cpts/siren"), calcule, masked]);
        let found = completude(&outline(vec![table, Block::Landscape(vec![texte, twice])], Vec::new()));
        // Name, SIREN, total, text, count; the cover is not printed.
        assert_eq!((found.remplis, found.total, found.manquants.len()), (5, 5, 0));
    }

    #[test]
    fn missing_values_are_those_of_the_last_page() {
        let blocks = vec![paragraph(vec![
            Inline::Champ(champ("/cpts/siren", EtatChamp::Manquant)),
            Inline::Champ(champ("/gouvernance/bureau/nouveau/nom", EtatChamp::Manquant)),
            Inline::Champ(champ("/gouvernance/bureau/nouveau/fonction", EtatChamp::Manquant)),
        ])];
        let manquants = vec![manquant("/cpts/siren", "Identité"), manquant("/gouvernance/bureau", "Bureau")];
        let found = completude(&outline(blocks, manquants.clone()));
        assert_eq!((found.remplis, found.total), (1, 3));
        assert_eq!(found.manquants, manquants);
    }

    #[test]
    fn value_printed_here_and_asked_for_there_is_missing() {
        let blocks = vec![paragraph(vec![Inline::Champ(champ("/cpts/siren", EtatChamp::Valeur))])];
        let found = completude(&outline(blocks, vec![manquant("/cpts/siren", "Identité")]));
        assert_eq!((found.remplis, found.total), (1, 2));
    }

    #[test]
    fn sections_keep_their_order_and_come_once() {
        let manquants = vec![manquant("/a", "Un"), manquant("/b", "Deux"), manquant("/c", "Un")];
        let found = completude(&outline(Vec::new(), manquants));
        assert_eq!(found.sections(), [("Un", vec!["/a", "/c"]), ("Deux", vec!["/b"])]);
    }
}
