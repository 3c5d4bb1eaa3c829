//! Totals of the budget.

use super::{Enveloppe, SyntheseBudget, percent};
use crate::{
    budget::{Budget, LigneBudget, Sens},
    lecture::plier,
    montant::Montant,
};

pub(crate) fn total(budget: &Budget) -> SyntheseBudget {
    let sum = |sens: Sens, amount: fn(&LigneBudget) -> Option<Montant>| {
        total_of(budget.lignes.iter().filter(|ligne| ligne.sens == sens).map(amount))
    };
    let produits_realises = sum(Sens::Produit, |ligne| ligne.realise);
    let charges_realisees = sum(Sens::Charge, |ligne| ligne.realise);
    SyntheseBudget {
        produits_prevus: sum(Sens::Produit, |ligne| ligne.prevu),
        produits_realises,
        charges_prevues: sum(Sens::Charge, |ligne| ligne.prevu),
        charges_realisees,
        resultat: produits_realises
            .zip(charges_realisees)
            .map(|(produits, charges)| Montant::from_centimes(produits.centimes().saturating_sub(charges.centimes()))),
        produits_suivants: sum(Sens::Produit, |ligne| ligne.prevu_suivant),
        charges_suivantes: sum(Sens::Charge, |ligne| ligne.prevu_suivant),
        enveloppes: envelopes(budget),
    }
}

fn envelopes(budget: &Budget) -> Vec<Enveloppe> {
    let charges = || budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge);
    let mut envelopes: Vec<(String, String, Vec<&LigneBudget>)> = Vec::new();
    if charges().all(|ligne| ligne.enveloppe.is_none()) {
        return Vec::new();
    }
    for ligne in charges() {
        // Without this line, the envelopes would not add up to the expenses.
        let libelle = ligne.enveloppe.as_deref().unwrap_or("Hors enveloppe");
        let id = plier(libelle).replace(' ', "_");
        match envelopes.iter_mut().find(|(known, ..)| *known == id) {
            Some((.., lignes)) => lignes.push(ligne),
            None => envelopes.push((id, libelle.to_owned(), vec![ligne])),
        }
    }
    envelopes
        .into_iter()
        .map(|(id, libelle, lignes)| {
            let prevu = total_of(lignes.iter().map(|ligne| ligne.prevu));
            let realise = total_of(lignes.iter().map(|ligne| ligne.realise));
            let taux = prevu.zip(realise).and_then(|(prevu, realise)| percent(realise.euros(), prevu.euros()));
            Enveloppe { id, libelle, prevu, realise, taux }
        })
        .collect()
}

/// Returns the sum of the amounts that are given, or `None` when none is.
fn total_of(amounts: impl Iterator<Item = Option<Montant>>) -> Option<Montant> {
    let mut given = amounts.flatten().peekable();
    given.peek()?;
    Some(given.sum())
}
