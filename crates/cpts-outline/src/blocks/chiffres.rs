//! `chiffres_cles()`: the year in at most eight figures, those that are known.

use std::sync::Arc;

use cpts_model::{Decompte, EtatAction};

use super::{
    adherents::shown,
    arguments::{Accepts, Call, Function, Parameter},
    budget::computed,
    indicateurs::Line,
};
use crate::{
    engine::{Content, Context},
    francais::{self, ESPACE, pluriel},
    labels,
    outline::{Block, Champ, Inline, KeyFigures, Saisie, Tile},
    printed::{missing, text_inlines},
};

pub(super) const CHIFFRES_CLES: Function = Function {
    nom: "chiffres_cles",
    parameters: &[
        Parameter { nom: "note", accepts: Accepts::Texte },
        Parameter { nom: "cles", accepts: Accepts::Indicateurs },
    ],
    positional: 0,
    required: 0,
    inline: false,
    run,
};

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let mut tiles = match call.texts("cles") {
        Some(ids) => ids.iter().map(|id| of_indicator(context, id)).collect(),
        None if context.profil.is_none() => blank(),
        None => known(context),
    };
    tiles.truncate(8);
    if tiles.is_empty() {
        return Ok(Content::Blocks(Vec::new()));
    }
    let note = call.text("note").map(|note| text_inlines(&francais::typographie(note))).unwrap_or_default();
    Ok(Content::Blocks(vec![Block::KeyFigures(KeyFigures { title: "Chiffres clés".to_owned(), tiles, note })]))
}

/// The tile of an indicator, to be filled in where its value is not known.
fn of_indicator(context: &Context, id: &str) -> Tile {
    let line = Line::new(context, id);
    Tile {
        value: line.value(),
        unit: String::new(),
        label: francais::typographie(line.short_title()).into_owned(),
        evolution: line.evolution(),
    }
}

/// The tiles of a blank form: each figure is to be filled in.
fn blank() -> Vec<Tile> {
    let tile = |adresse: &str, label: &str| {
        // The label of the tile says what is counted: a long placeholder would break its large figure.
        let champ = missing(adresse.to_owned(), labels::libelle(adresse, ""), Saisie::Texte);
        let value = vec![Inline::Champ(Champ { texte: "[Nombre]".to_owned(), ..champ })];
        Tile { value, unit: String::new(), label: label.to_owned(), evolution: String::new() }
    };
    vec![
        tile("/synthese/adherents", "adhérents"),
        tile("/territoire/communes", "communes"),
        tile("/territoire/population_declaree", "habitants"),
        tile("/actions", "actions menées"),
    ]
}

/// The tiles of the figures that are known. Nought is printed only where it was counted.
fn known(context: &Context) -> Vec<Tile> {
    let synthese = &context.diffusion.synthese;
    let dossier = &context.diffusion.dossier;
    let mut tiles = Vec::new();
    let adherents = &synthese.adherents;
    if !adherents.affiche.is_empty() || adherents.nombre.is_some() {
        let label = pluriel(adherents.nombre.map_or(2.0, f64::from), "adhérent", None);
        let evolution = evolution(context, adherents, synthese.adherents_precedent.as_ref());
        tiles.push(tile("adherents", shown(adherents), label, evolution));
    }
    let mut push = |cle: &str, nombre: Option<u32>, singulier: &str, detail: String| {
        if let Some(affiche) = context.diffusion.affiches.get(&format!("/synthese/{cle}")) {
            tiles.push(tile(cle, affiche.clone(), pluriel(2.0, singulier, None), detail));
        } else if let Some(nombre) = nombre.filter(|nombre| *nombre > 0) {
            let label = pluriel(f64::from(nombre), singulier, None);
            tiles.push(tile(cle, francais::nombre(i64::from(nombre)), label, detail));
        }
    };
    let detail = |nombre: usize, texte: String| if nombre > 0 { texte } else { String::new() };
    let groupes = &dossier.gouvernance.groupes;
    let reunions: Option<u32> =
        groupes.iter().try_fold(0_u32, |sum, groupe| groupe.reunions.map(|reunions| sum.saturating_add(reunions)));
    let reunions = reunions.unwrap_or_default();
    let mot = pluriel(f64::from(reunions), "réunion", None);
    let reunions = detail(reunions as usize, format!("{}{ESPACE}{mot}", francais::nombre(i64::from(reunions))));
    let a_venir = dossier.actions.iter().filter(|action| action.etat == EtatAction::AVenir).count();
    let conventions = dossier.partenaires.iter().filter(|partenaire| partenaire.convention == Some(true)).count();
    let estimated = if synthese.personnes_touchees_estimees { "nombre en partie estimé" } else { "" };
    let departement = dossier.cpts.departement.clone().unwrap_or_default();
    push("professions", Some(synthese.professions), "profession représentée", String::new());
    push("communes", synthese.communes, "commune", departement);
    push("population", synthese.population, "habitant", String::new());
    push("actions", Some(synthese.actions), "action menée", detail(a_venir, format!("et {a_venir}{ESPACE}à venir")));
    push("personnes_touchees", synthese.personnes_touchees, "personne touchée", estimated.to_owned());
    push("groupes", Some(groupes.len() as u32), "groupe de travail", reunions);
    let conventions = detail(conventions, format!("dont {conventions}{ESPACE}sous convention"));
    push("partenaires", Some(dossier.partenaires.len() as u32), "partenaire", conventions);
    tiles
}

fn tile(cle: &str, texte: String, label: String, evolution: String) -> Tile {
    let adresse = match cle {
        "groupes" => "/gouvernance/groupes".to_owned(),
        "partenaires" => "/partenaires".to_owned(),
        cle => format!("/synthese/{cle}"),
    };
    Tile { value: vec![computed(adresse, &francais::capitale(&label), texte)], unit: String::new(), label, evolution }
}

/// « 112 en 2024 (+14) », where both years are known.
fn evolution(context: &Context, now: &Decompte, before: Option<&Decompte>) -> String {
    let annee = context.diffusion.dossier.exercice.annee;
    match (now.nombre, before.and_then(|before| before.nombre), annee) {
        (Some(now), Some(before), Some(annee)) => {
            let ecart = i64::from(now) - i64::from(before);
            let ecart = if ecart == 0 { "stable".to_owned() } else { francais::ecart(ecart) };
            format!("{} en {} ({ecart})", francais::nombre(i64::from(before)), annee.saturating_sub(1))
        }
        _ => String::new(),
    }
}
