//! A sheet of indicators: one per row, its years as columns, its mission written once for several rows.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use cpts_collecte::{LigneLue, Saisie};
use cpts_model::{
    Dossier, GenreValeur, Mission,
    constat::codes::{collecte as codes, import::LIGNE_NOTE},
    indicateur::catalogue::{self, Reconnaissance},
    lecture::{self, plier},
};

use super::{LIGNES, taux};
use crate::{
    cells::{Cell, Row, Sheet, Workbook},
    collecte::{Suites, saisie},
    contexte::Contexte,
    fusions::Verticales,
    journal::{Lieu, cite},
    table, titres,
};

/// What a column of the sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colonne {
    Mission,
    Titre,
    /// Values of a year; `None` for those of the exercice.
    Valeur(Option<i32>),
    /// Values of the year before.
    Precedente,
    /// A field of the plan, by its path.
    Champ(&'static str),
    Autre,
}

impl Colonne {
    /// Returns the field of the plan that the column holds for an exercice.
    fn champ(self, exercice: i32) -> Option<&'static str> {
        match self {
            Self::Valeur(annee) if annee.is_none_or(|annee| annee == exercice) => Some("valeur"),
            Self::Valeur(Some(annee)) if annee == exercice - 1 => Some("valeur_precedente"),
            Self::Precedente => Some("valeur_precedente"),
            Self::Champ(chemin) => Some(chemin),
            Self::Titre | Self::Mission | Self::Valeur(_) | Self::Autre => None,
        }
    }
}

/// A sheet of indicators, under the columns of the plan.
pub(super) struct Suivi<'w> {
    /// Column of each field of the plan.
    pub(super) colonnes: Vec<Option<u32>>,
    pub(super) lignes: Vec<LigneLue<'w>>,
    pub(super) autres: Vec<Autres>,
}

/// What a row holds that the plan has no field for.
pub(super) struct Autres {
    lieu: Lieu,
    /// Title of the column, text.
    valeurs: BTreeMap<String, String>,
}

/// Returns the row of the heading: « Indicateur » beside a column of values.
pub(super) fn heading(sheet: &Sheet) -> Option<u32> {
    let row = sheet.rows.iter().take(LIGNES).find(|row| {
        let columns: Vec<Colonne> = row.cells.iter().map(|cell| column(&cell.texte())).collect();
        columns.contains(&Colonne::Titre) && columns.iter().any(|column| matches!(column, Colonne::Valeur(_)))
    })?;
    Some(row.ligne)
}

/// Returns what a title announces.
fn column(titre: &str) -> Colonne {
    let folded = plier(titre);
    let words: Vec<&str> = folded.split(' ').collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if words.len() > 8 {
        return Colonne::Autre;
    }
    if any(&["objectif", "objectifs", "cible", "cibles", "attendu", "attendus"]) {
        return Colonne::Champ("cible");
    }
    // « Indicateur de résultat » names the rows, « Valeur de l’indicateur » does not.
    if words.first().is_some_and(|word| ["indicateur", "indicateurs"].contains(word)) && titres::year(titre).is_none() {
        return Colonne::Titre;
    }
    if let Some(annee) = titres::year(titre) {
        return Colonne::Valeur(Some(annee));
    }
    if matches!(folded.as_str(), "n 1" | "valeur n 1" | "annee n 1" | "annee precedente" | "resultat n 1") {
        return Colonne::Precedente;
    }
    if matches!(folded.as_str(), "n" | "valeur n" | "annee n")
        || any(&["valeur", "valeurs", "resultat", "resultats", "realise"])
    {
        return Colonne::Valeur(None);
    }
    if any(&["indicateur", "indicateurs"]) || folded == "intitule" {
        return Colonne::Titre;
    }
    if any(&["mission", "missions", "axe", "axes"]) {
        return Colonne::Mission;
    }
    let champ = [
        ("preuve", &["preuve", "preuves", "source", "sources", "justificatif", "justificatifs"] as &[&str]),
        (
            "precision",
            &["commentaire", "commentaires", "precision", "precisions", "observation", "observations", "remarques"],
        ),
        ("unite", &["unite", "unites"]),
        ("methode", &["methode", "calcul"]),
        ("numerateur", &["numerateur"]),
        ("denominateur", &["denominateur"]),
    ];
    champ.into_iter().find(|(_, words)| any(words)).map_or(Colonne::Autre, |(champ, _)| Colonne::Champ(champ))
}

/// Returns the rows of the sheet, under the columns of the plan.
pub(super) fn read<'w>(contexte: &mut Contexte<'_>, lieu: Lieu, sheet: &'w Sheet, titres: u32) -> Suivi<'w> {
    let champs = cpts_collecte::feuille("indicateurs").map_or(&[][..], |feuille| feuille.champs());
    let rank = |chemin: &str| champs.iter().position(|champ| champ.role.cle() == chemin);
    let heading = sheet.rows.iter().find(|row| row.ligne == titres);
    let columns = columns(contexte, lieu.row(titres), heading);
    let mut colonnes = vec![None; champs.len()];
    for (index, column) in &columns {
        let chemin = match column {
            Colonne::Titre => Some("intitule"),
            Colonne::Mission => Some("mission"),
            column => column.champ(contexte.annee),
        };
        if let Some(rank) = chemin.and_then(rank) {
            colonnes[rank].get_or_insert(*index);
        }
    }
    let mut suivi = Suivi { colonnes, lignes: Vec::new(), autres: Vec::new() };
    let mut open: Option<Mission> = None;
    let mut seen: BTreeSet<&'static str> = BTreeSet::new();
    let mut merges = Verticales::below(sheet, titres);
    let suites = Suites::default();
    for row in sheet.rows.iter().filter(|row| row.ligne > titres) {
        let covering = merges.covering(row.ligne).iter().map(|(_, cell)| *cell);
        let cells: Vec<&Cell> = covering.chain(&row.cells).collect();
        let at = |wanted: Colonne| {
            cells
                .iter()
                .rfind(|cell| columns.get(&cell.colonne) == Some(&wanted))
                .map(|cell| cell.texte().trim().to_owned())
        };
        let mission = at(Colonne::Mission).filter(|texte| !texte.is_empty());
        if let Some(texte) = &mission {
            open = lecture::mission(texte);
        }
        let Some(titre) = at(Colonne::Titre).filter(|titre| !titre.is_empty()) else {
            // « 2 - PARCOURS » alone on its row, in whatever column.
            if let [cell] = cells.as_slice() {
                open = lecture::mission(&cell.texte()).or(open);
            }
            continue;
        };
        if table::is_total(&titre) {
            continue;
        }
        if let ([_], Some(mission)) = (row.cells.as_slice(), lecture::mission(&titre))
            && matches!(catalogue::find(&titre, None), Reconnaissance::Inconnue)
        {
            open = Some(mission);
            continue;
        }
        let place = lieu.row(row.ligne);
        if row.cells.len() == 1 && is_note(&titre) {
            let message = format!("note {} non lue", cite(&titre));
            contexte.journal.push_valeur(place, &LIGNE_NOTE, &titre, message);
            continue;
        }
        let entree = recognised(contexte, place, &titre, open, &mut seen);
        let genre = entree.map(|entree| entree.genre);
        let mut saisies: Vec<Option<Saisie<'w>>> = vec![None; champs.len()];
        let mut autres = BTreeMap::new();
        for cell in row.cells.iter().filter(|cell| !cell.texte().trim().is_empty()) {
            let chemin = match columns.get(&cell.colonne) {
                Some(Colonne::Titre | Colonne::Mission) => continue,
                // A target in words has no field.
                Some(Colonne::Champ("cible")) if lecture::nombre(&cell.texte()).is_none() => None,
                column => column.and_then(|column| column.champ(contexte.annee)),
            };
            match chemin.and_then(rank) {
                Some(rank) => saisies[rank] = saisie::of(contexte, place.at(cell.colonne), sheet, cell, &suites),
                None => drop(autres.insert(title(heading, cell.colonne), cell.texte().trim().to_owned())),
            }
        }
        if genre == Some(GenreValeur::Pourcent) {
            taux::mend(contexte, place, &mut saisies, &suivi.colonnes, &rank);
        }
        let mut set = |chemin: &str, texte: String| {
            if let Some(rank) = rank(chemin) {
                saisies[rank] = Some(Saisie { texte: Cow::Owned(texte), ..Saisie::default() });
            }
        };
        if entree.is_none() {
            set("intitule", titre);
            if let Some(mission) = open {
                set("mission", mission.libelle().to_owned());
            }
        }
        let id = entree.map(|entree| entree.id.clone());
        // A row of the catalogue stands in the dossier even where its value is still to come.
        let ordre = id.is_some().then_some(row.ligne);
        suivi.lignes.push(LigneLue { ligne: row.ligne, id, ordre, saisies });
        if !autres.is_empty() {
            suivi.autres.push(Autres { lieu: place, valeurs: autres });
        }
    }
    suivi
}

/// Whether a text alone on its row speaks of the table: « NB : chiffres provisoires », « * au 31 décembre ».
fn is_note(texte: &str) -> bool {
    let folded = plier(texte);
    let first = folded.split(' ').next().unwrap_or_default();
    texte.starts_with(['*', '(']) || matches!(first, "nb" | "note" | "notes" | "source" | "sources" | "remarque")
}

/// Returns what each column holds; says so where no column is that of the exercice.
fn columns(contexte: &mut Contexte<'_>, lieu: Lieu, heading: Option<&Row>) -> BTreeMap<u32, Colonne> {
    let columns: BTreeMap<u32, Colonne> =
        heading.into_iter().flat_map(|row| &row.cells).map(|cell| (cell.colonne, column(&cell.texte()))).collect();
    let years: Vec<i32> = columns
        .values()
        .filter_map(|column| match column {
            Colonne::Valeur(annee) => *annee,
            _ => None,
        })
        .collect();
    let undated = columns.values().any(|column| *column == Colonne::Valeur(None));
    if !undated && !years.contains(&contexte.annee) {
        let listed: Vec<String> = years.iter().map(i32::to_string).collect();
        let message = format!("aucune colonne pour l’exercice {}\u{a0}: {}", contexte.annee, listed.join(", "));
        contexte.journal.push(lieu, &codes::INDICATEURS_ANNEE_ABSENTE, message);
    }
    columns
}

/// Whether a title says that its value is a number.
fn counts(titre: &str) -> bool {
    let folded = plier(titre);
    matches!(folded.split(' ').next().unwrap_or_default(), "nb" | "nbre" | "nombre" | "taux" | "part" | "montant")
}

/// Returns the entry of the catalogue that a title names, once.
fn recognised(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    titre: &str,
    mission: Option<Mission>,
    seen: &mut BTreeSet<&'static str>,
) -> Option<&'static catalogue::Entree> {
    let found = match catalogue::find(titre, mission) {
        // « Nombre de consultations SNP » counts: it is not whether there is a protocol.
        Reconnaissance::Trouvee(entree) if entree.genre == GenreValeur::OuiNon && counts(titre) => {
            Reconnaissance::Inconnue
        }
        found => found,
    };
    match found {
        Reconnaissance::Trouvee(entree) if seen.insert(&entree.id) => {
            if plier(&entree.intitule) != plier(titre) {
                let message = format!("{} lu comme l’indicateur {}", cite(titre), cite(&entree.intitule));
                contexte.journal.push_valeur(lieu, &codes::INDICATEUR_RECONNU, titre, message);
            }
            Some(entree)
        }
        Reconnaissance::Trouvee(entree) => {
            let message = format!("{} répète l’indicateur {}\u{a0}: gardé à part", cite(titre), cite(&entree.intitule));
            contexte.journal.push_valeur(lieu, &codes::INDICATEUR_AMBIGU, titre, message);
            None
        }
        Reconnaissance::Plusieurs(entrees) => {
            let noms: Vec<String> = entrees.iter().take(3).map(|entree| cite(&entree.intitule)).collect();
            let message = format!("{} peut être {}\u{a0}: gardé à part", cite(titre), noms.join(" ou "));
            contexte.journal.push_valeur(lieu, &codes::INDICATEUR_AMBIGU, titre, message);
            None
        }
        Reconnaissance::Inconnue => {
            let message =
                format!("{} n’est pas au catalogue\u{a0}: gardé comme indicateur de la communauté", cite(titre));
            contexte.journal.push_valeur(lieu, &codes::INDICATEUR_PROPRE, titre, message);
            None
        }
    }
}

fn title(heading: Option<&Row>, colonne: u32) -> String {
    let cell = heading.and_then(|row| row.cells.iter().find(|cell| cell.colonne == colonne));
    cell.map(|cell| cell.texte().trim().to_owned())
        .filter(|titre| !titre.is_empty())
        .unwrap_or_else(|| format!("Colonne {}", crate::cells::column_letters(colonne)))
}

/// Keeps with each indicator what the plan has no field for.
pub(super) fn keep_others(dossier: &mut Dossier, workbooks: &[Workbook], autres: Vec<Autres>) {
    let mut by_row: BTreeMap<(&str, &str, u32), BTreeMap<String, String>> = BTreeMap::new();
    for Autres { lieu, valeurs } in autres {
        let workbook = lieu.fichier.checked_sub(1).and_then(|index| workbooks.get(index as usize));
        let sheet = workbook.zip(lieu.feuille.checked_sub(1)).and_then(|(w, index)| w.feuilles.get(index as usize));
        if let (Some(workbook), Some(sheet)) = (workbook, sheet) {
            by_row.insert((&workbook.fichier, &sheet.nom, lieu.ligne), valeurs);
        }
    }
    for indicateur in &mut dossier.indicateurs {
        let Some(source) = &indicateur.source else { continue };
        if let Some(valeurs) = by_row.remove(&(&*source.fichier, &*source.feuille, source.ligne)) {
            indicateur.colonnes_inconnues = valeurs;
        }
    }
}
