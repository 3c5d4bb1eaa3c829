//! Totals that people write under a list: left out, and compared with the rows above them.

use cpts_model::{constat::codes::import as codes, lecture::plier};

use super::fiche::{Fiche, Valeur};
use crate::{
    cells::Valeur as Brute,
    champ::Champ,
    contenu,
    contexte::Contexte,
    journal::{Lieu, cite},
};

/// Rows read so far in one table.
#[derive(Debug, Default)]
pub(super) struct Totaux {
    /// Since the beginning of the table.
    debut: Compte,
    /// Since the last section.
    section: Compte,
    /// Since the last total.
    total: Compte,
}

/// Rows of data, and those that gave a member: people count either.
#[derive(Clone, Copy, Debug, Default)]
struct Compte {
    lignes: usize,
    membres: usize,
}

impl Compte {
    const fn agrees(self, nombre: usize) -> bool {
        self.lignes == nombre || self.membres == nombre
    }
}

impl Totaux {
    pub(super) const fn row(&mut self) {
        self.debut.lignes += 1;
        self.section.lignes += 1;
        self.total.lignes += 1;
    }

    pub(super) const fn member(&mut self) {
        self.debut.membres += 1;
        self.section.membres += 1;
        self.total.membres += 1;
    }

    pub(super) fn section(&mut self) {
        self.section = Compte::default();
    }

    /// Says that the number of a total row is none of those that the rows above it give.
    pub(super) fn compare(&mut self, contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, lieu: Lieu) {
        let since = std::mem::take(&mut self.total);
        let Some((nombre, valeur)) = declared(fiche) else { return };
        if [self.debut, self.section, since].iter().any(|compte| compte.agrees(nombre)) {
            return;
        }
        let partial = plier(&fiche.valeurs[0].texte).starts_with("sous");
        let counted = if partial { since } else { self.debut }.membres;
        let message = format!(
            "total {}\u{a0}: {nombre} annoncés, {counted} comptés dans les lignes qui précèdent",
            cite(&fiche.valeurs[0].texte)
        );
        contexte.journal.push_valeur(lieu.at(valeur.cell.colonne), &codes::TOTAL_ECART, &valeur.texte, message);
    }
}

/// Returns the number of people that a total row gives; a total of amounts gives none.
fn declared<'f, 'a>(fiche: &'f Fiche<'a>) -> Option<(usize, &'f Valeur<'a>)> {
    let first = fiche.valeurs.first()?;
    let folded = plier(&first.texte);
    let money = ["cotisation", "montant", "euro", "recette", "regle", "paye"].iter().any(|word| folded.contains(word));
    if money || first.texte.contains(['€', '%']) {
        return None;
    }
    let mut numbers = folded.split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_digit()));
    match (numbers.next(), numbers.next()) {
        // A year is no number of people: « Total 2025 ».
        (Some(number), None) if !crate::titres::is_year(number) => return Some((number.parse().ok()?, first)),
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    let mut counts = fiche.valeurs[1..].iter().filter(|valeur| {
        let amount = matches!(valeur.colonne.champ, Some(Champ::Cotisation | Champ::MontantCotisation));
        let whole = valeur.texte.len() <= 5 && contenu::digits(&valeur.texte) == valeur.texte.len();
        whole && !amount && !matches!(valeur.cell.valeur, Brute::Date(_))
    });
    match (counts.next(), counts.next()) {
        (Some(valeur), None) => Some((valeur.texte.parse().ok()?, valeur)),
        _ => None,
    }
}

/// Whether the row is a total, not a person.
pub(super) fn is_total(fiche: &Fiche<'_>) -> bool {
    let Some(first) = fiche.valeurs.first() else { return false };
    let start = first.texte.get(..3).unwrap_or_default();
    // The cheap test first: this runs on every row.
    if !["tot", "sou", "eff", "nom", "nb "].iter().any(|word| start.eq_ignore_ascii_case(word))
        && !first.texte.starts_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    if fiche.valeurs.iter().skip(1).any(|valeur| contenu::is_email(&valeur.texte) || contenu::is_phone(&valeur.texte)) {
        return false;
    }
    let folded = plier(&first.texte);
    let mut words = folded.split(' ');
    match words.next().unwrap_or_default() {
        "total" | "totaux" | "effectif" | "effectifs" => true,
        "sous" => words.next() == Some("total"),
        "nombre" | "nb" => matches!(words.next(), Some("total" | "d" | "de" | "adherents")),
        // « 87 adhérents »
        number if number.bytes().all(|b| b.is_ascii_digit()) => {
            matches!(
                words.next(),
                Some("adherents" | "adherent" | "membres" | "professionnels" | "personnes" | "inscrits")
            )
        }
        _ => false,
    }
}
