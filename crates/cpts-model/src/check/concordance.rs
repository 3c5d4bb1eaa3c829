//! Figures that are said twice: what an indicator declares beside what the lists of the dossier give.

use super::{indicateurs, lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{Constat, codes::verification as codes},
    dossier::Dossier,
    exercice::NaturePeriode,
    indicateur::{Indicateur, Mesure},
    synthese::{IndicateurCalcule, Synthese},
};

const ADHERENTS: &str = "adherents-fin";
const ENTREES: &str = "entrees-adherents";
const SORTIES: &str = "sorties-adherents";

/// Largest difference that the rounding of one decimal explains.
const ARRONDI: f64 = 0.05;

pub(super) fn check<'s>(dossier: &Dossier, lieux: &Lieux, synthese: impl Fn() -> &'s Synthese, constats: &mut Recueil) {
    if dossier.indicateurs.is_empty() {
        return;
    }
    let synthese = synthese();
    for indicateur in &dossier.indicateurs {
        let Mesure::Nombre(declared) = indicateur.mesure() else { continue };
        let computed = synthese.indicateurs.iter().find(|computed| computed.id == indicateur.id);
        let Some(computed) = computed.filter(|computed| is_comparable(indicateur, computed, dossier)) else { continue };
        // The catalogue speaks of professionals: who leaves the organisations out is right too.
        let persons = synthese.personnes.nombre.filter(|_| indicateur.id == ADHERENTS).map(f64::from);
        if agrees(declared, computed.valeur) || persons.is_some_and(|persons| agrees(declared, persons)) {
            continue;
        }
        let message = format!(
            "l’indicateur {} déclare {}\u{a0}; le dossier ({}) donne {}",
            indicateurs::name(indicateur),
            phrases::nombre(declared),
            computed.entrees.join(", "),
            phrases::nombre(computed.valeur)
        );
        constats.push(
            codes::INDICATEUR_ECART_LISTE
                .constat(indicateurs::place(indicateur, "valeur", lieux), message)
                .with_valeur(phrases::nombre(declared)),
        );
    }
    constats.extend(balance(dossier, lieux, synthese));
}

/// Members and actions are counted over the civil year: a figure of another calendar is no contradiction.
fn is_comparable(indicateur: &Indicateur, computed: &IndicateurCalcule, dossier: &Dossier) -> bool {
    let periode = indicateur.periode.unwrap_or(dossier.exercice.bilan);
    periode == NaturePeriode::Civile
        || !computed.entrees.iter().any(|entree| entree == "/membres" || entree == "/actions")
}

/// A figure rounded to the unit agrees with a computed one that has decimals.
fn agrees(declared: f64, computed: f64) -> bool {
    let tolerance = if declared.fract() == 0.0 && computed.fract() != 0.0 { 0.5 } else { ARRONDI };
    (declared - computed).abs() <= tolerance
}

/// Members of the year before, plus entries, minus departures, are the members of this year.
fn balance(dossier: &Dossier, lieux: &Lieux, synthese: &Synthese) -> Option<Constat> {
    let declared = |id: &str| dossier.indicateurs.iter().find(|indicateur| indicateur.id == id);
    let value = |id: &str| match declared(id).map(Indicateur::mesure) {
        Some(Mesure::Nombre(valeur)) => Some(valeur),
        _ => synthese.indicateurs.iter().find(|computed| computed.id == id).map(|computed| computed.valeur),
    };
    let adherents = declared(ADHERENTS)?;
    let precedent = adherents.valeur_precedente?;
    let (fin, entrees, sorties) = (value(ADHERENTS)?, value(ENTREES)?, value(SORTIES)?);
    let expected = precedent + entrees - sorties;
    (!agrees(fin, expected)).then(|| {
        let message = format!(
            "{} adhérents l’année précédente, {} entrées et {} sorties font {} adhérents, et non {}",
            phrases::nombre(precedent),
            phrases::nombre(entrees),
            phrases::nombre(sorties),
            phrases::nombre(expected),
            phrases::nombre(fin)
        );
        codes::EFFECTIFS_SOLDE
            .constat(indicateurs::place(adherents, "valeur", lieux), message)
            .with_valeur(phrases::nombre(fin))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{dossier, found, membre};
    use crate::{Dossier, Indicateur, Nature, NaturePeriode, Rcp};

    fn declare(id: &str, valeur: f64) -> Indicateur {
        Indicateur {
            id: id.to_owned(),
            valeur: Some(valeur),
            preuve: Some("Registre".to_owned()),
            ..Default::default()
        }
    }

    #[test]
    fn declared_members_other_than_the_list_are_told() {
        let mut dossier = dossier(vec![membre(1), membre(2), membre(3)]);
        dossier.indicateurs = vec![declare("adherents-fin", 4.0)];
        assert_eq!(found(&dossier, ""), ["indicateur-ecart-liste /indicateurs/adherents-fin/valeur"]);
        dossier.indicateurs = vec![declare("adherents-fin", 3.0)];
        assert_eq!(found(&dossier, ""), [""; 0]);
        // Two professionals and one organisation: both counts are right.
        dossier.membres[2].nature = Nature::Organisation;
        dossier.indicateurs = vec![declare("adherents-fin", 2.0)];
        assert_eq!(found(&dossier, ""), [""; 0]);
    }

    #[test]
    fn declared_members_of_another_calendar_are_not_compared() {
        let mut dossier = dossier(vec![membre(1)]);
        let contrat = Indicateur { periode: Some(NaturePeriode::Contrat), ..declare("adherents-fin", 4.0) };
        dossier.indicateurs = vec![contrat];
        assert_eq!(found(&dossier, ""), [""; 0]);
    }

    #[test]
    fn declared_meetings_other_than_the_list_are_told_up_to_rounding() {
        let rcp =
            |id: &str, participants| Rcp { id: id.to_owned(), participants: Some(participants), ..Rcp::default() };
        let mut dossier = Dossier { rcp: vec![rcp("r-01", 8), rcp("r-02", 7)], ..Dossier::default() };
        dossier.indicateurs = vec![declare("rcp-organisees", 3.0), declare("participation-rcp", 8.0)];
        assert_eq!(found(&dossier, ""), ["indicateur-ecart-liste /indicateurs/rcp-organisees/valeur"]);
        dossier.indicateurs = vec![declare("participation-rcp", 9.0)];
        assert_eq!(found(&dossier, ""), ["indicateur-ecart-liste /indicateurs/participation-rcp/valeur"]);
    }

    #[test]
    fn members_that_entries_and_departures_do_not_explain_are_told() {
        let fin = |valeur| Indicateur { valeur_precedente: Some(100.0), ..declare("adherents-fin", valeur) };
        let flux = || [declare("entrees-adherents", 12.0), declare("sorties-adherents", 2.0)];
        let mut dossier = Dossier { indicateurs: [vec![fin(112.0)], flux().into()].concat(), ..Dossier::default() };
        assert_eq!(found(&dossier, ""), ["effectifs-solde /indicateurs/adherents-fin/valeur"]);
        dossier.indicateurs = [vec![fin(110.0)], flux().into()].concat();
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.indicateurs = vec![fin(112.0)];
        assert_eq!(found(&dossier, ""), [""; 0]);
    }
}
