//! Whether two dossiers are those of one community and of one exercice.

use std::collections::BTreeSet;

use super::FusionError;
use crate::{
    constat::{Constat, Place, codes::fusion as codes, quote},
    dossier::Dossier,
    lecture::plier,
    provenance::Origine,
    trace::place,
};

/// Words that a name of community has without being told apart by them.
const COMMUNS: [&str; 25] = [
    "cpts",
    "communaute",
    "communautes",
    "professionnelle",
    "professionnelles",
    "territoriale",
    "territoriales",
    "sante",
    "association",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "l",
    "d",
    "et",
    "liste",
    "adherents",
    "membres",
    "annuaire",
    "en",
    "sur",
    "a",
];

/// Refuses two communities. The same number makes one community of two names, other numbers two of one name; else one name must
/// hold the words of the other: « CPTS du Lac » and « CPTS du Lac et des Monts » may be one, and the difference is told as any other.
///
/// # Errors
/// When both name a community, and not the same.
pub fn check_communities(premier: &Dossier, second: &Dossier) -> Result<(), FusionError> {
    let numbers = [
        (&premier.cpts.siren, &second.cpts.siren),
        (&premier.cpts.rna, &second.cpts.rna),
        (&premier.cpts.finess, &second.cpts.finess),
    ];
    if numbers.iter().any(|(a, b)| a.is_some() && a == b) {
        return Ok(());
    }
    let (Some(a), Some(b)) = (&premier.cpts.nom, &second.cpts.nom) else { return Ok(()) };
    let (ours, theirs) = (words(a), words(b));
    if ours.is_empty() || theirs.is_empty() || ours.is_subset(&theirs) || theirs.is_subset(&ours) {
        return Ok(());
    }
    let side = |nom: &str, dossier: &Dossier| {
        format!("{} ({})", quote(nom), shown(&place(dossier, "/cpts/nom"), "dossier existant"))
    };
    Err(FusionError::Communautes { premier: side(a, premier), second: side(b, second) })
}

fn words(nom: &str) -> BTreeSet<String> {
    let folded = plier(nom);
    let telling = |word: &&str| !COMMUNS.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit());
    folded.split(' ').filter(|word| !word.is_empty()).filter(telling).map(str::to_owned).collect()
}

/// Returns the constat of two exercices; a year that nobody wrote is no exercice.
pub(super) fn other_year(premier: &Dossier, second: &Dossier) -> Option<Constat> {
    let written = |dossier: &Dossier| {
        let rule = matches!(dossier.provenance.get(ADRESSE), Some(Origine::Regle { .. }));
        dossier.exercice.annee.filter(|_| !rule)
    };
    let (ours, theirs) = (written(premier)?, written(second)?);
    let (here, there) = (place(premier, ADRESSE), place(second, ADRESSE));
    let message = format!(
        "exercice {theirs} ({}), et non {ours} ({})\u{a0}: rien n’est repris de cette source",
        shown(&there, "dossier"),
        shown(&here, "dossier existant")
    );
    (ours != theirs).then(|| codes::EXERCICE.constat(there, message).with_valeur(theirs.to_string()))
}

const ADRESSE: &str = "/exercice/annee";

/// Returns a place in words: « a.xlsx, Identité!B3 »; `sans` where a value stands in no file.
pub(super) fn shown(place: &Place, sans: &str) -> String {
    let Some(fichier) = &place.fichier else { return sans.to_owned() };
    match (&place.feuille, &place.cellule, place.ligne) {
        (Some(feuille), Some(cellule), _) => format!("{fichier}, {feuille}!{cellule}"),
        (Some(feuille), None, Some(ligne)) => format!("{fichier}, {feuille}, ligne\u{a0}{ligne}"),
        (Some(feuille), None, None) => format!("{fichier}, {feuille}"),
        (None, ..) => fichier.clone(),
    }
}
