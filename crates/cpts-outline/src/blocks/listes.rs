//! Tables of the lists of the dossier: bureau, groups, partners, actions, pathways, structures, road map.

use std::{borrow::Cow, sync::Arc};

use cpts_model::profession::{Profession, Recours};

use super::{
    cellules,
    tableau::{Request, Wanted},
    tables::Vide,
};
use crate::{
    data::{Child, Node},
    francais,
    outline::{Block, Cell, EtatChamp, Inline, Rows},
};

/// Lines past which a table carries no field: the list is edited in the workbook.
const CHAMPS_MAX: usize = 50;

/// A line that is proposed: its id in the list, and what stands in some of its columns.
#[derive(Clone, Debug)]
pub(crate) struct Proposee {
    pub(super) id: Cow<'static, str>,
    cells: Vec<(&'static str, Cow<'static, str>)>,
}

impl Proposee {
    /// Returns a line without text.
    pub(super) fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), cells: Vec::new() }
    }

    /// Returns the line with a text in a column.
    pub(super) fn with(mut self, cle: &'static str, texte: impl Into<Cow<'static, str>>) -> Self {
        self.cells.push((cle, texte.into()));
        self
    }

    /// Returns what is proposed in a column.
    pub(super) fn cell(&self, cle: &str) -> Option<&str> {
        self.cells.iter().find(|(known, _)| *known == cle).map(|(_, texte)| texte.as_ref())
    }
}

/// Returns lines that propose one column: id, text.
pub(super) fn proposees(cle: &'static str, lines: &[(&'static str, &'static str)]) -> Vec<Proposee> {
    lines.iter().map(|(id, texte)| Proposee::new(*id).with(cle, *texte)).collect()
}

/// Returns the table of a list; where it is empty, the proposed lines, or what says so.
pub(super) fn list(request: &Request<'_>, proposed: &[Proposee]) -> Vec<Block> {
    let (adresse, list) = request.list();
    let items = items(request, list);
    list_of(request, &adresse, items, proposed)
}

/// Returns the table of these items of the list at `adresse`, as [`list`] does.
pub(super) fn list_of(
    request: &Request<'_>,
    adresse: &str,
    mut items: Vec<Arc<Node>>,
    proposed: &[Proposee],
) -> Vec<Block> {
    if items.is_empty() && !proposed.is_empty() && request.call.text("vide").is_none() {
        return vec![request.to_fill(adresse, proposed)];
    }
    if items.is_empty() {
        let adresse = if request.def.nom == "actions_a_venir" { "/actions_a_venir" } else { adresse };
        return request.empty(adresse);
    }
    if request.def.chemin == "actions" {
        items.sort_by_key(|item| (text(item, "thematique"), item.get("date").is_none(), text(item, "date")));
    }
    let lines = items.into_iter().map(|item| Line { proposed: proposed_for(proposed, &item), item: Some(item) });
    vec![table(request, adresse, &lines.collect::<Vec<_>>())]
}

/// Returns the table of lines that are always there, then of what the dossier adds to them.
pub(super) fn grid(request: &Request<'_>, proposed: Vec<Proposee>) -> Vec<Block> {
    let (adresse, list) = request.list();
    let mut items = items(request, list);
    let kept = proposed.into_iter().filter(|line| keeps(request, &|cle| line.cell(cle).unwrap_or_default().to_owned()));
    let mut lines: Vec<Line> = kept
        .map(|proposed| {
            let own = items.iter().position(|item| text(item, "id") == proposed.id);
            Line { item: own.map(|own| items.remove(own)), proposed }
        })
        .collect();
    lines.extend(items.into_iter().map(|item| Line { proposed: Proposee::new(text(&item, "id")), item: Some(item) }));
    if lines.is_empty() {
        return request.empty(&adresse);
    }
    vec![table(request, &adresse, &lines)]
}

/// A line: what the dossier says, and what is proposed where it is silent.
struct Line {
    item: Option<Arc<Node>>,
    proposed: Proposee,
}

fn proposed_for(proposed: &[Proposee], item: &Node) -> Proposee {
    let id = text(item, "id");
    proposed.iter().find(|line| line.id == id).cloned().unwrap_or_else(|| Proposee::new(id))
}

fn table(request: &Request<'_>, adresse: &str, lines: &[Line]) -> Block {
    let says = |line: &Line, cle: &str| {
        line.proposed.cell(cle).is_some()
            || line.item.as_ref().is_some_and(|item| cellules::is_filled(request.context, item, cle))
    };
    let filled = |wanted: &&Wanted| {
        wanted.vide != Vide::Retire || request.is_blank() || lines.iter().any(|line| says(line, wanted.def.cle))
    };
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let cell = |line: &Line, wanted: &Wanted| match &line.item {
        Some(item)
            if cellules::is_filled(request.context, item, wanted.def.cle)
                || line.proposed.cell(wanted.def.cle).is_none() =>
        {
            cellules::cell(request.context, item, wanted)
        }
        _ => request.cell_to_fill(&format!("{adresse}/{}", line.proposed.id), wanted, &line.proposed),
    };
    let mut rows: Vec<Vec<Cell>> =
        lines.iter().map(|line| columns.iter().map(|wanted| cell(line, wanted)).collect()).collect();
    if rows.len() > CHAMPS_MAX {
        rows.iter_mut().flatten().for_each(flatten);
    }
    let items: Vec<&Arc<Node>> = lines.iter().filter_map(|line| line.item.as_ref()).collect();
    let total = total(request, &items, &columns);
    let summed = total.is_some();
    rows.extend(total);
    let titles = request.paired(&columns, &mut rows);
    let total = if summed { rows.pop() } else { None };
    Block::Table(request.table(titles, Rows::Fixed(rows), total))
}

/// Returns the items that the arguments of the call keep.
pub(super) fn items(request: &Request<'_>, list: Option<Arc<Node>>) -> Vec<Arc<Node>> {
    let nodes = list.into_iter().flat_map(|list| list.items().filter_map(node).collect::<Vec<_>>());
    nodes.filter(|item| keeps_item(request, item)).collect()
}

fn node(child: Child) -> Option<Arc<Node>> {
    match child {
        Child::Node(node) => Some(node),
        _ => None,
    }
}

/// Whether the arguments of the call keep a line, by what stands in its fields.
fn keeps(request: &Request<'_>, get: &dyn Fn(&str) -> String) -> bool {
    let same = |cle: &str| {
        request.call.text(cle).is_none_or(|wanted| get(cle) == if wanted == "autres" { "" } else { wanted })
    };
    let within = |cle: &str| request.call.texts(cle).is_none_or(|words| words.contains(&get(cle)));
    ["mission", "volet", "etape"].iter().all(|cle| same(cle)) && within("categorie")
}

fn keeps_item(request: &Request<'_>, item: &Node) -> bool {
    match request.def.nom {
        "actions" => keeps_action(request, item),
        "actions_a_venir" => text(item, "etat") == "a_venir" && keeps(request, &|cle| text(item, cle)),
        "offre" => keeps(request, &|cle| text(item, cle)) && has_recours(request, item),
        _ => keeps(request, &|cle| text(item, cle)),
    }
}

/// Whether an action was done or begun: those that the counts are about, unless the call names states.
fn keeps_action(request: &Request<'_>, item: &Node) -> bool {
    let volet = request.call.text("volet").is_none_or(|volet| text(item, "volet") == volet);
    let synthese = &request.context.diffusion.synthese;
    if request.call.texts("etat").is_none() && !synthese.par_mission.is_empty() {
        let id = text(item, "id");
        let mission = request.call.text("mission");
        let groups = synthese.par_mission.iter().filter(|group| mission.is_none_or(|mission| mission == group.id));
        return volet && groups.flat_map(|group| &group.actions).any(|counted| *counted == id);
    }
    let states = request.call.texts("etat").unwrap_or_else(|| vec!["realisee".to_owned(), "en_cours".to_owned()]);
    states.contains(&text(item, "etat")) && keeps(request, &|cle| text(item, cle))
}

fn has_recours(request: &Request<'_>, item: &Node) -> bool {
    let recours = Profession::from_slug(&text(item, "profession"))
        .and_then(|profession| profession.recours_avec(Some(&text(item, "specialite"))));
    match request.call.text("recours") {
        Some("premier") => recours == Some(Recours::Premier),
        Some(_) => recours == Some(Recours::Second),
        None => true,
    }
}

pub(super) fn text(item: &Node, nom: &str) -> String {
    item.get(nom).and_then(Child::as_str).unwrap_or_default().to_owned()
}

/// Replaces the fields of a cell by their text; what is missing stays marked.
fn flatten(cell: &mut Cell) {
    for inline in cell {
        if let Inline::Champ(champ) = inline
            && champ.etat != EtatChamp::Manquant
        {
            *inline = Inline::Text(std::mem::take(&mut champ.texte));
        }
    }
}

/// Columns whose sum says something, by table.
const SUMMED: &[(&str, &[&str])] = &[
    ("communes", &["population"]),
    ("offre", &["effectif", "installations", "installations_precedentes", "departs_prevus"]),
    ("moyens", &["necessaire", "consenti"]),
];

/// Returns the total line of a table of numbers, where each line gives one.
fn total(request: &Request<'_>, items: &[&Arc<Node>], columns: &[&Wanted]) -> Option<Vec<Cell>> {
    let (_, summed) = SUMMED.iter().find(|(nom, _)| *nom == request.def.nom)?;
    if items.len() < 2 {
        return None;
    }
    let value = |item: &Node, cle: &str| match item.get(cle) {
        Some(Child::Scalar(json)) => json.as_f64(),
        _ => None,
    };
    let sum = |cle: &str| items.iter().map(|item| value(item, cle)).sum::<Option<f64>>();
    let shown = |cle: &str| -> Option<String> {
        let sum = summed.contains(&cle).then(|| sum(cle)).flatten()?;
        Some(if request.def.nom == "moyens" {
            francais::euros(cpts_model::Montant::from_euros(sum)?)
        } else {
            francais::nombre(sum as i64)
        })
    };
    if columns.iter().all(|wanted| shown(wanted.def.cle).is_none()) {
        return None;
    }
    let cell = |(rank, wanted): (usize, &&Wanted)| match shown(wanted.def.cle) {
        Some(texte) => vec![Inline::Text(texte)],
        None if rank == 0 => vec![Inline::Text("Ensemble".to_owned())],
        None => Vec::new(),
    };
    Some(columns.iter().enumerate().map(cell).collect())
}
