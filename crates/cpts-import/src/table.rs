//! Rows of a table that is no member list: values by field, with their place.

use std::collections::BTreeMap;

use cpts_model::{Source, constat::codes::import as codes};

use crate::{
    cells::{Cell, Fusion, Row, Sheet, Valeur as Brute},
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    fusions::Verticales,
    journal::{Lieu, cite},
    membres::personne::one_line,
    origines::Reportee,
};

/// One row of a table.
pub(crate) struct Enregistrement<'a> {
    pub(crate) lieu: Lieu,
    pub(crate) valeurs: Vec<(Option<Champ>, &'a str, &'a Cell, String)>,
}

impl Enregistrement<'_> {
    /// Returns the first text of the field.
    pub(crate) fn text(&self, champ: Champ) -> Option<&str> {
        self.cell(champ).map(|(_, texte)| texte)
    }

    /// Returns the first text of the field on one line.
    pub(crate) fn line(&self, champ: Champ) -> Option<String> {
        self.text(champ).map(one_line)
    }

    /// Returns the first cell of the field.
    pub(crate) fn cell(&self, champ: Champ) -> Option<(&Cell, &str)> {
        self.valeurs.iter().find(|(c, ..)| *c == Some(champ)).map(|(_, _, cell, texte)| (*cell, texte.as_str()))
    }

    /// Returns the place of the field, or of the row.
    pub(crate) fn place(&self, champ: Champ) -> Lieu {
        self.cell(champ).map_or(self.lieu, |(cell, _)| self.lieu.at(cell.colonne))
    }

    /// Returns the values of the columns without field, by heading.
    pub(crate) fn unknown(&self) -> BTreeMap<String, String> {
        self.valeurs
            .iter()
            .filter(|(champ, ..)| champ.is_none())
            .map(|(_, titre, _, texte)| ((*titre).to_owned(), texte.clone()))
            .collect()
    }

    /// Returns the names in the row, from one column or from two.
    pub(crate) fn full_name(&self) -> Option<String> {
        if let Some(nom) = self.line(Champ::NomComplet) {
            return Some(nom);
        }
        let parts: Vec<String> = [Champ::Civilite, Champ::Prenom, Champ::Nom]
            .into_iter()
            .filter_map(|champ| self.line(champ))
            .filter(|t| !matches!(t.as_str(), "M." | "Mme" | "M" | "Mr"))
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Reads a field as a whole number.
    pub(crate) fn count(&self, contexte: &mut Contexte<'_>, champ: Champ) -> Option<(u32, bool)> {
        let texte = self.text(champ)?;
        let nombre = cpts_model::lecture::nombre(texte).filter(|n| n.valeur >= 0.0 && n.valeur <= f64::from(u32::MAX));
        if nombre.is_none() && !crate::membres::contact::is_absent(texte) {
            contexte.not_understood(self.place(champ), &codes::VALEUR_NON_COMPRISE, "nombre", texte);
        }
        nombre.map(|n| (whole(n.valeur), n.estime))
    }

    /// Reads a field as a date.
    pub(crate) fn date(&self, contexte: &mut Contexte<'_>, champ: Champ) -> Option<cpts_model::DatePartielle> {
        let (cell, texte) = self.cell(champ)?;
        crate::membres::adhesion::date(contexte, cell, texte, self.place(champ))
    }
}

/// Returns the nearest whole number of a value that is known not to be negative.
#[expect(clippy::cast_sign_loss, reason = "the callers keep negative values out")]
pub(crate) fn whole(valeur: f64) -> u32 {
    valeur.round() as u32
}

/// Returns the source of a row.
pub(crate) fn source(noms: &crate::membres::Noms<'_>, ligne: u32) -> Source {
    Source { fichier: noms.fichier.into(), feuille: noms.feuille.into(), ligne }
}

/// Returns the rows of the table that hold something, with the values of vertical merges repeated.
pub(crate) fn rows<'a>(contexte: &mut Contexte<'_>, sheet: &'a Sheet, plan: &'a Plan) -> Vec<Enregistrement<'a>> {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    let mut records = Vec::new();
    let mut merges = Verticales::below(sheet, 0);
    for row in plan.rows(sheet) {
        let lieu = base.row(row.ligne);
        let mut valeurs = Vec::with_capacity(row.cells.len());
        let covering = merges.covering(row.ligne);
        contexte.reportees.extend(covering.iter().filter_map(|(fusion, cell)| {
            let position = plan.entete.colonnes.binary_search_by_key(&cell.colonne, |c| c.index).ok()?;
            let champ = plan.entete.colonnes[position].champ?;
            Some(Reportee { element: lieu, champ, cellule: base.row(fusion.ligne).at(cell.colonne) })
        }));
        for cell in cells_of(covering, row) {
            if let Brute::Erreur(erreur) = &cell.valeur {
                contexte.journal.push_valeur(
                    lieu.at(cell.colonne),
                    &codes::CELLULE_ERREUR,
                    erreur,
                    format!("{} lu comme une cellule vide", cite(erreur)),
                );
                continue;
            }
            if matches!(cell.valeur, Brute::FormuleNonCalculee) {
                contexte.journal.push(
                    lieu.at(cell.colonne),
                    &codes::CELLULE_NON_CALCULEE,
                    "formule jamais calculée, lue comme une cellule vide",
                );
                continue;
            }
            let Ok(position) = plan.entete.colonnes.binary_search_by_key(&cell.colonne, |c| c.index) else { continue };
            let colonne = &plan.entete.colonnes[position];
            let texte = cell.texte();
            if texte.trim().is_empty() || colonne.champ.is_some_and(Champ::refuse) {
                continue;
            }
            valeurs.push((colonne.champ, colonne.titre.as_str(), cell, texte.trim().to_owned()));
        }
        if !valeurs.is_empty() {
            records.push(Enregistrement { lieu, valeurs });
        }
    }
    records
}

/// Returns the cells of a row, with those of the vertical merges that cover it.
fn cells_of<'a>(merges: &[(Fusion, &'a Cell)], row: &'a Row) -> Vec<&'a Cell> {
    let mut cells: Vec<&Cell> = row.cells.iter().chain(merges.iter().map(|(_, cell)| *cell)).collect();
    cells.sort_by_key(|cell| cell.colonne);
    cells.dedup_by_key(|cell| cell.colonne);
    cells
}

/// Says that a row without a title is left out.
pub(crate) fn untitled(contexte: &mut Contexte<'_>, record: &Enregistrement<'_>) {
    let constat = contexte.journal.draft(record.lieu, &codes::LIGNE_SANS_INTITULE, "ligne sans intitulé, écartée");
    contexte.journal.group(record.lieu, &codes::LIGNE_SANS_INTITULE, "", || constat);
}

/// Returns whether a text of a table is the label of a total.
pub(crate) fn is_total(texte: &str) -> bool {
    let folded = cpts_model::lecture::plier(texte);
    folded
        .split(' ')
        .next()
        .is_some_and(|word| matches!(word, "total" | "totaux" | "resultat" | "solde" | "excedent" | "deficit"))
        || folded.starts_with("sous total")
}
