//! Totals of the budget.

use super::{Enveloppe, SyntheseBudget, percent};
use crate::{
    budget::{Budget, LigneBudget, NatureLigne, OrigineProduit, Sens},
    dossier::Dossier,
    lecture::plier,
    montant::Montant,
};

pub(crate) fn total(dossier: &Dossier) -> SyntheseBudget {
    let budget = &dossier.budget;
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
        natures: natures(budget),
        origines: origins(budget),
        contrat: total_of(dossier.contrat.montants.iter().map(|ligne| ligne.montant)),
    }
}

fn envelopes(budget: &Budget) -> Vec<Enveloppe> {
    let charges = || budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge);
    let mut envelopes: Vec<(String, &str)> = Vec::new();
    if charges().all(|ligne| ligne.enveloppe.is_none()) {
        return Vec::new();
    }
    for ligne in charges() {
        let (id, libelle) = envelope(ligne);
        if !envelopes.iter().any(|(known, _)| *known == id) {
            envelopes.push((id, libelle));
        }
    }
    envelopes.into_iter().map(|(id, libelle)| group(&id, libelle, &of_envelope(budget, &id))).collect()
}

/// Returns the key and the name of the envelope of a line.
fn envelope(ligne: &LigneBudget) -> (String, &str) {
    // Without this line, the envelopes would not add up to the expenses.
    let libelle = ligne.enveloppe.as_deref().unwrap_or("Hors enveloppe");
    (plier(libelle).replace(' ', "_"), libelle)
}

/// Returns the expenses of an envelope, by its key.
pub(super) fn of_envelope<'b>(budget: &'b Budget, id: &str) -> Vec<&'b LigneBudget> {
    budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge && envelope(ligne).0 == id).collect()
}

/// Returns the sums of some lines under one label.
fn group(id: &str, libelle: &str, lignes: &[&LigneBudget]) -> Enveloppe {
    let prevu = total_of(lignes.iter().map(|ligne| ligne.prevu));
    let realise = total_of(lignes.iter().map(|ligne| ligne.realise));
    let taux = prevu.zip(realise).and_then(|(prevu, realise)| percent(realise.euros(), prevu.euros()));
    Enveloppe { id: id.to_owned(), libelle: libelle.to_owned(), prevu, realise, taux }
}

const NATURES: [(Option<NatureLigne>, &str, &str); 3] = [
    (Some(NatureLigne::Fonctionnement), "fonctionnement", "Fonctionnement"),
    (Some(NatureLigne::Investissement), "investissement", "Investissement"),
    (None, "non_precise", "Nature non précisée"),
];

fn natures(budget: &Budget) -> Vec<Enveloppe> {
    if of_nature(budget, "non_precise").len() == budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge).count()
    {
        return Vec::new();
    }
    let groups = NATURES.into_iter().map(|(_, id, libelle)| (of_nature(budget, id), id, libelle));
    groups.filter(|(lignes, ..)| !lignes.is_empty()).map(|(lignes, id, libelle)| group(id, libelle, &lignes)).collect()
}

/// Returns the expenses of a nature, by its key.
pub(super) fn of_nature<'b>(budget: &'b Budget, id: &str) -> Vec<&'b LigneBudget> {
    let wanted = |ligne: &&LigneBudget| NATURES.iter().any(|(nature, key, _)| *nature == ligne.nature && *key == id);
    budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge).filter(wanted).collect()
}

fn origins(budget: &Budget) -> Vec<Enveloppe> {
    let mut produits = budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Produit);
    if produits.all(|ligne| ligne.origine.is_none()) {
        return Vec::new();
    }
    let origins = OrigineProduit::TOUTES.into_iter().map(Some).chain([None]);
    let groups = origins.map(origin).map(|(id, libelle)| (of_origin(budget, &id), id, libelle));
    groups.filter(|(lignes, ..)| !lignes.is_empty()).map(|(lignes, id, libelle)| group(&id, libelle, &lignes)).collect()
}

/// Returns the key and the name of an origin.
fn origin(origine: Option<OrigineProduit>) -> (String, &'static str) {
    let libelle = origine.map_or("Origine non précisée", OrigineProduit::libelle);
    (plier(libelle).replace(' ', "_"), libelle)
}

/// Returns the income of an origin, by its key.
pub(super) fn of_origin<'b>(budget: &'b Budget, id: &str) -> Vec<&'b LigneBudget> {
    budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Produit && origin(ligne.origine).0 == id).collect()
}

/// Returns the sum of the amounts that are given, or `None` when none is.
fn total_of(amounts: impl Iterator<Item = Option<Montant>>) -> Option<Montant> {
    let mut given = amounts.flatten().peekable();
    given.peek()?;
    Some(given.sum())
}
