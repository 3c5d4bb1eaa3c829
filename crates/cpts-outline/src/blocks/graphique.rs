//! `graphique(…)`: a native chart, its caption a finding, its description every number.

use std::sync::Arc;

use cpts_model::{
    Repartition,
    synthese::{LIGNE_ORGANISATIONS, LIGNE_SANS_COMMUNE, LIGNE_SANS_PROFESSION},
};

use super::arguments::{Accepts, Call, Function, Parameter};
use crate::{
    engine::{Content, Context},
    francais::{self, ESPACE},
    outline::{Block, Chart},
    printed::text_inlines,
};

/// More bars than this do not read: the smallest are put together.
const BARS_MAX: usize = 12;

pub(super) const GRAPHIQUE: Function = Function {
    nom: "graphique",
    parameters: &[
        Parameter { nom: "nom", accepts: Accepts::Choix(&["adherents_par_profession", "adherents_par_commune"]) },
        Parameter { nom: "legende", accepts: Accepts::Texte },
        Parameter { nom: "note", accepts: Accepts::Texte },
        Parameter { nom: "ancre", accepts: Accepts::NouvelleAncre },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run,
};

fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let synthese = &context.diffusion.synthese;
    let (lines, category, others) = match call.text("nom") {
        Some("adherents_par_profession") => {
            (&synthese.par_profession, "Profession", "Autres professions et structures")
        }
        Some("adherents_par_commune") => (&synthese.par_commune, "Commune", "Autres communes"),
        autre => return Err(format!("graphique «{ESPACE}{}{ESPACE}» inconnu", autre.unwrap_or_default())),
    };
    let points = points(lines, others);
    // One bar compares nothing.
    if points.len() < 2 {
        return Ok(Content::Blocks(Vec::new()));
    }
    let listed: Vec<String> =
        points.iter().map(|(label, n)| format!("{label}{ESPACE}: {}", francais::nombre(i64::from(*n)))).collect();
    let caption = call
        .text("legende")
        .map_or_else(|| finding(category, lines), |texte| francais::typographie(texte).into_owned());
    let note = match call.text("note") {
        Some(note) => francais::typographie(note).into_owned(),
        None => note(context, lines),
    };
    Ok(Content::Blocks(vec![Block::Chart(Chart {
        caption: text_inlines(&caption),
        description: format!(
            "Diagramme en barres horizontales, nombre d’adhérents. {}.",
            listed.join(&format!("{ESPACE}; "))
        ),
        anchor: call.text("ancre").map_or_else(|| default_anchor(call.text("nom").unwrap_or_default()), str::to_owned),
        series: "Adhérents".to_owned(),
        category: category.to_owned(),
        points,
        note: text_inlines(&note),
    })]))
}

/// Returns the anchor of a chart that names none.
pub(crate) fn default_anchor(nom: &str) -> String {
    format!("figure-{}", nom.replace('_', "-"))
}

/// Returns the bars: masked counts have none, the smallest are put together.
fn points(lines: &[Repartition], others: &str) -> Vec<(String, u32)> {
    let known = lines.iter().filter_map(|line| line.effectif.nombre.map(|nombre| (line.libelle.clone(), nombre)));
    let mut points: Vec<(String, u32)> = known.filter(|(_, nombre)| *nombre > 0).collect();
    if points.len() > BARS_MAX {
        let rest = points.split_off(BARS_MAX - 1);
        points.push((others.to_owned(), rest.iter().map(|(_, nombre)| nombre).sum()));
    }
    points
}

/// Returns what the chart shows: the largest group, where one is alone at the top.
pub(super) fn finding(category: &str, lines: &[Repartition]) -> String {
    // Where the largest line is masked, the first that is shown leads nothing.
    let first = lines.first().and_then(|line| line.effectif.nombre.map(|nombre| (line, nombre)));
    let second = lines.iter().skip(1).filter_map(|line| line.effectif.nombre).max();
    match (first, second) {
        (Some((line, nombre)), Some(second)) if nombre > second && category == "Profession" && is_profession(line) => {
            format!("Les {} sont la première profession adhérente", francais::minuscule(&line.libelle))
        }
        (Some((line, nombre)), Some(second))
            if nombre > second && category == "Commune" && line.id != LIGNE_SANS_COMMUNE =>
        {
            format!("{} est la première commune d’exercice des adhérents", line.libelle)
        }
        _ if category == "Commune" => "Adhérents par commune d’exercice".to_owned(),
        _ => "Adhérents par profession".to_owned(),
    }
}

/// Whether the line counts a profession, and neither organisations nor members without one.
fn is_profession(line: &Repartition) -> bool {
    ![LIGNE_ORGANISATIONS, LIGNE_SANS_PROFESSION].contains(&line.id.as_str())
}

fn note(context: &Context, lines: &[Repartition]) -> String {
    let date = context.diffusion.dossier.exercice.civil.map(|civil| francais::date_longue(civil.fin));
    let mut note = date.map_or_else(|| "Nombre d’adhérents".to_owned(), |date| format!("Nombre d’adhérents au {date}"));
    note.push('.');
    if lines.iter().any(|line| line.effectif.nombre.is_none()) {
        note.push_str(" Les petits effectifs sont masqués.");
    }
    note
}

#[cfg(test)]
mod tests {
    use cpts_model::Decompte;

    use super::*;

    #[test]
    fn finding_is_silent_where_the_largest_line_is_masked() {
        let line = |libelle: &str, effectif: Decompte| Repartition {
            id: libelle.to_owned(),
            libelle: libelle.to_owned(),
            effectif,
            ..Repartition::default()
        };
        let masked = Decompte { nombre: None, affiche: "masqué".to_owned() };
        let rest = [line("Murat", Decompte::new(7)), line("Massiac", Decompte::new(6))];
        let lines = |first: Decompte| [[line("Saint-Flour", first)].as_slice(), &rest].concat();
        assert_eq!(
            finding("Commune", &lines(Decompte::new(9))),
            "Saint-Flour est la première commune d’exercice des adhérents"
        );
        assert_eq!(finding("Commune", &lines(masked)), "Adhérents par commune d’exercice");
    }
}
