//! The budget: balance, amounts and labels.

use super::lieux::Lieux;
use crate::{
    constat::{Constat, codes::verification as codes},
    dossier::Dossier,
    montant::Montant,
    synthese::finances,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    for ligne in &dossier.budget.lignes {
        let place = |champ: &str| lieux.ligne(ligne.source.as_ref(), format!("/budget/lignes/{}/{champ}", ligne.id));
        let amounts = [("prevu", ligne.prevu), ("realise", ligne.realise), ("prevu_suivant", ligne.prevu_suivant)];
        if ligne.poste.as_deref().is_none_or(|poste| poste.trim().is_empty()) {
            constats.push(codes::BUDGET_SANS_POSTE.constat(place("poste"), "une ligne de budget n’a pas de poste"));
        }
        if amounts.iter().all(|(_, amount)| amount.is_none()) {
            let message = "une ligne de budget n’a aucun montant";
            constats.push(
                codes::BUDGET_SANS_MONTANT
                    .constat(place("prevu"), message)
                    .with_valeur(ligne.poste.clone().unwrap_or_default()),
            );
        }
        for (champ, amount) in amounts {
            if let Some(amount) = amount.filter(|amount| amount.centimes() < 0) {
                let message = format!("montant négatif ({})", euros(amount));
                constats.push(codes::BUDGET_NEGATIF.constat(place(champ), message).with_valeur(euros(amount)));
            }
        }
    }
    let totals = finances::total(dossier);
    let planned = [
        ("l’exercice", totals.produits_prevus, totals.charges_prevues),
        ("l’exercice suivant", totals.produits_suivants, totals.charges_suivantes),
    ];
    for (year, income, expenses) in planned {
        if let (Some(income), Some(expenses)) = (income, expenses)
            && income != expenses
        {
            let message = format!(
                "le budget prévu pour {year} n’est pas équilibré\u{a0}: produits {}, charges {}",
                euros(income),
                euros(expenses)
            );
            constats.push(codes::BUDGET_DESEQUILIBRE.constat(lieux.chemin("/budget/lignes"), message));
        }
    }
}

fn euros(amount: Montant) -> String {
    let centimes = amount.centimes();
    let sign = if centimes < 0 { "−" } else { "" };
    format!("{sign}{},{:02}\u{a0}€", centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100)
}
