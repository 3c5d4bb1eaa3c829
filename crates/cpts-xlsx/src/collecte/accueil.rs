//! The first sheet: how to fill the workbook in, and where each thing stands.

use cpts_collecte::{Feuille, Groupe, disposition};
use rust_xlsxwriter::{Format, FormatAlign, FormatUnderline, Url, Worksheet};

use super::{TITRE, protect};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{page, top_at, wrapped},
    formule::{Resultat, formule},
};

/// What the first sheet says of another.
pub(super) struct Resume {
    pub(super) feuille: &'static Feuille,
    pub(super) compte: Compte,
}

/// How much of a sheet is filled.
pub(super) struct Compte {
    pub(super) formule: String,
    pub(super) nombre: usize,
    /// Out of how many; 0 where rows are merely counted.
    pub(super) sur: usize,
    /// What is counted.
    pub(super) quoi: &'static str,
}

/// How to fill the workbook in.
const LIGNES: [&str; 10] = [
    "Remplir les cellules encadrées à fond blanc ; celles à fond coloré se calculent ou s’affichent toutes seules.",
    "Rien n’est obligatoire : une cellule vide veut dire « pas encore connu », et les documents le diront.",
    "Une cellule jaune manque dans une ligne commencée ; une cellule rouge porte une valeur impossible.",
    "Une flèche au bord d’une cellule ouvre la liste des choix ; en entrant dans une cellule, on lit ce qu’elle attend.",
    "Plusieurs valeurs dans une cellule : une par ligne, avec Alt + Entrée.",
    "Ajouter une ligne : écrire sous la dernière. En retirer une : la vider, ou la supprimer là où aucune colonne ne se calcule. Filtrer est sans danger.",
    "Copier-coller est permis ; ce qui ne sera pas compris sera dit, cellule par cellule.",
    "Renommer ou déplacer une feuille ne gêne pas ; ne pas supprimer les lignes et colonnes masquées, qui servent à la relecture.",
    "Ce classeur contient des données personnelles : il reste à la coordination et ne se diffuse pas.",
    "Rendre le classeur au programme : « cpts importer collecte.xlsx -o dossier.json ».",
];

/// Returns the colour of the tabs of a group.
pub(super) const fn colour(groupe: Groupe) -> u32 {
    match groupe {
        Groupe::Communaute => apparence::ACCENT,
        Groupe::Annee => apparence::TEINTE_3,
        Groupe::Association => apparence::GRIS_TEXTE,
        Groupe::Projet => apparence::GRIS_TRAIT,
        Groupe::Creation => apparence::GRIS_FILET,
    }
}

/// Widths of the columns, in characters: name, what for, count, of how many.
const LARGEURS: [u16; 4] = [30, 78, 10, 18];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, cartouche: &Cartouche, resumes: &[Resume]) -> Result<(), XlsxError> {
    let phrase = "Une feuille par thème ; chaque donnée a sa cellule, et n’est saisie qu’une fois";
    top_at(sheet, 0, (disposition::FEUILLE_ACCUEIL, TITRE, phrase), cartouche)?;
    for (column, largeur) in (0..).zip(LARGEURS) {
        sheet.set_column_width(column, f64::from(largeur))?;
    }
    let texte = apparence::cellule().set_text_wrap().set_border_bottom(rust_xlsxwriter::FormatBorder::None);
    let mut row = 4;
    for (rang, ligne) in LIGNES.iter().enumerate() {
        let largeur = LARGEURS.iter().map(|width| u32::from(*width)).sum();
        let ligne = format!("{}. {ligne}", rang + 1);
        sheet.merge_range(row, 0, row, 3, &ligne, &texte)?;
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, wrapped(&ligne, largeur)))?;
        row += 1;
    }
    let lien = Format::new()
        .set_font_size(10)
        .set_font_color(apparence::ACCENT)
        .set_underline(FormatUnderline::Single)
        .set_align(FormatAlign::VerticalCenter);
    let mut groupe = None;
    for resume in resumes {
        let feuille = resume.feuille;
        if groupe != Some(feuille.groupe) {
            groupe = Some(feuille.groupe);
            row += 1;
            for column in 0..=3 {
                sheet.write_blank(row, column, &apparence::groupe())?;
            }
            sheet.write_string_with_format(row, 0, feuille.groupe.libelle(), &apparence::groupe())?;
            sheet.set_row_height(row, apparence::HAUTEUR_ENTETE)?;
            row += 1;
        }
        let cible = format!("internal:'{}'!C{}", feuille.nom, disposition::LIGNE_TITRES + 1);
        sheet.write_url_with_format(row, 0, Url::new(cible).set_text(feuille.nom), &lien)?;
        sheet.write_string_with_format(row, 1, feuille.phrase, &apparence::cellule_longue())?;
        let Compte { formule: texte, nombre, sur, quoi } = &resume.compte;
        formule(sheet, (row, 2), texte, &Resultat::Nombre(*nombre as f64), &apparence::cellule_nombre())?;
        let quoi = if *sur > 0 { format!("{quoi} sur {sur}") } else { (*quoi).to_owned() };
        sheet.write_string_with_format(row, 3, &quoi, &apparence::cellule())?;
        sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
        row += 1;
    }
    page(sheet, cartouche);
    sheet.set_print_area(0, 0, row, 3)?;
    protect(sheet);
    Ok(())
}
