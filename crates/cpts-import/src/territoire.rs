//! Communes of the territory.

use cpts_model::{
    Commune, Dossier, Origine,
    constat::codes::import as codes,
    geographie::{self, Recherche},
    identifiant,
    lecture::{self, plier},
};
use std::fmt::Write as _;

use crate::{
    cells::Sheet,
    champ::Champ,
    classement::Plan,
    contenu,
    contexte::Contexte,
    journal::{Lieu, cite},
    membres::{contact, lieu::without_cedex, personne::one_line},
    table,
};

/// Adds the communes listed in one cell of the identity sheet.
pub(crate) fn read_list(contexte: &mut Contexte<'_>, texte: &str, lieu: Lieu, dossier: &mut Dossier) {
    // « 12 communes » says how many, not which.
    if lecture::nombre(texte).is_some()
        && !texte.contains([',', ';', '\n'])
        && contenu::split_postal_code(texte).is_none()
    {
        return;
    }
    for part in texte.split([',', ';', '\n', '/', '•', '|']) {
        let nom = part.trim().trim_start_matches('-').trim();
        if !nom.is_empty() {
            add_named(contexte, nom, None, lieu, dossier);
        }
    }
    origin(contexte, lieu, dossier);
}

/// Adds the communes of a sheet, one per row.
pub(crate) fn read(contexte: &mut Contexte<'_>, sheet: &Sheet, plan: &Plan, dossier: &mut Dossier) {
    let mut total = 0_u32;
    let mut counted = 0;
    for record in table::rows(contexte, sheet, plan) {
        if let Some(code) = record.text(Champ::CodeInsee) {
            let lieu = record.place(Champ::CodeInsee);
            let code = contexte.identifier(lieu, code, identifiant::insee::read(code));
            if let Some(fiche) = code.as_deref().and_then(geographie::commune) {
                add(contexte, dossier, fiche.to_commune(), lieu);
                continue;
            }
        }
        let (texte, champ) = match record.text(Champ::Commune) {
            Some(texte) => (texte, Champ::Commune),
            None => match record.text(Champ::CodePostalCommune) {
                Some(texte) => (texte, Champ::CodePostalCommune),
                None => continue,
            },
        };
        if table::is_total(texte) || contact::is_absent(texte) || contenu::digits(texte) == texte.len() {
            continue;
        }
        let lieu = record.place(champ);
        let (code, nom) = match contenu::split_postal_code(texte) {
            Some((code, nom)) => (Some(code.to_owned()), nom.into_owned()),
            None => (
                record.text(Champ::CodePostal).and_then(|code| identifiant::code_postal::read(code).valeur),
                texte.to_owned(),
            ),
        };
        add_named(contexte, &nom, code.as_deref(), lieu, dossier);
        if let Some((population, _)) = record.count(contexte, Champ::Population) {
            total = total.saturating_add(population);
            counted += 1;
        }
    }
    // The declared figure is the community's own only when every commune has one.
    if counted > 0 && counted == dossier.territoire.communes.len() && dossier.territoire.population_declaree.is_none() {
        dossier.territoire.population_declaree = Some(total);
        let regle = Origine::Regle {
            regle: "somme-des-populations".to_owned(),
            entrees: vec!["/territoire/communes".to_owned()],
        };
        dossier.provenance.insert("/territoire/population_declaree".to_owned(), regle);
    }
    let ligne = plan.entete.derniere.max(1);
    let colonne = plan
        .entete
        .colonnes
        .iter()
        .find(|c| matches!(c.champ, Some(Champ::Commune | Champ::CodePostalCommune | Champ::CodeInsee)))
        .map_or(1, |c| c.index);
    origin(contexte, Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne, colonne }, dossier);
}

fn origin(contexte: &Contexte<'_>, lieu: Lieu, dossier: &mut Dossier) {
    if let Some(origine) = contexte.journal.cell(lieu) {
        dossier.provenance.insert("/territoire/communes".to_owned(), origine);
    }
}

fn add_named(contexte: &mut Contexte<'_>, texte: &str, code_postal: Option<&str>, lieu: Lieu, dossier: &mut Dossier) {
    let cut = without_cedex(texte);
    // « Castres (81) » : the département in brackets decides between homonyms.
    let (nom, departement) = match cut.split_once('(') {
        Some((nom, rest)) => {
            (nom.trim().to_owned(), geographie::departement(rest.trim_end_matches(')').trim()).map(|d| d.code))
        }
        None => (cut.to_string(), None),
    };
    if let Some(fiche) =
        contexte.options.correspondance.as_ref().and_then(|c| c.value("commune", &nom)).and_then(geographie::commune)
    {
        add(contexte, dossier, fiche.to_commune(), lieu);
        return;
    }
    let departement = departement.map(str::to_owned).or_else(|| contexte.departement.clone());
    let commune = match geographie::find(&nom, code_postal, departement.as_deref()) {
        Recherche::Trouvee(commune) => commune,
        Recherche::Plusieurs(fiches) => {
            let shown: Vec<String> =
                fiches.iter().take(4).map(|f| format!("{} ({})", f.nom, f.departement.code)).collect();
            let message = format!("{} communes s’appellent {}\u{a0}: {}", fiches.len(), cite(&nom), shown.join(", "));
            contexte.journal.push_valeur(lieu, &codes::COMMUNE_AMBIGUE, &nom, message);
            to_fill_in(contexte, &nom);
            Commune { nom: one_line(&nom), code_insee: None, population: None }
        }
        Recherche::Inconnue { proche } => {
            let mut message = format!("commune {} non reconnue", cite(&nom));
            if let Some(proche) = proche {
                let _ = write!(message, "\u{a0}; vouliez-vous dire {}\u{a0}?", cite(&proche));
            }
            contexte.journal.push_valeur(lieu, &codes::COMMUNE_INCONNUE, &nom, message);
            to_fill_in(contexte, &nom);
            Commune { nom: one_line(&nom), code_insee: None, population: None }
        }
    };
    add(contexte, dossier, commune, lieu);
}

fn to_fill_in(contexte: &mut Contexte<'_>, nom: &str) {
    if nom.chars().count() <= 60 {
        contexte.sortie.valeurs.entry("commune".to_owned()).or_default().entry(nom.to_owned()).or_default();
    }
}

fn add(contexte: &Contexte<'_>, dossier: &mut Dossier, commune: Commune, lieu: Lieu) {
    let communes = &mut dossier.territoire.communes;
    let known = communes.iter().any(|other| {
        other.code_insee == commune.code_insee
            && (other.code_insee.is_some() || plier(&other.nom) == plier(&commune.nom))
    });
    if known {
        return;
    }
    let key = commune.code_insee.clone().unwrap_or_else(|| communes.len().to_string());
    let adresse = format!("/territoire/communes/{key}");
    if commune.code_insee.is_some() {
        for (champ, regle) in [("code_insee", "code-insee-de-la-commune"), ("population", "population-insee")] {
            let regle = Origine::Regle { regle: regle.to_owned(), entrees: vec![adresse.clone()] };
            dossier.provenance.insert(format!("{adresse}/{champ}"), regle);
        }
    }
    if let Some(origine) = contexte.journal.cell(lieu) {
        dossier.provenance.insert(adresse, origine);
    }
    communes.push(commune);
}
