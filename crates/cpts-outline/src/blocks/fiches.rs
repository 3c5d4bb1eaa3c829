//! Action sheets: their numbers, the tree of objectives, and the road map's proposed lines.

use std::sync::Arc;

use cpts_model::{feuille_de_route::proposee, synthese::ObjectifSpecifique};

use super::{
    arguments::{Accepts, Call, Function, Parameter},
    listes::{Proposee, text},
    tableau::{Request, Wanted},
};
use crate::{
    engine::{Content, Context},
    outline::{Block, Cell, Inline, Rows},
};

/// `numero(fiche)`: the number of an action sheet, where its sheet begins: references lead there.
pub(super) const NUMERO: Function = Function {
    nom: "numero",
    parameters: &[Parameter { nom: "fiche", accepts: Accepts::Element }],
    positional: 1,
    required: 1,
    inline: true,
    run: numero,
};

/// `fiche(id)`: « F3 », a reference to the action sheet of that id.
pub(super) const FICHE: Function = Function {
    nom: "fiche",
    parameters: &[Parameter { nom: "id", accepts: Accepts::Texte }],
    positional: 1,
    required: 1,
    inline: true,
    run: |context, call| {
        let id = call.text("id").unwrap_or_default();
        Ok(Content::Inlines(reference(context, id).into_iter().collect()))
    },
};

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn numero(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let id = call.item("fiche").map(|fiche| text(&fiche, "id")).unwrap_or_default();
    // A blank sheet has a number to write.
    let content = vec![Inline::Text(number(context, &id).unwrap_or_else(|| "F…".to_owned()))];
    let content = if id.is_empty() { content } else { vec![Inline::Anchored { anchor: anchor(&id), content }] };
    Ok(Content::Inlines(content))
}

fn number(context: &Context, id: &str) -> Option<String> {
    let rang = context.diffusion.dossier.fiches_actions.iter().position(|fiche| fiche.id.0 == id)?;
    Some(format!("F{}", rang + 1))
}

fn anchor(id: &str) -> String {
    format!("fiche-{id}")
}

/// Returns the number of an action sheet, as a reference to it.
pub(super) fn reference(context: &Context, id: &str) -> Option<Inline> {
    number(context, id).map(|text| Inline::Reference { anchor: anchor(id), text })
}

/// Returns the tree of objectives: a line for each specific objective.
pub(super) fn objectifs(request: &Request<'_>) -> Vec<Block> {
    let tree = &request.context.diffusion.synthese.objectifs;
    if tree.is_empty() {
        return request.empty("/fiches_actions");
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for general in tree {
        for (rank, specifique) in general.specifiques.iter().enumerate() {
            let cell = |wanted: &Wanted| match wanted.def.cle {
                "general" if rank == 0 => objective(&general.id, &general.libelle),
                // A cell that is merged cannot be read line by line: the number alone is repeated.
                "general" => vec![Inline::Text(general.id.clone())],
                "specifique" => objective(&specifique.id, &specifique.libelle),
                _ => sheets(request.context, specifique),
            };
            rows.push(request.columns.iter().map(cell).collect());
        }
    }
    vec![Block::Table(request.table(request.columns.iter().map(Wanted::column).collect(), Rows::Fixed(rows), None))]
}

fn objective(id: &str, libelle: &str) -> Cell {
    let libelle = if libelle.is_empty() { "objectif à préciser" } else { libelle };
    vec![Inline::Text(format!("{id}. {}", crate::francais::typographie(libelle)))]
}

fn sheets(context: &Context, specifique: &ObjectifSpecifique) -> Cell {
    let mut content = Vec::new();
    for fiche in &specifique.fiches {
        if !content.is_empty() {
            content.push(Inline::LineBreak);
        }
        content.extend(reference(context, &fiche.id));
        content.push(Inline::Text(format!(" – {}", crate::francais::typographie(&fiche.libelle))));
    }
    content
}

/// Returns the actions that the road map proposes.
pub(super) fn route_proposee() -> Vec<Proposee> {
    let line = |action: &'static proposee::ActionProposee| {
        Proposee::new(action.id.as_str())
            .with("etape", action.etape.slug())
            .with("action", action.action.as_str())
            .with("finalite", action.finalite.as_str())
            .with("accompagnement", action.accompagnement.as_str())
    };
    proposee::actions().iter().map(line).collect()
}
