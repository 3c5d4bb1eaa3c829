//! The headings people write, and what they announce.

mod table;

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use cpts_model::lecture::plier;

use crate::{champ::Champ, role::Role};

/// What a heading announces: the fields it may stand for, the likeliest first, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Titre {
    /// Possible fields, the likeliest first.
    pub(crate) champs: &'static [Champ],
    /// Certainty: 10 for a known heading, less for a heading recognised by its words.
    pub(crate) poids: u8,
}

/// A known heading.
const CONNU: u8 = 10;
/// A known heading once the filler words are out.
const REDUIT: u8 = 8;
/// A heading that holds a telling word.
const MOT: u8 = 6;
/// A known heading with a typing mistake.
const FAUTE: u8 = 5;

struct Index {
    exact: HashMap<&'static str, &'static [Champ]>,
    reduced: HashMap<String, &'static [Champ]>,
}

static INDEX: LazyLock<HashMap<Role, Index>> = LazyLock::new(|| {
    Role::TOUS
        .iter()
        .map(|role| {
            let mut index = Index { exact: HashMap::new(), reduced: HashMap::new() };
            for (titre, champs) in table::of(*role) {
                index.exact.entry(titre).or_insert(champs);
                let reduced = reduce(titre);
                if !reduced.is_empty() {
                    index.reduced.entry(reduced).or_insert(champs);
                }
            }
            (*role, index)
        })
        .collect()
});

/// Headings that a typing mistake may spoil, with their letters.
static MISSPELLABLE: LazyLock<Vec<(&'static str, u32)>> =
    LazyLock::new(|| table::misspellable().map(|titre| (titre, letters(titre))).collect());

/// Returns what the heading announces in a sheet of that role.
pub(crate) fn recognise(texte: &str, role: Role) -> Option<Titre> {
    if texte.len() > 300 {
        return None;
    }
    let folded = plier(texte);
    if folded.is_empty() {
        return None;
    }
    let index = INDEX.get(&role)?;
    if let Some(champs) = index.exact.get(folded.as_str()) {
        return Some(Titre { champs, poids: CONNU });
    }
    if let Some(champs) = forbidden(&folded) {
        return Some(Titre { champs, poids: CONNU });
    }
    if matches!(role, Role::Membres)
        && let Some(champs) = mixed(texte)
    {
        return Some(Titre { champs, poids: CONNU });
    }
    let reduced = reduce(&folded);
    if let Some(champs) = index.exact.get(reduced.as_str()).or_else(|| index.reduced.get(&reduced)) {
        return Some(Titre { champs, poids: REDUIT });
    }
    if let Some(plain) = without_optional_endings(texte) {
        return recognise(&plain, role);
    }
    if let Some(plain) = without_lost_letters(texte) {
        return recognise(&plain, role);
    }
    if matches!(role, Role::Membres | Role::Structures)
        && let Some(champs) = by_words(&folded)
    {
        return Some(Titre { champs, poids: MOT });
    }
    misspelt(&reduced, index).map(|champs| Titre { champs, poids: FAUTE })
}

/// « Lieu(x) d’exercice » is « Lieu d’exercice »: what an inclusive or plural ending adds says nothing of the column.
fn without_optional_endings(texte: &str) -> Option<String> {
    const ENDINGS: &[&str] =
        &["(s)", "(x)", "(e)", "(es)", "(e)(s)", "(ne)", "(nes)", "(rice)", "(trice)", "·es", "·e"];
    let mut plain = texte.to_owned();
    for ending in ENDINGS {
        plain = plain.replace(ending, "");
    }
    (plain != texte && plain.chars().any(char::is_alphabetic)).then_some(plain)
}

/// « T?l?phone »: letters that an export could not write. Nearly all of them were an « é », an « è » or an « ê ».
fn without_lost_letters(texte: &str) -> Option<String> {
    let chars: Vec<char> = texte.chars().collect();
    let lost = |at: usize| {
        // A question mark is a lost letter inside a word only: « Adhérent ? » asks.
        chars[at] == '\u{fffd}'
            || chars[at] == '?'
                && at > 0
                && chars[at - 1].is_alphabetic()
                && chars.get(at + 1).is_some_and(|c| c.is_alphabetic())
    };
    (0..chars.len()).any(lost).then(|| (0..chars.len()).map(|at| if lost(at) { 'e' } else { chars[at] }).collect())
}

/// Returns whether the text is a heading of the table, word for word: the cheap test for a heading inside the data.
pub(crate) fn is_known(texte: &str, role: Role) -> bool {
    texte.len() <= 60 && INDEX.get(&role).is_some_and(|index| index.exact.contains_key(plier(texte).as_str()))
}

/// « Structure / Nom », « Nom ou raison sociale »: one column for persons and organisations; the values tell which.
fn mixed(texte: &str) -> Option<&'static [Champ]> {
    const PERSONNES: &[&str] = &["nom", "noms", "nom de famille", "adherent", "membre", "professionnel", "personne"];
    const COMPLETS: &[&str] = &[
        "nom prenom",
        "nom et prenom",
        "nom et prenoms",
        "prenom nom",
        "prenom et nom",
        "nom prenoms",
        "noms prenoms",
    ];
    const STRUCTURES: &[&str] = &[
        "structure",
        "structures",
        "nom de la structure",
        "nom structure",
        "etablissement",
        "organisme",
        "organisation",
        "raison sociale",
        "denomination",
        "denomination sociale",
        "personne morale",
        "association",
        "entite",
    ];
    let parts: Vec<String> = texte
        .split(['/', '|', ',', '(', ')', '\n'])
        .flat_map(|part| part.split(" ou "))
        .flat_map(|part| part.split(" - "))
        .map(plier)
        .filter(|part| !part.is_empty())
        .collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    if parts.len() != 2 || !any(STRUCTURES) {
        return None;
    }
    if any(COMPLETS) {
        Some(&[Champ::NomComplet])
    } else if any(PERSONNES) {
        Some(&[Champ::Nom])
    } else {
        None
    }
}

/// Columns that must never be read, whatever the sheet is.
fn forbidden(folded: &str) -> Option<&'static [Champ]> {
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    if has("nir") || has("nirpp") || folded.contains("securite sociale") || has("secu") || folded.contains("num ss") {
        return Some(&[Champ::Nir]);
    }
    // « N° SS » : the two letters alone are too short to be telling elsewhere.
    if words.last() == Some(&"ss") && words.len() <= 3 && (has("n") || has("no") || has("numero")) {
        return Some(&[Champ::Nir]);
    }
    if has("iban") || has("rib") || has("bic") || folded.contains("bancaire") {
        return Some(&[Champ::Bancaire]);
    }
    if has("naissance") && !has("nom") || matches!(folded, "ne le" | "nee le" | "ne e le" | "age" | "ddn") {
        return Some(&[Champ::Naissance]);
    }
    None
}

/// Words that say nothing of what the column holds.
const FILLERS: &[&str] = &[
    "a",
    "au",
    "aux",
    "d",
    "de",
    "des",
    "du",
    "en",
    "est",
    "et",
    "ou",
    "l",
    "la",
    "le",
    "les",
    "un",
    "une",
    "votre",
    "vos",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "sont",
    "numero",
    "num",
    "n",
    "no",
    "merci",
    "indiquer",
    "indiquez",
    "renseigner",
    "renseignez",
    "preciser",
    "precisez",
    "saisir",
    "svp",
    "obligatoire",
    "facultatif",
    "optionnel",
    "adherent",
    "adherents",
    "adherente",
    "membre",
    "membres",
    "professionnel",
    "professionnelle",
    "professionnels",
    "pro",
    "s",
    "e",
    "es",
    "payeur",
    "actuel",
    "actuelle",
    "principal",
    "principale",
    "exercice",
    "ps",
    "sante",
    "personnel",
    "personnelle",
    "perso",
    "cabinet",
    "coord",
    "libelle",
    "vous",
    "quelque",
    "complet",
    "complete",
    "1",
    "2",
    "3",
    "4",
    "01",
    "02",
    "i",
    "ii",
];

/// Returns the heading without filler words and years.
fn reduce(folded: &str) -> String {
    let mut reduced = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        if FILLERS.contains(&word) || is_year(word) {
            continue;
        }
        if !reduced.is_empty() {
            reduced.push(' ');
        }
        reduced.push_str(&singular(word));
    }
    reduced
}

/// Returns whether the word is a year that a list may be about.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("2010"..="2099").contains(&word)
}

/// Returns the year a name or a heading speaks of, when there is exactly one.
pub(crate) fn year(texte: &str) -> Option<i32> {
    let folded = plier(texte);
    let mut years = folded.split(' ').filter(|word| is_year(word));
    let year = years.next()?;
    years.all(|other| other == year).then(|| year.parse().ok()).flatten()
}

fn singular(word: &str) -> Cow<'_, str> {
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 4 && !stem.ends_with('s') && !matches!(word, "rpps" | "acces" | "finess") => {
            Cow::Borrowed(stem)
        }
        _ => Cow::Borrowed(word),
    }
}

/// Recognises a question or a long heading by its telling words, the most specific first.
fn by_words(folded: &str) -> Option<&'static [Champ]> {
    let words: Vec<Cow<'_, str>> = folded.split(' ').map(singular).collect();
    if words.len() > 40 {
        return None;
    }
    let has = |word: &str| words.iter().any(|w| w == word);
    let any = |list: &[&str]| list.iter().any(|word| has(word));
    let pays = any(&["cotisation", "coti", "reglement", "paiement", "regle", "paye"]);
    let asks_leave =
        any(&["accord", "acceptez", "accepte", "autorise", "autorisez", "autorisation", "consentement", "rgpd"]);
    let found: &'static [Champ] = if pays && any(&["mode", "moyen", "type", "par", "comment"]) {
        // How someone pays says neither how they practise, nor whether they paid.
        &[Champ::Garder]
    } else if has("reglement") && has("interieur") || has("statut") && asks_leave {
        &[Champ::Charte]
    } else if has("adherer") || has("souhaite") && has("adhesion") {
        &[Champ::StatutMembre]
    } else if has("rpps") && has("adeli") {
        &[Champ::RppsOuAdeli]
    } else if has("rpps") {
        &[Champ::Rpps]
    } else if has("adeli") {
        &[Champ::Adeli]
    } else if has("finess") {
        &[Champ::Finess]
    } else if has("siret") {
        &[Champ::Siret]
    } else if any(&["fondateur", "fondatrice", "honneur"]) && words.len() <= 6 {
        &[Champ::Qualite]
    } else if any(&["image", "photo"]) {
        &[Champ::ConsentementImage]
    } else if has("annuaire")
        || asks_leave && any(&["diffusion", "publication", "coordonnee", "coordonnees", "figurer", "site"])
    {
        &[Champ::ConsentementAnnuaire]
    } else if has("charte") {
        &[Champ::Charte]
    } else if any(&["rgpd", "consentement"]) {
        &[Champ::ConsentementAnnuaire]
    } else if any(&["mssante", "securise", "securisee"]) {
        &[Champ::Mssante]
    } else if any(&["mail", "email", "courriel", "mel", "electronique"]) {
        &[Champ::Email]
    } else if any(&["telephone", "tel", "portable", "mobile", "gsm", "fixe", "ligne"]) && !has("horaire") {
        &[Champ::Telephone]
    } else if any(&["adresse", "rue"]) && has("postal") {
        // « Adresse (rue, code postal, ville) » asks for the whole in one cell.
        &[Champ::Adresse]
    } else if any(&["postal", "cp"]) && any(&["ville", "commune", "localite"]) {
        &[Champ::CodePostalCommune]
    } else if has("postal") {
        &[Champ::CodePostal]
    } else if any(&["insee", "cog"]) {
        &[Champ::CodeInsee]
    } else if any(&["commune", "ville", "localite"]) {
        &[Champ::Commune]
    } else if any(&["adresse", "rue", "voie"]) {
        &[Champ::Adresse, Champ::Email]
    } else if any(&["groupe", "thematique", "commission", "gt"]) {
        &[Champ::Groupes]
    } else if has("specialite") {
        &[Champ::Specialite, Champ::Profession]
    } else if any(&["profession", "metier"]) {
        &[Champ::Profession]
    } else if any(&["mode", "liberal", "salarie"]) {
        &[Champ::ModeExercice]
    } else if any(&["sortie", "depart", "radiation", "demission"]) {
        &[Champ::DateSortie]
    } else if any(&["adhesion", "adhere", "adherez", "entree"]) && any(&["date", "depuis", "quand", "le"]) {
        &[Champ::DateAdhesion]
    } else if any(&["structure", "etablissement", "employeur", "cabinet", "organisme", "raison"]) {
        &[Champ::Structure, Champ::Commune]
    } else if any(&["cotisation", "coti", "reglement"]) {
        &[Champ::Cotisation]
    } else if has("nom") && any(&["prenom", "prénom"]) {
        &[Champ::NomComplet]
    } else if has("prenom") {
        &[Champ::Prenom]
    } else if has("nom") {
        &[Champ::Nom]
    } else if any(&["commentaire", "remarque", "observation"]) {
        &[Champ::Remarques]
    } else {
        return None;
    };
    Some(found)
}

fn misspelt(reduced: &str, index: &Index) -> Option<&'static [Champ]> {
    let len = reduced.chars().count();
    if !(6..=30).contains(&len) {
        return None;
    }
    let tolerance = if len >= 10 { 2 } else { 1 };
    let wanted = letters(reduced);
    // The smallest distance wins, then the alphabet: the order of a hash map must not show.
    MISSPELLABLE
        .iter()
        .filter(|(titre, _)| titre.len().abs_diff(reduced.len()) <= tolerance)
        // One edit changes the presence of two letters at most. Every cell of the first rows comes here: measuring each
        // against each title took longer than the rest of a small workbook.
        .filter(|(_, letters)| (letters ^ wanted).count_ones() as usize <= 2 * tolerance)
        .map(|(titre, _)| (strsim::damerau_levenshtein(titre, reduced), *titre))
        .filter(|(distance, _)| *distance <= tolerance)
        .min()
        .and_then(|(_, titre)| index.exact.get(titre).copied())
}

/// Returns the set of the letters of a text.
fn letters(texte: &str) -> u32 {
    texte.chars().fold(0, |set, c| set | 1 << (c as u32 % 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn premier(texte: &str) -> Option<Champ> {
        recognise(texte, Role::Membres).map(|titre| titre.champs[0])
    }

    #[test]
    fn every_heading_of_the_table_is_folded() {
        for role in Role::TOUS {
            for (titre, champs) in table::of(*role) {
                assert_eq!(plier(titre), *titre);
                assert!(!champs.is_empty());
            }
        }
    }

    #[test]
    fn headings_as_people_write_them_are_recognised() {
        for (texte, champ) in [
            ("Nom *", Champ::Nom),
            ("NOM DE FAMILLE :", Champ::Nom),
            ("Prénom(s)", Champ::Prenom),
            ("Nom\net prénom", Champ::NomComplet),
            ("Quelle est votre profession ?", Champ::Profession),
            ("Tél. 1", Champ::Telephone),
            ("Tél 2", Champ::Telephone),
            ("Tél. pro", Champ::Telephone),
            ("Adresse e-mail", Champ::Email),
            ("Email payeur", Champ::Email),
            ("N° RPPS", Champ::Rpps),
            ("N°RPPS/ADELI", Champ::RppsOuAdeli),
            ("Cotisation 2025", Champ::Cotisation),
            ("Date d’adhésion", Champ::DateAdhesion),
            ("CP Ville", Champ::CodePostalCommune),
            ("C.P.", Champ::CodePostal),
            ("Commune d'exercice", Champ::Commune),
            ("Acceptez-vous de figurer dans l'annuaire public ?", Champ::ConsentementAnnuaire),
            ("Droit à l'image", Champ::ConsentementImage),
            ("Dans quel(s) groupe(s) de travail souhaitez-vous vous investir ?", Champ::Groupes),
            ("N° de sécurité sociale", Champ::Nir),
            ("IBAN", Champ::Bancaire),
            ("Date de naissance", Champ::Naissance),
            ("Profesion", Champ::Profession),
            ("Structure / Nom", Champ::Nom),
            ("Nom Prénom / Raison sociale", Champ::NomComplet),
            ("Nom de la structure", Champ::Structure),
            ("Membre fondateur ?", Champ::Qualite),
            ("Membre d’honneur", Champ::Qualite),
            ("Libellé commune (coord. structure)", Champ::Commune),
        ] {
            assert_eq!(premier(texte), Some(champ), "{texte}");
        }
    }

    #[test]
    fn data_is_no_heading() {
        for texte in ["Castres", "DUPONT", "Infirmière", "contact@exemple.fr", "81100", "Agnès", ""] {
            assert_eq!(premier(texte), None, "{texte}");
        }
    }

    #[test]
    fn year_of_a_sheet_name_is_found_when_it_is_alone() {
        assert_eq!(year("Adhérents 2024"), Some(2024));
        assert_eq!(year("2024-2025"), None);
        assert_eq!(year("Adhérents"), None);
    }
}
