//! The values of the documents, each with its origin in words.

use std::{collections::BTreeSet, fmt::Write as _};

use cpts_model::{Diffusion, Profil, Trace, Traces, synthese::regle};
use cpts_outline::{Champ, EtatChamp, Imprime, Outline, imprimes, libelle_champ};

/// Values that are listed; the others are counted.
const MAX: usize = 20_000;
/// Characters of a printed value that are shown: a text is recognised by its beginning.
const LONGUEUR: usize = 160;
/// Inputs of a rule that are named.
const ENTREES: usize = 12;

/// Kinds of origin, in the words of the column « Origine ».
pub(super) const CELLULE: &str = "Cellule";
pub(super) const RANGEE: &str = "Ligne";
pub(super) const REGLE: &str = "Règle";
/// Typed in the dossier; a public table does not say what the dossier knows of the workbooks.
const SAISIE: &str = "Dossier";
const NON_PUBLIEE: &str = "Non publiée";

/// A value of a document.
pub(super) struct Ligne {
    pub(super) document: String,
    pub(super) partie: String,
    pub(super) libelle: String,
    pub(super) valeur: String,
    pub(super) origine: &'static str,
    pub(super) fichier: String,
    pub(super) feuille: String,
    pub(super) cellule: String,
    /// The sentence of the rule.
    pub(super) regle: String,
    pub(super) entrees: String,
    pub(super) preuve: String,
    pub(super) adresse: String,
}

/// Every value, in the order of the documents.
pub(super) struct Lignes {
    pub(super) valeurs: Vec<Ligne>,
    /// Titles of the documents that print something.
    pub(super) documents: Vec<String>,
    /// Values past the bound.
    pub(super) reste: usize,
    /// What is said of a value that has neither cell nor rule.
    pub(super) sans: &'static str,
}

impl Lignes {
    pub(super) fn of(outlines: &[Outline], diffusion: &Diffusion) -> Self {
        let traces = &Traces::new(&diffusion.dossier);
        let sans = if diffusion.profil == Profil::Public { NON_PUBLIEE } else { SAISIE };
        let mut lignes = Self { valeurs: Vec::new(), documents: Vec::new(), reste: 0, sans };
        for outline in outlines {
            let document = title(outline, &lignes.documents);
            let before = lignes.valeurs.len();
            let mut seen = BTreeSet::new();
            let printed = imprimes(outline).into_iter().filter(|Imprime { champ, .. }| {
                champ.etat != EtatChamp::Manquant && !champ.adresse.is_empty() && !champ.texte.trim().is_empty()
            });
            for Imprime { partie, champ } in printed {
                if !seen.insert((&champ.adresse, &champ.texte)) {
                    continue;
                }
                if lignes.valeurs.len() >= MAX {
                    lignes.reste += 1;
                    continue;
                }
                let partie = if partie.is_empty() { "Couverture et en-tête".to_owned() } else { partie };
                let valeur = shortened(&champ.texte);
                let libelle = label(champ, traces.element(&diffusion.synthese, &champ.adresse));
                let ligne = Ligne {
                    partie,
                    libelle,
                    valeur,
                    document: document.clone(),
                    ..origin(&champ.adresse, traces, sans)
                };
                lignes.valeurs.push(ligne);
            }
            if lignes.valeurs.len() > before {
                lignes.documents.push(document);
            }
        }
        lignes
    }

    /// Returns how many values of a document have an origin of that kind.
    pub(super) fn count(&self, document: &str, origine: &str) -> u32 {
        self.valeurs.iter().filter(|ligne| ligne.document == document && ligne.origine == origine).count() as u32
    }
}

/// Returns « Montant prévu – Loyer »: the label alone does not say of which line.
fn label(champ: &Champ, element: Option<&str>) -> String {
    match element {
        Some(nom) if nom != champ.libelle && nom != champ.texte => format!("{} – {}", champ.libelle, shortened(nom)),
        _ => champ.libelle.clone(),
    }
}

/// Returns the title of a document; two variants of one title are told apart by the name of the file.
fn title(outline: &Outline, known: &[String]) -> String {
    let titre = outline.cartouche.livrable.clone();
    if titre.is_empty() || known.contains(&titre) { outline.livrable.clone() } else { titre }
}

fn origin(adresse: &str, traces: &Traces<'_>, sans: &'static str) -> Ligne {
    let ligne = Ligne {
        document: String::new(),
        partie: String::new(),
        libelle: String::new(),
        valeur: String::new(),
        origine: sans,
        fichier: String::new(),
        feuille: String::new(),
        cellule: String::new(),
        regle: String::new(),
        entrees: String::new(),
        preuve: proof(adresse, traces),
        adresse: adresse.to_owned(),
    };
    match traces.origine(adresse) {
        Some(Trace::Cellule { fichier, feuille, cellule }) => {
            Ligne { origine: CELLULE, fichier, feuille, cellule, ..ligne }
        }
        Some(Trace::Ligne { fichier, feuille, ligne: numero }) => {
            Ligne { origine: RANGEE, fichier, feuille, cellule: format!("ligne\u{a0}{numero}"), ..ligne }
        }
        Some(Trace::Regle { regle: nom, entrees }) => {
            let phrase = regle(&nom).map_or(nom.clone(), str::to_owned);
            let listes = if entrees.is_empty() { tables(adresse, traces) } else { Vec::new() };
            let entrees = if listes.is_empty() { inputs(&entrees, traces) } else { listes.join("\u{a0}; ") };
            Ligne { origine: REGLE, regle: phrase, entrees, ..ligne }
        }
        None => ligne,
    }
}

/// Returns « P3 Comptes rendus ; feuilles de présence ».
fn proof(adresse: &str, traces: &Traces<'_>) -> String {
    let words = traces.preuves(adresse).into_iter().map(|preuve| match preuve.numero {
        Some(numero) => format!("{numero}\u{a0}{}", preuve.titre),
        None => preuve.titre,
    });
    words.collect::<Vec<_>>().join("\u{a0}; ")
}

/// Returns where the inputs of a rule stand: « Budget!D4, D5 ; Charges réalisées ».
fn inputs(entrees: &[String], traces: &Traces<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut sheet = String::new();
    for entree in entrees.iter().take(ENTREES) {
        let listes = tables(entree, traces);
        let origine = match traces.origine(entree) {
            // What is looked up for one cell stands for it: the population of a commune.
            Some(Trace::Regle { entrees, .. }) if entrees.len() == 1 => {
                let cell = traces.origine(&entrees[0]).filter(|trace| matches!(trace, Trace::Cellule { .. }));
                cell.or_else(|| traces.origine(entree))
            }
            origine => origine,
        };
        match origine {
            _ if !listes.is_empty() => words.extend(listes),
            // Cells of one sheet follow each other: its name is said once.
            Some(Trace::Cellule { feuille, cellule, .. }) if feuille == sheet => {
                if let Some(last) = words.last_mut()
                    && !last.ends_with(&format!("!{cellule}"))
                {
                    let _ = write!(last, ", {cellule}");
                }
                continue;
            }
            Some(Trace::Cellule { feuille, cellule, .. }) => {
                words.push(format!("{feuille}!{cellule}"));
                sheet = feuille;
                continue;
            }
            Some(Trace::Ligne { feuille, ligne, .. }) => words.push(format!("{feuille}, ligne\u{a0}{ligne}")),
            Some(Trace::Regle { .. }) | None => {
                let libelle = libelle_champ(entree);
                if !words.contains(&libelle) {
                    words.push(libelle);
                }
            }
        }
        sheet.clear();
    }
    if entrees.len() > ENTREES {
        words.push(format!("et {}\u{a0}autres", entrees.len() - ENTREES));
    }
    words.join("\u{a0}; ")
}

/// Returns « Adhérents 2025 (88 lignes) » for each table in which a list was read.
fn tables(liste: &str, traces: &Traces<'_>) -> Vec<String> {
    let said = |(_, feuille, count): (String, String, usize)| match count {
        1 => format!("{feuille} (1\u{a0}ligne)"),
        count => format!("{feuille} ({count}\u{a0}lignes)"),
    };
    traces.tableaux(liste).into_iter().map(said).collect()
}

/// Returns a text on one line, cut between two words where it is long.
fn shortened(texte: &str) -> String {
    // No-break spaces are part of how a number is printed; only what ends a line or emphasises is taken out.
    let ligne =
        texte.replace("**", "").lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    match ligne.char_indices().nth(LONGUEUR) {
        Some((end, _)) => {
            let whole = ligne[..end].rsplit_once(' ').map_or(&ligne[..end], |(whole, _)| whole);
            format!("{}…", whole.trim_end())
        }
        None => ligne,
    }
}
