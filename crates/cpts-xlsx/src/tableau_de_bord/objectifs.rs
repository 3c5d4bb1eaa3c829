//! Sheet « Objectifs »: the indicators that have a target, the nearest to it first, and the bars drawn from them.

use rust_xlsxwriter::Worksheet;

use super::{
    indicateur::{ATTEINT, Ligne, NON_ATTEINT},
    indicateurs::{FEUILLE as INDICATEURS, Feuille},
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, page, top, wrapped},
    finition::Points,
    formule::{Resultat, formule},
    graphique::{Barres, Fond, Pose, Serie, alternative},
    texte::propre,
};

const FEUILLE: &str = "Objectifs";
/// Bars that a chart still shows apart.
const MAX_BARRES: usize = 20;
const LARGEUR: u32 = 60;

/// The indicators whose attainment can be computed.
pub(super) struct Objectifs<'a> {
    /// Row of each on the sheet of the indicators, from 0.
    lignes: Vec<(u32, &'a Ligne, f64)>,
}

impl<'a> Objectifs<'a> {
    pub(super) fn new(feuille: &'a Feuille) -> Self {
        let known = |(row, ligne): (u32, &'a Ligne)| Some((row, ligne, ligne.atteinte().nombre()?));
        let mut lignes: Vec<_> = feuille.lignes().filter_map(known).collect();
        // A stable sort: equals keep the order of the missions.
        lignes.sort_by(|(.., a), (.., b)| b.total_cmp(a));
        Self { lignes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// Returns what the bars show: the two series of the chart.
    pub(super) fn points(&self) -> Points {
        let of = |result: &str| {
            let point = |(_, ligne, taux): &(u32, &Ligne, f64)| (ligne.resultat() == result).then_some(*taux);
            self.drawn().iter().map(point).collect()
        };
        vec![of(ATTEINT), of(NON_ATTEINT)]
    }

    /// Returns the lines that are drawn: where there are too many, those that are furthest from their target.
    fn drawn(&self) -> &[(u32, &'a Ligne, f64)] {
        &self.lignes[self.lignes.len().saturating_sub(MAX_BARRES)..]
    }

    /// Returns the chart, to be inserted on another sheet.
    pub(super) fn chart(&self) -> Barres<'static> {
        let last = ENTETE + self.lignes.len() as u32;
        let first = last + 1 - self.drawn().len() as u32;
        let titre = if self.drawn().len() < self.lignes.len() {
            format!("Atteinte des objectifs\u{a0}: les {MAX_BARRES} plus éloignés (hachuré\u{a0}: non atteint)")
        } else {
            "Atteinte des objectifs (hachuré\u{a0}: non atteint)".to_owned()
        };
        let points = self.drawn().iter().map(|(_, ligne, taux)| {
            let taux = cpts_outline::francais::pourcent((taux * 100.0).round());
            (ligne.titre.clone(), format!("{taux}, {}", ligne.resultat().to_lowercase()))
        });
        Barres {
            alternative: alternative(&titre, points),
            titre,
            feuille: FEUILLE,
            rows: (first, last),
            series: &[
                Serie { nom: ATTEINT, column: 2, fond: Fond::Plein },
                Serie { nom: NON_ATTEINT, column: 3, fond: Fond::Hachure },
            ],
            pose: Pose::Dessus,
            largeur: 890,
            // A cell without number gives no label.
            format: "0\u{a0}%;;",
        }
    }

    pub(super) fn write(&self, sheet: &mut Worksheet, cartouche: &Cartouche) -> Result<(), XlsxError> {
        top(
            sheet,
            FEUILLE,
            "Objectifs, du plus atteint au moins atteint",
            cartouche,
            "L’ordre est celui du jour où le classeur a été écrit ; les taux suivent la feuille « Indicateurs »",
        )?;
        let titres = ["Indicateur", "Mission", ATTEINT, NON_ATTEINT];
        for (column, (titre, largeur)) in (0..).zip(titres.into_iter().zip([LARGEUR, 34, 14, 14])) {
            sheet.set_column_width(column, f64::from(largeur))?;
            let format = if column > 1 { apparence::entete_nombre() } else { apparence::entete() };
            sheet.write_string_with_format(ENTETE, column, titre, &format)?;
        }
        sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
        for (row, (source, ligne, taux)) in (ENTETE + 1..).zip(&self.lignes) {
            sheet.write_string_with_format(row, 0, &*propre(&ligne.titre), &apparence::cellule_longue())?;
            let mission = ligne.mission.map_or("–", cpts_model::Mission::libelle);
            sheet.write_string_with_format(row, 1, mission, &apparence::cellule())?;
            let at = source + 1;
            for (column, result) in [(2, ATTEINT), (3, NON_ATTEINT)] {
                let text = format!("IF({INDICATEURS}!I{at}=\"{result}\",{INDICATEURS}!H{at},\"\")");
                let taux = (ligne.resultat() == result).then_some(*taux);
                let look = apparence::cellule_part().set_num_format("0\u{a0}%");
                formule(sheet, (row, column), &text, &Resultat::from(taux), &look)?;
            }
            sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, wrapped(&ligne.titre, LARGEUR)))?;
        }
        page(sheet, cartouche);
        sheet.set_freeze_panes(ENTETE + 1, 1)?;
        sheet.set_repeat_rows(ENTETE, ENTETE)?;
        Ok(())
    }
}
