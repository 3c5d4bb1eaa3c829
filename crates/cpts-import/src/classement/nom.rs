//! What the name of a sheet tells: what it holds, whom it lists, of which year.

use cpts_model::{
    Profession,
    lecture::plier,
    profession::{self, LectureProfession},
};

use super::Raison;
use crate::{role::Role, titres};

/// What the name of a sheet tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Nom {
    pub(super) role: Option<Role>,
    pub(super) members: bool,
    pub(super) ancien: bool,
    pub(super) raison: Option<Raison>,
    pub(super) professions: Vec<Profession>,
    pub(super) ambiguous: bool,
    pub(super) type_organisation: Option<&'static str>,
    pub(super) annee: Option<i32>,
}

#[expect(clippy::too_many_lines, reason = "lists of words, one per meaning")]
pub(super) fn read_name(texte: &str) -> Nom {
    let folded = plier(texte);
    let words: Vec<&str> = folded.split(' ').collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let mut nom = Nom { annee: titres::year(texte), ..Nom::default() };
    nom.members = any(&[
        "adherent",
        "adherents",
        "adherente",
        "adherentes",
        "membre",
        "membres",
        "adhesion",
        "adhesions",
        "annuaire",
    ]);
    if any(&[
        "prospect",
        "prospects",
        "relancer",
        "relance",
        "relances",
        "invites",
        "mailing",
        "sympathisants",
        "candidats",
        "attente",
    ]) || folded.contains("non adherent")
        || folded.contains("a contacter")
        || folded.contains("pas adherent")
    {
        nom.raison = Some(Raison::HorsAdherents);
        return nom;
    }
    nom.ancien = any(&[
        "ancien",
        "anciens",
        "ancienne",
        "anciennes",
        "ex",
        "demissionnaire",
        "demissionnaires",
        "demission",
        "demissions",
        "old",
        "partis",
        "depart",
        "departs",
        "sortis",
        "sortie",
        "sorties",
        "radies",
        "radiation",
        "radiations",
        "retraite",
        "retraites",
        "archive",
        "archives",
        "inactifs",
        "decedes",
    ]);
    if nom.ancien {
        return nom;
    }
    if !nom.members
        && any(&[
            "indicateur",
            "indicateurs",
            "stat",
            "stats",
            "statistiques",
            "statistique",
            "tcd",
            "synthese",
            "graphique",
            "graphiques",
            "listes",
            "deroulante",
            "deroulantes",
            "parametres",
            "parametre",
            "config",
            "configuration",
            "menu",
            "lisez",
            "notice",
            "aide",
            "legende",
            "sommaire",
            "modele",
            "emploi",
            "nomenclature",
            "emargement",
            "presence",
            "presences",
        ])
    {
        nom.raison = Some(Raison::Annexe);
        return nom;
    }
    nom.role = role_named(&folded, &words, nom.members);
    // « Labos, radio » gathers organisations and professions: its rows say which.
    let organisation = |part: &str| matches!(profession::read(part), LectureProfession::Organisation { .. });
    let parts = texte.split([',', '/', '+', '&', '-']).filter(|part| part.chars().any(char::is_alphabetic));
    let gathers = parts.clone().nth(1).is_some() && parts.clone().any(organisation);
    if nom.role.is_none() && !gathers {
        match profession::read(texte) {
            LectureProfession::Reconnue { professions, sur: true, .. } => nom.professions = professions,
            LectureProfession::Ambigue { .. } => nom.ambiguous = true,
            LectureProfession::Organisation { type_organisation } => {
                nom.role = Some(Role::Structures);
                nom.type_organisation = Some(type_organisation);
            }
            _ => {}
        }
    }
    nom
}

fn role_named(folded: &str, words: &[&str], members: bool) -> Option<Role> {
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let role = if any(&[
        "structure",
        "structures",
        "etablissement",
        "etablissements",
        "organisation",
        "organisations",
        "organismes",
        "institutions",
    ]) || folded.contains("personnes morales")
        || folded.contains("personne morale")
    {
        Role::Structures
    } else if members {
        return None;
    } else if folded.contains("conseil d administration") || any(&["ca", "administrateurs", "administrateur"]) {
        Role::ConseilAdministration
    } else if any(&["bureau", "gouvernance", "instances"]) {
        Role::Bureau
    } else if any(&["identite", "identification", "association"])
        || matches!(folded, "cpts" | "la cpts" | "notre cpts" | "presentation" | "informations" | "infos" | "fiche")
    {
        Role::Identite
    } else if any(&["texte", "textes", "redaction", "redactionnel", "rubriques"]) {
        Role::Textes
    } else if any(&["action", "actions", "realisations", "evenements", "projets"]) {
        Role::Actions
    } else if any(&["budget", "finances", "finance", "tresorerie", "financier", "comptes"])
        || folded.contains("compte de resultat")
    {
        Role::Budget
    } else if any(&["partenaire", "partenaires", "partenariat", "partenariats", "conventions"]) {
        Role::Partenaires
    } else if any(&["groupe", "groupes", "gt", "commissions", "commission"]) {
        Role::Groupes
    } else if any(&["equipe", "salaries", "salarie", "rh", "coordination"]) {
        Role::Equipe
    } else if any(&["commune", "communes", "territoire", "perimetre", "villes"]) {
        Role::Communes
    } else {
        return None;
    };
    Some(role)
}
