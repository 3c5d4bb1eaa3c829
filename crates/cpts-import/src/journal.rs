//! The constats of an import, collected without order and given back in the order of the workbook.

use std::{collections::BTreeMap, fmt::Write as _};

pub(crate) use cpts_model::constat::quote as cite;
use cpts_model::{Constat, Origine, Place, constat::Code};

use crate::cells::{Workbook, address};

/// Where something was found; rows and columns are 1-based, `0` where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lieu {
    /// Number of the file, 1-based.
    pub(crate) fichier: u32,
    /// Number of the sheet in its file, 1-based.
    pub(crate) feuille: u32,
    /// Row.
    pub(crate) ligne: u32,
    /// Column.
    pub(crate) colonne: u32,
}

impl Lieu {
    /// Returns the place of a column on the same row.
    pub(crate) const fn at(self, colonne: u32) -> Self {
        Self { colonne, ..self }
    }

    /// Returns the place of a row of the same sheet.
    pub(crate) const fn row(self, ligne: u32) -> Self {
        Self { ligne, colonne: 0, ..self }
    }

    /// Returns the place of the whole sheet.
    pub(crate) const fn sheet(self) -> Self {
        Self { ligne: 0, colonne: 0, ..self }
    }
}

/// Constats of one code that a sheet gives one by one; the others are counted.
const REPETITIONS: usize = cpts_model::constat::REPETITIONS;

/// Rows named in a grouped constat; the others are counted.
const LIGNES_CITEES: usize = 6;

/// Collector of constats.
#[derive(Debug)]
pub(crate) struct Journal {
    fichiers: Vec<(String, Vec<String>)>,
    constats: Vec<(Lieu, Constat)>,
    groupes: BTreeMap<(u32, u32, &'static str, String), Groupe>,
    /// Constats by file, sheet and code.
    comptes: BTreeMap<(u32, u32, String), usize>,
    /// Those that were one too many: the first, and how many.
    surplus: BTreeMap<(u32, u32, String), (Constat, usize)>,
}

#[derive(Debug)]
struct Groupe {
    lieu: Lieu,
    constat: Constat,
    lignes: Vec<u32>,
    nombre: usize,
}

impl Journal {
    /// Returns an empty collector that knows the names of the files and sheets.
    pub(crate) fn new(classeurs: &[Workbook]) -> Self {
        let fichiers = classeurs
            .iter()
            .map(|classeur| (classeur.fichier.clone(), classeur.feuilles.iter().map(|f| f.nom.clone()).collect()))
            .collect();
        Self {
            fichiers,
            constats: Vec::new(),
            groupes: BTreeMap::new(),
            comptes: BTreeMap::new(),
            surplus: BTreeMap::new(),
        }
    }

    /// Returns the place as the user sees it.
    pub(crate) fn place(&self, lieu: Lieu) -> Place {
        let file = lieu.fichier.checked_sub(1).and_then(|index| self.fichiers.get(index as usize));
        let sheet = file.zip(lieu.feuille.checked_sub(1)).and_then(|((_, sheets), index)| sheets.get(index as usize));
        Place {
            fichier: file.map(|(nom, _)| nom.clone()),
            feuille: sheet.cloned(),
            cellule: (lieu.ligne > 0 && lieu.colonne > 0).then(|| address(lieu.ligne, lieu.colonne)),
            chemin: None,
            ligne: (lieu.ligne > 0 && lieu.colonne == 0).then_some(lieu.ligne),
            colonne: None,
        }
    }

    /// Returns a cell as the origin of a value; `None` for a whole row or sheet.
    pub(crate) fn cell(&self, lieu: Lieu) -> Option<Origine> {
        let Place { fichier: Some(fichier), feuille: Some(feuille), cellule: Some(cellule), .. } = self.place(lieu)
        else {
            return None;
        };
        Some(Origine::Cellule { fichier, feuille, cellule })
    }

    /// Returns `Feuille, ligne 12`, with the file when there are several.
    pub(crate) fn row_name(&self, lieu: Lieu) -> String {
        let place = self.place(lieu);
        let mut nom = place.feuille.unwrap_or_default();
        if self.fichiers.len() > 1 {
            nom = format!("{}, {nom}", place.fichier.unwrap_or_default());
        }
        format!("{nom}, ligne\u{a0}{}", lieu.ligne)
    }

    /// Adds a constat.
    pub(crate) fn push(&mut self, lieu: Lieu, code: &'static Code, message: impl Into<String>) {
        let constat = code.constat(self.place(lieu), message);
        self.add(lieu, constat);
    }

    /// Adds a constat about a value.
    pub(crate) fn push_valeur(&mut self, lieu: Lieu, code: &'static Code, valeur: &str, message: impl Into<String>) {
        let constat = code.constat(self.place(lieu), message).with_valeur(valeur);
        self.add(lieu, constat);
    }

    /// Adds a constat made elsewhere, as it is.
    pub(crate) fn push_constat(&mut self, lieu: Lieu, constat: Constat) {
        self.add(lieu, constat);
    }

    /// Adds one case of a finding that is told once per sheet and `cle`: the first case gives the message, the rows are listed.
    pub(crate) fn group(&mut self, lieu: Lieu, code: &'static Code, cle: &str, make: impl FnOnce() -> Constat) {
        self.group_many(lieu, code, cle, &[lieu.ligne], make);
    }

    /// Adds several rows of a finding that is told once per sheet and `cle`.
    pub(crate) fn group_many(
        &mut self,
        lieu: Lieu,
        code: &'static Code,
        cle: &str,
        lignes: &[u32],
        make: impl FnOnce() -> Constat,
    ) {
        // One lookup with an owned key per case; cases are findings, far rarer than cells.
        let key = (lieu.fichier, lieu.feuille, code.code, cle.to_owned());
        if !self.groupes.contains_key(&key) && !self.is_new(lieu, code.code) {
            self.surplus(lieu, make());
            return;
        }
        let groupe =
            self.groupes.entry(key).or_insert_with(|| Groupe { lieu, constat: make(), lignes: Vec::new(), nombre: 0 });
        for ligne in lignes {
            groupe.nombre += 1;
            if groupe.lignes.len() < LIGNES_CITEES {
                groupe.lignes.push(*ligne);
            }
        }
    }

    /// Starts a grouped constat at its first place.
    pub(crate) fn draft(&self, lieu: Lieu, code: &'static Code, message: impl Into<String>) -> Constat {
        code.constat(self.place(lieu), message)
    }

    /// Adds a constat that knows its place by name only.
    pub(crate) fn push_named(&mut self, constat: Constat) {
        let lieu = self.locate(&constat.place);
        self.add(lieu, constat);
    }

    /// Adds a constat as long as its sheet has few of its code; nobody reads the thousandth, and a list may have a million cells.
    fn add(&mut self, lieu: Lieu, constat: Constat) {
        if self.is_new(lieu, &constat.code) {
            self.constats.push((lieu, constat));
        } else {
            self.surplus(lieu, constat);
        }
    }

    fn is_new(&mut self, lieu: Lieu, code: &str) -> bool {
        let compte = self.comptes.entry((lieu.fichier, lieu.feuille, code.to_owned())).or_default();
        *compte += 1;
        *compte <= REPETITIONS
    }

    fn surplus(&mut self, lieu: Lieu, constat: Constat) {
        let key = (lieu.fichier, lieu.feuille, constat.code.clone());
        self.surplus.entry(key).or_insert_with(|| (constat, 0)).1 += 1;
    }

    /// Returns the constats sorted by file, sheet, row, column, then code.
    pub(crate) fn finish(mut self) -> Vec<Constat> {
        let groupes = std::mem::take(&mut self.groupes);
        for groupe in groupes.into_values() {
            self.constats.push((groupe.lieu, groupe.into_constat()));
        }
        for ((fichier, feuille, _), (mut constat, nombre)) in std::mem::take(&mut self.surplus) {
            let lieu = Lieu { fichier, feuille, ligne: 0, colonne: 0 };
            constat.place = self.place(lieu);
            constat.valeur = None;
            constat.message = cpts_model::constat::surplus(nombre);
            self.constats.push((lieu, constat));
        }
        self.constats.sort_by(|(a, x), (b, y)| {
            (a, x.code.as_str(), x.message.as_str()).cmp(&(b, y.code.as_str(), y.message.as_str()))
        });
        self.constats.into_iter().map(|(_, constat)| constat).collect()
    }

    fn locate(&self, place: &Place) -> Lieu {
        let mut lieu = Lieu::default();
        let Some(file) = self.fichiers.iter().position(|(nom, _)| Some(nom) == place.fichier.as_ref()) else {
            return lieu;
        };
        lieu.fichier = file as u32 + 1;
        if let Some(sheet) = self.fichiers[file].1.iter().position(|nom| Some(nom) == place.feuille.as_ref()) {
            lieu.feuille = sheet as u32 + 1;
        }
        lieu.ligne = place.ligne.unwrap_or_default();
        lieu.colonne = place.colonne.unwrap_or_default();
        if let Some((ligne, colonne)) = place.cellule.as_deref().and_then(parse_address) {
            (lieu.ligne, lieu.colonne) = (ligne, colonne);
        }
        lieu
    }
}

impl Groupe {
    fn into_constat(self) -> Constat {
        let mut constat = self.constat;
        if self.nombre > 1 {
            let _ = write!(constat.message, " ({})", lignes(&self.lignes, self.nombre));
        }
        constat
    }
}

/// Returns « lignes 3, 5 et 9 » or « lignes 3, 5, 9 et 12 autres ».
pub(crate) fn lignes(citees: &[u32], nombre: usize) -> String {
    let autres = nombre - citees.len().min(nombre);
    let mut texte = String::from(if nombre > 1 { "lignes\u{a0}" } else { "ligne\u{a0}" });
    for (index, ligne) in citees.iter().enumerate() {
        if index > 0 {
            texte.push_str(if autres == 0 && index + 1 == citees.len() { " et " } else { ", " });
        }
        let _ = write!(texte, "{ligne}");
    }
    match autres {
        0 => {}
        1 => texte.push_str(" et une autre"),
        n => {
            let _ = write!(texte, " et {n} autres");
        }
    }
    texte
}

/// Returns the 1-based row and column of `D14`.
pub(crate) fn parse_address(adresse: &str) -> Option<(u32, u32)> {
    let split = adresse.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = adresse.split_at(split);
    Some((digits.parse().ok()?, parse_column(letters)?))
}

/// Returns the 1-based number of a column, at most XFD.
pub(crate) fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for byte in letters.bytes() {
        let digit = byte.to_ascii_uppercase().checked_sub(b'A').filter(|d| *d < 26)?;
        number = number * 26 + u32::from(digit) + 1;
    }
    (number <= 16_384).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_back() {
        assert_eq!(parse_address("D14"), Some((14, 4)));
        assert_eq!(parse_address("AA2"), Some((2, 27)));
        assert_eq!(parse_address("14"), None);
        assert_eq!(parse_column("XFE"), None);
    }

    #[test]
    fn rows_are_listed_then_counted() {
        assert_eq!(lignes(&[3], 1), "ligne\u{a0}3");
        assert_eq!(lignes(&[3, 5], 2), "lignes\u{a0}3 et 5");
        assert_eq!(lignes(&[1, 2, 3], 5), "lignes\u{a0}1, 2, 3 et 2 autres");
    }

    #[test]
    fn repeated_constats_are_counted_beyond_the_bound() {
        let mut journal = Journal::new(&[]);
        let code = &cpts_model::constat::codes::import::MEMBRE_SANS_NOM;
        for ligne in 1..=1_500 {
            journal.push(Lieu { ligne, ..Lieu::default() }, code, "ligne");
        }
        let constats = journal.finish();
        assert_eq!(constats.len(), REPETITIONS + 1);
        assert_eq!(constats[0].message, "500 autres constats de même code, non détaillés");
    }

    #[test]
    fn constats_follow_the_order_of_the_cells() {
        let classeur = Workbook {
            fichier: "a.xlsx".to_owned(),
            feuilles: vec![crate::cells::Sheet { nom: "S".to_owned(), visible: true, ..Default::default() }],
        };
        let mut journal = Journal::new(&[classeur]);
        let lieu = Lieu { fichier: 1, feuille: 1, ligne: 10, colonne: 2 };
        let code = &cpts_model::constat::codes::import::MEMBRE_SANS_NOM;
        journal.push(lieu, code, "dix");
        journal.push(Lieu { ligne: 9, colonne: 30, ..lieu }, code, "neuf");
        journal.push(lieu.sheet(), code, "feuille");
        let messages: Vec<String> = journal.finish().into_iter().map(|c| c.message).collect();
        assert_eq!(messages, ["feuille", "neuf", "dix"]);
    }
}
