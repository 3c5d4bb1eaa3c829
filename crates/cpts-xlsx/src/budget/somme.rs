//! Sums over a table: the formula, and what it gives.

use cpts_model::Montant;

use super::{
    ligne::{Axe, Ligne},
    tableau::Tableau,
};
use crate::formule::Resultat;

/// A column of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colonne {
    Prevu,
    Realise,
    Suivant,
}

impl Colonne {
    fn montant(self, ligne: &Ligne) -> Option<Montant> {
        match self {
            Self::Prevu => ligne.prevu,
            Self::Realise => ligne.realise,
            Self::Suivant => ligne.suivant,
        }
    }
}

/// A formula, and what it gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Calcul {
    pub(super) formule: String,
    pub(super) montant: Option<Montant>,
}

impl Calcul {
    pub(super) fn resultat(&self) -> Resultat {
        self.montant.map(Montant::euros).into()
    }
}

/// Returns the sum of the lines of a table whose columns say what the cells do, or of all of them.
///
/// `SUMIFS` would read a star, a question mark or a comparison in the name of an envelope: texts are compared as they are.
pub(super) fn somme(tableau: &Tableau<'_>, colonne: Colonne, criteres: &[(Axe, &str, &str)]) -> Calcul {
    let (nom, titre) = (tableau.nom(), tableau.titre_de(colonne));
    let amounts = format!("{nom}[{titre}]");
    let kept = tableau.lignes.iter().filter(|ligne| criteres.iter().all(|(axe, mots, _)| ligne.cle(*axe) == *mots));
    let montant = total(kept.map(|ligne| colonne.montant(ligne)));
    let tests: Vec<String> =
        criteres.iter().map(|(axe, _, cellule)| format!("({nom}[{}]={cellule})", axe.titre())).collect();
    let formule = if tests.is_empty() {
        format!("IF(COUNT({amounts})=0,\"\",SUM({amounts}))")
    } else {
        let tests = tests.join("*");
        format!("IF(SUMPRODUCT({tests}*ISNUMBER({amounts}))=0,\"\",SUMPRODUCT({tests}*1,{amounts}))")
    };
    Calcul { formule, montant }
}

/// Returns the sum of the amounts that are given, or `None` where none is.
pub(super) fn total(montants: impl Iterator<Item = Option<Montant>>) -> Option<Montant> {
    let known: Vec<Montant> = montants.flatten().collect();
    (!known.is_empty()).then(|| known.into_iter().sum())
}

/// Returns the difference of two cells, empty where one is.
pub(super) fn ecart((plus, a): (&str, Option<Montant>), (moins, b): (&str, Option<Montant>)) -> Calcul {
    let difference = |(a, b): (Montant, Montant)| Montant::from_centimes(a.centimes().saturating_sub(b.centimes()));
    Calcul { formule: format!("IF(COUNT({plus},{moins})=2,{plus}-{moins},\"\")"), montant: a.zip(b).map(difference) }
}

/// Returns the rate of a cell over another, empty where one is or where there is nothing to compare with.
pub(super) fn taux(
    (part, realise): (&str, Option<Montant>),
    (tout, prevu): (&str, Option<Montant>),
) -> (String, Resultat) {
    let rate = realise.zip(prevu.filter(|prevu| prevu.centimes() != 0));
    let rate = rate.map(|(realise, prevu)| realise.euros() / prevu.euros());
    (format!("IF(COUNT({part},{tout})=2,IF({tout}=0,\"\",{part}/{tout}),\"\")"), rate.into())
}
