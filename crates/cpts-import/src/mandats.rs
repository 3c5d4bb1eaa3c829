//! Officers, board, working groups and staff.

use cpts_model::{
    Dossier, Groupe, Mandat, Salarie,
    constat::codes::import as codes,
    lecture::{self, plier},
};

use crate::{
    cells::Sheet,
    champ::Champ,
    classement::Plan,
    contexte::Contexte,
    entete::Entete,
    membres::{Noms, contact},
    role::Role,
    table::{self, Enregistrement},
};

/// Returns whether a column of the sheet holds the offices of an association, on most of its rows.
pub(crate) fn looks_like_officers(sheet: &Sheet, entete: &Entete) -> bool {
    let rows: Vec<_> =
        sheet.rows.iter().filter(|row| row.ligne > entete.derniere && row.cells.len() > 1).take(40).collect();
    let officers = rows.iter().filter(|row| row.cells.iter().any(|cell| is_office(&cell.texte()))).count();
    rows.len() >= 2 && rows.len() < 40 && officers * 3 >= rows.len() * 2
}

fn is_office(texte: &str) -> bool {
    texte.len() < 60
        && plier(texte).split(' ').any(|word| {
            [
                "president",
                "presidente",
                "vice",
                "tresorier",
                "tresoriere",
                "secretaire",
                "administrateur",
                "administratrice",
            ]
            .contains(&word)
        })
}

/// Adds the mandates of a sheet to the bureau, the board, or both.
pub(crate) fn read_mandates(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    let mut open = plan.role;
    for record in table::rows(contexte, sheet, plan) {
        let only = record.valeurs.len() == 1;
        // « Conseil d’administration » alone on its row opens the second list of the sheet.
        if let Some(role) = only.then(|| record.valeurs[0].3.as_str()).and_then(instance) {
            open = role;
            continue;
        }
        let Some(nom) = record.full_name().filter(|nom| !contact::is_absent(nom) && !table::is_total(nom)) else {
            if record.text(Champ::Fonction).is_none() {
                table::untitled(contexte, &record);
            }
            continue;
        };
        let role = record.text(Champ::Instance).and_then(instance).unwrap_or(open);
        let mandat = Mandat {
            id: String::new(),
            fonction: record.line(Champ::Fonction),
            nom: Some(nom),
            profession: record.line(Champ::Profession),
            membre: None,
            depuis: record.date(contexte, Champ::Depuis),
            source: Some(table::source(noms, record.lieu.ligne)),
        };
        if role == Role::Bureau {
            dossier.gouvernance.bureau.push(mandat);
        } else {
            dossier.gouvernance.conseil_administration.push(mandat);
        }
    }
}

fn instance(texte: &str) -> Option<Role> {
    let folded = plier(texte);
    let words: Vec<&str> = folded.split(' ').collect();
    if folded.contains("conseil d administration") || words.contains(&"ca") || words.contains(&"administrateurs") {
        Some(Role::ConseilAdministration)
    } else if words.contains(&"bureau") {
        Some(Role::Bureau)
    } else {
        None
    }
}

/// Adds the working groups of a sheet.
pub(crate) fn read_groups(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    for record in table::rows(contexte, sheet, plan) {
        let Some(nom) = record.line(Champ::Intitule).filter(|nom| !table::is_total(nom)) else {
            table::untitled(contexte, &record);
            continue;
        };
        let mission = named_mission(contexte, &record).or_else(|| lecture::mission(&nom));
        let reunions = record.count(contexte, Champ::Reunions).map(|(nombre, _)| nombre);
        dossier.gouvernance.groupes.push(Groupe {
            id: String::new(),
            nom: Some(nom),
            mission,
            referents: names(&record, Champ::Referents),
            objet: record.line(Champ::Objet),
            reunions,
            source: Some(table::source(noms, record.lieu.ligne)),
            ..Groupe::default()
        });
    }
}

/// Reads the mission of a row, telling one that is not understood.
pub(crate) fn named_mission(contexte: &mut Contexte<'_>, record: &Enregistrement<'_>) -> Option<cpts_model::Mission> {
    let texte = record.text(Champ::Mission)?;
    let mission = lecture::mission(texte);
    if mission.is_none() && !contact::is_absent(texte) {
        contexte.not_understood(record.place(Champ::Mission), &codes::VALEUR_NON_COMPRISE, "mission", texte);
    }
    mission
}

/// Returns the names listed in the cells of a field.
pub(crate) fn names(record: &Enregistrement<'_>, champ: Champ) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, _, _, texte) in record.valeurs.iter().filter(|(c, ..)| *c == Some(champ)) {
        for part in texte.split([',', ';', '\n', '/', '&', '•']).flat_map(|part| part.split(" et ")) {
            let part = crate::membres::personne::one_line(part.trim().trim_start_matches('-'));
            if !part.is_empty() && !names.contains(&part) && !contact::is_absent(&part) {
                names.push(part);
            }
        }
    }
    names
}

/// Adds the staff of a sheet.
pub(crate) fn read_staff(
    contexte: &mut Contexte<'_>,
    sheet: &Sheet,
    noms: &Noms<'_>,
    plan: &Plan,
    dossier: &mut Dossier,
) {
    for record in table::rows(contexte, sheet, plan) {
        let nom = record.full_name().filter(|nom| !table::is_total(nom));
        if nom.is_none() && record.text(Champ::Poste).is_none_or(table::is_total) {
            table::untitled(contexte, &record);
            continue;
        }
        dossier.gouvernance.equipe.push(Salarie {
            id: String::new(),
            nom,
            poste: record.line(Champ::Poste),
            quotite: record.line(Champ::Quotite).map(with_unit),
            source: Some(table::source(noms, record.lieu.ligne)),
        });
    }
}

/// « 0.8 » in a column of working time is a share of a full-time job.
fn with_unit(texte: String) -> String {
    match texte.replace(',', ".").parse::<f64>() {
        Ok(part) if part > 0.0 && part <= 1.0 => format!("{} ETP", texte.replace('.', ",")),
        _ => texte,
    }
}

/// Ties each mandate to the member of the same name.
pub(crate) fn tie(dossier: &mut Dossier) {
    if dossier.gouvernance.bureau.is_empty() && dossier.gouvernance.conseil_administration.is_empty() {
        return;
    }
    let keys: std::collections::HashMap<String, cpts_model::MembreId> = {
        let mut keys = std::collections::HashMap::new();
        let mut twice = Vec::new();
        for membre in &dossier.membres {
            let (Some(nom), Some(prenom)) = (&membre.nom, &membre.prenom) else { continue };
            let key = name_key(&format!("{prenom} {nom}"));
            if keys.insert(key.clone(), membre.id.clone()).is_some() {
                twice.push(key);
            }
        }
        // Two members of the same name: neither is taken for the officer.
        for key in twice {
            keys.remove(&key);
        }
        keys
    };
    let ids: std::collections::HashSet<&cpts_model::MembreId> =
        dossier.membres.iter().map(|membre| &membre.id).collect();
    let gouvernance = &mut dossier.gouvernance;
    for mandat in gouvernance.bureau.iter_mut().chain(&mut gouvernance.conseil_administration) {
        if mandat.membre.as_ref().is_some_and(|id| ids.contains(id)) {
            continue;
        }
        // A number that no member has stays: the checks tell it.
        if let Some(id) = mandat.nom.as_deref().and_then(|nom| keys.get(&name_key(nom))) {
            mandat.membre = Some(id.clone());
        }
    }
}

/// The words of a name, folded and sorted: « Dr DUPONT Marie » and « Marie Dupont » are the same.
pub(crate) fn name_key(nom: &str) -> String {
    let folded = plier(nom);
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|w| !matches!(*w, "dr" | "docteur" | "pr" | "mme" | "m" | "mr" | "mlle" | "madame" | "monsieur"))
        .collect();
    words.sort_unstable();
    words.join(" ")
}
