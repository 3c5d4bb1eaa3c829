//! One constant per bound, and the sentence that says it.

use std::fmt;

const MIO: u64 = 1024 * 1024;

/// Bounds of what is read from a file that someone else made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub octets: u64,
    /// Bytes of an .xls file, which has to be read at once.
    pub octets_xls: u64,
    /// Entries of a zip package.
    pub entrees: u64,
    /// Bytes of one part once inflated.
    pub octets_partie: u64,
    /// Bytes of all parts once inflated.
    pub octets_total: u64,
    /// Sheets of a workbook.
    pub feuilles: u64,
    /// Rows of a sheet; those of Excel.
    pub lignes: u64,
    /// Columns of a sheet; those of Excel.
    pub colonnes: u64,
    /// Cells of a workbook that hold a value.
    pub cellules: u64,
    /// Cells of the rectangles that hold the values of an .ods file, empty ones included: its reader keeps them all.
    pub cases_ods: u64,
    /// Merged rectangles of a sheet.
    pub fusions: u64,
    /// Cell styles, fonts, fills and number formats of a workbook, of each; Excel stops at 65,490 styles.
    pub styles: u64,
    /// Different texts in the string table of a workbook.
    pub chaines: u64,
    /// Characters of one cell; those of Excel.
    pub caracteres: u64,
    /// Bytes of text of all cells.
    pub octets_texte: u64,
    /// Cells of member lists in columns that are not understood: each is kept with its member, under its heading.
    pub valeurs_inconnues: u64,
    /// Bytes that the members of all lists are expected to take in memory, from their rows, cells and texts.
    pub octets_adherents: u64,
    /// Elements inside one another in XML.
    pub profondeur: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            octets: 100 * MIO,
            octets_xls: 16 * MIO,
            entrees: 10_000,
            octets_partie: 768 * MIO,
            octets_total: 1024 * MIO,
            feuilles: 255,
            lignes: 1_048_576,
            colonnes: 16_384,
            cellules: 2_000_000,
            cases_ods: 800_000,
            fusions: 1_000_000,
            styles: 100_000,
            chaines: 2_000_000,
            caracteres: 32_767,
            octets_texte: 64 * MIO,
            valeurs_inconnues: 400_000,
            octets_adherents: 460 * MIO,
            profondeur: 64,
        }
    }
}

/// A bound that a file passes, with what it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Borne {
    /// [`Limits::octets`].
    Octets(u64),
    /// [`Limits::octets_xls`].
    OctetsXls(u64),
    /// [`Limits::entrees`].
    Entrees(u64),
    /// [`Limits::octets_partie`].
    OctetsPartie(u64),
    /// [`Limits::octets_total`].
    OctetsTotal(u64),
    /// [`Limits::feuilles`].
    Feuilles(u64),
    /// [`Limits::lignes`].
    Lignes(u64),
    /// [`Limits::colonnes`].
    Colonnes(u64),
    /// [`Limits::cellules`].
    Cellules(u64),
    /// [`Limits::cases_ods`].
    CasesOds(u64),
    /// [`Limits::fusions`].
    Fusions(u64),
    /// [`Limits::styles`].
    Styles(u64),
    /// [`Limits::chaines`].
    Chaines(u64),
    /// [`Limits::caracteres`].
    Caracteres(u64),
    /// [`Limits::octets_texte`].
    OctetsTexte(u64),
    /// [`Limits::valeurs_inconnues`].
    ValeursInconnues(u64),
    /// [`Limits::octets_adherents`].
    OctetsAdherents(u64),
    /// [`Limits::profondeur`].
    Profondeur(u64),
}

impl fmt::Display for Borne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Octets(n) => write!(f, "plus de {} Mo ; n’y laisser que la liste, sans images", n / MIO),
            Self::OctetsXls(n) => write!(f, "plus de {} Mo pour un .xls ; l’enregistrer au format .xlsx", n / MIO),
            Self::Entrees(n) => {
                write!(f, "plus de {} fichiers dans l’archive ; ce n’est pas un classeur d’Excel", Groups(n))
            }
            Self::OctetsPartie(n) => {
                write!(f, "une partie de plus de {} Mo une fois décompressée ; {RECOPY}", n / MIO)
            }
            Self::OctetsTotal(n) => write!(f, "plus de {} Mo une fois décompressé ; {RECOPY}", n / MIO),
            Self::Feuilles(n) => write!(f, "plus de {} feuilles ; ne garder que celles des adhérents", Groups(n)),
            Self::Lignes(n) => write!(f, "une cellule au-delà de la ligne {} ; {RECOPY}", Groups(n)),
            Self::Colonnes(n) => write!(f, "une cellule au-delà de la colonne {} ; {RECOPY}", Groups(n)),
            Self::Cellules(n) => write!(f, "plus de {} cellules remplies ; {RECOPY}", Groups(n)),
            Self::CasesOds(n) => {
                write!(f, "plus de {} cases pour un .ods, vides comprises ; l’enregistrer au format .xlsx", Groups(n))
            }
            Self::Fusions(n) => write!(f, "plus de {} cellules fusionnées ; {RECOPY}", Groups(n)),
            Self::Styles(n) => write!(f, "plus de {} styles de cellule ; {RECOPY}", Groups(n)),
            Self::Chaines(n) => write!(f, "plus de {} textes différents ; {RECOPY}", Groups(n)),
            Self::Caracteres(n) => {
                write!(f, "un texte de plus de {} caractères dans une cellule ; le raccourcir", Groups(n))
            }
            Self::OctetsTexte(n) => write!(f, "plus de {} Mo de texte ; {RECOPY}", n / MIO),
            Self::ValeursInconnues(n) => write!(
                f,
                "plus de {} valeurs dans des colonnes non reconnues ; retirer ces colonnes de la liste, ou indiquer leur champ dans le fichier de correspondance",
                Groups(n)
            ),
            Self::OctetsAdherents(n) => write!(
                f,
                "des listes d’adhérents qui demanderaient plus de {} Mo de mémoire ; retirer les colonnes inutiles, ou vérifier qu’il s’agit bien d’une liste d’adhérents",
                n / MIO
            ),
            Self::Profondeur(n) => write!(f, "plus de {} éléments emboîtés ; {RECOPY}", Groups(n)),
        }
    }
}

const RECOPY: &str = "copier la seule liste des adhérents dans un classeur neuf";

/// A number with its thousands apart.
struct Groups(u64);

impl fmt::Display for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (rank, digit) in digits.chars().enumerate() {
            if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
                f.write_str("\u{a0}")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_message_states_the_constant() {
        let limits = Limits::default();
        assert_eq!(
            Borne::Lignes(limits.lignes).to_string(),
            format!("une cellule au-delà de la ligne 1\u{a0}048\u{a0}576\u{a0}; {RECOPY}")
        );
        assert!(Borne::OctetsXls(limits.octets_xls).to_string().starts_with("plus de 16\u{a0}Mo"));
    }
}
