//! Trames: the text of each livrable, built in or given by the user.

use std::collections::BTreeMap;

use cpts_model::{
    Constat, Place, Profil,
    constat::codes::trame::{TRAME_CARACTERE_RESERVE, TRAME_EN_TETE, TRAME_TAILLE},
};
use serde::Deserialize;

use crate::{
    layout::{self, Prepared},
    syntax::At,
};

/// Largest trame, in bytes: places are counted on sixteen bits below.
pub const TAILLE_MAX: usize = 512 * 1024;

const RAPPORT_ACTIVITE: &str = include_str!("../../../templates/rapport-activite.md");

/// The trames at hand, by name.
#[derive(Clone, Debug)]
pub struct Trames {
    trames: BTreeMap<String, Trame>,
}

/// The text of a livrable: front matter and body.
#[derive(Clone, Debug)]
pub struct Trame {
    /// Name of the livrable, as on the command line: `rapport-activite`.
    pub nom: String,
    /// Title on the cover.
    pub titre: String,
    /// Sentence under the title, or empty.
    pub sous_titre: String,
    /// Profile applied where the user names none.
    pub profil_defaut: Option<Profil>,
    /// Whether the document has a cover page.
    pub couverture: bool,
    /// Lines of the cover's identification table: title, path of the field; `None` for those of a report.
    pub identification: Option<Vec<(String, String)>>,
    /// Paths that the trame promises to print: `cpts.siren`.
    pub champs_requis: Vec<String>,
    pub(crate) fichier: String,
    head: String,
    pub(crate) body: Prepared,
    pub(crate) reading: Vec<Constat>,
}

/// What stands between the `+++` lines.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    nom: Option<String>,
    titre: String,
    #[serde(default)]
    sous_titre: String,
    profil: Option<Profil>,
    #[serde(default = "yes")]
    couverture: bool,
    identification: Option<Vec<(String, String)>>,
    #[serde(default)]
    requis: Vec<String>,
}

const fn yes() -> bool {
    true
}

impl Trames {
    /// Returns the trames of the library.
    pub fn builtin() -> Self {
        Self::with_overrides([])
    }

    /// Returns the trames of the library, replaced or completed by files: file name, text.
    ///
    /// A file that cannot be read as a trame is there all the same: [`crate::check_trame`] says what is wrong with it.
    pub fn with_overrides(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let builtin = [("rapport-activite.md".to_owned(), RAPPORT_ACTIVITE.to_owned())];
        let trames = builtin.into_iter().chain(files).map(|(fichier, texte)| {
            let trame = Trame::read(&fichier, &texte);
            (trame.nom.clone(), trame)
        });
        Self { trames: trames.collect() }
    }

    /// Returns the names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.trames.keys().map(String::as_str)
    }

    /// Returns the trames, in alphabetical order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Trame> {
        self.trames.values()
    }

    /// Returns the trame of that name.
    pub fn get(&self, nom: &str) -> Option<&Trame> {
        self.trames.get(nom)
    }
}

impl Trame {
    /// Reads a trame from its file name and its text; what is wrong with it is said by [`crate::check_trame`].
    ///
    /// # Example
    /// ```
    /// # use cpts_outline::Trame;
    /// let trame = Trame::read("lettre.md", "+++\ntitre = \"Lettre\"\n+++\n# Objet\n");
    /// assert_eq!((trame.nom.as_str(), trame.titre.as_str()), ("lettre", "Lettre"));
    /// ```
    pub fn read(fichier: &str, texte: &str) -> Self {
        let stem = fichier.strip_suffix(".md").unwrap_or(fichier);
        let mut trame = Self {
            nom: stem.to_owned(),
            titre: stem.to_owned(),
            sous_titre: String::new(),
            profil_defaut: Some(Profil::Financeur),
            couverture: true,
            identification: None,
            champs_requis: Vec::new(),
            fichier: fichier.to_owned(),
            head: String::new(),
            body: Prepared::default(),
            reading: Vec::new(),
        };
        let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte).replace("\r\n", "\n");
        if texte.len() > TAILLE_MAX {
            let message = format!("trame de {} octets : au plus {TAILLE_MAX}", texte.len());
            trame.reading.push(TRAME_TAILLE.constat(trame.place(1, 1), message));
            return trame;
        }
        if let Some((ligne, line)) = texte.lines().enumerate().find(|(_, line)| line.contains(is_reserved)) {
            let colonne = line.chars().position(is_reserved).unwrap_or_default() as u32 + 1;
            let message = "caractère réservé (U+E000 à U+E001) dans la trame";
            trame.reading.push(TRAME_CARACTERE_RESERVE.constat(trame.place(ligne as u32 + 1, colonne), message));
            return trame;
        }
        let body_start = if let Some((head, body_start)) = front_matter(&texte) {
            trame.read_front_matter(head);
            head.clone_into(&mut trame.head);
            body_start
        } else {
            let message = "en-tête absent : attendu des lignes TOML entre deux lignes « +++ »";
            trame.reading.push(TRAME_EN_TETE.constat(trame.place(1, 1), message));
            0
        };
        // The front matter leaves its lines, so that places are those of the file.
        let lines = texte[..body_start].matches('\n').count();
        trame.body = layout::prepare(&("\n".repeat(lines) + &texte[body_start..]));
        trame
    }

    /// Returns the place of a line and a column of the file, from 1.
    pub(crate) fn place(&self, ligne: u32, colonne: u32) -> Place {
        Place { fichier: Some(self.fichier.clone()), ligne: Some(ligne), colonne: Some(colonne), ..Place::default() }
    }

    /// Returns where the front matter requires a path.
    pub(crate) fn place_of_required(&self, path: &str) -> At {
        let quoted = format!("\"{path}\"");
        let found =
            self.head.lines().enumerate().find_map(|(ligne, line)| line.find(&quoted).map(|at| (ligne, &line[..at])));
        let (ligne, before) = found.unwrap_or_default();
        At { ligne: ligne as u32 + 2, colonne: before.chars().count() as u32 + 2, ..At::default() }
    }

    fn read_front_matter(&mut self, head: &str) {
        match toml::from_str::<FrontMatter>(head) {
            Ok(front) => {
                self.nom = front.nom.unwrap_or_else(|| std::mem::take(&mut self.nom));
                self.titre = front.titre;
                self.sous_titre = front.sous_titre;
                self.profil_defaut = front.profil.or(self.profil_defaut);
                self.couverture = front.couverture;
                self.identification = front.identification;
                self.champs_requis = front.requis;
            }
            Err(error) => {
                let before = error.span().map_or("", |span| head.get(..span.start).unwrap_or_default());
                let ligne = before.matches('\n').count() as u32 + 2;
                let colonne = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
                let message = format!("en-tête illisible : {}", error.message().replace('\n', " ; "));
                self.reading.push(TRAME_EN_TETE.constat(self.place(ligne, colonne), message));
            }
        }
    }
}

/// Marks of the side table in the rendered text: a trame must not contain them.
fn is_reserved(lettre: char) -> bool {
    matches!(lettre, '\u{e000}' | '\u{e001}')
}

/// Returns the TOML between the marks, and where the body begins.
fn front_matter(texte: &str) -> Option<(&str, usize)> {
    let mark = ["+++", "---"].into_iter().find(|mark| texte.lines().next().is_some_and(|l| l.trim_end() == *mark))?;
    let start = texte.find('\n')? + 1;
    let mut at = start;
    for line in texte[start..].split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((&texte[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(trame: &Trame) -> Vec<&str> {
        trame.reading.iter().map(|constat| constat.code.as_str()).collect()
    }

    #[test]
    fn trame_without_front_matter_gives_one_constat() {
        assert_eq!(codes(&Trame::read("a.md", "# Titre\n")), ["trame-en-tete"]);
    }

    #[test]
    fn trame_with_unknown_key_gives_its_line() {
        let trame = Trame::read("a.md", "+++\ntitre = \"A\"\nprofile = \"public\"\n+++\n");
        assert_eq!(codes(&trame), ["trame-en-tete"]);
        assert_eq!(trame.reading[0].place.ligne, Some(3));
    }

    #[test]
    fn trame_with_reserved_character_is_refused() {
        assert_eq!(
            codes(&Trame::read("a.md", "+++\ntitre = \"A\"\n+++\n\u{e000}0\u{e001}\n")),
            ["trame-caractere-reserve"]
        );
    }

    #[test]
    fn trame_override_replaces_the_builtin_one() {
        let file = ("rapport-activite.md".to_owned(), "+++\ntitre = \"Le nôtre\"\n+++\n# Un\n".to_owned());
        let trames = Trames::with_overrides([file]);
        assert_eq!(trames.get("rapport-activite").map(|t| t.titre.as_str()), Some("Le nôtre"));
    }

    #[test]
    fn trame_with_windows_line_ends_reads_the_same() {
        let trame = Trame::read("a.md", "\u{feff}+++\r\ntitre = \"A\"\r\n+++\r\n# Un\r\n");
        assert!(trame.reading.is_empty());
        assert_eq!(trame.body.texte.trim_start(), "# Un\n");
    }
}
