//! The budget: lines, balance, envelopes, and the amounts of the contract.

use super::{lieux::Lieux, phrases, phrases::euros, recueil::Recueil};
use crate::{
    budget::{LigneBudget, NatureLigne, OrigineProduit, Sens},
    constat::{Constat, codes::verification as codes, quote},
    contrat::Part,
    dossier::Dossier,
    exercice::NaturePeriode,
    montant::Montant,
    synthese::finances,
};

/// Address of the lines.
const LIGNES: &str = "/budget/lignes";

/// Excess of an envelope that needs no explanation, in percent.
const DEPASSEMENT_ENVELOPPE: i64 = 10;

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    for ligne in &dossier.budget.lignes {
        check_line(ligne, lieux, constats);
    }
    let balanced = check_balance(dossier, lieux, constats);
    check_calendars(dossier, lieux, constats);
    if balanced {
        check_natures(dossier, lieux, constats);
    }
    constats.extend(without_nature(dossier, lieux));
    check_envelopes(dossier, lieux, constats);
    check_contract(dossier, lieux, constats);
}

fn check_line(ligne: &LigneBudget, lieux: &Lieux, constats: &mut Recueil) {
    let place = |champ: &str| lieux.ligne(ligne.source.as_ref(), &format!("{LIGNES}/{}/{champ}", ligne.id));
    let amounts = [("prevu", ligne.prevu), ("realise", ligne.realise), ("prevu_suivant", ligne.prevu_suivant)];
    if !phrases::is_given(ligne.poste.as_ref()) {
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

/// An amount of a line.
type Amount = fn(&LigneBudget) -> Option<Montant>;

/// Planned amounts, and the year they are planned for.
const PREVUS: [(&str, Amount); 2] =
    [("l’exercice", |ligne| ligne.prevu), ("l’exercice suivant", |ligne| ligne.prevu_suivant)];

/// Returns income and expenses, each where a line gives it.
fn sums<'a>(lignes: impl Iterator<Item = &'a LigneBudget>, amount: Amount) -> (Option<Montant>, Option<Montant>) {
    let (mut income, mut expenses) = (None, None);
    for ligne in lignes {
        let sum = if ligne.sens == Sens::Produit { &mut income } else { &mut expenses };
        if let Some(amount) = amount(ligne) {
            *sum = Some([sum.unwrap_or_default(), amount].into_iter().sum());
        }
    }
    (income, expenses)
}

/// Compares planned income and expenses; says whether they agree.
fn check_balance(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) -> bool {
    let mut balanced = true;
    for (year, amount) in PREVUS {
        let (Some(income), Some(expenses)) = sums(dossier.budget.lignes.iter(), amount) else { continue };
        if income != expenses {
            balanced = false;
            let message = format!(
                "le budget prévu pour {year} n’est pas équilibré\u{a0}: produits {}, charges {}",
                euros(income),
                euros(expenses)
            );
            constats.push(codes::BUDGET_DESEQUILIBRE.constat(lieux.chemin(LIGNES), message));
        }
    }
    balanced
}

/// Lines of several calendars in one total: the ACI is paid by year of contract, so it is common, and worth a sentence.
fn check_calendars(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let lignes = &dossier.budget.lignes;
    let calendars = [
        (NaturePeriode::Comptable, "exercice comptable"),
        (NaturePeriode::Contrat, "année de contrat"),
        (NaturePeriode::Civile, "année civile"),
    ];
    let used = calendars.into_iter().filter_map(|(periode, nom)| {
        let mut of = lignes.iter().filter(|l| l.periode.unwrap_or(NaturePeriode::Comptable) == periode).peekable();
        of.peek()?;
        let (income, expenses) = sums(of, |ligne| ligne.prevu);
        let income = income.map_or("aucun produit".to_owned(), |amount| format!("produits {}", euros(amount)));
        let expenses = expenses.map_or("aucune charge".to_owned(), |amount| format!("charges {}", euros(amount)));
        Some(format!("{nom} ({income}, {expenses})"))
    });
    let used: Vec<String> = used.collect();
    if used.len() > 1 {
        let message = format!("les lignes du budget suivent plusieurs calendriers\u{a0}: {}", used.join(", "));
        constats.push(codes::BUDGET_PERIODES.constat(lieux.chemin(LIGNES), message));
    }
}

/// A balanced budget whose running part pays for its investments, or the reverse: worth a sentence in the document.
fn check_natures(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let lignes = &dossier.budget.lignes;
    // Income is often of no nature: nothing can then be compared.
    if lignes.iter().any(|ligne| ligne.nature.is_none()) {
        return;
    }
    for (nature, nom) in
        [(NatureLigne::Fonctionnement, "fonctionnement"), (NatureLigne::Investissement, "investissement")]
    {
        let (Some(income), Some(expenses)) =
            sums(lignes.iter().filter(|ligne| ligne.nature == Some(nature)), |ligne| ligne.prevu)
        else {
            continue;
        };
        if income != expenses {
            let message =
                format!("en {nom}, les produits prévus sont de {}, les charges de {}", euros(income), euros(expenses));
            constats.push(codes::BUDGET_NATURE_DESEQUILIBRE.constat(lieux.chemin(LIGNES), message).with_valeur(nom));
        }
    }
}

/// Expenses without nature, told together where others have one.
fn without_nature(dossier: &Dossier, lieux: &Lieux) -> Option<Constat> {
    let charges = || dossier.budget.lignes.iter().filter(|ligne| ligne.sens == Sens::Charge);
    if charges().all(|ligne| ligne.nature.is_none()) {
        return None;
    }
    let without: Vec<&LigneBudget> = charges().filter(|ligne| ligne.nature.is_none()).collect();
    let first = without.first()?;
    let noms: Vec<String> = without.iter().map(|ligne| quote(ligne.poste.as_deref().unwrap_or(&ligne.id))).collect();
    let count = phrases::compte(without.len(), "charge n’est rangée", "charges ne sont rangées");
    let message = format!("{count} ni en fonctionnement ni en investissement\u{a0}: {}", phrases::enumere(&noms));
    let place = lieux.ligne(first.source.as_ref(), &format!("{LIGNES}/{}/nature", first.id));
    Some(codes::BUDGET_SANS_NATURE.constat(place, message).with_valeur(without.len().to_string()))
}

fn check_envelopes(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    for enveloppe in finances::total(dossier).enveloppes {
        let (Some(planned), Some(done)) = (enveloppe.prevu, enveloppe.realise) else { continue };
        let bound = i128::from(planned.centimes()) * i128::from(100 + DEPASSEMENT_ENVELOPPE);
        if i128::from(done.centimes()) * 100 > bound {
            let message = format!(
                "l’enveloppe {} est dépassée de plus de {DEPASSEMENT_ENVELOPPE}\u{a0}%\u{a0}: {} prévus, {} réalisés",
                quote(&enveloppe.libelle),
                euros(planned),
                euros(done)
            );
            constats
                .push(codes::ENVELOPPE_DEPASSEE.constat(lieux.chemin(LIGNES), message).with_valeur(enveloppe.libelle));
        }
    }
}

/// What the budget expects of the ACI is what the contract gives.
fn check_contract(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let parts = [
        (OrigineProduit::AciFixe, Part::Fixe, "part fixe"),
        (OrigineProduit::AciVariable, Part::Variable, "part variable"),
    ];
    for (origine, part, nom) in parts {
        let lignes: Vec<&LigneBudget> = dossier
            .budget
            .lignes
            .iter()
            .filter(|ligne| ligne.sens == Sens::Produit && ligne.origine == Some(origine) && ligne.prevu.is_some())
            .collect();
        let montants: Vec<Montant> = dossier
            .contrat
            .montants
            .iter()
            .filter(|ligne| ligne.part == part)
            .filter_map(|ligne| ligne.montant)
            .collect();
        let (Some(first), false) = (lignes.first(), montants.is_empty()) else { continue };
        let planned: Montant = lignes.iter().filter_map(|ligne| ligne.prevu).sum();
        let written: Montant = montants.into_iter().sum();
        if planned != written {
            let message = format!(
                "ACI, {nom}\u{a0}: {} prévus au budget, {} inscrits au contrat",
                euros(planned),
                euros(written)
            );
            let place = lieux.ligne(first.source.as_ref(), &format!("{LIGNES}/{}/prevu", first.id));
            constats.push(codes::BUDGET_ACI_ECART.constat(place, message).with_valeur(euros(planned)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{
        Budget, Dossier, LigneBudget, Montant, MontantContrat, NatureLigne, NaturePeriode, OrigineProduit, Part, Sens,
    };

    fn ligne(id: &str, sens: Sens, prevu: i64) -> LigneBudget {
        LigneBudget {
            id: id.to_owned(),
            sens,
            poste: Some("Poste".to_owned()),
            prevu: Some(Montant::from_centimes(prevu)),
            ..LigneBudget::default()
        }
    }

    fn with(lignes: Vec<LigneBudget>) -> Dossier {
        Dossier { budget: Budget { lignes }, ..Dossier::default() }
    }

    #[test]
    fn calendars_that_are_mixed_are_told_with_the_balance_of_each() {
        let aci = LigneBudget { periode: Some(NaturePeriode::Contrat), ..ligne("l-01", Sens::Produit, 90_000) };
        let lignes = vec![ligne("l-02", Sens::Produit, 10_000), ligne("l-03", Sens::Charge, 100_000)];
        assert_eq!(found(&with([vec![aci.clone()], lignes.clone()].concat()), ""), ["budget-periodes /budget/lignes"]);
        let constats = super::super::check(&with([vec![aci], lignes].concat()));
        let expected = "exercice comptable (produits 100,00\u{a0}€, charges 1000,00\u{a0}€), année de contrat (produits 900,00\u{a0}€, aucune charge)";
        assert!(constats[0].message.ends_with(expected), "{}", constats[0].message);
    }

    #[test]
    fn nature_out_of_balance_is_told_where_the_whole_is_balanced() {
        let of = |id: &str, sens, prevu, nature| LigneBudget { nature: Some(nature), ..ligne(id, sens, prevu) };
        let (running, investment) = (NatureLigne::Fonctionnement, NatureLigne::Investissement);
        let lignes = vec![
            of("l-01", Sens::Produit, 900, running),
            of("l-02", Sens::Produit, 100, investment),
            of("l-03", Sens::Charge, 800, running),
            of("l-04", Sens::Charge, 200, investment),
        ];
        assert_eq!(found(&with(lignes.clone()), ""), ["budget-nature-desequilibre /budget/lignes"; 2]);
        let mut short = lignes.clone();
        short[0].prevu = Some(Montant::from_centimes(850));
        assert_eq!(found(&with(short), ""), ["budget-desequilibre /budget/lignes"]);
        let mut unknown = lignes;
        unknown[0].nature = None;
        assert_eq!(found(&with(unknown), ""), [""; 0]);
    }

    #[test]
    fn expenses_without_nature_give_one_constat_where_others_have_one() {
        let mut lignes =
            vec![ligne("l-01", Sens::Charge, 1), ligne("l-02", Sens::Charge, 2), ligne("l-03", Sens::Charge, 3)];
        assert_eq!(found(&with(lignes.clone()), ""), [""; 0]);
        lignes[0].nature = Some(NatureLigne::Investissement);
        assert_eq!(found(&with(lignes), ""), ["budget-sans-nature /budget/lignes/l-02/nature"]);
    }

    #[test]
    fn envelope_overspent_by_more_than_a_tenth_is_told() {
        let done = |realise| {
            with(vec![LigneBudget {
                enveloppe: Some("Prévention".to_owned()),
                realise: Some(Montant::from_centimes(realise)),
                ..ligne("l-01", Sens::Charge, 1000)
            }])
        };
        assert_eq!(found(&done(1100), ""), [""; 0]);
        assert_eq!(found(&done(1101), ""), ["enveloppe-depassee /budget/lignes"]);
    }

    #[test]
    fn income_of_the_aci_other_than_the_contract_is_told() {
        let aci = LigneBudget { origine: Some(OrigineProduit::AciVariable), ..ligne("l-01", Sens::Produit, 1000) };
        let mut dossier = with(vec![aci]);
        let montant = |part, centimes| MontantContrat {
            id: format!("k-{centimes}"),
            part,
            montant: Some(Montant::from_centimes(centimes)),
            ..MontantContrat::default()
        };
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.contrat.montants = vec![montant(Part::Fixe, 7000), montant(Part::Variable, 600)];
        assert_eq!(found(&dossier, ""), ["budget-aci-ecart /budget/lignes/l-01/prevu"]);
        dossier.contrat.montants.push(montant(Part::Variable, 400));
        assert_eq!(found(&dossier, ""), [""; 0]);
    }
}
