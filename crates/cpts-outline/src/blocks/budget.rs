//! Tables of money: income and expenses, execution by envelope.

use cpts_model::{LigneBudget, Mission, Montant, NaturePeriode, Sens};

use super::{
    contrat,
    tableau::{Request, Wanted, cell, dash},
    tables::Vide,
};
use crate::{
    data::{Child, Node},
    francais, labels,
    outline::{Block, Cell, Champ, EtatChamp, Inline, Rows, Saisie},
};

/// Returns the lines of one side of the budget, or of both, with their total.
pub(super) fn lines(request: &Request<'_>, suivant: bool) -> Vec<Block> {
    let sens = match request.call.text("sens") {
        Some("produit") => Some(Sens::Produit),
        Some("charge") => Some(Sens::Charge),
        _ => None,
    };
    let dossier = &request.context.diffusion.dossier;
    let keeps = |(_, ligne): &(usize, &LigneBudget)| {
        sens.is_none_or(|sens| ligne.sens == sens)
            && request
                .call
                .text("mission")
                .is_none_or(|mission| ligne.mission.map_or("autres", Mission::slug) == mission)
            && request.call.text("nature").is_none_or(|nature| ligne.nature.is_some_and(|own| own.slug() == nature))
            && request
                .call
                .text("periode")
                .is_none_or(|periode| ligne.periode.unwrap_or(NaturePeriode::Comptable).slug() == periode)
            && if suivant { ligne.prevu_suivant.is_some() } else { ligne.prevu.is_some() || ligne.realise.is_some() }
    };
    let kept: Vec<(usize, &LigneBudget)> = dossier.budget.lignes.iter().enumerate().filter(keeps).collect();
    let lignes: Vec<&LigneBudget> = kept.iter().map(|(_, ligne)| *ligne).collect();
    let Some(list) = request.context.root.branch("budget.lignes") else { return Vec::new() };
    if lignes.is_empty() {
        return request.empty("/budget/lignes");
    }
    let columns: Vec<Wanted> = request
        .columns
        .iter()
        .filter(|wanted| {
            let says = |ligne: &&LigneBudget| match wanted.def.cle {
                "enveloppe" => ligne.enveloppe.is_some(),
                "mission" => ligne.mission.is_some(),
                _ => true,
            };
            wanted.vide != Vide::Retire || lignes.iter().any(says)
        })
        .copied()
        .collect();
    let row = |(index, ligne): &(usize, &LigneBudget)| {
        let item = list.item(*index);
        let node = match &item {
            Some(Child::Node(node)) => Some(node.as_ref()),
            _ => None,
        };
        columns.iter().map(|wanted| line_cell(node, ligne, wanted)).collect()
    };
    let rows = kept.iter().map(row).collect();
    // The total of a table of all income or all expenses is a figure of the synthese, with its address.
    let whole =
        sens.filter(|_| ["mission", "nature", "periode"].iter().all(|filter| request.call.text(filter).is_none()));
    let figure = |montant: Option<Montant>, produits: &str, charges: &str| match (montant, whole) {
        (None, _) => dash(),
        (Some(montant), None) => vec![Inline::Text(francais::euros(montant))],
        (Some(montant), Some(sens)) => {
            let adresse = format!("/synthese/budget/{}", if sens == Sens::Produit { produits } else { charges });
            vec![computed(adresse.clone(), &labels::libelle(&adresse, ""), francais::euros(montant))]
        }
    };
    let total = columns.iter().map(|wanted| match wanted.def.cle {
        "poste" => vec![Inline::Text("Total".to_owned())],
        "prevu" => figure(total(&lignes, |l| l.prevu), "produits_prevus", "charges_prevues"),
        "realise" => figure(total(&lignes, |l| l.realise), "produits_realises", "charges_realisees"),
        "prevu_suivant" => figure(total(&lignes, |l| l.prevu_suivant), "produits_suivants", "charges_suivantes"),
        "ecart" => {
            let both = total(&lignes, |l| l.realise).zip(total(&lignes, |l| l.prevu));
            both.map_or_else(dash, |(realise, prevu)| vec![Inline::Text(difference(realise, prevu))])
        }
        _ => Vec::new(),
    });
    let total = (lignes.len() > 1).then(|| total.collect());
    let finding = sens.filter(|_| !suivant).and_then(|sens| finding(sens, &lignes));
    vec![Block::Table(request.found(
        columns.iter().map(Wanted::column).collect(),
        Rows::Fixed(rows),
        total,
        finding.as_deref(),
    ))]
}

/// Says how the year went against what was planned, where every line tells both.
fn finding(sens: Sens, lignes: &[&LigneBudget]) -> Option<String> {
    let whole = lignes.iter().all(|ligne| ligne.prevu.is_some() && ligne.realise.is_some());
    let (realise, prevu) = total(lignes, |l| l.realise).zip(total(lignes, |l| l.prevu)).filter(|_| whole)?;
    let ecart = realise.centimes().saturating_sub(prevu.centimes());
    let montant = francais::euros(Montant::from_centimes(ecart.saturating_abs()));
    let (cote, inferieurs, superieurs, egaux) = match sens {
        Sens::Produit => ("produits", "inférieurs", "supérieurs", "égaux"),
        Sens::Charge => ("charges", "inférieures", "supérieures", "égales"),
    };
    Some(match ecart.signum() {
        0 => format!("Les {cote} sont {egaux} au budget prévu"),
        1 => format!("Les {cote} sont {superieurs} de {montant} au budget prévu"),
        _ => format!("Les {cote} sont {inferieurs} de {montant} au budget prévu"),
    })
}

fn line_cell(node: Option<&Node>, ligne: &LigneBudget, wanted: &Wanted) -> Cell {
    match (wanted.def.cle, node) {
        ("ecart", _) => ligne
            .realise
            .zip(ligne.prevu)
            .map_or_else(dash, |(realise, prevu)| vec![Inline::Text(difference(realise, prevu))]),
        ("mission", Some(node)) => contrat::amount_cell(node, wanted),
        (_, Some(node)) => cell(node, wanted),
        (_, None) => dash(),
    }
}

/// The sum of the amounts that are known; unknown where none is.
fn total(lignes: &[&LigneBudget], amount: impl Fn(&LigneBudget) -> Option<Montant>) -> Option<Montant> {
    let known: Vec<Montant> = lignes.iter().filter_map(|ligne| amount(ligne)).collect();
    (!known.is_empty()).then(|| known.into_iter().sum())
}

fn difference(realise: Montant, prevu: Montant) -> String {
    let centimes = realise.centimes().saturating_sub(prevu.centimes());
    let texte = francais::euros(Montant::from_centimes(centimes));
    if centimes > 0 { format!("+{texte}") } else { texte }
}

/// Returns the expenses by envelope.
pub(super) fn enveloppes(request: &Request<'_>) -> Vec<Block> {
    let budget = &request.context.diffusion.synthese.budget;
    let (liste, enveloppes) = match request.def.nom {
        "budget_par_nature" => ("natures", &budget.natures),
        "budget_par_origine" => ("origines", &budget.origines),
        _ => ("enveloppes", &budget.enveloppes),
    };
    if enveloppes.is_empty() {
        return request.empty("/budget/lignes");
    }
    let row = |enveloppe: &cpts_model::synthese::Enveloppe| {
        let cell = |wanted: &Wanted| {
            let texte = match wanted.def.cle {
                "libelle" => return vec![Inline::Text(enveloppe.libelle.clone())],
                "prevu" => enveloppe.prevu.map(francais::euros),
                "realise" => enveloppe.realise.map(francais::euros),
                _ => enveloppe.taux.map(francais::pourcent),
            };
            let adresse = format!("/synthese/budget/{liste}/{}/{}", enveloppe.id, wanted.def.cle);
            texte.map_or_else(dash, |texte| vec![computed(adresse, wanted.def.titre, texte)])
        };
        request.columns.iter().map(cell).collect()
    };
    let rows = enveloppes.iter().map(row).collect();
    vec![Block::Table(request.table(request.columns.iter().map(Wanted::column).collect(), Rows::Fixed(rows), None))]
}

/// Returns a computed value with its address.
pub(super) fn computed(adresse: String, libelle: &str, texte: String) -> Inline {
    Inline::Champ(Champ {
        adresse,
        libelle: libelle.to_owned(),
        texte,
        etat: EtatChamp::Calcule,
        saisie: Saisie::Aucune,
    })
}
