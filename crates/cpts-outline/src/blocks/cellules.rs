//! Cells that say more than one field: estimates, evidence, numbers of pieces and sheets.

use std::sync::Arc;

use super::{
    listes::text,
    pieces,
    tableau::{self, Wanted, dash},
    tables::Vide,
};
use crate::{
    data::{Child, Node},
    engine::Context,
    francais,
    outline::{Cell, Inline, Saisie},
    printed::{Printed, missing},
};

/// Whether the item gives what the column shows.
pub(super) fn is_filled(context: &Context, item: &Arc<Node>, cle: &str) -> bool {
    match cle {
        "preuve" => has(item, "preuve") || has(item, "pieces"),
        "beneficiaires" => has(item, "public") || has(item, "nombre"),
        "numero" => true,
        "valeur" if item.adresse.contains("/fiches_actions/") => followed(context, item).is_some(),
        cle => has(item, cle),
    }
}

fn has(item: &Node, cle: &str) -> bool {
    match item.get(cle) {
        Some(Child::Node(node)) => node.len() > 0,
        Some(_) => true,
        None => false,
    }
}

/// Returns the cell of a column.
pub(super) fn cell(context: &Arc<Context>, item: &Arc<Node>, wanted: &Wanted) -> Cell {
    match wanted.def.cle {
        "nombre" => estimated(tableau::cell(item, wanted), item, "nombre", "nombre_estime"),
        "patients" => estimated(tableau::cell(item, wanted), item, "patients", "patients_estimes"),
        "pieces" => or_empty(pieces::references(context, item), item, wanted),
        "preuve" => or_empty(evidence(context, item), item, wanted),
        "beneficiaires" => or_empty(beneficiaries(item), item, wanted),
        "numero" => number(context, item),
        "valeur" if item.adresse.starts_with("/diagnostic/") => with_unit(tableau::cell(item, wanted), item),
        "signature" => super::formulaire::to_write(),
        "valeur" if item.adresse.contains("/fiches_actions/") => followed(context, item).unwrap_or_else(dash),
        "mission" if item.adresse.starts_with("/pieces/") && !has(item, "mission") => {
            vec![Inline::Text("Toutes".to_owned())]
        }
        _ => tableau::cell(item, wanted),
    }
}

/// Puts the unit of a figure after it: « 14,2 % », « 3 420 habitants ».
fn with_unit(mut content: Cell, item: &Node) -> Cell {
    let unit = item.get("unite").and_then(Child::as_str).filter(|_| has(item, "valeur"));
    content.extend(unit.map(|unit| Inline::Text(format!("{}{unit}", francais::ESPACE))));
    content
}

/// Says that a number is an estimate.
fn estimated(mut content: Cell, item: &Node, cle: &str, flag: &str) -> Cell {
    let is_estimate = matches!(item.get(flag), Some(Child::Scalar(oui)) if oui.as_bool() == Some(true));
    if is_estimate && item.get(cle).is_some() {
        content.push(Inline::Text(format!("{}(est.)", francais::ESPACE)));
    }
    content
}

fn or_empty(content: Cell, item: &Node, wanted: &Wanted) -> Cell {
    if !content.is_empty() {
        return content;
    }
    if wanted.vide != Vide::Manque {
        return dash();
    }
    let adresse = format!("{}/{}", item.adresse, wanted.def.cle);
    vec![Inline::Champ(missing(adresse, wanted.def.titre.to_owned(), Saisie::Texte))]
}

/// The evidence of an item: what the community calls it, then the numbers of its pieces.
pub(super) fn evidence(context: &Context, item: &Node) -> Cell {
    let mut content = Vec::new();
    if has(item, "preuve") {
        content.extend(Printed::new(item, "preuve").map(|printed| Inline::Champ(printed.champ)));
    }
    let mut references = pieces::references(context, item);
    if !references.is_empty() {
        if !content.is_empty() {
            content.push(Inline::Text(" (".to_owned()));
            references.push(Inline::Text(")".to_owned()));
        }
        content.append(&mut references);
    }
    content
}

/// « Collégiens, 120 personnes ».
fn beneficiaries(item: &Node) -> Cell {
    let mut content = Vec::new();
    if has(item, "public") {
        content.extend(Printed::new(item, "public").map(|printed| Inline::Champ(printed.champ)));
    }
    if let Some(printed) = Printed::new(item, "nombre").filter(|printed| printed.raw.is_some()) {
        let mot = francais::pluriel(printed.as_f64().unwrap_or(2.0), "personne", None);
        if !content.is_empty() {
            content.push(Inline::Text(", ".to_owned()));
        }
        content.push(Inline::Champ(printed.champ));
        content.push(Inline::Text(format!("{}{mot}", francais::ESPACE)));
        content = estimated(content, item, "nombre", "nombre_estime");
    }
    content
}

/// The number of a piece, which references lead to, or of an action sheet, which leads to the sheet.
fn number(context: &Context, item: &Node) -> Cell {
    let id = text(item, "id");
    if item.adresse.starts_with("/pieces/") {
        return match pieces::number(context, &id) {
            Some(numero) => {
                vec![Inline::Anchored { anchor: pieces::anchor(&id), content: vec![Inline::Text(numero)] }]
            }
            None => dash(),
        };
    }
    super::fiches::reference(context, &id).map_or_else(dash, |reference| vec![reference])
}

/// The value of the indicator of the dossier that an indicator of a sheet follows.
fn followed(context: &Context, item: &Node) -> Option<Cell> {
    let id = item.get("indicateur").and_then(Child::as_str)?;
    super::indicateurs::printed_value(context, id)
}
