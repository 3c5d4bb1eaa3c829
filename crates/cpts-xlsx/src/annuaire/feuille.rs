//! Sheet « Annuaire »: the table of the members.

use cpts_model::Diffusion;
use cpts_outline::francais::{nombre, pluriel};
use rust_xlsxwriter::{IgnoreError, Table, TableColumn, TableStyle, Worksheet, utility::column_number_to_name};

use super::{
    TITRE,
    colonne::{Colonne, Genre, Valeur, columns},
    liste::Liste,
    synthese::Synthese,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, lines, page, serial, top},
    finition::{finish, rewrite},
    lignes::{Cadre, Ligne},
};

/// Sheets and tables, by the names that formulas use.
pub(super) const FEUILLE: &str = "Annuaire";
pub(super) const TABLEAU: &str = "Annuaire";

/// Second of the sample rows, from 0.
const SAMPLES: u32 = ENTETE + 2;
/// Rows that a sheet has under the titles.
const MAX_LIGNES: usize = 1_048_576 - ENTETE as usize - 1;
/// Members whose texts are measured for the widths.
const MESURES: usize = 2_000;
/// Characters across a printed page that stay readable; the columns beyond are for the screen.
const LARGEUR_PAGE: usize = 170;
/// Room of the filter button of a title.
const LARGEUR_BOUTON: usize = 3;

/// The sheet of the members, before it is written.
pub(super) struct Feuille<'a> {
    liste: &'a Liste<'a>,
    cartouche: &'a Cartouche,
    phrase: String,
    colonnes: Vec<Colonne<'a>>,
    /// Widths of the columns, in characters.
    largeurs: Vec<usize>,
}

impl<'a> Feuille<'a> {
    pub(super) fn new(
        liste: &'a Liste<'a>,
        cartouche: &'a Cartouche,
        diffusion: &Diffusion,
    ) -> Result<Self, XlsxError> {
        if liste.membres.len() > MAX_LIGNES {
            return Err(XlsxError::Rows { nombre: liste.membres.len(), max: MAX_LIGNES });
        }
        let colonnes = columns(liste);
        let largeurs = colonnes.iter().map(|colonne| width(colonne, liste)).collect();
        Ok(Self { phrase: sentence(liste, diffusion), liste, cartouche, colonnes, largeurs })
    }

    /// Writes everything but the rows of the members: they replace the two sample rows under the titles.
    pub(super) fn frame(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let first = ENTETE + 1;
        let last = self.last_row();
        let last_column = self.colonnes.len() as u16 - 1;

        top(sheet, FEUILLE, TITRE, self.cartouche, &self.phrase)?;
        for (column, (colonne, largeur)) in (0..).zip(self.colonnes.iter().zip(&self.largeurs)) {
            sheet.set_column_width(column, *largeur as f64)?;
            if colonne.genre == Genre::Repere {
                sheet.set_column_hidden(column)?;
            }
            sheet.write_blank(first, column, &colonne.genre.format(*largeur >= colonne.genre.max_width()))?;
            sheet.write_blank(first + 1, column, &apparence::cellule_a_completer())?;
            if colonne.genre == Genre::Numero {
                sheet.ignore_error_range(first, column, last, column, IgnoreError::NumberStoredAsText)?;
            }
        }
        let titres: Vec<TableColumn> = self.colonnes.iter().map(|c| header(&c.titre, apparence::entete())).collect();
        let table = Table::new()
            .set_name(TABLEAU)
            .set_style(TableStyle::None)
            .set_columns(&titres)
            .set_alt_text_title(TITRE)
            .set_alt_text(&self.phrase);
        // Over the sample rows only: the writer keeps a record of every cell of a table. `write` states the true range.
        sheet.add_table(ENTETE, 0, SAMPLES, last_column, &table)?;
        let high = self.colonnes.iter().zip(&self.largeurs);
        let high = high.map(|(colonne, largeur)| lines(&colonne.titre, largeur - LARGEUR_BOUTON)).max();
        sheet.set_row_height(ENTETE, apparence::height(apparence::HAUTEUR_ENTETE, high.unwrap_or(1)))?;

        page(sheet, self.cartouche);
        sheet.set_freeze_panes(first, 1)?;
        sheet.set_repeat_rows(ENTETE, ENTETE)?;
        sheet.set_print_area(0, 0, last, self.last_printed())?;
        Ok(())
    }

    /// Fills the frame with the members, and the charts with the counts that the frame could not know.
    pub(super) fn write(&self, frame: &[u8], syntheses: &[Synthese]) -> Result<Vec<u8>, XlsxError> {
        let mut cadre = Cadre::read(frame, "xl/worksheets/sheet1.xml", ENTETE + 2)?;
        let points = syntheses.iter().filter(|synthese| synthese.has_chart()).map(|synthese| vec![synthese.points()]);
        finish(cadre.package(), &points.collect::<Vec<_>>());
        let last = column_number_to_name(self.colonnes.len() as u16 - 1);
        let range = |row: u32| format!("ref=\"A{}:{last}{}\"", ENTETE + 1, row + 1);
        rewrite(cadre.package(), "xl/tables/table1.xml", |_, xml| {
            xml.replace(&range(SAMPLES), &range(self.last_row()))
        });
        if self.liste.membres.is_empty() {
            return cadre.write(std::iter::once(()), |ligne, ()| {
                for column in 0..self.colonnes.len() {
                    ligne.vide(column);
                }
            });
        }
        cadre.write(self.liste.membres.iter(), |ligne, membre| {
            for (column, colonne) in self.colonnes.iter().enumerate() {
                self.push(ligne, column, colonne.valeur(membre, self.liste));
            }
        })
    }

    /// Returns the last row of the table, from 0; an empty one has a blank row, as Excel itself makes it.
    fn last_row(&self) -> u32 {
        ENTETE + (self.liste.membres.len() as u32).max(1)
    }

    fn push(&self, ligne: &mut Ligne<'_>, column: usize, valeur: Valeur<'_>) {
        match valeur {
            Valeur::Vide => ligne.vide(column),
            Valeur::Texte(texte) => {
                let max = self.colonnes[column].genre.max_width();
                ligne.texte(column, &texte, if self.largeurs[column] >= max { lines(&texte, max) } else { 1 });
            }
            Valeur::Date(date) => ligne.nombre(column, serial(date)),
            Valeur::Nombre(nombre) => ligne.nombre(column, nombre),
            Valeur::AComplete(mots) => ligne.a_completer(column, mots),
        }
    }

    /// Returns the last column that a page still shows in readable type.
    fn last_printed(&self) -> u16 {
        let mut total = 0;
        let visible = self.colonnes.iter().zip(&self.largeurs).filter(|(colonne, _)| colonne.genre != Genre::Repere);
        let printed = visible.take_while(|(_, largeur)| {
            total += **largeur;
            total <= LARGEUR_PAGE
        });
        (printed.count().max(1) - 1) as u16
    }
}

pub(super) fn header(titre: &str, format: rust_xlsxwriter::Format) -> TableColumn {
    TableColumn::new().set_header(titre).set_header_format(format)
}

/// Returns « 126 adhérents : 118 personnes et 8 organisations », and who is not listed.
fn sentence(liste: &Liste<'_>, diffusion: &Diffusion) -> String {
    let count = |n: usize, mot: &str| {
        let nombre = nombre(i64::try_from(n).unwrap_or(i64::MAX));
        format!("{nombre}\u{a0}{}", pluriel(n as f64, mot, None))
    };
    let total = liste.membres.len();
    let mut phrase = match total {
        0 if liste.partielle => "Aucun adhérent n’a donné son accord pour figurer ici".to_owned(),
        0 => "Aucun adhérent dans ce dossier".to_owned(),
        _ => count(total, "adhérent"),
    };
    let organisations = liste.organisations();
    if organisations > 0 {
        let personnes = count(total - organisations, "personne");
        phrase.extend(["\u{a0}: ", &*personnes, " et ", &*count(organisations, "organisation")]);
    }
    let synthese = &diffusion.synthese.adherents;
    if liste.partielle && total > 0 {
        let accord = pluriel(total as f64, "qui a donné son accord", Some("qui ont donné leur accord"));
        phrase.extend([" ", &*accord, ", sur ", &*synthese.affiche, " à la fin de l’exercice"]);
    } else if synthese.nombre.is_some_and(|nombre| nombre as usize != total) {
        // Entries and departures since then: the report counts at the end of the exercice.
        phrase.extend([" · ", &*synthese.affiche, " à la fin de l’exercice"]);
    }
    if liste.anciens > 0 {
        let anciens = count(liste.anciens, "ancien adhérent");
        phrase.extend([" · ", &*anciens, " hors liste"]);
    }
    phrase
}

/// Returns the width of a column, in characters: its longest text among the first members, within bounds.
fn width(colonne: &Colonne<'_>, liste: &Liste<'_>) -> usize {
    let longest = liste.membres.iter().take(MESURES).map(|membre| match colonne.valeur(membre, liste) {
        Valeur::Vide => 0,
        Valeur::Texte(texte) => texte.split('\n').map(|line| line.chars().count()).max().unwrap_or(0),
        Valeur::Date(_) | Valeur::Nombre(_) => 10,
        Valeur::AComplete(mots) => mots.chars().count() + 2,
    });
    let titre = colonne.titre.chars().count() + LARGEUR_BOUTON;
    (longest.max().unwrap_or(0) + 1).max(titre).clamp(9, colonne.genre.max_width())
}
