//! The mapping: which sheet is what, where its heading is, what each column and each doubtful value means.

mod lecture;

use std::fmt::Write as _;
use std::{collections::BTreeMap, fmt};

use crate::{ImportError, cells::column_letters, champ::Champ, role::Role};

/// The mapping that was found, or that is imposed: sheets, heading rows, columns, values, colours.
///
/// Written as TOML for a person to read and correct; given back, it is obeyed exactly.
///
/// # Example
/// ```
/// # use cpts_import::Correspondance;
/// let texte = "[[feuille]]\nnom = \"2025\"\nrole = \"membres\"\ntitres = 4\n\n[feuille.colonnes]\nA = \"nom_complet\"\n";
/// let correspondance = Correspondance::from_toml(texte)?;
/// assert_eq!(Correspondance::from_toml(&correspondance.to_toml())?, correspondance);
///
/// let erreur = Correspondance::from_toml(&texte.replace("nom_complet", "nom_complt")).unwrap_err();
/// assert!(erreur.to_string().contains("ligne\u{a0}7"));
/// # Ok::<(), cpts_import::ImportError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Correspondance {
    /// Sheets, in the order of the workbooks; a sheet with two tables stands twice.
    pub(crate) feuilles: Vec<FeuilleCorrespondance>,
    /// Doubtful values: field → text of the cell → meaning, empty where it is not settled.
    pub(crate) valeurs: BTreeMap<String, BTreeMap<String, String>>,
    /// Colour, or `barre` → meaning, `None` where it is not settled.
    pub(crate) couleurs: BTreeMap<String, Option<SensCouleur>>,
    /// What to say beside a value or a colour in the file; not part of the mapping.
    pub(crate) commentaires: BTreeMap<(String, String), String>,
}

impl PartialEq for Correspondance {
    fn eq(&self, other: &Self) -> bool {
        self.feuilles == other.feuilles && self.valeurs == other.valeurs && self.couleurs == other.couleurs
    }
}

/// One sheet of the mapping.
#[derive(Clone, Debug, Default)]
pub(crate) struct FeuilleCorrespondance {
    /// File, where several workbooks are imported together.
    pub(crate) fichier: Option<String>,
    pub(crate) nom: String,
    pub(crate) role: Option<Role>,
    /// Heading row, `0` for a list without heading.
    pub(crate) titres: u32,
    /// Rows of the heading, 1 or 2.
    pub(crate) hauteur: u32,
    /// Profession of the rows that give none.
    pub(crate) profession: Option<String>,
    /// Commune of the rows that give none.
    pub(crate) commune: Option<String>,
    /// Everyone on the sheet is a former member.
    pub(crate) ancien: bool,
    /// Year the sheet is about.
    pub(crate) annee: Option<i32>,
    /// Columns, by number, with their field; `None` for a column kept as it is.
    pub(crate) colonnes: BTreeMap<u32, Option<Champ>>,
    /// Headings, for the comments of the file; not part of the mapping.
    pub(crate) intitules: BTreeMap<u32, String>,
}

impl PartialEq for FeuilleCorrespondance {
    fn eq(&self, other: &Self) -> bool {
        (&self.fichier, &self.nom, self.role, self.titres, self.hauteur)
            == (&other.fichier, &other.nom, other.role, other.titres, other.hauteur)
            && (&self.profession, &self.commune, self.ancien, self.annee, &self.colonnes)
                == (&other.profession, &other.commune, other.ancien, other.annee, &other.colonnes)
    }
}

/// What a colour or a strike-through says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SensCouleur {
    /// Former member.
    Ancien,
    /// The contribution is not paid.
    Impaye,
    /// Not a member: the row is left out.
    Ecarter,
    /// Nothing.
    Ignorer,
}

impl SensCouleur {
    pub(crate) const TOUS: [Self; 4] = [Self::Ancien, Self::Impaye, Self::Ecarter, Self::Ignorer];

    pub(crate) const fn nom(self) -> &'static str {
        match self {
            Self::Ancien => "ancien",
            Self::Impaye => "impaye",
            Self::Ecarter => "ecarter",
            Self::Ignorer => "ignorer",
        }
    }
}

const ENTETE: &str = "\
# Correspondance entre le classeur et le dossier.
#
# Ce fichier dit comment chaque feuille est lue. Corrigez-le, puis relancez l’import avec lui : il est suivi à la lettre.
#   role      membres, structures, identite, communes, bureau, conseil_administration, groupes, equipe,
#             partenaires, actions, budget, textes, ou ignorer (la feuille n’est pas lue)
#   titres    ligne des titres de colonnes, 0 s’il n’y en a pas ; hauteur = 2 si les titres tiennent sur deux lignes
#   colonnes  lettre de la colonne = champ ; \"\" garde la colonne telle quelle, \"ignorer\" ne la lit pas
#   valeurs   mot du classeur = ce qu’il veut dire ; à compléter là où c’est \"\"
#   couleurs  couleur, ou barre pour un texte barré = \"ancien\", \"impaye\", \"ecarter\" (la ligne n’est pas un adhérent)
#             ou \"ignorer\" (la couleur ne veut rien dire) ; à compléter là où c’est \"\"
";

impl Correspondance {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`ImportError::Correspondance`] with the line, when the text is not TOML or names an unknown key, role, field or profession.
    pub fn from_toml(texte: &str) -> Result<Self, ImportError> {
        lecture::read(texte)
    }

    /// Returns the mapping as a commented TOML text, always in the same order.
    pub fn to_toml(&self) -> String {
        let mut toml = String::from(ENTETE);
        for feuille in &self.feuilles {
            feuille.write(&mut toml);
        }
        for (champ, valeurs) in &self.valeurs {
            if valeurs.is_empty() {
                continue;
            }
            let _ = writeln!(toml, "\n[valeurs.{champ}]");
            for (texte, sens) in valeurs {
                self.write_entry(&mut toml, champ, texte, sens);
            }
        }
        if !self.couleurs.is_empty() {
            toml.push_str("\n[couleurs]\n");
            for (couleur, sens) in &self.couleurs {
                self.write_entry(&mut toml, "couleurs", couleur, sens.map_or("", SensCouleur::nom));
            }
        }
        toml
    }

    fn write_entry(&self, toml: &mut String, champ: &str, texte: &str, sens: &str) {
        let _ = write!(toml, "{} = {}", quote(texte), quote(sens));
        if let Some(commentaire) = self.commentaires.get(&(champ.to_owned(), texte.to_owned())) {
            let _ = write!(toml, "  # {}", one_line(commentaire));
        }
        toml.push('\n');
    }

    /// Returns the entries for a sheet, top to bottom: of that file first, else of any file.
    pub(crate) fn sheet(&self, fichier: &str, nom: &str) -> Vec<&FeuilleCorrespondance> {
        let exact: Vec<_> =
            self.feuilles.iter().filter(|f| f.nom == nom && f.fichier.as_deref() == Some(fichier)).collect();
        if exact.is_empty() {
            self.feuilles.iter().filter(|f| f.nom == nom && f.fichier.is_none()).collect()
        } else {
            exact
        }
    }

    /// Returns the meaning given to a value, `Some("")` where it is listed without one.
    pub(crate) fn value(&self, champ: &str, texte: &str) -> Option<&str> {
        self.valeurs.get(champ)?.get(texte).map(String::as_str)
    }
}

impl FeuilleCorrespondance {
    fn write(&self, toml: &mut String) {
        toml.push_str("\n[[feuille]]\n");
        if let Some(fichier) = &self.fichier {
            let _ = writeln!(toml, "fichier = {}", quote(fichier));
        }
        let role = self.role.unwrap_or(Role::Ignoree);
        let _ = writeln!(toml, "nom = {}\nrole = \"{}\"", quote(&self.nom), role.nom());
        if role != Role::Ignoree {
            let _ = writeln!(toml, "titres = {}", self.titres);
            if self.hauteur > 1 {
                let _ = writeln!(toml, "hauteur = {}", self.hauteur);
            }
        }
        for (cle, valeur) in [("profession", &self.profession), ("commune", &self.commune)] {
            if let Some(valeur) = valeur {
                let _ = writeln!(toml, "{cle} = {}", quote(valeur));
            }
        }
        if self.ancien {
            toml.push_str("ancien = true\n");
        }
        if let Some(annee) = self.annee {
            let _ = writeln!(toml, "annee = {annee}");
        }
        if self.colonnes.is_empty() {
            return;
        }
        toml.push_str("\n[feuille.colonnes]\n");
        for (index, champ) in &self.colonnes {
            let _ = write!(toml, "{} = \"{}\"", column_letters(*index), champ.map_or("", Champ::nom));
            if let Some(intitule) = self.intitules.get(index).filter(|texte| !texte.is_empty()) {
                let _ = write!(toml, "  # {}", one_line(intitule));
            }
            toml.push('\n');
        }
    }
}

/// One line per sheet and per thing left to settle, for a person.
impl fmt::Display for Correspondance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for feuille in &self.feuilles {
            let role = feuille.role.unwrap_or(Role::Ignoree);
            if let Some(fichier) = &feuille.fichier {
                write!(f, "{fichier}, ")?;
            }
            write!(f, "feuille «\u{a0}{}\u{a0}»\u{a0}: {}", feuille.nom, role.nom())?;
            if feuille.titres > 0 {
                write!(f, ", titres ligne\u{a0}{}", feuille.titres)?;
            }
            let colonnes: Vec<String> = feuille
                .colonnes
                .iter()
                .filter_map(|(index, champ)| champ.map(|champ| format!("{} {}", column_letters(*index), champ.nom())))
                .collect();
            if !colonnes.is_empty() {
                write!(f, "\u{a0}; {}", colonnes.join(", "))?;
            }
            writeln!(f)?;
        }
        let values = self
            .valeurs
            .iter()
            .flat_map(|(champ, valeurs)| valeurs.iter().map(move |(texte, sens)| (champ, texte, sens)));
        for (champ, texte, _) in values.filter(|(_, _, sens)| sens.is_empty()) {
            writeln!(f, "à préciser\u{a0}: {champ} «\u{a0}{texte}\u{a0}»")?;
        }
        for (couleur, _) in self.couleurs.iter().filter(|(_, sens)| sens.is_none()) {
            writeln!(f, "à préciser\u{a0}: couleur {couleur}")?;
        }
        Ok(())
    }
}

fn one_line(texte: &str) -> String {
    texte.chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect()
}

/// Returns a TOML basic string.
fn quote(texte: &str) -> String {
    let mut quoted = String::from('"');
    for c in texte.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
