//! The contract: deadlines of the missions, amounts by mission and part.

use cpts_model::{Mission, Part, synthese::EcheanceMission};

use super::{
    budget::computed,
    listes::Proposee,
    tableau::{Request, Wanted, cell, dash},
    tables::Vide,
};
use crate::{
    data::{Child, Node},
    francais::{self, ESPACE},
    outline::{Block, Cell, Inline, Rows},
    printed::{Printed, choix},
};

/// Returns the deadlines of the missions of the contract, with their dates where the signature is known.
pub(super) fn echeances(request: &Request<'_>) -> Vec<Block> {
    let lines = &request.context.diffusion.synthese.echeances;
    let missions = request.context.root.branch("missions");
    let of = |line: &EcheanceMission| match missions.as_ref()?.get(&line.id)? {
        Child::Node(fiche) => Some(fiche.clone()),
        _ => None,
    };
    let begun = |line: &EcheanceMission| of(line).is_some_and(|fiche| fiche.get("date_demarrage").is_some());
    let filled = |wanted: &&Wanted| wanted.vide != Vide::Retire || request.is_blank() || lines.iter().any(begun);
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let deadline = |line: &EcheanceMission, cle: &str, mois: Option<u32>, date: Option<chrono::NaiveDate>| {
        let Some(mois) = mois else { return vec![Inline::Text("Pas de délai particulier".to_owned())] };
        let mut content = vec![Inline::Text(format!("{mois}{ESPACE}mois"))];
        // A contract signed before the agreement knew the mission: its signature gives no date.
        if line.avenant && date.is_none() {
            content.extend([Inline::LineBreak, Inline::Text("après l’avenant au contrat".to_owned())]);
        }
        if let Some(date) = date {
            content.push(Inline::LineBreak);
            let texte = format!(
                "{}{}",
                if cle == "demarrage" { "avant le " } else { "au plus tard le " },
                francais::date_longue(date)
            );
            content.push(computed(format!("/synthese/echeances/{}/{cle}", line.id), "Échéance", texte));
        }
        content
    };
    let row = |line: &EcheanceMission| -> Vec<Cell> {
        let of_line = |wanted: &&Wanted| match wanted.def.cle {
            "categorie" => vec![Inline::Text(line.categorie.clone())],
            "libelle" => vec![Inline::Text(francais::typographie(&line.libelle).into_owned())],
            "demarrage" => deadline(line, "demarrage", line.demarrage_mois, line.demarrage),
            "deploiement" => deadline(line, "deploiement", line.deploiement_mois, line.deploiement),
            _ => match of(line).and_then(|fiche| Printed::new(&fiche, "date_demarrage")) {
                Some(printed) if printed.raw.is_some() || request.is_blank() => printed.inlines(),
                _ => dash(),
            },
        };
        columns.iter().map(of_line).collect()
    };
    let rows = Rows::Fixed(lines.iter().map(row).collect());
    vec![Block::Table(request.table(columns.iter().map(|wanted| wanted.column()).collect(), rows, None))]
}

/// Returns the amounts of the contract; where it gives none, a line to fill in for each mission and part.
pub(super) fn montants(request: &Request<'_>) -> Vec<Block> {
    let montants = &request.context.diffusion.dossier.contrat.montants;
    let Some(list) = request.context.root.branch("contrat.montants").filter(|list| list.len() > 0) else {
        return vec![request.to_fill("/contrat/montants", &to_negotiate(request))];
    };
    let says = |cle: &str| montants.iter().any(|montant| cle != "precision" || montant.precision.is_some());
    let filled = |wanted: &&Wanted| wanted.vide != Vide::Retire || says(wanted.def.cle);
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let items = list.items().filter_map(|child| match child {
        Child::Node(item) => Some(item),
        _ => None,
    });
    let row = |item: std::sync::Arc<Node>| columns.iter().map(|wanted| amount_cell(&item, wanted)).collect();
    let rows = Rows::Fixed(items.map(row).collect());
    let total = request.context.diffusion.synthese.budget.contrat.filter(|_| montants.len() > 1).map(|total| {
        let cell = |wanted: &&Wanted| match wanted.def.cle {
            "mission" => vec![Inline::Text("Total".to_owned())],
            "montant" => {
                vec![computed("/synthese/budget/contrat".to_owned(), "Total du contrat", francais::euros(total))]
            }
            _ => Vec::new(),
        };
        columns.iter().map(cell).collect()
    });
    vec![Block::Table(request.table(columns.iter().map(|wanted| wanted.column()).collect(), rows, total))]
}

/// The cell of an amount; what a community spends on itself is called otherwise than its missions.
pub(super) fn amount_cell(item: &Node, wanted: &Wanted) -> Cell {
    let mut content = cell(item, wanted);
    let own = matches!(item.get("mission"), Some(child) if child.as_str() == Some("fonctionnement"));
    if wanted.def.cle == "mission"
        && own
        && let Some(Inline::Champ(champ)) = content.first_mut()
    {
        mission_label(Mission::Fonctionnement).clone_into(&mut champ.texte);
    }
    content
}

/// The lines of a contract: running costs, then each mission of the agreement with its two parts.
fn to_negotiate(request: &Request<'_>) -> Vec<Proposee> {
    let line = |mission: Mission, part: Part| {
        let part = if part == Part::Fixe { "fixe" } else { "variable" };
        let id = format!("{}-{part}", mission.slug().replace('_', "-"));
        Proposee::new(id).with("mission", mission_label(mission)).with("part", choix(part))
    };
    let mut lines = vec![line(Mission::Fonctionnement, Part::Fixe)];
    for echeance in &request.context.diffusion.synthese.echeances {
        lines.extend([Part::Fixe, Part::Variable].map(|part| line(echeance.mission, part)));
    }
    lines
}

fn mission_label(mission: Mission) -> &'static str {
    if mission == Mission::Fonctionnement { "Fonctionnement de la communauté" } else { mission.libelle() }
}
