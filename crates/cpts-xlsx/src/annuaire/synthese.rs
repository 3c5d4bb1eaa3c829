//! Sheets « Par profession » and « Par commune »: counts that follow the table, and their chart.

use std::{cmp::Reverse, collections::BTreeMap};

use cpts_model::{Diffusion, Membre, Nature, Repartition, lecture::plier};
use cpts_outline::francais::{nombre, pluriel};
use rust_xlsxwriter::{Format, Formula, Table, TableFunction, TableStyle, Worksheet};

use super::{
    feuille::{TABLEAU, header},
    liste::{COMMUNE_ABSENTE, Liste, ORGANISATION, PROFESSION_ABSENTE},
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, page, top},
    graphique::{Barres, Fond, Pose, Serie, alternative},
    texte::propre,
};

/// Bars that a chart still shows apart.
const MAX_BARRES: usize = 15;
/// Letters of a text constant in a formula, at most.
const MAX_CONSTANTE: usize = 255;

/// One breakdown of the members.
pub(super) struct Synthese {
    axe: Axe,
    lignes: Vec<LigneEffectif>,
    total: Effectif,
}

struct LigneEffectif {
    libelle: String,
    effectif: Effectif,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Effectif {
    /// Counted by a formula over the table: the words it looks for, and its result.
    Formule { critere: String, nombre: u32 },
    /// Counted before the profile hid members.
    Nombre(u32),
    /// Masked by the profile.
    Masque(String),
}

impl Effectif {
    fn nombre(&self) -> Option<u32> {
        match self {
            Self::Formule { nombre, .. } | Self::Nombre(nombre) => Some(*nombre),
            Self::Masque(_) => None,
        }
    }
}

/// What a breakdown counts by.
#[derive(Clone, Copy)]
enum Axe {
    Profession,
    Commune,
}

impl Axe {
    /// Column of the table, and title of the first column here.
    const fn colonne(self) -> &'static str {
        match self {
            Self::Profession => "Profession",
            Self::Commune => "Commune",
        }
    }

    const fn feuille(self) -> &'static str {
        match self {
            Self::Profession => "Par profession",
            Self::Commune => "Par commune",
        }
    }

    const fn tableau(self) -> &'static str {
        match self {
            Self::Profession => "ParProfession",
            Self::Commune => "ParCommune",
        }
    }

    const fn titre(self) -> &'static str {
        match self {
            Self::Profession => "Adhérents par profession",
            Self::Commune => "Adhérents par commune",
        }
    }
}

/// Returns the breakdowns that have lines.
///
/// Where the table lists every member, its rows are counted; where the profile hides some, or small cells, the counts
/// taken before hiding are printed as they are.
pub(super) fn syntheses(diffusion: &Diffusion, liste: &Liste<'_>) -> Vec<Synthese> {
    let synthese = &diffusion.synthese;
    let counts = [&synthese.par_profession, &synthese.par_commune];
    let is_masked = |lignes: &Vec<Repartition>| lignes.iter().any(|ligne| ligne.effectif.nombre.is_none());
    let frozen = liste.partielle || counts.into_iter().any(is_masked);
    let all = if frozen {
        let total = match synthese.adherents.nombre {
            Some(nombre) => Effectif::Nombre(nombre),
            None => Effectif::Masque(synthese.adherents.affiche.clone()),
        };
        [Axe::Profession, Axe::Commune]
            .into_iter()
            .zip(counts)
            .map(|(axe, lignes)| Synthese { axe, lignes: frozen_lines(lignes), total: total.clone() })
            .collect()
    } else {
        vec![by_profession(liste), by_commune(liste)]
    };
    all.into_iter().filter(|synthese: &Synthese| !synthese.lignes.is_empty()).collect()
}

/// Returns the lines of a masked breakdown: numbers first, then masked ones by label, whose order would tell their size.
fn frozen_lines(lignes: &[Repartition]) -> Vec<LigneEffectif> {
    let mut lignes: Vec<LigneEffectif> = lignes
        .iter()
        .map(|ligne| LigneEffectif {
            libelle: ligne.libelle.clone(),
            effectif: match ligne.effectif.nombre {
                Some(nombre) => Effectif::Nombre(nombre),
                None => Effectif::Masque(ligne.effectif.affiche.clone()),
            },
        })
        .collect();
    // A stable sort: the numbers keep the order of the diffusion.
    lignes.sort_by_cached_key(|ligne| match ligne.effectif {
        Effectif::Masque(_) => Some(plier(&ligne.libelle)),
        _ => None,
    });
    lignes
}

fn by_profession(liste: &Liste<'_>) -> Synthese {
    let pluriel_de = |membre: &Membre| match membre.nature {
        Nature::Organisation => "Organisations".to_owned(),
        Nature::Personne => membre
            .professions
            .first()
            .map_or_else(|| "Profession à préciser".to_owned(), |profession| profession.libelle_pluriel().to_owned()),
    };
    let mut counts: BTreeMap<&str, (u32, &Membre)> = BTreeMap::new();
    for membre in &liste.membres {
        let mots = Liste::profession(membre).unwrap_or(PROFESSION_ABSENTE);
        counts.entry(mots).or_insert((0, membre)).0 += 1;
    }
    let lignes = counts.into_iter().map(|(critere, (nombre, membre))| LigneEffectif {
        libelle: pluriel_de(membre),
        effectif: Effectif::Formule { critere: critere.to_owned(), nombre },
    });
    sorted(Axe::Profession, lignes.collect(), &[ORGANISATION, PROFESSION_ABSENTE])
}

fn by_commune(liste: &Liste<'_>) -> Synthese {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for membre in &liste.membres {
        let mots = liste.commune(membre).unwrap_or(COMMUNE_ABSENTE.into());
        // A lookup by `&str` first: a new key once for a commune, not once for a member.
        match counts.get_mut(&*mots) {
            Some(count) => *count += 1,
            None => drop(counts.insert(mots.into_owned(), 1)),
        }
    }
    // Excel compares without case: « ALBI » and « Albi » are one line, or each would count both.
    let mut folded: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for (mots, count) in counts {
        folded.entry(mots.to_lowercase()).or_insert((mots, 0)).1 += count;
    }
    if folded.keys().eq([COMMUNE_ABSENTE.to_lowercase()].iter()) {
        folded.clear();
    }
    let lignes = folded.into_values().map(|(critere, nombre)| LigneEffectif {
        libelle: if critere == COMMUNE_ABSENTE { "Commune à compléter".to_owned() } else { critere.clone() },
        effectif: Effectif::Formule { critere, nombre },
    });
    sorted(Axe::Commune, lignes.collect(), &[COMMUNE_ABSENTE])
}

/// Sorts the lines, largest first, those of `last` at the end, and adds them up.
fn sorted(axe: Axe, mut lignes: Vec<LigneEffectif>, last: &[&str]) -> Synthese {
    lignes.sort_by_cached_key(|ligne| {
        let rang = match &ligne.effectif {
            Effectif::Formule { critere, .. } => {
                last.iter().position(|mots| mots == critere).map_or(0, |rang| rang + 1)
            }
            _ => 0,
        };
        (rang, Reverse(ligne.effectif.nombre()), plier(&ligne.libelle))
    });
    let nombre = lignes.iter().filter_map(|ligne| ligne.effectif.nombre()).sum();
    Synthese { axe, lignes, total: Effectif::Formule { critere: String::new(), nombre } }
}

impl Synthese {
    pub(super) fn write(&self, sheet: &mut Worksheet, cartouche: &Cartouche) -> Result<(), XlsxError> {
        top(sheet, self.axe.feuille(), self.axe.titre(), cartouche, &self.phrase())?;
        let first = ENTETE + 1;
        let last = ENTETE + self.lignes.len() as u32;
        for (column, largeur) in [(0, 34.0), (1, 12.0), (2, 10.0), (3, 3.0)] {
            sheet.set_column_width(column, largeur)?;
        }
        let titres = [
            header(self.axe.colonne(), apparence::entete()).set_total_label("Total"),
            header("Adhérents", apparence::entete_nombre()).set_total_function(TableFunction::Sum),
            header("Part", apparence::entete_nombre()),
        ];
        let table = Table::new()
            .set_name(self.axe.tableau())
            .set_style(TableStyle::None)
            .set_autofilter(false)
            .set_total_row(true)
            .set_columns(&titres)
            .set_alt_text_title(self.axe.titre())
            .set_alt_text(self.phrase());
        sheet.add_table(ENTETE, 0, last + 1, 2, &table)?;
        sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;

        let total = self.total.nombre();
        for (row, ligne) in (first..).zip(&self.lignes) {
            sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
            sheet.write_string_with_format(row, 0, &*propre(&ligne.libelle), &apparence::cellule())?;
            self.write_count(sheet, row, &ligne.effectif, &apparence::cellule_nombre())?;
            match ligne.effectif.nombre().zip(total).filter(|(_, total)| *total > 0) {
                Some((nombre, total)) => {
                    let part = f64::from(nombre) / f64::from(total);
                    let formula = Formula::new(format!("B{}/B${}", row + 1, last + 2)).set_result(part.to_string());
                    sheet.write_formula_with_format(row, 2, formula, &apparence::cellule_part())?;
                }
                None => drop(sheet.write_string_with_format(row, 2, "–", &apparence::cellule_part())?),
            }
        }
        sheet.set_row_height(last + 1, apparence::HAUTEUR_LIGNE)?;
        sheet.write_string_with_format(last + 1, 0, "Total", &apparence::total(apparence::cellule()))?;
        self.write_total(sheet, last + 1)?;
        sheet.write_blank(last + 1, 2, &apparence::total(apparence::cellule_part()))?;

        if self.has_chart() {
            let end = ENTETE + self.barres().len() as u32;
            let barres = Barres {
                titre: self.titre_graphique(),
                feuille: self.axe.feuille(),
                rows: (first, end),
                series: &[Serie { nom: "Adhérents", column: 1, fond: Fond::Plein }],
                // 16 cm.
                largeur: 605,
                pose: Pose::Cote,
                format: "General",
                alternative: self.alternative(),
            };
            barres.insert(sheet, ENTETE, 4)?;
        }
        page(sheet, cartouche);
        sheet.set_freeze_panes(first, 1)?;
        sheet.set_repeat_rows(ENTETE, ENTETE)?;
        Ok(())
    }

    /// Tells whether there is a bar to draw.
    pub(super) fn has_chart(&self) -> bool {
        !self.barres().is_empty()
    }

    /// Returns the results that the chart shows, in the order of its bars.
    pub(super) fn points(&self) -> Vec<Option<f64>> {
        self.barres().iter().map(|ligne| ligne.effectif.nombre().map(f64::from)).collect()
    }

    fn write_count(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        effectif: &Effectif,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match effectif {
            Effectif::Formule { critere, nombre } => {
                let formula =
                    Formula::new(count_formula(self.axe.colonne(), critere, row)).set_result(nombre.to_string());
                sheet.write_formula_with_format(row, 1, formula, format)?;
            }
            Effectif::Nombre(nombre) => drop(sheet.write_number_with_format(row, 1, *nombre, format)?),
            Effectif::Masque(affiche) => drop(sheet.write_string_with_format(row, 1, affiche, format)?),
        }
        Ok(())
    }

    fn write_total(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let format = apparence::total(apparence::cellule_nombre());
        match &self.total {
            Effectif::Formule { nombre, .. } => {
                let formula = format!("SUBTOTAL(109,{}[Adhérents])", self.axe.tableau());
                sheet.write_formula_with_format(
                    row,
                    1,
                    Formula::new(formula).set_result(nombre.to_string()),
                    &format,
                )?;
            }
            autre => self.write_count(sheet, row, autre, &format)?,
        }
        Ok(())
    }

    /// Returns the lines of the chart: the first ones, up to the first masked one.
    fn barres(&self) -> &[LigneEffectif] {
        let numbers = self.lignes.iter().take_while(|ligne| ligne.effectif.nombre().is_some()).count();
        &self.lignes[..numbers.min(MAX_BARRES)]
    }

    fn titre_graphique(&self) -> String {
        let barres = self.barres().len();
        match self.axe {
            _ if barres == self.lignes.len() => self.axe.titre().to_owned(),
            Axe::Profession => format!("Adhérents par profession\u{a0}: les {barres} premières lignes"),
            Axe::Commune => format!("Adhérents par commune\u{a0}: les {barres} premières lignes"),
        }
    }

    /// Returns « 14 professions · la première : Infirmiers, 41 adhérents sur 126 ».
    fn phrase(&self) -> String {
        let is_known = |ligne: &&LigneEffectif| match &ligne.effectif {
            Effectif::Formule { critere, .. } => {
                ![ORGANISATION, PROFESSION_ABSENTE, COMMUNE_ABSENTE].contains(&&**critere)
            }
            _ => true,
        };
        let known = self.lignes.iter().filter(is_known).count();
        let mot = match self.axe {
            Axe::Profession => "profession",
            Axe::Commune => "commune",
        };
        let mut phrase = format!("{known}\u{a0}{}", pluriel(known as f64, mot, None));
        if let Some((ligne, count)) = self.lignes.iter().find(is_known).and_then(|l| Some((l, l.effectif.nombre()?)))
            && let Some(total) = self.total.nombre()
        {
            let adherents = pluriel(f64::from(count), "adhérent", None);
            let libelle: String = ligne.libelle.chars().take(60).collect();
            let (count, total) = (nombre(i64::from(count)), nombre(i64::from(total)));
            phrase.extend([
                " · la première\u{a0}: ",
                &*libelle,
                ", ",
                &*count,
                "\u{a0}",
                &*adherents,
                " sur ",
                &*total,
            ]);
        }
        if self.lignes.iter().any(|ligne| ligne.effectif.nombre().is_none()) {
            phrase.push_str(" · les petits effectifs sont masqués");
        }
        propre(&phrase).into_owned()
    }

    /// Returns what the chart says, for a reader who cannot see it.
    fn alternative(&self) -> String {
        let point =
            |ligne: &LigneEffectif| (ligne.libelle.clone(), ligne.effectif.nombre().unwrap_or_default().to_string());
        alternative(&self.titre_graphique(), self.barres().iter().map(point))
    }
}

/// Returns the formula that counts the rows of the table whose `colonne` says `critere`; `row` is that of the formula.
fn count_formula(colonne: &str, critere: &str, row: u32) -> String {
    // COUNTIFS reads wildcards, comparisons and nothing past 255 letters: such a text is compared as it is.
    let is_read = critere.contains(['*', '?', '~']) || critere.starts_with(['=', '<', '>']);
    if is_read || critere.encode_utf16().count() > MAX_CONSTANTE {
        format!("SUMPRODUCT(--({TABLEAU}[{colonne}]=A{}))", row + 1)
    } else {
        format!("COUNTIFS({TABLEAU}[{colonne}],\"{}\")", critere.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn count_formula_of_a_label_uses_countifs() {
        assert_eq!(count_formula("Commune", "L’\"Union\"", 5), "COUNTIFS(Annuaire[Commune],\"L’\"\"Union\"\"\")");
    }

    #[test]
    fn count_formula_of_a_text_that_countifs_would_read_compares_it() {
        for critere in ["=HYPERLINK(1)", "*", ">5", &"x".repeat(300)] {
            assert_eq!(count_formula("Commune", critere, 5), "SUMPRODUCT(--(Annuaire[Commune]=A6))");
        }
    }
}
