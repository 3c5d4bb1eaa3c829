//! Tables of the lists of the dossier: bureau, groups, partners, actions, communes.

use std::sync::Arc;

use super::tableau::{Request, Wanted, cell};
use crate::{
    data::{Child, Node},
    francais,
    outline::{Block, Cell, Inline, Rows},
};

/// Lines past which a table carries no field: the list is edited in the workbook.
const CHAMPS_MAX: usize = 50;

/// Returns the table of a list; where it is empty, the proposed lines, or what says so.
pub(super) fn table(request: &Request<'_>, proposed: &[(&str, &str)]) -> Vec<Block> {
    let adresse = format!("/{}", request.def.chemin.replace('.', "/"));
    let Some(list) = request.context.root.branch(request.def.chemin) else { return request.empty(&adresse) };
    let mut items: Vec<Arc<Node>> = list.items().filter_map(node).filter(|item| keeps(request, item)).collect();
    if items.is_empty() && !proposed.is_empty() && request.call.text("vide").is_none() {
        let lines: Vec<(&str, Option<&str>)> = proposed.iter().map(|(id, titre)| (*id, Some(*titre))).collect();
        return vec![request.to_fill(&adresse, &lines)];
    }
    if items.is_empty() {
        let adresse = if request.def.nom == "actions_a_venir" { "/actions_a_venir" } else { &adresse };
        return request.empty(adresse);
    }
    if request.def.chemin == "actions" {
        items.sort_by_key(|item| (text(item, "thematique"), item.get("date").is_none(), text(item, "date")));
    }
    let filled = |wanted: &&Wanted| {
        !wanted.facultative || items.iter().any(|item| item.get(wanted.def.cle).is_some_and(is_filled))
    };
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let mut rows: Vec<Vec<Cell>> =
        items.iter().map(|item| columns.iter().map(|wanted| item_cell(item, wanted)).collect()).collect();
    if rows.len() > CHAMPS_MAX {
        rows.iter_mut().flatten().for_each(flatten);
    }
    let total = (request.def.nom == "communes").then(|| communes_total(&items, &columns)).flatten();
    let titles = request.paired(&columns, &mut rows);
    vec![Block::Table(request.table(titles, Rows::Fixed(rows), total))]
}

fn node(child: Child) -> Option<Arc<Node>> {
    match child {
        Child::Node(node) => Some(node),
        _ => None,
    }
}

fn is_filled(child: &Child) -> bool {
    match child {
        Child::Scalar(_) | Child::Masked => true,
        Child::Node(node) => node.len() > 0,
    }
}

/// Whether the arguments of the call keep the item.
fn keeps(request: &Request<'_>, item: &Node) -> bool {
    let etat = text(item, "etat");
    let synthese = &request.context.diffusion.synthese;
    if request.def.nom == "actions" && request.call.texts("etat").is_none() && !synthese.par_mission.is_empty() {
        // The actions that the counts are about: done or begun during the exercice.
        let id = text(item, "id");
        let mission = request.call.text("mission");
        let groups = synthese.par_mission.iter().filter(|group| mission.is_none_or(|mission| mission == group.id));
        return groups.flat_map(|group| &group.actions).any(|counted| *counted == id);
    }
    let wanted = match request.def.nom {
        "actions" => request.call.texts("etat").unwrap_or_else(|| vec!["realisee".to_owned(), "en_cours".to_owned()]),
        "actions_a_venir" => vec!["a_venir".to_owned()],
        _ => return true,
    };
    if !wanted.contains(&etat) {
        return false;
    }
    match request.call.text("mission") {
        None => true,
        Some("autres") => text(item, "mission").is_empty(),
        Some(mission) => text(item, "mission") == mission,
    }
}

fn text(item: &Node, nom: &str) -> String {
    item.get(nom).and_then(Child::as_str).unwrap_or_default().to_owned()
}

fn item_cell(item: &Node, wanted: &Wanted) -> Cell {
    let mut content = cell(item, wanted);
    let estimated = matches!(item.get("nombre_estime"), Some(Child::Scalar(oui)) if oui.as_bool() == Some(true));
    if wanted.def.cle == "nombre" && estimated && item.get("nombre").is_some() {
        content.push(Inline::Text(format!("{}(est.)", francais::ESPACE)));
    }
    content
}

/// Replaces the fields of a cell by their text; what is missing stays marked.
fn flatten(cell: &mut Cell) {
    for inline in cell {
        if let Inline::Champ(champ) = inline
            && champ.etat != crate::outline::EtatChamp::Manquant
        {
            *inline = Inline::Text(std::mem::take(&mut champ.texte));
        }
    }
}

fn communes_total(items: &[Arc<Node>], columns: &[&Wanted]) -> Option<Vec<Cell>> {
    let population = |item: &Arc<Node>| match item.get("population") {
        Some(Child::Scalar(json)) => json.as_i64(),
        _ => None,
    };
    let sum: i64 = items.iter().map(population).sum::<Option<i64>>()?;
    if items.len() < 2 || !columns.iter().any(|wanted| wanted.def.cle == "population") {
        return None;
    }
    let cell = |wanted: &&Wanted| match wanted.def.cle {
        "nom" => vec![Inline::Text("Ensemble".to_owned())],
        "population" => vec![Inline::Text(francais::nombre(sum))],
        _ => Vec::new(),
    };
    Some(columns.iter().map(cell).collect())
}
