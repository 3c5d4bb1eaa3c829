//! What every reader shares during one import: options, mapping, findings, words already read.

use std::collections::HashMap;

use cpts_model::{
    ModeExercice,
    constat::Code,
    geographie::{self, Fiche, Recherche},
    identifiant::{Anomalie, Lecture},
    lecture,
    profession::{self, LectureProfession},
};

use crate::{
    Correspondance, ImportOptions,
    cells::column_letters,
    journal::{Journal, Lieu, cite},
    membres::{contact, mode},
    origines::Reportee,
};

/// State of one import.
pub(crate) struct Contexte<'o> {
    pub(crate) options: &'o ImportOptions,
    pub(crate) journal: Journal,
    /// Mapping under construction, complete at the end.
    pub(crate) sortie: Correspondance,
    /// Year that dates without a year refer to, and that the documents are about.
    pub(crate) annee: i32,
    /// The same before the workbook was looked at.
    pub(crate) annee_initiale: i32,
    /// Département of the community, where something says it.
    pub(crate) departement: Option<String>,
    /// Nothing says it but most postal codes of the lists.
    pub(crate) departement_deduit: bool,
    /// Values of a row that stand in a cell above it: a vertical merge, a title.
    pub(crate) reportees: Vec<Reportee>,
    professions: Lus<LectureProfession>,
    /// By postal code, then by name.
    communes: HashMap<String, Lus<Recherche>>,
    /// Names looked up in the département alone.
    ici: Lus<Option<Fiche>>,
    /// Names for which another was looked for.
    suggestions: u32,
    /// Whether a postal code serves a commune.
    postaux: Lus<bool>,
    absents: Lus<bool>,
    booleens: Lus<Option<bool>>,
    modes: Lus<Option<ModeExercice>>,
}

/// What the words of a column were read as: a list repeats a few of them thousands of times.
struct Lus<T>(HashMap<String, T>);

impl<T> Default for Lus<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Lus<T> {
    fn get(&mut self, texte: &str, read: impl FnOnce(&str) -> T) -> &T {
        // Two lookups on a miss, none of them an allocation on a hit.
        if !self.0.contains_key(texte) {
            self.0.insert(texte.to_owned(), read(texte));
        }
        &self.0[texte]
    }
}

impl<'o> Contexte<'o> {
    pub(crate) fn new(options: &'o ImportOptions, journal: Journal) -> Self {
        let annee = options.exercice.unwrap_or_else(|| chrono::Datelike::year(&options.date) - 1);
        let mut sortie = Correspondance::default();
        if let Some(imposee) = &options.correspondance {
            sortie.valeurs.clone_from(&imposee.valeurs);
            sortie.couleurs.clone_from(&imposee.couleurs);
            sortie.commentaires.clone_from(&imposee.commentaires);
        }
        Self {
            options,
            journal,
            sortie,
            annee,
            annee_initiale: annee,
            departement: None,
            departement_deduit: false,
            reportees: Vec::new(),
            professions: Lus::default(),
            communes: HashMap::new(),
            ici: Lus::default(),
            suggestions: 0,
            postaux: Lus::default(),
            absents: Lus::default(),
            booleens: Lus::default(),
            modes: Lus::default(),
        }
    }

    /// Reads a profession, once per distinct text.
    pub(crate) fn profession(&mut self, texte: &str) -> &LectureProfession {
        self.professions.get(texte, profession::read)
    }

    /// Returns yes or no, once per distinct text.
    pub(crate) fn booleen(&mut self, texte: &str) -> Option<bool> {
        *self.booleens.get(texte, lecture::booleen)
    }

    /// Returns whether the text stands for nothing, once per distinct text.
    pub(crate) fn is_absent(&mut self, texte: &str) -> bool {
        *self.absents.get(texte, contact::is_absent)
    }

    /// Reads a mode of practice, once per distinct text.
    pub(crate) fn mode(&mut self, texte: &str) -> Option<ModeExercice> {
        *self.modes.get(texte, mode::read)
    }

    /// Looks a commune up, once per distinct name and postal code.
    pub(crate) fn commune(&mut self, nom: &str, code_postal: Option<&str>) -> Recherche {
        let code = code_postal.unwrap_or_default();
        if !self.communes.contains_key(code) {
            self.communes.insert(code.to_owned(), Lus::default());
        }
        let lus = self.communes.get_mut(code).expect("inserted just above");
        lus.get(nom, |nom| geographie::find(nom, code_postal, None)).clone()
    }

    /// Looks a name up in the département alone, old communes and other spacings included, once per distinct name.
    pub(crate) fn commune_here(&mut self, nom: &str) -> Option<Fiche> {
        let departement = self.departement.as_deref()?;
        self.ici
            .get(nom, |nom| {
                let by_name = match geographie::find(nom, None, Some(departement)) {
                    Recherche::Trouvee(commune) => commune.code_insee.as_deref().and_then(geographie::commune),
                    _ => None,
                };
                by_name
                    .filter(|fiche| fiche.departement.code == departement)
                    .or_else(|| geographie::same_letters(nom, departement))
            })
            .clone()
    }

    /// Counts one more name to look for another, and says whether that is still worth its time: nobody reads the hundredth.
    pub(crate) fn may_suggest(&mut self) -> bool {
        self.suggestions = self.suggestions.saturating_add(1);
        self.suggestions <= 100
    }

    /// Returns whether the text is a postal code of a commune, looked up once per distinct code.
    pub(crate) fn is_served(&mut self, code: &str) -> bool {
        *self.postaux.get(code, |code| {
            let digits = code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
            digits && !geographie::communes_du_code_postal(code).is_empty()
        })
    }

    /// Returns the usable value of an identifier, and tells its anomalies; small corrections are told once per column.
    pub(crate) fn identifier(&mut self, lieu: Lieu, texte: &str, lecture: Lecture) -> Option<String> {
        for anomalie in lecture.anomalies {
            self.anomaly(lieu, texte, anomalie);
        }
        lecture.valeur
    }

    /// Tells an anomaly at its cell, or once per column when it is a mere correction.
    pub(crate) fn anomaly(&mut self, lieu: Lieu, texte: &str, anomalie: Anomalie) {
        let Anomalie { code, message, conseil } = anomalie;
        let mut constat = self.journal.draft(lieu, code, message);
        if !texte.trim().is_empty() {
            constat = constat.with_valeur(texte.trim());
        }
        if let Some(conseil) = conseil {
            constat = constat.with_conseil(conseil);
        }
        if code.gravite == cpts_model::Gravite::Information {
            self.journal.group(lieu, code, &column_letters(lieu.colonne), || constat);
        } else {
            self.journal.push_constat(lieu, constat);
        }
    }

    /// Tells once per column that a value is kept without being understood.
    pub(crate) fn not_understood(&mut self, lieu: Lieu, code: &'static Code, titre: &str, texte: &str) {
        let message = format!("{}\u{a0}: valeur {} non comprise, gardée telle quelle", titre, cite(texte));
        let constat = self.journal.draft(lieu, code, message).with_valeur(texte.trim());
        self.journal.group(lieu, code, &format!("{} {texte}", column_letters(lieu.colonne)), || constat);
    }
}
