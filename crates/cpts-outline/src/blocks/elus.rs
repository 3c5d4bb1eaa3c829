//! Who was elected to the bureau in a meeting: minutes say who was elected that day, not who sits today.

use std::sync::Arc;

use super::{
    listes::{self, Proposee, text},
    tableau::Request,
};
use crate::{
    data::{Child, Node},
    outline::Block,
};

/// Returns those whom the meeting names, else those whose office in the bureau begins on its day, else lines to fill in.
pub(super) fn table(request: &Request<'_>, proposed: &[Proposee]) -> Vec<Block> {
    let (adresse, list) = request.list();
    let mut elus = listes::items(request, list);
    if elus.is_empty() {
        elus = since_that_day(request);
    }
    listes::list_of(request, &adresse, elus, proposed)
}

fn since_that_day(request: &Request<'_>) -> Vec<Arc<Node>> {
    let day = request.call.item("de").map(|reunion| text(&reunion, "date")).filter(|day| !day.is_empty());
    let bureau = request.context.root.branch("gouvernance.bureau");
    let (Some(day), Some(bureau)) = (day, bureau) else { return Vec::new() };
    let mandates = bureau.items().filter_map(|child| match child {
        Child::Node(mandat) => Some(mandat),
        _ => None,
    });
    mandates.filter(|mandat| text(mandat, "depuis") == day).collect()
}
