//! What a member does: professions, speciality, mode of practice.

use cpts_model::{Membre, Nature, Profession, constat::codes::import as codes, lecture, profession::LectureProfession};

use super::{
    fiche::{Fiche, Valeur, keep_raw},
    lignes::Section,
    organisation::tell_organisation,
    personne::one_line,
};
use crate::{
    champ::Champ,
    classement::{Plan, professions_of},
    contexte::Contexte,
    journal::{Lieu, cite},
};

/// Fills in the professions, from the row first, else from the section, else from the sheet.
pub(super) fn read(
    contexte: &mut Contexte<'_>,
    fiche: &Fiche<'_>,
    plan: &Plan,
    section: &Section,
    membre: &mut Membre,
    lieu: Lieu,
) {
    if let Some(valeur) = fiche.first(Champ::Specialite) {
        membre.specialite = Some(one_line(&valeur.texte));
    }
    // « Autre », then the answer to « Si autre, précisez ».
    let several = fiche.all(Champ::Profession).nth(1).is_some();
    for valeur in fiche.all(Champ::Profession) {
        if several && matches!(lecture::plier(&valeur.texte).as_str(), "autre" | "autres" | "autre profession") {
            keep_raw(membre, "professions", &valeur.texte);
            continue;
        }
        read_one(contexte, valeur, section, plan, membre, lieu.at(valeur.cell.colonne));
    }
    if fiche.first(Champ::Profession).is_none() {
        from_context(contexte, plan, section, membre);
    }
    settle_speciality(contexte, fiche, membre);
    if let Some(type_organisation) =
        section.type_organisation.filter(|_| membre.professions.is_empty() && membre.prenom.is_none())
    {
        if membre.nature == Nature::Personne && fiche.first(Champ::Profession).is_none() {
            membre.nature = Nature::Organisation;
            if let Some(brut) = membre.brut.get("nom") {
                membre.nom = Some(brut.to_owned());
            }
        }
        membre.type_organisation.get_or_insert_with(|| type_organisation.to_owned());
    }
    if let Some(valeur) = fiche.first(Champ::ModeExercice) {
        if let Some(mode) = contexte.mode(&valeur.texte) {
            membre.mode_exercice = Some(mode);
        } else {
            keep_raw(membre, "mode_exercice", &valeur.texte);
            if !contexte.is_absent(&valeur.texte) {
                contexte.not_understood(
                    lieu.at(valeur.cell.colonne),
                    &codes::VALEUR_NON_COMPRISE,
                    "mode d’exercice",
                    &valeur.texte,
                );
            }
        }
    }
}

fn read_one(
    contexte: &mut Contexte<'_>,
    valeur: &Valeur<'_>,
    section: &Section,
    plan: &Plan,
    membre: &mut Membre,
    lieu: Lieu,
) {
    // « Kiné : x »: the heading names the profession.
    let marked =
        if is_heading_of_profession(contexte, &valeur.colonne.titre) { contexte.booleen(&valeur.texte) } else { None };
    let texte = match marked {
        Some(true) => valeur.colonne.titre.as_str(),
        Some(false) => return,
        None => valeur.texte.as_ref(),
    };
    if contexte.is_absent(texte) {
        from_context(contexte, plan, section, membre);
        return;
    }
    keep_raw(membre, "professions", texte);
    // An organisation is of a type; only persons have a profession.
    if membre.nature == Nature::Organisation {
        // « Fonction » beside « Représentant » is what that person does there.
        if membre.representant.is_some()
            && !matches!(contexte.profession(texte), LectureProfession::Organisation { .. })
        {
            return;
        }
        membre.type_organisation.get_or_insert_with(|| one_line(texte));
        return;
    }
    if let Some(sens) = imposed(contexte, texte) {
        add(membre, &sens);
        return;
    }
    match contexte.profession(texte).clone() {
        LectureProfession::Reconnue { professions, specialite, .. } => {
            add(membre, &professions);
            if membre.specialite.is_none() {
                membre.specialite = specialite;
            }
        }
        LectureProfession::Ambigue { candidates } => {
            // A section or the name of the sheet that is one of the candidates settles it.
            let settled: Vec<Profession> = candidates
                .iter()
                .copied()
                .filter(|c| section.professions.contains(c) || plan.professions.contains(c))
                .collect();
            if settled.len() == 1 {
                add(membre, &settled);
            } else {
                ask(contexte, texte, &candidates, lieu, &[lieu.ligne]);
            }
        }
        LectureProfession::Organisation { type_organisation } => {
            // A person may work in an EHPAD: without a first name, the row is the EHPAD itself.
            if membre.nature == Nature::Personne && is_no_person(membre) {
                membre.nature = Nature::Organisation;
                membre.prenom = None;
                membre.type_organisation.get_or_insert_with(|| type_organisation.to_owned());
                if let Some(brut) = membre.brut.get("nom") {
                    membre.nom = Some(one_line(brut));
                }
                tell_organisation(contexte, membre, lieu);
            } else {
                membre.type_organisation.get_or_insert_with(|| type_organisation.to_owned());
            }
        }
        LectureProfession::Inconnue => {
            if section.professions.is_empty() && plan.professions.is_empty() {
                unknown(contexte, texte, lieu);
            } else {
                // « Libérale » under INFIRMIERS: the section gives the profession.
                add(membre, if section.professions.is_empty() { &plan.professions } else { &section.professions });
            }
        }
    }
}

/// Whether the names are those of nobody: no first name, or the words of a title: « Assoc. des usagers du Lochois ».
fn is_no_person(membre: &Membre) -> bool {
    membre.prenom.is_none()
        || membre.civilite.is_none()
            && membre.brut.get("nom").is_some_and(|brut| {
                let lu = lecture::nom_complet(brut);
                !lu.sur && brut.split_whitespace().any(|word| matches!(word, "des" | "du" | "aux" | "pour"))
            })
}

fn is_heading_of_profession(contexte: &mut Contexte<'_>, titre: &str) -> bool {
    matches!(contexte.profession(titre), LectureProfession::Reconnue { .. })
}

/// Returns the professions that the mapping gives for a text, `Some` of nothing where it is not settled yet.
fn imposed(contexte: &Contexte<'_>, texte: &str) -> Option<Vec<Profession>> {
    let sens = contexte.options.correspondance.as_ref()?.value("profession", texte)?;
    (!sens.is_empty()).then(|| professions_of(sens))
}

/// « Médecin », « Qualifié en médecine générale »: the speciality says which doctor, or gives the profession where the row has none.
fn settle_speciality(contexte: &mut Contexte<'_>, fiche: &Fiche<'_>, membre: &mut Membre) {
    let Some(valeur) = fiche.first(Champ::Specialite).filter(|_| membre.nature == Nature::Personne) else { return };
    let doctor = matches!(membre.professions.as_slice(), [profession] if profession.slug() == "medecin");
    let nothing = membre.professions.is_empty() && !membre.brut.contains("professions");
    if !doctor && !nothing {
        return;
    }
    let LectureProfession::Reconnue { professions, specialite, .. } = contexte.profession(&valeur.texte).clone() else {
        return;
    };
    if nothing || professions.iter().all(|p| p.slug().starts_with("medecin_")) {
        let general = professions.iter().any(|p| p.slug() == "medecin_generaliste");
        membre.professions = professions;
        if general && specialite.is_none() {
            // The profession says it already.
            membre.specialite = None;
            keep_raw(membre, "specialite", &valeur.texte);
        }
    }
}

fn from_context(contexte: &Contexte<'_>, plan: &Plan, section: &Section, membre: &mut Membre) {
    if membre.nature == Nature::Organisation {
        return;
    }
    if !section.professions.is_empty() {
        add(membre, &section.professions);
        if membre.specialite.is_none() {
            membre.specialite.clone_from(&section.specialite);
        }
    } else if let Some(texte) = section.profession_brute.as_ref().or(plan.profession_brute.as_ref()) {
        keep_raw(membre, "professions", texte);
        // The question stands once, at the section or at the sheet.
        if let Some(sens) = imposed(contexte, texte) {
            add(membre, &sens);
        }
    } else {
        add(membre, &plan.professions);
    }
}

/// Takes the profession written beside the name, where nothing else gives one; « Dr Noël (cardiologue) » under « Médecins » says which doctor.
pub(super) fn read_mention(contexte: &mut Contexte<'_>, texte: &str, membre: &mut Membre) {
    if membre.nature == Nature::Organisation {
        return;
    }
    let LectureProfession::Reconnue { professions, specialite, .. } = contexte.profession(texte).clone() else {
        return;
    };
    let doctor = |list: &[Profession]| !list.is_empty() && list.iter().all(|p| p.slug().starts_with("medecin"));
    if membre.professions.is_empty() && !membre.brut.contains("professions") {
        keep_raw(membre, "professions", texte);
        add(membre, &professions);
    } else if doctor(&membre.professions) && doctor(&professions) {
        if membre.professions.iter().all(|p| p.slug() == "medecin") {
            membre.professions = professions;
        }
    } else if membre.professions != professions {
        keep_raw(membre, "mention", texte);
        return;
    }
    membre.specialite = membre.specialite.take().or(specialite);
}

/// Asks once what an ambiguous title of a section or name of a sheet stands for, unless the mapping answers.
pub(crate) fn ask_for_title(contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) {
    if imposed(contexte, texte).is_some() {
        return;
    }
    if let LectureProfession::Ambigue { candidates } = contexte.profession(texte).clone() {
        ask(contexte, texte, &candidates, lieu, &[]);
    }
}

fn add(membre: &mut Membre, professions: &[Profession]) {
    for profession in professions {
        if !membre.professions.contains(profession) {
            membre.professions.push(*profession);
        }
    }
}

fn ask(contexte: &mut Contexte<'_>, texte: &str, candidates: &[Profession], lieu: Lieu, lignes: &[u32]) {
    let libelles: Vec<&str> = candidates.iter().map(|p| p.libelle()).collect();
    let slugs: Vec<&str> = candidates.iter().map(|p| p.slug()).collect();
    let choix = match libelles.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} ou {last}", rest.join(", ")),
        _ => libelles.join(", "),
    };
    let constat = contexte
        .journal
        .draft(lieu, &codes::PROFESSION_AMBIGUE, format!("{} peut se lire {}", cite(texte), choix.to_lowercase()))
        .with_valeur(texte);
    contexte.journal.group_many(lieu, &codes::PROFESSION_AMBIGUE, texte, lignes, || constat);
    to_fill_in(contexte, texte, &slugs.join(", "));
}

fn unknown(contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu) {
    let constat = contexte
        .journal
        .draft(lieu, &codes::PROFESSION_INCONNUE, format!("profession {} non reconnue", cite(texte)))
        .with_valeur(texte);
    contexte.journal.group(lieu, &codes::PROFESSION_INCONNUE, texte, || constat);
    to_fill_in(contexte, texte, "");
}

fn to_fill_in(contexte: &mut Contexte<'_>, texte: &str, candidats: &str) {
    // A sentence is no word to map.
    if texte.chars().count() > 60 {
        return;
    }
    contexte.sortie.valeurs.entry("profession".to_owned()).or_default().entry(texte.to_owned()).or_default();
    if !candidats.is_empty() {
        contexte.sortie.commentaires.insert(("profession".to_owned(), texte.to_owned()), candidats.to_owned());
    }
}
