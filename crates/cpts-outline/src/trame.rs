//! Trames: the text of each livrable, built in or given by the user.

mod builtin;
mod catalogue;
mod fichier;
mod front_matter;
mod lecture;
mod sections;

use std::sync::Arc;

use cpts_model::{
    Constat, NatureReunion, Place, Profil,
    constat::{
        Code,
        codes::trame::{TRAME_NOM, TRAME_TAILLE, TRAME_VARIANTE},
    },
};

pub use self::{catalogue::Trames, fichier::TAILLE_MAX, front_matter::Variante};
use self::{
    fichier::{Origine, Tete},
    lecture::Lecture,
};
use crate::{
    check::quoted,
    francais::ESPACE,
    layout::{self, Prepared},
};

/// Most variants of a trame: each is one more document of `cpts rediger tout`.
const VARIANTES_MAX: usize = 20;

/// Names that the command line keeps for other things.
const RESERVES: [&str; 5] = ["annuaire", "retroplanning", "tableau-de-bord", "tracabilite", "tout"];

/// The text of a livrable: front matter and body.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the front matter that says yes or no")]
pub struct Trame {
    /// Name of the livrable, as on the command line: `rapport-activite`, `convocation-constitutive`.
    pub nom: String,
    /// Title on the cover.
    pub titre: String,
    /// Sentence under the title, or empty.
    pub sous_titre: String,
    /// Profile applied where the user names none.
    pub profil_defaut: Option<Profil>,
    /// Whether the document has a cover page.
    pub couverture: bool,
    /// Whether the title stands above the text where there is no cover.
    pub titre_imprime: bool,
    /// Whether the cover and the footer name the exercice: articles, minutes and forms are of no year.
    pub exercice: bool,
    /// Lines of the cover's identification table: title, path of the field; `None` for those of a report.
    pub identification: Option<Vec<(String, String)>>,
    /// Whether each title of level 1 begins a page.
    pub chapitres: bool,
    /// Paths that the trame promises to print: `cpts.siren`.
    pub champs_requis: Vec<String>,
    /// The documents it gives, where it gives several.
    pub variantes: Vec<Variante>,
    /// The variant that is printed; `None` stands for the first.
    pub variante: Option<String>,
    /// Nature of the meeting that the document is about; `None` stands for any.
    pub nature: Option<NatureReunion>,
    /// Its front matter, then those of the trames that it extends.
    tetes: Arc<[Tete]>,
    /// Where each line of the body stands.
    origines: Arc<[Origine]>,
    pub(crate) body: Prepared,
    pub(crate) reading: Vec<Constat>,
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
        Self::of(Lecture::alone(fichier, texte))
    }

    /// Returns the trame that was read.
    fn of(lecture: Lecture) -> Self {
        let Lecture { stem, front, tetes, lignes, constats } = lecture;
        let texte: String = lignes.iter().map(|ligne| ligne.texte.as_str()).collect();
        let mut trame = Self {
            titre: front.titre.unwrap_or_else(|| stem.clone()),
            nom: front.nom.unwrap_or(stem),
            sous_titre: front.sous_titre.unwrap_or_default(),
            profil_defaut: front.profil.or(Some(Profil::Financeur)),
            couverture: front.couverture.unwrap_or(true),
            titre_imprime: front.titre_imprime.unwrap_or(true),
            exercice: front.exercice.unwrap_or(true),
            identification: front.identification,
            chapitres: front.chapitres.or(front.couverture).unwrap_or(true),
            champs_requis: front.requis.unwrap_or_default(),
            variantes: front.variantes.unwrap_or_default(),
            variante: None,
            nature: front.nature,
            tetes: tetes.into(),
            origines: lignes.into_iter().map(|ligne| ligne.origine).collect(),
            body: Prepared::default(),
            reading: constats,
        };
        if trame.reading.is_empty() {
            trame.check_names();
            // What a trame and those it extends are together.
            match fichier::bounded(&texte) {
                Ok(()) => trame.body = layout::prepare(&texte),
                Err(message) => trame.refuse_head(&TRAME_TAILLE, None, message),
            }
        }
        trame
    }

    /// Returns the trame in one of its variants.
    pub(crate) fn in_variant(&self, variante: &Variante) -> Self {
        let own = |own: &Option<String>, general: &String| own.clone().unwrap_or_else(|| general.clone());
        Self {
            nom: self.name_in(variante),
            titre: own(&variante.titre, &self.titre),
            sous_titre: own(&variante.sous_titre, &self.sous_titre),
            nature: variante.nature.or(self.nature),
            variante: Some(variante.nom.clone()),
            ..self.clone()
        }
    }

    /// Returns the trame in its first variant, under its own name.
    pub(crate) fn in_first(&self, first: &Variante) -> Self {
        Self { nom: self.nom.clone(), ..self.in_variant(first) }
    }

    fn name_in(&self, variante: &Variante) -> String {
        format!("{}-{}", self.nom, variante.nom)
    }

    fn refuse_name_of(&mut self, fichier: &str) {
        let message = format!("le nom {} est déjà celui de {}", quoted(&self.nom), quoted(fichier));
        let nom = self.nom.clone();
        self.refuse_head(&TRAME_NOM, Some(&nom), message);
    }

    fn refuse_variants_named(&mut self, names: &[String]) {
        for variante in self.variantes.clone() {
            let nom = self.name_in(&variante);
            if names.contains(&nom) {
                let message = format!("la variante {} porte le nom d’une autre trame", quoted(&nom));
                self.refuse_head(&TRAME_VARIANTE, Some(&variante.nom), message);
            }
        }
    }

    /// Returns the place of a line and a column of the body, from 1.
    pub(crate) fn place(&self, ligne: u32, colonne: u32) -> Place {
        let index = ligne.saturating_sub(1) as usize;
        let Some(last) = self.origines.last() else { return self.tetes[0].place(0) };
        // The end of the text is the line after the last.
        let end = || Origine { fichier: last.fichier.clone(), numero: last.numero + 1 };
        self.origines.get(index).cloned().unwrap_or_else(end).place(colonne)
    }

    /// Returns where a front matter names a path.
    pub(crate) fn place_of_required(&self, path: &str) -> Place {
        self.place_of_quoted(path, 1)
    }

    /// Returns where a text between quotation marks stands in the front matters, the nearest first.
    fn place_of_quoted(&self, texte: &str, letters: usize) -> Place {
        let found = self.tetes.iter().find_map(|tete| Some((tete, tete.position_of(texte)?)));
        found.map_or_else(|| self.tetes[0].place(0), |(tete, start)| tete.place(start + letters))
    }

    fn refuse_head(&mut self, code: &Code, quoted: Option<&str>, message: String) {
        let place = quoted.map_or_else(|| self.tetes[0].place(0), |texte| self.place_of_quoted(texte, 0));
        self.reading.push(code.constat(place, message));
    }

    /// A name becomes a file name and a word of the command line.
    fn check_names(&mut self) {
        if !is_slug(&self.nom) || RESERVES.contains(&self.nom.as_str()) {
            let why = if is_slug(&self.nom) { "ce nom désigne un autre document" } else { SLUG };
            let message = format!("nom {} impossible{ESPACE}: {why}", quoted(&self.nom));
            let nom = self.nom.clone();
            self.refuse_head(&TRAME_NOM, Some(&nom), message);
        }
        if self.variantes.len() > VARIANTES_MAX {
            let message = format!("{} variantes{ESPACE}: au plus {VARIANTES_MAX}", self.variantes.len());
            self.refuse_head(&TRAME_VARIANTE, None, message);
            self.variantes.truncate(VARIANTES_MAX);
        }
        let names: Vec<String> = self.variantes.iter().map(|variante| variante.nom.clone()).collect();
        for (rang, nom) in names.iter().enumerate() {
            let message = match () {
                () if !is_slug(nom) => format!("variante {} impossible{ESPACE}: {SLUG}", quoted(nom)),
                () if names[..rang].contains(nom) => format!("la variante {} est donnée deux fois", quoted(nom)),
                () => continue,
            };
            self.refuse_head(&TRAME_VARIANTE, Some(nom), message);
        }
    }
}

const SLUG: &str = "attendu des minuscules sans accent, des chiffres et des tirets";

fn is_slug(nom: &str) -> bool {
    let ends = |lettre: Option<char>| lettre.is_some_and(|lettre| lettre.is_ascii_alphanumeric());
    let mut lettres = nom.chars();
    nom.len() <= 60
        && ends(nom.chars().next())
        && ends(nom.chars().next_back())
        && lettres.all(|lettre| lettre.is_ascii_lowercase() || lettre.is_ascii_digit() || lettre == '-')
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
    fn name_that_is_no_file_name_gives_its_place() {
        let trame = Trame::read("a.md", "+++\nnom = \"../ailleurs\"\ntitre = \"A\"\n+++\n");
        assert_eq!(codes(&trame), ["trame-nom"]);
        assert_eq!((trame.reading[0].place.ligne, trame.reading[0].place.colonne), (Some(2), Some(7)));
        assert_eq!(codes(&Trame::read("annuaire.md", "+++\ntitre = \"A\"\n+++\n")), ["trame-nom"]);
        assert_eq!(codes(&Trame::read("Été.md", "+++\ntitre = \"A\"\n+++\n")), ["trame-nom"]);
    }

    #[test]
    fn variants_badly_named_give_their_place() {
        let trame = Trame::read(
            "a.md",
            "+++\ntitre = \"A\"\nvariantes = [{ nom = \"un\" }, { nom = \"un\" }, { nom = \"Deux\" }]\n+++\n",
        );
        assert_eq!(codes(&trame), ["trame-variante", "trame-variante"]);
        assert_eq!((trame.reading[1].place.ligne, trame.reading[1].place.colonne), (Some(3), Some(54)));
    }

    #[test]
    fn trame_of_too_many_lines_is_refused() {
        let texte = format!("+++\ntitre = \"A\"\n+++\n{}", "\n".repeat(fichier::LIGNES_MAX));
        assert_eq!(codes(&Trame::read("a.md", &texte)), ["trame-taille"]);
    }

    #[test]
    fn trame_with_windows_line_ends_reads_the_same() {
        let trame = Trame::read("a.md", "\u{feff}+++\r\ntitre = \"A\"\r\n+++\r\n# Un\r\n");
        assert!(trame.reading.is_empty());
        assert_eq!(trame.body.texte.trim_start(), "# Un\n");
    }
}
