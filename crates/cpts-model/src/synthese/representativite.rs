//! Members of each profession beside the professionals of the territory.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Decompte, Synthese, percent};
use crate::{
    dossier::Dossier,
    profession::{Profession, Recours},
};

/// Representativity of one profession.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Representativite {
    /// Slug of the profession.
    pub id: String,
    /// Label in the plural: « Infirmiers ».
    pub libelle: String,
    /// « 1er recours », « 2nd recours », or empty for who is neither.
    pub recours: String,
    /// Members at the end of the exercice, under their main profession.
    pub adherents: Decompte,
    /// Professionals of the territory.
    pub effectif: u32,
    /// Members over professionals, in percent, one decimal; `None` where masked or without professionals.
    pub taux: Option<f64>,
}

/// Compares what the diagnosis says of the supply with the members; a profession without number of professionals is left out.
pub(super) fn compute(dossier: &Dossier, synthese: &mut Synthese) {
    let mut lines: Vec<Representativite> = Vec::new();
    for profession in Profession::toutes() {
        let offres = || dossier.diagnostic.offre.iter().filter(|offre| offre.profession == Some(profession));
        let mut effectifs = offres().filter_map(|offre| offre.effectif).peekable();
        if effectifs.peek().is_none() {
            continue;
        }
        let effectif = effectifs.fold(0, u32::saturating_add);
        let counted = synthese.par_profession.iter().find(|line| line.id == profession.slug());
        let adherents = counted.map_or_else(|| Decompte::new(0), |line| line.effectif.clone());
        let taux = adherents.nombre.and_then(|nombre| percent(f64::from(nombre), f64::from(effectif)));
        lines.push(Representativite {
            id: profession.slug().to_owned(),
            libelle: profession.libelle_pluriel().to_owned(),
            recours: profession.recours().map_or("", Recours::libelle).to_owned(),
            adherents,
            effectif,
            taux,
        });
    }
    synthese.representativite = lines;
}

#[cfg(test)]
mod tests {
    use super::super::synthese;
    use crate::{diagnostic::OffreProfession, dossier::Dossier, membre::Membre, profession::Profession};

    #[test]
    fn representativity_counts_members_over_professionals() {
        let infirmier = Profession::from_slug("infirmier").expect("in the table");
        let membre = Membre { professions: vec![infirmier], ..Membre::default() };
        let offre = |effectif| OffreProfession { profession: Some(infirmier), effectif, ..OffreProfession::default() };
        let mut dossier = Dossier { membres: vec![membre; 3], ..Dossier::default() };
        dossier.diagnostic.offre = vec![offre(Some(4)), offre(Some(4)), offre(None)];
        let lines = synthese(&dossier).representativite;
        assert_eq!((lines.len(), lines[0].effectif, lines[0].taux), (1, 8, Some(37.5)));
        assert_eq!(lines[0].recours, "1er recours");
    }
}
