//! Search of the heading row: anywhere in the first rows, one or two rows high.

mod sans_titre;

use std::collections::HashMap;

use crate::{
    cells::{Cell, Fusion, Row, Sheet, Valeur},
    champ::Champ,
    contenu,
    role::Role,
    titres::{self, Titre},
};
pub(crate) use sans_titre::by_content;

/// Rows looked at for a heading.
const LIGNES_FOUILLEES: usize = 30;

/// A heading row, or two.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entete {
    /// First row of the heading, as Excel numbers it; `0` for a list without heading.
    pub(crate) premiere: u32,
    /// Last row of the heading.
    pub(crate) derniere: u32,
    /// Columns, from left to right.
    pub(crate) colonnes: Vec<Colonne>,
    /// How well the headings were recognised.
    pub(crate) score: u32,
}

/// A column of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Colonne {
    /// Number, 1-based.
    pub(crate) index: u32,
    /// Heading as it is written.
    pub(crate) titre: String,
    /// What the heading announces.
    pub(crate) annonce: Option<Titre>,
    /// What the column was taken for.
    pub(crate) champ: Option<Champ>,
    /// The values decided, not the heading alone.
    pub(crate) par_contenu: bool,
    /// Name of the group that a mark in this column stands for.
    pub(crate) coche: Option<String>,
    /// The heading is understood, and stands for no field.
    pub(crate) connue: bool,
}

/// The texts of one sheet taken for headings so far: a search asks several times about each cell of the first rows.
struct Reconnus {
    role: Role,
    vus: HashMap<String, Option<Titre>>,
}

impl Reconnus {
    fn new(role: Role) -> Self {
        Self { role, vus: HashMap::new() }
    }

    fn recognise(&mut self, texte: &str) -> Option<Titre> {
        if let Some(titre) = self.vus.get(texte) {
            return *titre;
        }
        let titre = titres::recognise(texte, self.role);
        self.vus.insert(texte.to_owned(), titre);
        titre
    }
}

/// Returns the heading of the sheet, if one is found, its columns not yet given a field.
pub(crate) fn search(sheet: &Sheet, role: Role) -> Option<Entete> {
    let reconnus = &mut Reconnus::new(role);
    let rows = &sheet.rows[..sheet.rows.len().min(LIGNES_FOUILLEES)];
    let mut candidates: Vec<Entete> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let single = labels(row);
        let single_score = score(&single);
        let mut best = Entete { premiere: row.ligne, derniere: row.ligne, score: single_score, colonnes: single };
        if let Some(next) = rows.get(index + 1).filter(|next| next.ligne == row.ligne + 1) {
            let double = double_labels(row, next, &sheet.fusions, reconnus);
            let double_score = score_announced(&double).saturating_sub(penalty(row) + penalty(next));
            let next_alone = score(&announce(labels(next), reconnus));
            let single_announced = score(&announce(best.colonnes.clone(), reconnus));
            // The second row has to bring something that neither row says alone.
            if double_score > single_announced + 3 && double_score > next_alone + 3 && is_heading(&double, role, sheet)
            {
                best = Entete { premiere: row.ligne, derniere: next.ligne, score: double_score, colonnes: double };
                candidates.push(best);
                continue;
            }
        }
        best.colonnes = announce(best.colonnes, reconnus);
        best.score = score(&best.colonnes).saturating_sub(penalty(row));
        if best.score > 0 && is_heading(&best.colonnes, role, sheet) {
            candidates.push(best);
        }
    }
    // Below a good heading, another table may have a better one: the first good heading opens the list.
    let max = candidates.iter().map(|entete| entete.score).max()?;
    candidates.into_iter().find(|entete| entete.score * 10 >= max * 6)
}

/// Returns the heading that stands on the rows named, whatever it says.
pub(crate) fn at(sheet: &Sheet, premiere: u32, derniere: u32, role: Role) -> Entete {
    let reconnus = &mut Reconnus::new(role);
    let find = |ligne: u32| sheet.rows.binary_search_by_key(&ligne, |row| row.ligne).ok().map(|i| &sheet.rows[i]);
    let colonnes = match (find(premiere), find(derniere)) {
        (Some(row), Some(next)) if derniere > premiere => double_labels(row, next, &sheet.fusions, reconnus),
        (_, Some(row)) | (Some(row), None) => announce(labels(row), reconnus),
        (None, None) => Vec::new(),
    };
    Entete { premiere, derniere, colonnes, score: 0 }
}

/// Returns whether a row of the data is a heading of another table: known headings and nothing else.
pub(crate) fn is_another_heading(row: &Row, role: Role) -> bool {
    let mut texts = row.cells.iter().filter(|cell| !matches!(cell.valeur, Valeur::FormuleNonCalculee));
    let known = |cell: &Cell| matches!(&cell.valeur, Valeur::Texte(titre) if titres::is_known(titre, role));
    row.cells.len() >= 3
        && texts.by_ref().take(2).all(known)
        && texts.filter(|cell| known(cell)).count() * 3 >= row.cells.len() - 2
}

fn labels(row: &Row) -> Vec<Colonne> {
    row.cells
        .iter()
        .map(|cell| Colonne { index: cell.colonne, titre: clean(&cell.texte()), ..Colonne::default() })
        .filter(|colonne| !colonne.titre.is_empty())
        .collect()
}

fn clean(texte: &str) -> String {
    const LONGUEUR: usize = 200;
    let mut clean = String::new();
    for word in texte.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.extend(word.chars().take(LONGUEUR));
        if clean.chars().count() >= LONGUEUR {
            break;
        }
    }
    clean
}

fn announce(mut colonnes: Vec<Colonne>, reconnus: &mut Reconnus) -> Vec<Colonne> {
    for colonne in &mut colonnes {
        colonne.annonce = reconnus.recognise(&colonne.titre);
    }
    colonnes
}

fn double_labels(groups: &Row, subs: &Row, fusions: &[Fusion], reconnus: &mut Reconnus) -> Vec<Colonne> {
    let mut colonnes: Vec<Colonne> = Vec::new();
    let last = subs.cells.last().into_iter().chain(groups.cells.last()).map(|c| c.colonne).max().unwrap_or(0);
    // Only columns that hold something are visited: a far cell must not cost a loop over 16,384 columns.
    let mut columns: Vec<u32> = groups.cells.iter().chain(&subs.cells).map(|cell| cell.colonne).collect();
    columns.sort_unstable();
    columns.dedup();
    for index in columns.iter().copied().filter(|index| *index <= last) {
        let sub = subs.cells.iter().find(|cell| cell.colonne == index).map(|c| clean(&c.texte())).unwrap_or_default();
        let group_cell = group_over(groups, index, fusions);
        let group = group_cell.map(|c| clean(&c.texte())).unwrap_or_default();
        let spans = group_cell.is_some_and(|cell| {
            let under =
                |column: &u32| group_over(groups, *column, fusions).is_some_and(|other| other.colonne == cell.colonne);
            columns.iter().filter(|column| under(column)).nth(1).is_some()
        });
        // A known heading that reaches over nothing, with a plain text under it, stands above data.
        if !spans
            && !sub.is_empty()
            && reconnus.recognise(&sub).is_none()
            && reconnus.recognise(&group).is_some_and(|t| t.poids >= 8)
        {
            return Vec::new();
        }
        if let Some(colonne) = double_label(index, group, sub, reconnus) {
            colonnes.push(colonne);
        }
    }
    colonnes
}

fn double_label(index: u32, group: String, sub: String, reconnus: &mut Reconnus) -> Option<Colonne> {
    let by_group = reconnus.recognise(&group);
    if sub.is_empty() {
        return (!group.is_empty()).then(|| Colonne { index, titre: group, annonce: by_group, ..Colonne::default() });
    }
    let by_sub = reconnus.recognise(&sub);
    if group.is_empty() {
        return Some(Colonne { index, titre: sub, annonce: by_sub, ..Colonne::default() });
    }
    let titre = format!("{group} – {sub}");
    let first = |titre: Option<Titre>| titre.map(|t| t.champs[0]);
    // « Structure » over « Nom » names the structure, not a person.
    let named = matches!(first(by_sub), Some(Champ::Nom | Champ::Prenom | Champ::NomComplet));
    if named && matches!(first(by_group), Some(Champ::Structure | Champ::Representant)) {
        return Some(Colonne { index, titre, annonce: by_group, ..Colonne::default() });
    }
    // « Groupes de travail » over « SNP », « Prévention »: marks in a grid.
    if by_sub.is_none_or(|t| t.poids < 10) && first(by_group) == Some(Champ::Groupes) {
        return Some(Colonne { index, titre, annonce: by_group, coche: Some(sub), ..Colonne::default() });
    }
    let both = reconnus.recognise(&format!("{group} {sub}"));
    let annonce = [by_sub, both].into_iter().flatten().max_by_key(|titre| titre.poids);
    Some(Colonne { index, titre, annonce, ..Colonne::default() })
}

/// Returns the group heading above a column: in a merged rectangle, or the nearest on the left.
fn group_over<'a>(groups: &'a Row, index: u32, fusions: &[Fusion]) -> Option<&'a Cell> {
    let cell = groups.cells.iter().rev().find(|cell| cell.colonne <= index)?;
    if cell.colonne == index {
        return Some(cell);
    }
    let merged = fusions
        .iter()
        .find(|f| f.ligne <= groups.ligne && groups.ligne <= f.derniere_ligne && f.colonne == cell.colonne);
    match merged {
        Some(fusion) => (index <= fusion.derniere_colonne).then_some(cell),
        // Without a merge, a group heading reaches over its neighbours only in a row that is all groups.
        None => (groups.cells.len() > 1).then_some(cell),
    }
}

fn score(colonnes: &[Colonne]) -> u32 {
    score_announced(colonnes)
}

/// Adds the certainty of each distinct field: two columns for the same field say no more than one.
fn score_announced(colonnes: &[Colonne]) -> u32 {
    let mut seen: Vec<(Champ, u8)> = Vec::new();
    for titre in colonnes.iter().filter_map(|colonne| colonne.annonce) {
        match seen.iter_mut().find(|(champ, _)| *champ == titre.champs[0]) {
            Some((_, poids)) => *poids = (*poids).max(titre.poids),
            None => seen.push((titre.champs[0], titre.poids)),
        }
    }
    let marks = colonnes.iter().filter(|colonne| colonne.coche.is_some()).count() as u32;
    seen.iter().map(|(_, poids)| u32::from(*poids)).sum::<u32>() + marks * 3
}

/// What speaks against a row being a heading: values that only data holds.
fn penalty(row: &Row) -> u32 {
    row.cells
        .iter()
        .map(|cell| {
            let texte = cell.texte();
            let data = match &cell.valeur {
                Valeur::Date(_) | Valeur::Duree(_) | Valeur::Booleen(_) => true,
                Valeur::Nombre(_) => !titres::is_year(&texte),
                _ => contenu::is_email(&texte) || contenu::is_phone(texte.trim()) || texte.len() > 400,
            };
            if data { 6 } else { 0 }
        })
        .sum()
}

fn is_heading(colonnes: &[Colonne], role: Role, sheet: &Sheet) -> bool {
    let announced =
        || colonnes.iter().filter_map(|colonne| colonne.annonce.map(|titre| (titre.champs[0], titre.poids)));
    let has = |champs: &[Champ]| announced().any(|(champ, _)| champs.contains(&champ));
    let known = announced().filter(|(_, poids)| *poids >= 8).count();
    let distinct = {
        let mut champs: Vec<Champ> = announced().map(|(champ, _)| champ).collect();
        champs.sort_unstable();
        champs.dedup();
        champs.len()
    };
    match role {
        Role::Membres | Role::Structures => {
            let named = has(&[Champ::Nom, Champ::NomComplet]);
            let alone = distinct == 1
                && known == 1
                && named
                && colonnes.len() == 1
                && sheet.rows.iter().all(|r| r.cells.len() <= 2);
            (named || has(&[Champ::Prenom, Champ::Structure])) && distinct >= 2 && (known >= 1 || distinct >= 3)
                || distinct >= 3 && has(&[Champ::Email, Champ::Rpps, Champ::Telephone]) && known >= 2
                || alone
        }
        Role::Bureau | Role::ConseilAdministration | Role::Equipe => {
            has(&[Champ::Nom, Champ::NomComplet]) && distinct >= 2 && known >= 1
        }
        Role::Groupes | Role::Partenaires | Role::Actions => {
            has(&[Champ::Intitule]) && (distinct >= 2 || colonnes.len() == 1) && known >= 1
        }
        Role::Communes => has(&[Champ::Commune, Champ::CodePostalCommune, Champ::CodeInsee]) && known >= 1,
        Role::Budget => {
            distinct >= 2 && has(&[Champ::Poste]) && has(&[Champ::Prevu, Champ::Realise, Champ::PrevuSuivant])
        }
        Role::Textes | Role::Identite => has(&[Champ::Libelle]) && has(&[Champ::Valeur]),
        // The titles of follow-up sheets are those of the plan of the collection workbook.
        Role::Suivi(_) | Role::Ignoree => false,
    }
}

/// Gives each column its field: by its heading, and by its values where the heading leaves a choice.
pub(crate) fn assign(entete: &mut Entete, role: Role, sheet: &Sheet, exercice: i32) {
    let samples = samples(entete, sheet);
    if role == Role::Membres {
        read_years(entete, &samples);
    }
    let mut choices: Vec<(i32, usize, Champ, bool)> = Vec::new();
    for (position, colonne) in entete.colonnes.iter().enumerate() {
        let Some(titre) = colonne.annonce.filter(|_| colonne.champ.is_none()) else { continue };
        for (rank, champ) in (0_i32..).zip(titre.champs) {
            let mut points = i32::from(titre.poids) * 10 - rank * 8;
            // Any words may name a structure or a college: that they do says nothing against a commune, or a status.
            let telling = match champ {
                Champ::Structure => !titre.champs.contains(&Champ::Commune),
                Champ::College => !titre.champs.contains(&Champ::StatutMembre),
                _ => true,
            };
            if titre.champs.len() > 1 && telling && !samples[position].is_empty() {
                points += (contenu::share(*champ, &samples[position]) * 60.0) as i32 - 30;
            }
            if *champ == Champ::Cotisation {
                points += year_bonus(&colonne.titre, exercice);
            }
            points -= second_rank(&colonne.titre);
            choices.push((points, position, *champ, rank > 0));
        }
    }
    // The surest choice first; the leftmost column when two are as sure.
    choices.sort_by_key(|(points, position, _, _)| (-points, *position));
    let profession_named =
        entete.colonnes.iter().any(|c| c.annonce.is_some_and(|t| t.champs == [Champ::Profession] && t.poids >= 8));
    let mut taken: Vec<Champ> = Vec::new();
    for (points, position, champ, second) in choices {
        let colonne = &mut entete.colonnes[position];
        let several = colonne.annonce.is_some_and(|titre| titre.champs.len() > 1);
        let rival = champ == Champ::Profession && several && profession_named;
        if colonne.champ.is_some() || points <= 20 || rival || taken.contains(&champ) && !champ.plusieurs() {
            continue;
        }
        if champ == Champ::Garder {
            colonne.connue = true;
            continue;
        }
        colonne.champ = Some(champ);
        // « Nom de naissance » beside « Nom » needs no guess.
        colonne.par_contenu = second && champ != Champ::NomNaissance;
        taken.push(champ);
    }
    know_the_rest(entete, role);
    leave_parts_of_territory(entete, &samples);
    if role == Role::Membres {
        name_somehow(entete);
        split_whole_names(entete, &samples);
        read_marks(entete, &samples);
    }
}

/// « Secteur : Nord » beside a column of communes names a part of the territory: it is kept, and is no commune.
fn leave_parts_of_territory(entete: &mut Entete, samples: &[Vec<&Cell>]) {
    let holds_communes: Vec<Option<bool>> = entete
        .colonnes
        .iter()
        .zip(samples)
        .map(|(colonne, values)| {
            (colonne.champ == Some(Champ::Commune)).then(|| contenu::share(Champ::Commune, values) >= 0.5)
        })
        .collect();
    if !holds_communes.contains(&Some(true)) {
        return;
    }
    let sector = |titre: &str| {
        let folded = cpts_model::lecture::plier(titre);
        folded.split(' ').any(|word| matches!(word, "secteur" | "zone" | "territoire" | "bassin"))
    };
    for (colonne, holds) in entete.colonnes.iter_mut().zip(holds_communes) {
        if holds == Some(false) && sector(&colonne.titre) {
            (colonne.champ, colonne.connue) = (None, true);
        }
    }
}

/// « Adhésion 2024 », « Adhésion 2025 »: marks or payments under years say who was a member when.
fn read_years(entete: &mut Entete, samples: &[Vec<&Cell>]) {
    let about_members = |titre: &str| {
        titres::year(titre).is_some()
            && cpts_model::lecture::plier(titre).split(' ').all(|word| {
                titres::is_year(word)
                    || matches!(
                        word,
                        "adhesion" | "adhesions" | "adh" | "adherent" | "adherents" | "adherente" | "annee"
                    )
            })
    };
    let marked = |cell: &&Cell| crate::membres::cotisation::standing(cell, &cell.texte()).is_some();
    let columns: Vec<usize> = (0..entete.colonnes.len())
        .filter(|at| about_members(&entete.colonnes[*at].titre))
        // Dates, professions, places under a year are no marks.
        .filter(|at| samples[*at].iter().filter(|cell| marked(cell)).count() * 5 >= samples[*at].len() * 4)
        .collect();
    let mut years: Vec<Option<i32>> = columns.iter().map(|at| titres::year(&entete.colonnes[*at].titre)).collect();
    years.sort_unstable();
    years.dedup();
    // One year alone may be anything: the date, the contribution.
    if years.len() < 2 || years.len() < columns.len() {
        return;
    }
    for at in columns {
        entete.colonnes[at].champ = Some(Champ::AnneeAdhesion);
    }
}

/// Columns that another one leaves without a field, though their headings are clear.
fn know_the_rest(entete: &mut Entete, role: Role) {
    let mut previous = None;
    for colonne in &mut entete.colonnes {
        let folded = cpts_model::lecture::plier(&colonne.titre);
        if colonne.champ.is_none() && !colonne.connue {
            let payer = folded.split(' ').any(|word| word == "payeur");
            let other_year = colonne.annonce.is_some_and(|titre| titre.champs == [Champ::Cotisation])
                && titres::year(&colonne.titre).is_some();
            colonne.connue = payer || other_year;
            // « Profession », then « Si autre, précisez ».
            let follows = folded.starts_with("si autre") || folded.starts_with("autre precis");
            if follows && previous == Some(Champ::Profession) && role == Role::Membres {
                colonne.champ = Some(Champ::Profession);
            }
        }
        previous = colonne.champ;
    }
}

/// « Professionnel » may hold names or professions: where no other column gives a name, it is the name.
fn name_somehow(entete: &mut Entete) {
    let named = |colonne: &Colonne| {
        matches!(colonne.champ, Some(Champ::Nom | Champ::NomComplet | Champ::Prenom | Champ::Structure))
    };
    if entete.colonnes.iter().any(named) {
        return;
    }
    let whole = |colonne: &&mut Colonne| {
        colonne.annonce.is_some_and(|titre| titre.poids >= 10 && titre.champs.contains(&Champ::NomComplet))
    };
    if let Some(colonne) = entete.colonnes.iter_mut().find(whole) {
        colonne.champ = Some(Champ::NomComplet);
        colonne.par_contenu = true;
    }
}

/// Columns of crosses: under a profession, or under a year of membership.
fn read_marks(entete: &mut Entete, samples: &[Vec<&Cell>]) {
    let profession_named = entete.colonnes.iter().any(|c| c.champ == Some(Champ::Profession));
    let mut crosses = 0;
    for (colonne, values) in entete.colonnes.iter_mut().zip(samples) {
        if colonne.champ.is_some() || values.is_empty() || !values.iter().all(|cell| is_mark(cell)) {
            continue;
        }
        if titres::is_year(&colonne.titre) {
            colonne.champ = Some(Champ::AnneeAdhesion);
            colonne.connue = false;
        } else if !profession_named
            && matches!(
                cpts_model::profession::read(&colonne.titre),
                cpts_model::profession::LectureProfession::Reconnue { sur: true, .. }
            )
        {
            colonne.champ = Some(Champ::Profession);
            crosses += 1;
        }
    }
    if crosses >= 2 {
        let other = |colonne: &&mut Colonne| {
            colonne.champ.is_none() && cpts_model::lecture::plier(&colonne.titre).starts_with("autre")
        };
        for colonne in entete.colonnes.iter_mut().filter(other) {
            colonne.champ = Some(Champ::Profession);
        }
    }
}

fn is_mark(cell: &Cell) -> bool {
    cpts_model::lecture::booleen(&cell.texte()).is_some()
}

/// A column headed « Nom » that holds names and first names, where no column gives the first name.
fn split_whole_names(entete: &mut Entete, samples: &[Vec<&Cell>]) {
    if entete.colonnes.iter().any(|c| matches!(c.champ, Some(Champ::Prenom | Champ::NomComplet))) {
        return;
    }
    for (colonne, values) in entete.colonnes.iter_mut().zip(samples) {
        if colonne.champ == Some(Champ::Nom) && contenu::share(Champ::NomComplet, values) > 0.6 {
            colonne.champ = Some(Champ::NomComplet);
            colonne.par_contenu = true;
        }
    }
}

/// A list often gives the payer beside the member, and the name at birth beside the name in use.
fn second_rank(titre: &str) -> i32 {
    let folded = cpts_model::lecture::plier(titre);
    let has = |word: &str| folded.split(' ').any(|other| other == word);
    if has("payeur") {
        25
    } else if has("naissance") || has("fille") || has("patronymique") {
        // Above what the look of the values adds to a heading with two meanings.
        45
    } else {
        0
    }
}

/// Among « Cotisation 2023 », « Cotisation 2024 », the one of the exercice wins, else the latest.
fn year_bonus(titre: &str, exercice: i32) -> i32 {
    match titres::year(titre) {
        Some(annee) if annee == exercice => 9,
        Some(annee) if annee > exercice => -9,
        Some(annee) => (annee - 2010).clamp(0, 80) / 12,
        None => 8,
    }
}

fn samples<'a>(entete: &Entete, sheet: &'a Sheet) -> Vec<Vec<&'a Cell>> {
    const LIGNES: usize = 60;
    let mut samples: Vec<Vec<&Cell>> = vec![Vec::new(); entete.colonnes.len()];
    // A row with a single cell is a section or a note: it says nothing of its column.
    let data = sheet
        .rows
        .iter()
        .filter(|row| row.ligne > entete.derniere && (row.cells.len() > 1 || entete.colonnes.len() == 1));
    for row in data.take(LIGNES) {
        for cell in &row.cells {
            if let Ok(position) = entete.colonnes.binary_search_by_key(&cell.colonne, |c| c.index) {
                samples[position].push(cell);
            }
        }
    }
    samples
}
