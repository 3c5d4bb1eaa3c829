//! Members beside the professionals of the territory.

use cpts_model::synthese::Representativite;

use super::{
    adherents::shown,
    budget::computed,
    tableau::{Request, Wanted, dash},
    tables::Vide,
};
use crate::{
    francais,
    outline::{Block, Cell, Inline, Rows},
};

/// Returns the table of representativity, by profession.
pub(super) fn representativite(request: &Request<'_>) -> Vec<Block> {
    let lines = &request.context.diffusion.synthese.representativite;
    if lines.is_empty() {
        return request.empty("/diagnostic/offre");
    }
    let filled = |wanted: &&Wanted| wanted.vide != Vide::Retire || lines.iter().any(|line| !line.recours.is_empty());
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let row = |line: &Representativite| columns.iter().map(|wanted| cell(line, wanted)).collect();
    let rows = Rows::Fixed(lines.iter().map(row).collect());
    vec![Block::Table(request.table(columns.iter().map(|wanted| wanted.column()).collect(), rows, None))]
}

fn cell(line: &Representativite, wanted: &Wanted) -> Cell {
    let field = |cle: &str, texte: String| {
        vec![computed(format!("/synthese/representativite/{}/{cle}", line.id), wanted.def.titre, texte)]
    };
    match wanted.def.cle {
        "libelle" => vec![Inline::Text(line.libelle.clone())],
        "recours" if line.recours.is_empty() => dash(),
        "recours" => vec![Inline::Text(line.recours.clone())],
        "adherents" => field("adherents", shown(&line.adherents)),
        "effectif" => field("effectif", francais::nombre(i64::from(line.effectif))),
        _ => line.taux.map_or_else(dash, |taux| field("taux", francais::pourcent(taux))),
    }
}
