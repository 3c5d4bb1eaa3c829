//! `check_trame`: a trame checked without data, in loops and in branches that are not taken.

mod markup;
mod scope;
mod typing;

use std::collections::BTreeSet;

use cpts_model::{
    Constat, Place,
    constat::{
        Code,
        codes::trame::{TRAME_CHAMP_REQUIS, TRAME_NOM_INCONNU, TRAME_RENVOI_INCONNU, TRAME_SYNTAXE},
    },
};

use self::{scope::Scope, typing::Typing};
use crate::{
    engine,
    francais::ESPACE,
    schema::{self, Type},
    syntax::{self, At, Stmt},
    trame::Trame,
};

/// Paths that the cover, the header and the footer print, whatever the trame.
const CARTOUCHE: [&str; 7] = [
    "cpts.nom",
    "cpts.nom_court",
    "exercice.annee",
    "territoire.nom",
    "territoire.communes",
    "validation.date_ca",
    "validation.date_ag",
];

/// Checks a trame without data, against the schema of the dossier: everything at once, with line and column.
///
/// The constats are in the order of the trame. A trame without a `Bloquant` one composes on any dossier.
///
/// # Example
/// ```
/// # use cpts_outline::{Trame, check_trame};
/// let texte = "+++\ntitre = \"Essai\"\n+++\n{% for m in membres %}\n- {{ m.profesions }}\n{% endfor %}\n";
/// let constats = check_trame(&Trame::read("essai.md", texte));
/// assert_eq!(constats[0].code, "trame-nom-inconnu");
/// assert_eq!((constats[0].place.ligne, constats[0].place.colonne), (Some(5), Some(6)));
/// assert!(constats[0].message.contains("vouliez-vous dire «\u{a0}professions\u{a0}»"));
/// ```
pub fn check_trame(trame: &Trame) -> Vec<Constat> {
    let mut findings = Findings { trame, constats: trame.reading.clone() };
    if !findings.constats.is_empty() {
        return findings.constats;
    }
    let texte = &trame.body.texte;
    match syntax::parse(texte) {
        Ok(stmts) => check_stmts(&stmts, &mut findings),
        Err(error) => {
            let (faults, repaired) = syntax::faults(texte);
            if faults.is_empty() {
                let at = At { ligne: error.line().unwrap_or(1) as u32, colonne: 1, ..At::default() };
                findings.push(&TRAME_SYNTAXE, at, engine::sentence(&error));
            }
            for fault in faults {
                findings.push(&TRAME_SYNTAXE, At::of(texte, fault.start), fault.message);
            }
            // What is badly written must not hide the names that are wrong.
            if let Ok(stmts) = syntax::parse(&repaired) {
                check_names(&stmts, &mut findings);
            }
        }
    }
    let key = |constat: &Constat| (constat.place.fichier.clone(), constat.place.ligne, constat.place.colonne);
    findings.constats.sort_by_cached_key(key);
    findings.constats
}

fn check_stmts(stmts: &[Stmt], findings: &mut Findings<'_>) {
    let (mut printed, references) = check_names(stmts, findings);
    printed.extend(check_cover(findings));
    let anchors = markup::check(stmts, findings);
    check_references(&references, &anchors, findings);
    check_required(&printed, findings);
}

/// Checks names and types; returns the paths that are printed and the anchors that are cited.
fn check_names(stmts: &[Stmt], findings: &mut Findings<'_>) -> (BTreeSet<String>, Vec<(String, At)>) {
    let trame = findings.trame;
    let mut typing = Typing::new(findings);
    typing.block(stmts, &mut Scope::root(trame));
    typing.done()
}

/// What was found so far.
struct Findings<'a> {
    trame: &'a Trame,
    constats: Vec<Constat>,
}

impl Findings<'_> {
    fn push(&mut self, code: &Code, at: At, message: impl Into<String>) {
        self.push_at(code, self.trame.place(at.ligne, self.trame.body.colonne(at.ligne, at.colonne)), message);
    }

    fn push_at(&mut self, code: &Code, place: Place, message: impl Into<String>) {
        self.constats.push(code.constat(place, message));
    }
}

/// Returns a name between French quotation marks, shortened.
pub(crate) fn quoted(nom: &str) -> String {
    const MAX: usize = 40;
    let shown: String =
        if nom.chars().count() > MAX { nom.chars().take(MAX - 1).chain(['…']).collect() } else { nom.to_owned() };
    format!("«{ESPACE}{shown}{ESPACE}»")
}

/// Returns « : vouliez-vous dire « x » ? », or nothing where no candidate is near.
pub(crate) fn suggestion<'c>(nom: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    let near = candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(nom, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min();
    near.map(|(_, candidate)| format!("{ESPACE}: vouliez-vous dire {}{ESPACE}?", quoted(candidate))).unwrap_or_default()
}

fn check_references(references: &[(String, At)], anchors: &BTreeSet<String>, findings: &mut Findings<'_>) {
    for (anchor, at) in references {
        // Numbered titles have anchors of their own, known once the document is composed.
        if anchors.contains(anchor) || anchor.starts_with("titre-") {
            continue;
        }
        let near = suggestion(anchor, anchors.iter().map(String::as_str));
        findings.push(&TRAME_RENVOI_INCONNU, *at, format!("rien ne porte l’ancre {}{near}", quoted(anchor)));
    }
}

/// Checks the fields that the cover shows, and returns their paths.
fn check_cover(findings: &mut Findings<'_>) -> Vec<String> {
    let named = findings.trame.identification.clone().unwrap_or_default();
    for (_, path) in &named {
        if let Err(message) = exists(path) {
            findings.push_at(&TRAME_NOM_INCONNU, findings.trame.place_of_required(path), message);
        }
    }
    named.into_iter().map(|(_, path)| path).collect()
}

fn check_required(printed: &BTreeSet<String>, findings: &mut Findings<'_>) {
    for requis in findings.trame.champs_requis.clone() {
        let place = findings.trame.place_of_required(&requis);
        if let Err(message) = exists(&requis) {
            findings.push_at(&TRAME_NOM_INCONNU, place, message);
            continue;
        }
        let within = format!("{requis}.");
        let shown = |path: &str| path == requis || path.starts_with(&within);
        if !printed.iter().any(|path| shown(path)) && !CARTOUCHE.iter().any(|path| shown(path)) {
            findings.push_at(
                &TRAME_CHAMP_REQUIS,
                place,
                format!("{} est requis et n’est imprimé nulle part", quoted(&requis)),
            );
        }
    }
}

/// Whether a path exists in the schema, lists being passed through.
fn exists(path: &str) -> Result<(), String> {
    let mut ty = Type::Record(schema::root().clone());
    for nom in path.split('.') {
        while let Type::List(item) = &ty {
            ty = item.as_ref().clone();
        }
        let fields = ty.record().map(|record| &record.fields);
        let Some(field) = fields.and_then(|fields| fields.get(nom)) else {
            let near = suggestion(nom, fields.into_iter().flat_map(|fields| fields.keys()).map(String::as_str));
            return Err(format!("{} n’existe pas dans le dossier{near}", quoted(path)));
        };
        ty = field.ty.clone();
    }
    Ok(())
}
