//! What each indicator says by itself: its value, its kind, its evidence, its target.

use std::collections::BTreeSet;

use super::{lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{Code, Constat, Place, codes::verification as codes, quote},
    dossier::Dossier,
    indicateur::{EtatValeur, GenreValeur, Indicateur, Mesure, SensIndicateur, TypeIndicateur, catalogue},
};

/// Address of the list, whose numbers are names of the catalogue.
pub(super) const LISTE: &str = "/indicateurs";

/// Largest difference between a rate and its fraction that rounding explains, in points.
const ECART_TAUX: f64 = 0.5;

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let mut seen = BTreeSet::new();
    for indicateur in &dossier.indicateurs {
        let sujet = Sujet { indicateur, lieux };
        if !indicateur.id.is_empty() && !seen.insert(indicateur.id.as_str()) {
            constats.push(sujet.tell(&codes::INDICATEUR_EN_DOUBLE, "id", "est déclaré deux fois", &indicateur.id));
        }
        sujet.identity(constats);
        sujet.value(constats);
        sujet.rate(constats);
        sujet.evidence(constats);
    }
}

/// An indicator and where it stands.
struct Sujet<'a> {
    indicateur: &'a Indicateur,
    lieux: &'a Lieux<'a>,
}

/// Returns the place of a field of an indicator.
pub(super) fn place(indicateur: &Indicateur, champ: &str, lieux: &Lieux) -> Place {
    lieux.ligne(indicateur.source.as_ref(), &format!("{LISTE}/{}/{champ}", indicateur.id))
}

/// Returns the name of an indicator in a sentence: its title, else its identifier, quoted.
pub(super) fn name(indicateur: &Indicateur) -> String {
    quote(indicateur.titre().unwrap_or(&indicateur.id))
}

impl Sujet<'_> {
    fn tell(&self, code: &Code, champ: &str, said: &str, valeur: &str) -> Constat {
        let message = format!("l’indicateur {} {said}", name(self.indicateur));
        code.constat(place(self.indicateur, champ, self.lieux), message).with_valeur(valeur)
    }

    fn identity(&self, constats: &mut Recueil) {
        let indicateur = self.indicateur;
        let id = indicateur.id.as_str();
        if indicateur.reference().is_some() || id.is_empty() {
            return;
        }
        if !id.starts_with("x-") {
            let message = format!("{} n’est pas un indicateur du catalogue", quote(id));
            let constat = codes::INDICATEUR_INCONNU.constat(place(indicateur, "id", self.lieux), message);
            let constat = constat.with_valeur(id);
            constats.push(match nearest(id) {
                Some(proche) => constat.with_conseil(format!("Vouliez-vous dire «\u{a0}{proche}\u{a0}»\u{a0}?")),
                None => constat,
            });
        }
        if !phrases::is_given(indicateur.intitule.as_ref()) {
            let said = "ne vient pas du catalogue et n’a pas d’intitulé";
            constats.push(self.tell(&codes::INDICATEUR_SANS_INTITULE, "intitule", said, id));
        }
    }

    fn value(&self, constats: &mut Recueil) {
        let indicateur = self.indicateur;
        if let (Some(valeur), Some(etat)) = (indicateur.valeur, indicateur.etat)
            && !(etat == EtatValeur::Valeur || (etat == EtatValeur::Zero && valeur == 0.0))
        {
            let said = match etat {
                EtatValeur::Zero => "est dit à zéro",
                EtatValeur::NonMesure => "est dit non mesuré",
                EtatValeur::SansObjet => "est dit sans objet",
                EtatValeur::NonCommunique | EtatValeur::Valeur => "est dit non communiqué",
            };
            let said = format!("{said} alors qu’une valeur est donnée\u{a0}: {}", phrases::nombre(valeur));
            constats.push(self.tell(&codes::INDICATEUR_ETAT_VALEUR, "etat", &said, &phrases::nombre(valeur)));
        }
        let is_yes_no = indicateur.genre() == GenreValeur::OuiNon;
        let numbers = [("valeur", indicateur.valeur), ("valeur_precedente", indicateur.valeur_precedente)];
        for (champ, valeur) in numbers {
            if let Some(valeur) = valeur.filter(|_| is_yes_no).map(phrases::nombre) {
                let said = format!("attend oui ou non, trouvé {valeur}");
                constats.push(self.tell(&codes::INDICATEUR_GENRE, champ, &said, &valeur));
            }
        }
        let answers = [("reponse", indicateur.reponse), ("reponse_precedente", indicateur.reponse_precedente)];
        for (champ, reponse) in answers {
            if let Some(reponse) = reponse.filter(|_| !is_yes_no).map(|oui| if oui { "oui" } else { "non" }) {
                let said = format!("attend un nombre, trouvé {}", quote(reponse));
                constats.push(self.tell(&codes::INDICATEUR_GENRE, champ, &said, reponse));
            }
        }
        let amounts = [
            ("cible", indicateur.cible),
            ("numerateur", indicateur.numerateur),
            ("denominateur", indicateur.denominateur),
        ];
        for (champ, valeur) in numbers.into_iter().chain(amounts) {
            if let Some(valeur) = valeur.filter(|valeur| *valeur < 0.0).map(phrases::nombre) {
                let said = format!("est négatif\u{a0}: {valeur}");
                constats.push(self.tell(&codes::INDICATEUR_NEGATIF, champ, &said, &valeur));
            }
        }
        if let Some(cible) = indicateur.cible.filter(|_| indicateur.sens() == SensIndicateur::Neutre) {
            let cible = phrases::nombre(cible);
            let said = format!("a un objectif ({cible}) sans dire si une hausse ou une baisse l’améliore");
            constats.push(self.tell(&codes::CIBLE_SANS_SENS, "sens", &said, &cible));
        }
    }

    fn rate(&self, constats: &mut Recueil) {
        let indicateur = self.indicateur;
        if let (Some(numerateur), Some(denominateur)) = (indicateur.numerateur, indicateur.denominateur)
            && numerateur > denominateur
            && denominateur > 0.0
        {
            let numerateur = phrases::nombre(numerateur);
            let said =
                format!("a un numérateur ({numerateur}) supérieur au dénominateur ({})", phrases::nombre(denominateur));
            constats.push(self.tell(&codes::TAUX_NUMERATEUR_SUPERIEUR, "numerateur", &said, &numerateur));
        }
        if indicateur.genre() != GenreValeur::Pourcent {
            return;
        }
        let rates = [
            ("valeur", indicateur.valeur),
            ("valeur_precedente", indicateur.valeur_precedente),
            ("cible", indicateur.cible),
        ];
        for (champ, taux) in rates {
            if let Some(taux) = taux.filter(|taux| !(0.0..=100.0).contains(taux)).map(phrases::nombre) {
                let said = format!("attend un taux de 0 à 100, trouvé {taux}");
                constats.push(self.tell(&codes::TAUX_HORS_BORNES, champ, &said, &taux));
            }
        }
        // What the health insurance publishes comes as a rate: only the community's own measures owe their fraction.
        let own = indicateur.type_indicateur.or_else(|| indicateur.reference().map(|entree| entree.type_indicateur))
            != Some(TypeIndicateur::Contexte);
        let measured = indicateur.valeur.or(indicateur.numerateur).filter(|_| is_declared(indicateur));
        if let Some(measured) = measured.filter(|_| own && indicateur.denominateur.is_none_or(|d| d <= 0.0)) {
            let said = "donne un taux sans dénominateur";
            constats.push(self.tell(&codes::TAUX_SANS_DENOMINATEUR, "denominateur", said, &phrases::nombre(measured)));
        }
        if let (Some(valeur), Some(taux)) = (indicateur.valeur, indicateur.taux())
            && (valeur - taux).abs() > ECART_TAUX
        {
            let valeur = phrases::nombre(valeur);
            let said = format!("déclare {valeur}\u{a0}%\u{a0}; sa fraction donne {}\u{a0}%", phrases::nombre(taux));
            constats.push(self.tell(&codes::TAUX_ECART, "valeur", &said, &valeur));
        }
    }

    fn evidence(&self, constats: &mut Recueil) {
        let indicateur = self.indicateur;
        let declared = match indicateur.mesure() {
            Mesure::Nombre(valeur) => phrases::nombre(valeur),
            Mesure::Reponse(true) => "oui".to_owned(),
            // Nothing proves that something does not exist.
            Mesure::Reponse(false) | Mesure::Etat(_) | Mesure::Absente => return,
        };
        if indicateur.pieces.is_empty() && !phrases::is_given(indicateur.preuve.as_ref()) {
            let said = format!("déclare {declared} sans pièce ni preuve");
            let constat = self.tell(&codes::INDICATEUR_SANS_PREUVE, "pieces", &said, &declared);
            constats.push(match indicateur.reference() {
                Some(entree) => constat.with_conseil(format!("Preuve habituelle\u{a0}: {}.", entree.preuve)),
                None => constat,
            });
        }
        if indicateur.estime && !phrases::is_given(indicateur.methode.as_ref()) {
            let said = format!("est une estimation ({declared}) sans méthode");
            constats.push(self.tell(&codes::INDICATEUR_SANS_METHODE, "methode", &said, &declared));
        }
    }
}

/// Says whether the indicator gives a value, rather than a reason for having none.
fn is_declared(indicateur: &Indicateur) -> bool {
    !matches!(indicateur.etat, Some(EtatValeur::NonMesure | EtatValeur::SansObjet | EtatValeur::NonCommunique))
}

/// Returns the identifier of the catalogue that was probably meant.
fn nearest(id: &str) -> Option<&'static str> {
    let candidates = catalogue::toutes().iter().map(|entree| entree.id.as_str());
    // A cell may hold anything: a text of another length than every name is compared with none.
    let near = candidates.filter(|known| known.len().abs_diff(id.len()) <= 3);
    let (distance, proche) = near.map(|known| (strsim::osa_distance(known, id), known)).min()?;
    (distance <= 3).then_some(proche)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Dossier, EtatValeur, GenreValeur, Indicateur, PieceId, SensIndicateur};

    /// An indicator that has nothing against it.
    fn sain(id: &str, valeur: f64) -> Indicateur {
        Indicateur {
            id: id.to_owned(),
            valeur: Some(valeur),
            preuve: Some("Registre".to_owned()),
            ..Default::default()
        }
    }

    fn told(indicateurs: &[Indicateur]) -> Vec<String> {
        found(&Dossier { indicateurs: indicateurs.to_vec(), ..Dossier::default() }, "")
    }

    fn taux(numerateur: f64, denominateur: f64) -> Indicateur {
        Indicateur {
            valeur: None,
            numerateur: Some(numerateur),
            denominateur: Some(denominateur),
            ..sain("taux-mt-j60", 0.0)
        }
    }

    #[test]
    fn sound_indicators_give_no_constat() {
        let propre = Indicateur { intitule: Some("Cafés".to_owned()), ..sain("x-01", 3.0) };
        assert_eq!(told(&[sain("patients-orientes-mt", 30.0), taux(12.0, 40.0), propre]), [""; 0]);
        // Nothing declared: nothing to prove.
        assert_eq!(told(&[Indicateur { id: "plan-crise".to_owned(), ..Default::default() }]), [""; 0]);
    }

    #[test]
    fn indicator_twice_gives_one_constat() {
        let twice = [sain("patients-snp", 1.0), sain("patients-snp", 2.0)];
        assert_eq!(told(&twice), ["indicateur-en-double /indicateurs/patients-snp/id"]);
    }

    #[test]
    fn unknown_identifier_is_told_with_its_neighbour() {
        let dossier = Dossier {
            indicateurs: vec![Indicateur { intitule: Some("Patients".to_owned()), ..sain("patients-orientes", 1.0) }],
            ..Dossier::default()
        };
        let constats = super::super::check(&dossier);
        assert_eq!(constats[0].code, "indicateur-inconnu");
        assert!(constats[0].conseil.as_deref().is_some_and(|conseil| conseil.contains("patients-orientes-mt")));
        assert_eq!(told(&[sain("x-02", 1.0)]), ["indicateur-sans-intitule /indicateurs/x-02/intitule"]);
    }

    #[test]
    fn value_without_evidence_is_told_and_a_piece_is_evidence() {
        let bare = Indicateur { preuve: None, ..sain("patients-snp", 4.0) };
        assert_eq!(told(std::slice::from_ref(&bare)), ["indicateur-sans-preuve /indicateurs/patients-snp/pieces"]);
        let mut dossier = Dossier {
            indicateurs: vec![Indicateur { pieces: vec![PieceId("p-01".to_owned())], ..bare }],
            ..Dossier::default()
        };
        dossier.pieces = vec![crate::Piece { id: PieceId("p-01".to_owned()), ..Default::default() }];
        assert_eq!(found(&dossier, ""), [""; 0]);
        let non = Indicateur { reponse: Some(false), valeur: None, preuve: None, ..sain("plan-crise", 0.0) };
        assert_eq!(told(&[non]), [""; 0]);
    }

    #[test]
    fn estimate_without_method_is_told() {
        let estime = Indicateur { estime: true, ..sain("personnes-sensibilisees", 400.0) };
        let methode = Indicateur { methode: Some("Comptage".to_owned()), ..estime.clone() };
        assert_eq!(told(&[estime]), ["indicateur-sans-methode /indicateurs/personnes-sensibilisees/methode"]);
        assert_eq!(told(&[methode]), [""; 0]);
    }

    #[test]
    fn value_beside_a_state_without_value_is_told() {
        let etat = |etat| Indicateur { etat: Some(etat), ..sain("patients-snp", 4.0) };
        let expected = ["indicateur-etat-valeur /indicateurs/patients-snp/etat"];
        assert_eq!(told(&[etat(EtatValeur::NonMesure)]), expected);
        assert_eq!(told(&[etat(EtatValeur::Zero)]), expected);
        assert_eq!(told(&[etat(EtatValeur::Valeur)]), [""; 0]);
    }

    #[test]
    fn value_of_the_wrong_kind_is_told() {
        assert_eq!(told(&[sain("plan-crise", 1.0)]), ["indicateur-genre /indicateurs/plan-crise/valeur"]);
        let oui = Indicateur { reponse: Some(true), valeur: None, ..sain("patients-snp", 0.0) };
        assert_eq!(told(&[oui]), ["indicateur-genre /indicateurs/patients-snp/reponse"]);
    }

    #[test]
    fn negative_count_is_told() {
        assert_eq!(told(&[sain("patients-snp", -4.0)]), ["indicateur-negatif /indicateurs/patients-snp/valeur"]);
    }

    #[test]
    fn rate_that_is_no_fraction_is_told() {
        let taux_mt = "/indicateurs/taux-mt-j60";
        assert_eq!(told(&[taux(41.0, 40.0)]), [format!("taux-numerateur-superieur {taux_mt}/numerateur")]);
        assert_eq!(told(&[sain("taux-mt-j60", 40.0)]), [format!("taux-sans-denominateur {taux_mt}/denominateur")]);
        assert_eq!(told(&[taux(3.0, 0.0)]), [format!("taux-sans-denominateur {taux_mt}/denominateur")]);
        // A figure of the health insurance comes without its fraction.
        assert_eq!(told(&[sain("urgences-sans-hospitalisation", 40.0)]), [""; 0]);
        let hors = Indicateur { cible: Some(120.0), ..taux(10.0, 40.0) };
        assert_eq!(told(&[hors]), [format!("taux-hors-bornes {taux_mt}/cible")]);
        let ecart = Indicateur { valeur: Some(30.0), ..taux(10.0, 40.0) };
        assert_eq!(told(&[ecart]), [format!("taux-ecart {taux_mt}/valeur")]);
        assert_eq!(told(&[Indicateur { valeur: Some(25.4), ..taux(10.0, 40.0) }]), [""; 0]);
    }

    #[test]
    fn target_without_direction_is_told() {
        let cible = Indicateur {
            intitule: Some("Cafés".to_owned()),
            cible: Some(6.0),
            genre: Some(GenreValeur::Nombre),
            ..sain("x-01", 3.0)
        };
        let dirigee = Indicateur { sens: Some(SensIndicateur::Hausse), ..cible.clone() };
        assert_eq!(told(&[cible]), ["cible-sans-sens /indicateurs/x-01/sens"]);
        assert_eq!(told(&[dirigee]), [""; 0]);
    }
}
