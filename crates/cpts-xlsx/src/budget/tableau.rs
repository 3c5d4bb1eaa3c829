//! Sheets « Produits » and « Charges »: a table of lines, to filter, to extend and to correct.

use std::collections::BTreeSet;

use cpts_model::{Montant, Sens};
use rust_xlsxwriter::{Format, Formula, Table, TableColumn, TableFunction, TableStyle, Worksheet};

use super::{
    ligne::{Axe, Ligne, SANS_ENVELOPPE, SANS_MISSION, SANS_NATURE, SANS_ORIGINE},
    somme::{self, Calcul, Colonne},
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top, wrapped},
    formule::{Resultat, formule},
    listes,
    texte::propre,
};

/// Rows to write more lines on, in a table that nobody has filled in.
const LIGNES_LIBRES: usize = 6;
/// Width of the first column, in characters.
const LARGEUR_POSTE: u32 = 33;

/// One side of the budget.
pub(super) struct Tableau<'a> {
    sens: Sens,
    pub(super) lignes: Vec<&'a Ligne>,
    /// Title of the column of the next exercice.
    pub(super) suivant: &'a str,
    forme: Forme,
}

impl<'a> Tableau<'a> {
    pub(super) fn new(sens: Sens, lignes: Vec<&'a Ligne>, suivant: &'a str, forme: Forme) -> Self {
        Self { sens, lignes, suivant, forme }
    }

    /// Returns the name of the table and of its sheet.
    pub(super) const fn nom(&self) -> &'static str {
        match self.sens {
            Sens::Produit => "Produits",
            Sens::Charge => "Charges",
        }
    }

    pub(super) const fn titre_de(&self, colonne: Colonne) -> &str {
        match colonne {
            Colonne::Prevu => "Prévu",
            Colonne::Realise => "Réalisé",
            Colonne::Suivant => self.suivant,
        }
    }

    /// Returns the axes of the columns after the first, with their widths.
    const fn axes(&self) -> &'static [(Axe, u32)] {
        match self.sens {
            Sens::Produit => &[(Axe::Origine, 31), (Axe::Mission, 24), (Axe::Calendrier, 17)],
            Sens::Charge => &[(Axe::Nature, 14), (Axe::Enveloppe, 21), (Axe::Mission, 21), (Axe::Calendrier, 17)],
        }
    }

    /// Returns what the lines say on an axis, each once, in the order of the lines, what says nothing last.
    pub(super) fn cles(&self, axe: Axe) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let cles = self.lignes.iter().map(|ligne| ligne.cle(axe)).filter(|cle| seen.insert(*cle));
        let mut cles: Vec<String> = cles.map(str::to_owned).collect();
        // A stable sort: the others keep their order. An envelope that is missing has its place among them.
        cles.sort_by_key(|cle| is_missing(cle) && cle != SANS_ENVELOPPE);
        cles
    }

    pub(super) fn write(&self, sheet: &mut Worksheet, cartouche: &Cartouche) -> Result<(), XlsxError> {
        let first = ENTETE + 1;
        let free = if self.forme == Forme::Vierge || self.lignes.is_empty() { LIGNES_LIBRES } else { 0 };
        let last = ENTETE + (self.lignes.len() + free) as u32;
        top(sheet, self.nom(), &format!("{} du budget", self.nom()), cartouche, self.phrase())?;
        let after = self.axes().len() as u16 + 1;
        self.table(sheet, last)?;
        for row in first..=last {
            let ligne = self.lignes.get((row - first) as usize).copied();
            self.texts(sheet, row, ligne)?;
            self.amounts(sheet, row, after, ligne)?;
        }
        for (column, (axe, _)) in (1..).zip(self.axes()) {
            listes::offer(sheet, axe.liste(), (first, last), column)?;
        }
        self.totals(sheet, last + 1, after)?;
        page(sheet, cartouche);
        sheet.set_freeze_panes(first, 1)?;
        sheet.set_repeat_rows(ENTETE, ENTETE)?;
        sheet.set_print_area(0, 0, last + 1, after + 4)?;
        Ok(())
    }

    const fn phrase(&self) -> &'static str {
        match (self.forme, self.sens) {
            (Forme::Vierge, _) => "Une ligne par poste ; un montant qui n’est pas connu reste vide",
            (Forme::Remplie, Sens::Produit) => "Un produit par ligne ; l’écart est ce qui a été reçu, moins le prévu",
            (Forme::Remplie, Sens::Charge) => "Une charge par ligne ; l’écart est ce qui a été dépensé, moins le prévu",
        }
    }

    /// Lays out the table: titles, total row, formulas that a new line takes over.
    fn table(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let titre = |titre: &str, format: Format| TableColumn::new().set_header(titre).set_header_format(format);
        let mut columns = vec![titre("Poste", apparence::entete()).set_total_label("Total")];
        columns.extend(self.axes().iter().map(|(axe, _)| titre(axe.titre(), apparence::entete())));
        let amounts = [Colonne::Prevu, Colonne::Realise, Colonne::Suivant].map(|colonne| {
            let total = TableFunction::Custom(Formula::new(self.total_formula(colonne)));
            titre(self.titre_de(colonne), apparence::entete_nombre()).set_total_function(total)
        });
        let [prevu, realise, suivant] = amounts;
        let computed = |nom: &str, formule: &str| titre(nom, apparence::entete_nombre()).set_formula(formule);
        let (ecart, taux) = (
            computed("Écart", &somme::ecart(("[@Réalisé]", None), ("[@Prévu]", None)).formule),
            computed("Exécution", &somme::taux(("[@Réalisé]", None), ("[@Prévu]", None)).0),
        );
        columns.extend([prevu, realise, ecart, taux, suivant]);

        sheet.set_column_width(0, f64::from(LARGEUR_POSTE))?;
        for (column, (_, largeur)) in (1..).zip(self.axes()) {
            sheet.set_column_width(column, f64::from(*largeur))?;
        }
        let after = self.axes().len() as u16 + 1;
        for (column, largeur) in (after..).zip([13.5, 13.5, 13.0, 10.5, 13.5]) {
            sheet.set_column_width(column, largeur)?;
        }
        let table = Table::new()
            .set_name(self.nom())
            .set_style(TableStyle::None)
            .set_total_row(true)
            .set_columns(&columns)
            .set_alt_text_title(format!("{} du budget", self.nom()))
            .set_alt_text(self.phrase());
        sheet.add_table(ENTETE, 0, last + 1, columns.len() as u16 - 1, &table)?;
        sheet.set_row_height(ENTETE, apparence::height(apparence::HAUTEUR_ENTETE, 1))?;
        Ok(())
    }

    /// Writes the words of a line: those that are missing say so.
    fn texts(&self, sheet: &mut Worksheet, row: u32, ligne: Option<&Ligne>) -> Result<(), XlsxError> {
        let format = if self.forme == Forme::Vierge { apparence::saisie() } else { apparence::cellule() };
        let format = format.set_text_wrap();
        let Some(ligne) = ligne else {
            for column in 0..=self.axes().len() as u16 {
                sheet.write_blank(row, column, &format)?;
            }
            sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
            return Ok(());
        };
        match &ligne.poste {
            Some(poste) => sheet.write_string_with_format(row, 0, &*propre(poste), &format)?,
            None => sheet.write_string_with_format(row, 0, "À compléter", &apparence::cellule_a_completer())?,
        };
        let mut high = ligne.poste.as_deref().map_or(1, |poste| wrapped(poste, LARGEUR_POSTE));
        for (column, (axe, largeur)) in (1..).zip(self.axes()) {
            let cle = ligne.cle(*axe);
            high = high.max(wrapped(cle, *largeur));
            let a_preciser = [SANS_ORIGINE, SANS_NATURE].contains(&cle);
            let format = if a_preciser { apparence::cellule_a_completer().set_text_wrap() } else { format.clone() };
            sheet.write_string_with_format(row, column, &*propre(cle), &format)?;
        }
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, high))?;
        Ok(())
    }

    /// Writes the amounts of a line, and what is computed from them.
    fn amounts(&self, sheet: &mut Worksheet, row: u32, after: u16, ligne: Option<&Ligne>) -> Result<(), XlsxError> {
        let euros = if self.forme == Forme::Vierge { apparence::saisie_euros() } else { apparence::cellule_euros() };
        let (prevu, realise) = (ligne.and_then(|ligne| ligne.prevu), ligne.and_then(|ligne| ligne.realise));
        let suivant = ligne.and_then(|ligne| ligne.suivant);
        for (column, montant) in [(after, prevu), (after + 1, realise), (after + 4, suivant)] {
            match montant {
                Some(montant) => sheet.write_number_with_format(row, column, montant.euros(), &euros)?,
                None => sheet.write_blank(row, column, &euros)?,
            };
        }
        let ici = |titre: &str| format!("{}[[#This Row],[{titre}]]", self.nom());
        let (done, planned) = (ici("Réalisé"), ici("Prévu"));
        let ecart = somme::ecart((&done, realise), (&planned, prevu));
        formule(sheet, (row, after + 2), &ecart.formule, &ecart.resultat(), &apparence::cellule_ecart_euros())?;
        let (taux, resultat) = somme::taux((&done, realise), (&planned, prevu));
        formule(sheet, (row, after + 3), &taux, &resultat, &apparence::cellule_part())
    }

    fn total_formula(&self, colonne: Colonne) -> String {
        let amounts = format!("{}[{}]", self.nom(), self.titre_de(colonne));
        format!("IF(COUNT({amounts})=0,\"\",SUBTOTAL(109,{amounts}))")
    }

    fn totals(&self, sheet: &mut Worksheet, row: u32, after: u16) -> Result<(), XlsxError> {
        let texte = apparence::total(apparence::cellule());
        sheet.write_string_with_format(row, 0, "Total", &texte)?;
        for column in 1..after {
            sheet.write_blank(row, column, &texte)?;
        }
        let euros = apparence::total(apparence::cellule_euros());
        let total = |colonne: Colonne| somme::somme(self, colonne, &[]).montant;
        for (column, colonne) in [(after, Colonne::Prevu), (after + 1, Colonne::Realise), (after + 4, Colonne::Suivant)]
        {
            let resultat = Resultat::from(total(colonne).map(Montant::euros));
            formule(sheet, (row, column), &self.total_formula(colonne), &resultat, &euros)?;
        }
        let cell = |column: u16| crate::formule::cellule(row, column);
        let (done, planned) = (cell(after + 1), cell(after));
        let Calcul { formule: texte, montant } =
            somme::ecart((&done, total(Colonne::Realise)), (&planned, total(Colonne::Prevu)));
        let ecarts = apparence::total(apparence::cellule_ecart_euros());
        formule(sheet, (row, after + 2), &texte, &montant.map(Montant::euros).into(), &ecarts)?;
        let (texte, resultat) = somme::taux((&done, total(Colonne::Realise)), (&planned, total(Colonne::Prevu)));
        formule(sheet, (row, after + 3), &texte, &resultat, &apparence::total(apparence::cellule_part()))?;
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
        Ok(())
    }
}

/// Tells whether the words stand for something that is not said.
pub(super) fn is_missing(mots: &str) -> bool {
    [SANS_ORIGINE, SANS_NATURE, SANS_ENVELOPPE, SANS_MISSION].contains(&mots)
}
