//! What each sheet is for: by the mapping that is imposed, else by its name, else by what it holds.

mod nom;

use cpts_model::{Profession, constat::TITRES, geographie, lecture::plier};

use crate::{
    cells::{Row, Sheet},
    champ::Champ,
    correspondance::{Correspondance, FeuilleCorrespondance},
    entete::{self, Entete},
    identite, listes, mandats,
    role::Role,
    suivi, textes, titres,
};
use nom::{Nom, read_name};

/// How one table of one sheet is read.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Number of the file, 1-based.
    pub(crate) fichier: u32,
    /// Number of the sheet, 1-based.
    pub(crate) feuille: u32,
    pub(crate) role: Role,
    pub(crate) entete: Entete,
    /// Last row of the table: the row before the next table of the mapping.
    pub(crate) derniere: u32,
    /// First and last column of the table, where another one stands beside it.
    pub(crate) bornes: Option<(u32, u32)>,
    /// Professions of the rows that give none, from the name of the sheet.
    pub(crate) professions: Vec<Profession>,
    /// Name of the sheet, where it may mean several professions.
    pub(crate) profession_brute: Option<String>,
    /// Commune of the rows that give none, from the name of the sheet.
    pub(crate) commune: Option<String>,
    /// Everyone here is a former member.
    pub(crate) ancien: bool,
    /// Year the sheet is about.
    pub(crate) annee: Option<i32>,
    /// Type of the organisations, from the name of the sheet.
    pub(crate) type_organisation: Option<&'static str>,
    /// Why the sheet is not read.
    pub(crate) raison: Option<Raison>,
    /// One of a series of yearly sheets.
    pub(crate) parmi_annees: bool,
    /// The mapping imposes this plan.
    pub(crate) impose: bool,
}

/// Why a sheet is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raison {
    /// Nothing is written on it.
    Vide,
    /// The constats of an earlier reading.
    Constats,
    /// Read by the plan of the collection workbook.
    Collecte,
    /// Hidden, very often lists for drop-downs.
    Masquee,
    /// People who are not members: prospects, reminders.
    HorsAdherents,
    /// Figures, lists, help.
    Annexe,
    /// No heading was recognised.
    SansTitres,
    /// One person per column, or one card per person: labels stand in the first column.
    EnFiches,
    /// The mapping says so.
    Demandee,
    /// A year after the exercice.
    AnneeSuivante,
}

/// Returns how the sheet is read: one plan, or one per table when the mapping names several.
pub(crate) fn plans(
    fichier: (u32, &str),
    feuille: u32,
    sheet: &Sheet,
    correspondance: Option<&Correspondance>,
    annee: i32,
) -> Vec<Plan> {
    let imposed = correspondance.map(|c| c.sheet(fichier.1, &sheet.nom)).unwrap_or_default();
    if imposed.is_empty() {
        let mut plans = found_tables(sheet, annee);
        for plan in &mut plans {
            (plan.fichier, plan.feuille) = (fichier.0, feuille);
        }
        return plans;
    }
    let mut plans: Vec<Plan> = imposed.iter().map(|entry| obeyed(entry, sheet)).collect();
    for (entry, plan) in imposed.iter().zip(&mut plans) {
        // Two tables on the same row stand beside each other: each keeps to its columns.
        let beside = imposed.iter().filter(|other| other.titres == entry.titres).count() > 1;
        let (first, last) = (entry.colonnes.keys().next(), entry.colonnes.keys().next_back());
        if let (true, Some(first), Some(last)) = (beside && entry.titres > 0, first, last) {
            plan.bornes = Some((*first, *last));
            plan.entete.colonnes.retain(|colonne| (*first..=*last).contains(&colonne.index));
        }
    }
    plans.sort_by_key(|plan| plan.entete.premiere);
    for index in 0..plans.len() {
        (plans[index].fichier, plans[index].feuille) = (fichier.0, feuille);
        let premiere = plans[index].entete.premiere;
        if let Some(next) = plans.iter().map(|next| next.entete.premiere).find(|next| *next > premiere) {
            plans[index].derniere = next.saturating_sub(1);
        }
    }
    plans
}

fn obeyed(entry: &FeuilleCorrespondance, sheet: &Sheet) -> Plan {
    let role = entry.role.unwrap_or(Role::Ignoree);
    let mut entete = if entry.titres == 0 {
        Entete { premiere: 0, derniere: 0, colonnes: Vec::new(), score: 0 }
    } else {
        entete::at(sheet, entry.titres, entry.titres + entry.hauteur.max(1) - 1, role)
    };
    for colonne in &mut entete.colonnes {
        colonne.champ = None;
    }
    for (index, champ) in &entry.colonnes {
        let champ = &champ.filter(|champ| *champ != Champ::Garder);
        match entete.colonnes.binary_search_by_key(index, |c| c.index) {
            Ok(position) => entete.colonnes[position].champ = *champ,
            Err(position) => {
                let titre = format!("Colonne {}", crate::cells::column_letters(*index));
                entete
                    .colonnes
                    .insert(position, entete::Colonne { index: *index, titre, champ: *champ, ..Default::default() });
            }
        }
    }
    let mut plan = Plan::new(role, entete);
    plan.impose = true;
    plan.professions = professions_of(entry.profession.as_deref().unwrap_or_default());
    if plan.professions.is_empty() && plan.lists_members() && read_name(&sheet.nom).ambiguous {
        plan.profession_brute = Some(sheet.nom.clone());
    }
    plan.commune.clone_from(&entry.commune);
    plan.ancien = entry.ancien;
    plan.annee = entry.annee;
    if role == Role::Ignoree {
        plan.raison = Some(Raison::Demandee);
    }
    plan
}

/// Returns the professions listed in a mapping file.
pub(crate) fn professions_of(slugs: &str) -> Vec<Profession> {
    slugs.split(',').filter_map(|slug| Profession::from_slug(slug.trim())).collect()
}

impl Plan {
    fn new(role: Role, entete: Entete) -> Self {
        Self {
            fichier: 0,
            feuille: 0,
            role,
            entete,
            derniere: u32::MAX,
            bornes: None,
            professions: Vec::new(),
            profession_brute: None,
            commune: None,
            ancien: false,
            annee: None,
            type_organisation: None,
            raison: None,
            parmi_annees: false,
            impose: false,
        }
    }

    /// Returns the plan of a sheet that is not read here, with the reason.
    pub(crate) fn ignored(raison: Raison) -> Self {
        let entete = Entete { premiere: 0, derniere: 0, colonnes: Vec::new(), score: 0 };
        Self { raison: Some(raison), ..Self::new(Role::Ignoree, entete) }
    }

    /// Returns the rows of the sheet from under the heading to the end of the table.
    pub(crate) fn rows<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = &'s Row> + use<'s> {
        let first = sheet.rows.partition_point(|row| row.ligne <= self.entete.derniere);
        let derniere = self.derniere;
        sheet.rows[first..].iter().take_while(move |row| row.ligne <= derniere)
    }

    /// Whether a column stands in the table, and not in one beside it.
    pub(crate) fn covers(&self, colonne: u32) -> bool {
        self.bornes.is_none_or(|(first, last)| (first..=last).contains(&colonne))
    }

    /// Whether a column holds that field.
    pub(crate) fn has(&self, champ: Champ) -> bool {
        self.entete.colonnes.iter().any(|colonne| colonne.champ == Some(champ))
    }

    /// Whether the table gives members.
    pub(crate) const fn lists_members(&self) -> bool {
        matches!(self.role, Role::Membres | Role::Structures)
    }
}

/// A list may be cut into several tables, each with its own heading: one plan each when the headings differ.
fn found_tables(sheet: &Sheet, annee: i32) -> Vec<Plan> {
    let mut plans = vec![found(sheet, annee)];
    if !plans[0].lists_members() {
        return plans;
    }
    if plans[0].entete.premiere == 0 {
        add_untitled(&mut plans[0], sheet);
        return plans;
    }
    if let Some(beside) = side_by_side(&plans[0], sheet, annee) {
        return beside;
    }
    let first = sheet.rows.partition_point(|row| row.ligne <= plans[0].entete.derniere);
    for row in &sheet.rows[first..] {
        if !entete::is_another_heading(row, Role::Membres) {
            continue;
        }
        let mut entete = entete::at(sheet, row.ligne, row.ligne, Role::Membres);
        let last = plans.len() - 1;
        let titles =
            |entete: &Entete| entete.colonnes.iter().map(|c| (c.index, c.titre.to_lowercase())).collect::<Vec<_>>();
        if titles(&entete) == titles(&plans[last].entete) {
            continue;
        }
        entete::assign(&mut entete, plans[last].role, sheet, annee);
        let plan = Plan { entete, derniere: u32::MAX, ..plans[last].clone() };
        plans[last].derniere = row.ligne - 1;
        plans.push(plan);
    }
    for plan in &mut plans {
        add_untitled(plan, sheet);
    }
    plans
}

/// Two or more tables beside each other: their headings repeat from a name column on.
fn side_by_side(plan: &Plan, sheet: &Sheet, annee: i32) -> Option<Vec<Plan>> {
    let titles: Vec<String> = plan.entete.colonnes.iter().map(|colonne| plier(&colonne.titre)).collect();
    let first = titles.first()?;
    let names = matches!(plan.entete.colonnes[0].annonce?.champs[0], Champ::Nom | Champ::NomComplet | Champ::Civilite);
    let mut starts: Vec<usize> = (0..titles.len()).filter(|at| titles[*at] == *first).collect();
    if !names || starts.len() < 2 || starts[1] < 2 {
        return None;
    }
    // « Nom », « Nom » for two persons of one row is no second table: what follows repeats too.
    let width = starts[1];
    let repeats = |at: usize| (1..width.min(3)).all(|offset| titles.get(at + offset) == titles.get(offset));
    if !starts.iter().all(|at| repeats(*at)) {
        return None;
    }
    starts.push(titles.len());
    let plans = starts.windows(2).map(|window| {
        let colonnes: Vec<entete::Colonne> = plan.entete.colonnes[window[0]..window[1]]
            .iter()
            .map(|colonne| entete::Colonne { champ: None, par_contenu: false, ..colonne.clone() })
            .collect();
        let bornes = colonnes.first().zip(colonnes.last()).map(|(first, last)| (first.index, last.index));
        let mut entete = Entete { colonnes, ..plan.entete.clone() };
        entete::assign(&mut entete, plan.role, sheet, annee);
        Plan { entete, bornes, ..plan.clone() }
    });
    Some(plans.collect())
}

/// Columns that hold values without any heading are kept as unknown columns.
fn add_untitled(plan: &mut Plan, sheet: &Sheet) {
    /// More columns than any list has: what stands beyond is no column of the list.
    const COLONNES: usize = 200;
    let mut seen: Vec<bool> = Vec::new();
    for cell in sheet
        .rows
        .iter()
        .filter(|row| row.ligne > plan.entete.derniere && row.ligne <= plan.derniere && row.cells.len() > 1)
        .flat_map(|row| &row.cells)
    {
        let index = cell.colonne as usize;
        if index < COLONNES {
            if seen.len() <= index {
                seen.resize(index + 1, false);
            }
            seen[index] = true;
        }
    }
    for index in (1..seen.len()).filter(|index| seen[*index]).map(|index| index as u32) {
        if let Err(position) = plan.entete.colonnes.binary_search_by_key(&index, |c| c.index) {
            let titre = format!("Colonne {}", crate::cells::column_letters(index));
            plan.entete.colonnes.insert(position, entete::Colonne { index, titre, ..Default::default() });
        }
    }
}

/// Whether the sheet is the list of constats of an annotated workbook.
fn is_constats(sheet: &Sheet) -> bool {
    sheet.rows.first().is_some_and(|row| {
        row.cells.len() == TITRES.len() && row.cells.iter().zip(TITRES).all(|(cell, titre)| cell.texte() == titre)
    })
}

fn found(sheet: &Sheet, annee: i32) -> Plan {
    if sheet.rows.iter().all(|row| row.cells.is_empty()) {
        return Plan::ignored(Raison::Vide);
    }
    if !sheet.visible {
        return Plan::ignored(Raison::Masquee);
    }
    if is_constats(sheet) {
        return Plan::ignored(Raison::Constats);
    }
    let nom = read_name(&sheet.nom);
    if nom.raison != Some(Raison::HorsAdherents)
        && !nom.members
        && let Some((role, entete)) = suivi::recognise(sheet)
    {
        return Plan::new(role, entete);
    }
    if let Some(raison) = nom.raison {
        return Plan::ignored(raison);
    }
    if nom.role.is_none() && is_set_in_cards(sheet) {
        return Plan::ignored(Raison::EnFiches);
    }
    let Some((role, mut entete)) = role_of(sheet, &nom) else {
        return Plan::ignored(Raison::SansTitres);
    };
    if role == Role::Budget {
        listes::date_columns(&mut entete, annee);
    }
    entete::assign(&mut entete, role, sheet, annee);
    let mut plan = Plan::new(role, entete);
    if plan.lists_members() {
        plan.professions = nom.professions;
        plan.profession_brute = nom.ambiguous.then(|| sheet.nom.clone());
        plan.ancien = nom.ancien;
        plan.annee = nom.annee;
        plan.type_organisation = nom.type_organisation;
        let named = plan.professions.is_empty() && !nom.ambiguous && !plan.ancien && !nom.members;
        if named && !plan.has(Champ::Commune) && !plan.has(Champ::CodePostalCommune) {
            plan.commune = commune_of(&sheet.nom);
        }
    }
    plan
}

/// Whether the headings of a list stand one under the other in the first column, with the people beside them.
fn is_set_in_cards(sheet: &Sheet) -> bool {
    let rows = sheet.rows.iter().take(40);
    let labels: Vec<Champ> = rows
        .filter(|row| row.cells.len() >= 2)
        .filter_map(|row| titres::recognise(&row.cells[0].texte(), Role::Membres))
        .filter(|titre| titre.poids >= 8)
        .map(|titre| titre.champs[0])
        .collect();
    let has = |champ: Champ| labels.contains(&champ);
    // An identity sheet has a name and telephones too, but no first name beside a profession.
    (has(Champ::NomComplet) || has(Champ::Nom) && has(Champ::Prenom))
        && (has(Champ::Profession) || has(Champ::Rpps))
        && labels.len() * 3 >= sheet.rows.len().min(40) * 2
        && entete::search(sheet, Role::Membres).is_none()
}

fn commune_of(nom: &str) -> Option<String> {
    // « Feuil1 », « Liste » : short of a real commune, nothing is read in the name of a sheet.
    let found = nom.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !matches!(geographie::find(nom, None, None), geographie::Recherche::Inconnue { .. });
    found.then(|| nom.to_owned())
}

fn role_of(sheet: &Sheet, nom: &Nom) -> Option<(Role, Entete)> {
    let none = || Entete { premiere: 0, derniere: 0, colonnes: Vec::new(), score: 0 };
    let members = entete::search(sheet, Role::Membres);
    let persons = members.as_ref().is_some_and(|entete| {
        let has = |champ: Champ| {
            entete.colonnes.iter().any(|c| c.annonce.is_some_and(|t| t.champs[0] == champ && t.poids >= 8))
        };
        has(Champ::Prenom) || has(Champ::NomComplet) && (has(Champ::Email) || has(Champ::Telephone) || has(Champ::Rpps))
    });
    match nom.role {
        Some(Role::Identite) if identite::labels(sheet) >= 2 => return Some((Role::Identite, none())),
        Some(Role::Textes) if textes::labels(sheet) >= 1 => return Some((Role::Textes, none())),
        Some(Role::Communes) if !persons => {
            return Some((
                Role::Communes,
                entete::search(sheet, Role::Communes).unwrap_or_else(|| first_column(sheet, Champ::Commune)),
            ));
        }
        // « Groupes » and « Communes » may list the people of each, with all their columns: a member list.
        Some(Role::Groupes | Role::Structures | Role::Communes) if persons => {}
        Some(role) if !matches!(role, Role::Identite | Role::Textes | Role::Membres) => {
            if let Some(entete) = entete::search(sheet, role) {
                return Some((role, entete));
            }
        }
        _ => {}
    }
    let named = members.as_ref().is_some_and(|entete| {
        entete
            .colonnes
            .iter()
            .any(|c| c.annonce.is_some_and(|t| matches!(t.champs[0], Champ::Nom | Champ::NomComplet | Champ::Prenom)))
    });
    if let Some(entete) = members.clone().filter(|_| named) {
        if !nom.members
            && mandats::looks_like_officers(sheet, &entete)
            && let Some(entete) = entete::search(sheet, Role::Bureau)
        {
            return Some((Role::Bureau, entete));
        }
        return Some((Role::Membres, entete));
    }
    if nom.role.is_none() && identite::labels(sheet) >= 3 {
        return Some((Role::Identite, none()));
    }
    if nom.role.is_none() && textes::labels(sheet) >= 3 {
        return Some((Role::Textes, none()));
    }
    let best = [Role::Structures, Role::Actions, Role::Budget, Role::Partenaires, Role::Groupes, Role::Textes]
        .into_iter()
        .filter_map(|role| entete::search(sheet, role).map(|entete| (role, entete)))
        .filter(|(role, entete)| *role != Role::Groupes || entete.colonnes.len() > 1)
        .max_by_key(|(role, entete)| (entete.score, std::cmp::Reverse(*role)));
    if best.as_ref().is_some_and(|(_, entete)| entete.score >= 18) {
        return best;
    }
    if let Some(entete) = members {
        return Some((Role::Membres, entete));
    }
    if let Some(entete) = entete::by_content(sheet) {
        return Some((Role::Membres, entete));
    }
    // A sheet named after a profession that holds nothing but names.
    (!nom.professions.is_empty() || nom.ambiguous || nom.ancien || nom.members)
        .then(|| (Role::Membres, first_column(sheet, Champ::NomComplet)))
}

/// A list without heading whose first column is the field.
fn first_column(sheet: &Sheet, champ: Champ) -> Entete {
    let index = sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.colonne).min().unwrap_or(1);
    let titre = format!("Colonne {}", crate::cells::column_letters(index));
    let annonce = Some(titres::Titre {
        champs: if champ == Champ::Commune { &[Champ::Commune] } else { &[Champ::NomComplet] },
        poids: 10,
    });
    let colonne =
        entete::Colonne { index, titre, annonce, champ: Some(champ), par_contenu: true, ..Default::default() };
    Entete { premiere: 0, derniere: 0, colonnes: vec![colonne], score: 0 }
}
