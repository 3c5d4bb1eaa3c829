//! Years, durations and dates that no community has: a finger that slipped in a dossier written by hand.

use std::{collections::BTreeMap, sync::OnceLock};

use serde_json::Value;

use super::{lieux::Lieux, recueil::Recueil};
use crate::{
    constat::{Place, codes::verification as codes},
    dossier::Dossier,
    schema::schema_dossier,
    visite::{self, Visiteur},
};

/// Years in which a date of a community may fall: its members were not born before, and nobody plans so far.
const ANNEES: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A field with a rule of its own.
const TAILLE: &str = "/contrat/taille";

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    for membre in &dossier.membres {
        for (champ, date) in [("date_adhesion", membre.date_adhesion), ("date_sortie", membre.date_sortie)] {
            if let Some(date) = date.filter(|date| !ANNEES.contains(&date.annee())) {
                tell_date(lieux.membre(membre, champ), &date.to_string(), constats);
            }
        }
    }
    visite::walk(dossier, &mut Vraisemblance { lieux, constats });
}

struct Vraisemblance<'a, 'l> {
    lieux: &'a Lieux<'l>,
    constats: &'a mut Recueil,
}

impl Visiteur for Vraisemblance<'_, '_> {
    fn date(&mut self, adresse: &str, date: &str) {
        // « -0001-01-01 » and « +10000-01-01 » are out of bounds as well.
        if !date.get(..4).and_then(|annee| annee.parse().ok()).is_some_and(|annee| ANNEES.contains(&annee)) {
            tell_date(self.lieux.chemin(adresse), date, self.constats);
        }
    }

    fn nombre(&mut self, motif: &str, adresse: &str, nombre: i64) {
        let Some((minimum, maximum)) = bounds().get(motif) else { return };
        // A delay of zero in the articles has its own words.
        if (*minimum..=*maximum).contains(&nombre) || (nombre == 0 && motif == "/statuts/duree_mandat_ans") {
            return;
        }
        let message = format!("attendu un nombre de {minimum} à {maximum}, trouvé {nombre}");
        self.constats.push(
            codes::NOMBRE_HORS_BORNES.constat(self.lieux.chemin(adresse), message).with_valeur(nombre.to_string()),
        );
    }
}

fn tell_date(place: Place, date: &str, constats: &mut Recueil) {
    let message = format!("attendu une date entre {} et {}, trouvé {date}", ANNEES.start(), ANNEES.end());
    constats.push(codes::DATE_INVRAISEMBLABLE.constat(place, message).with_valeur(date));
}

/// Returns the bounds that the schema gives to numbers, by the pattern of their address.
fn bounds() -> &'static BTreeMap<String, (i64, i64)> {
    static BOUNDS: OnceLock<BTreeMap<String, (i64, i64)>> = OnceLock::new();
    BOUNDS.get_or_init(|| {
        let schema = schema_dossier();
        let mut bounds = BTreeMap::new();
        collect(&schema, &schema, "", &mut bounds);
        bounds
    })
}

fn collect(schema: &Value, root: &Value, motif: &str, bounds: &mut BTreeMap<String, (i64, i64)>) {
    if let Some(target) = schema["$ref"].as_str().and_then(|reference| root.pointer(reference.trim_start_matches('#')))
    {
        return collect(target, root, motif, bounds);
    }
    for branch in schema["anyOf"].as_array().into_iter().flatten() {
        collect(branch, root, motif, bounds);
    }
    for (nom, property) in schema["properties"].as_object().into_iter().flatten() {
        collect(property, root, &format!("{motif}/{nom}"), bounds);
    }
    if schema["items"].is_object() {
        collect(&schema["items"], root, &format!("{motif}/*"), bounds);
    }
    if let (Some(minimum), Some(maximum)) = (schema["minimum"].as_i64(), schema["maximum"].as_i64())
        && motif != TAILLE
    {
        bounds.insert(motif.to_owned(), (minimum, maximum));
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::found, TAILLE, bounds};
    use crate::{Diagnostic, DonneeDiagnostic, Dossier, FicheAction, FicheId, Membre, MembreId, Periode};

    #[test]
    fn bounds_are_those_of_the_schema() {
        assert_eq!(bounds().get("/exercice/annee"), Some(&(2016, 2100)));
        assert_eq!(bounds().get("/contrat/duree_ans"), Some(&(1, 20)));
        assert_eq!(bounds().get("/diagnostic/donnees/*/annee"), Some(&(1990, 2100)));
        assert!(!bounds().contains_key(TAILLE));
    }

    #[test]
    fn year_and_durations_out_of_bounds_are_told_and_kept() {
        let donnee =
            |annee| DonneeDiagnostic { id: format!("d-{annee}"), annee: Some(annee), ..DonneeDiagnostic::default() };
        let mut dossier = Dossier {
            diagnostic: Diagnostic { donnees: vec![donnee(2022), donnee(22)], ..Diagnostic::default() },
            ..Dossier::default()
        };
        dossier.exercice.annee = Some(205);
        dossier.contrat.duree_ans = Some(0);
        dossier.contrat_territorial.duree_ans = Some(300);
        dossier.statuts.duree_mandat_ans = Some(30);
        assert_eq!(
            found(&dossier, "nombre-hors-bornes"),
            [
                "nombre-hors-bornes /contrat/duree_ans",
                "nombre-hors-bornes /contrat_territorial/duree_ans",
                "nombre-hors-bornes /diagnostic/donnees/d-22/annee",
                "nombre-hors-bornes /exercice/annee",
                "nombre-hors-bornes /statuts/duree_mandat_ans",
            ]
        );
        dossier.statuts.duree_mandat_ans = Some(0);
        assert_eq!(found(&dossier, "statuts"), ["statuts-delai-nul /statuts/duree_mandat_ans"]);
        assert_eq!(found(&dossier, "nombre-hors-bornes /statuts"), [""; 0]);
    }

    #[test]
    fn date_that_no_community_has_is_told_wherever_it_stands() {
        let fiche = FicheAction {
            id: FicheId("f-01".to_owned()),
            date_debut: "0025-03".parse().ok(),
            date_echeance: "2026".parse().ok(),
            ..FicheAction::default()
        };
        let mut dossier = Dossier { fiches_actions: vec![fiche], ..Dossier::default() };
        dossier.cpts.date_creation = "9999-12-31".parse().ok();
        let day = |text: &str| text.parse().expect("a day");
        dossier.exercice.civil = Some(Periode { debut: day("0205-01-01"), fin: day("2025-12-31") });
        dossier.membres =
            vec![Membre { id: MembreId::new(1), date_adhesion: "0202-01".parse().ok(), ..Membre::default() }];
        assert_eq!(
            found(&dossier, "date-invraisemblable"),
            [
                "date-invraisemblable /cpts/date_creation",
                "date-invraisemblable /exercice/civil/debut",
                "date-invraisemblable /fiches_actions/f-01/date_debut",
                "date-invraisemblable /membres/m-0001/date_adhesion",
            ]
        );
    }
}
