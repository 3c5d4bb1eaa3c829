//! Trames: the text of each livrable, built in or given by the user.

mod builtin;
mod catalogue;
mod front_matter;

use cpts_model::{
    Constat, NatureReunion, Place, Profil,
    constat::{
        Code,
        codes::trame::{TRAME_CARACTERE_RESERVE, TRAME_EN_TETE, TRAME_NOM, TRAME_TAILLE, TRAME_VARIANTE},
    },
};

use self::front_matter::FrontMatter;
pub use self::{catalogue::Trames, front_matter::Variante};
use crate::{
    check::quoted,
    francais::ESPACE,
    layout::{self, Prepared},
    syntax::At,
};

/// Largest trame, in bytes.
pub const TAILLE_MAX: usize = 512 * 1024;

/// Most lines of a trame: the engine counts them on sixteen bits.
const LIGNES_MAX: usize = u16::MAX as usize;

/// Most variants of a trame: each is one more document of `cpts rediger tout`.
const VARIANTES_MAX: usize = 20;

/// Names that the command line keeps for other things.
const RESERVES: [&str; 2] = ["annuaire", "tout"];

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
    pub(crate) fichier: String,
    head: String,
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
        let stem = fichier.strip_suffix(".md").unwrap_or(fichier);
        let mut trame = Self {
            nom: stem.to_owned(),
            titre: stem.to_owned(),
            sous_titre: String::new(),
            profil_defaut: Some(Profil::Financeur),
            couverture: true,
            titre_imprime: true,
            exercice: true,
            identification: None,
            chapitres: true,
            champs_requis: Vec::new(),
            variantes: Vec::new(),
            variante: None,
            nature: None,
            fichier: fichier.to_owned(),
            head: String::new(),
            body: Prepared::default(),
            reading: Vec::new(),
        };
        let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte).replace("\r\n", "\n");
        if let Err(message) = bounded(&texte) {
            trame.reading.push(TRAME_TAILLE.constat(trame.place(1, 1), message));
            return trame;
        }
        if let Some((ligne, line)) = texte.lines().enumerate().find(|(_, line)| line.contains(is_reserved)) {
            let colonne = line.chars().position(is_reserved).unwrap_or_default() as u32 + 1;
            let message = "caractère réservé (U+E000 à U+E001) dans la trame";
            trame.reading.push(TRAME_CARACTERE_RESERVE.constat(trame.place(ligne as u32 + 1, colonne), message));
            return trame;
        }
        let body_start = if let Some((head, body_start)) = front_matter::split(&texte) {
            head.clone_into(&mut trame.head);
            match front_matter::read(head) {
                Ok(front) => trame.take(front),
                Err(error) => trame.refuse_head(&TRAME_EN_TETE, error.start, error.message),
            }
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

    fn refuse_variants_named(&mut self, names: &[String]) {
        for variante in self.variantes.clone() {
            let nom = self.name_in(&variante);
            if names.contains(&nom) {
                let message = format!("la variante {} porte le nom d’une autre trame", quoted(&nom));
                self.refuse_head(&TRAME_VARIANTE, self.position_of(&variante.nom), message);
            }
        }
    }

    /// Returns the place of a line and a column of the file, from 1.
    pub(crate) fn place(&self, ligne: u32, colonne: u32) -> Place {
        Place { fichier: Some(self.fichier.clone()), ligne: Some(ligne), colonne: Some(colonne), ..Place::default() }
    }

    /// Returns where the front matter requires a path.
    pub(crate) fn place_of_required(&self, path: &str) -> At {
        let start = self.position_of(path);
        let (ligne, colonne) = self.line_of_head(start);
        At { ligne, colonne: colonne + 1, ..At::default() }
    }

    /// Returns where a text between quotation marks begins in the front matter, in bytes.
    fn position_of(&self, texte: &str) -> usize {
        self.head.find(&format!("\"{texte}\"")).unwrap_or_default()
    }

    fn line_of_head(&self, start: usize) -> (u32, u32) {
        let before = self.head.get(..start).unwrap_or_default();
        let colonne = before.rsplit('\n').next().unwrap_or_default().chars().count();
        (before.matches('\n').count() as u32 + 2, colonne as u32 + 1)
    }

    fn refuse_head(&mut self, code: &Code, start: usize, message: String) {
        let (ligne, colonne) = self.line_of_head(start);
        self.reading.push(code.constat(self.place(ligne, colonne), message));
    }

    fn take(&mut self, front: FrontMatter) {
        if let Some(nom) = front.nom {
            self.nom = nom;
        }
        match front.titre {
            Some(titre) => self.titre = titre,
            None => self.refuse_head(&TRAME_EN_TETE, 0, format!("la clé {} manque", quoted("titre"))),
        }
        self.sous_titre = front.sous_titre.unwrap_or_default();
        self.profil_defaut = front.profil.or(self.profil_defaut);
        self.couverture = front.couverture.unwrap_or(true);
        self.titre_imprime = front.titre_imprime.unwrap_or(true);
        self.exercice = front.exercice.unwrap_or(true);
        self.identification = front.identification;
        self.chapitres = front.chapitres.unwrap_or(self.couverture);
        self.champs_requis = front.requis.unwrap_or_default();
        self.nature = front.nature;
        self.variantes = front.variantes.unwrap_or_default();
        self.check_names();
    }

    /// A name becomes a file name and a word of the command line.
    fn check_names(&mut self) {
        if !is_slug(&self.nom) || RESERVES.contains(&self.nom.as_str()) {
            let why = if is_slug(&self.nom) { "ce nom désigne un autre document" } else { SLUG };
            let message = format!("nom {} impossible{ESPACE}: {why}", quoted(&self.nom));
            self.refuse_head(&TRAME_NOM, self.position_of(&self.nom), message);
        }
        if self.variantes.len() > VARIANTES_MAX {
            let message = format!("{} variantes{ESPACE}: au plus {VARIANTES_MAX}", self.variantes.len());
            self.refuse_head(&TRAME_VARIANTE, self.head.find("variantes").unwrap_or_default(), message);
            self.variantes.truncate(VARIANTES_MAX);
        }
        let names: Vec<String> = self.variantes.iter().map(|variante| variante.nom.clone()).collect();
        for (rang, nom) in names.iter().enumerate() {
            let message = match () {
                () if !is_slug(nom) => format!("variante {} impossible{ESPACE}: {SLUG}", quoted(nom)),
                () if names[..rang].contains(nom) => format!("la variante {} est donnée deux fois", quoted(nom)),
                () => continue,
            };
            self.refuse_head(&TRAME_VARIANTE, self.position_of(nom), message);
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

/// Whether a trame keeps its bounds.
fn bounded(texte: &str) -> Result<(), String> {
    if texte.len() > TAILLE_MAX {
        return Err(format!("trame de {} octets{ESPACE}: au plus {TAILLE_MAX}", texte.len()));
    }
    let lines = texte.matches('\n').count();
    if lines > LIGNES_MAX {
        return Err(format!("trame de {lines} lignes{ESPACE}: au plus {LIGNES_MAX}"));
    }
    Ok(())
}

/// Marks of the side table in the rendered text: a trame must not contain them.
fn is_reserved(lettre: char) -> bool {
    matches!(lettre, '\u{e000}' | '\u{e001}')
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
        let texte = format!("+++\ntitre = \"A\"\n+++\n{}", "\n".repeat(LIGNES_MAX));
        assert_eq!(codes(&Trame::read("a.md", &texte)), ["trame-taille"]);
    }

    #[test]
    fn trame_with_windows_line_ends_reads_the_same() {
        let trame = Trame::read("a.md", "\u{feff}+++\r\ntitre = \"A\"\r\n+++\r\n# Un\r\n");
        assert!(trame.reading.is_empty());
        assert_eq!(trame.body.texte.trim_start(), "# Un\n");
    }
}
