//! An indicator as its row shows it: value, comparison, target, result, evidence.

use cpts_model::{
    Diffusion, EtatValeur, GenreValeur, Indicateur, Mission, SensIndicateur,
    indicateur::{Mesure, atteinte, catalogue::Entree, est_atteint},
    synthese::IndicateurCalcule,
};
use cpts_outline::francais::typographie;

use crate::{formule::Resultat, pieces::Numeros};

pub(super) const SENS: [&str; 3] = ["Hausse", "Baisse", "Neutre"];
/// Words that may stand at the place of a number.
pub(super) const MOTS: [&str; 5] = ["Oui", "Non", "Non mesuré", "Sans objet", "Non communiqué"];

pub(super) const ATTEINT: &str = "Atteint";
pub(super) const NON_ATTEINT: &str = "Non atteint";
pub(super) const SANS_OBJECTIF: &str = "Sans objectif";
pub(super) const SENS_A_PRECISER: &str = "Sens à préciser";
pub(super) const A_COMPLETER: &str = "À compléter";
pub(super) const MASQUEE: &str = "Valeur masquée";
pub(super) const A_FOURNIR: &str = "À fournir";

/// What a cell of values holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Valeur {
    /// In the unit of the indicator; a rate as a fraction.
    Nombre(f64),
    /// An answer, a reason why there is no number, or what stands for a number that is hidden.
    Mots(String),
    Vide,
}

impl Valeur {
    pub(super) fn nombre(&self) -> Option<f64> {
        if let Self::Nombre(nombre) = self { Some(*nombre) } else { None }
    }
}

/// An indicator.
pub(super) struct Ligne {
    pub(super) titre: String,
    pub(super) mission: Option<Mission>,
    pub(super) genre: GenreValeur,
    pub(super) unite: String,
    pub(super) valeur: Valeur,
    pub(super) precedente: Valeur,
    pub(super) cible: Option<f64>,
    sens: SensIndicateur,
    pub(super) estime: bool,
    /// What proves the value; `None` where something is wanted.
    pub(super) preuve: Option<String>,
}

impl Ligne {
    /// Returns an indicator that the dossier declares.
    pub(super) fn declaree(own: &Indicateur, diffusion: &Diffusion, numeros: &Numeros<'_>) -> Self {
        let counted = diffusion.synthese.indicateurs.iter().find(|counted| counted.id == own.id);
        let genre = own.genre();
        let shown = |champ: &str| diffusion.affiches.get(&format!("/indicateurs/{}/{champ}", own.id)).cloned();
        let mesure = own.mesure();
        let valeur = match (shown("valeur"), mesure) {
            (Some(affiche), _) => Valeur::Mots(affiche),
            (None, Mesure::Nombre(nombre)) => Valeur::Nombre(scaled(nombre, genre)),
            (None, Mesure::Reponse(oui)) => answer(oui),
            (None, Mesure::Etat(etat)) => Valeur::Mots(state(etat).to_owned()),
            (None, Mesure::Absente) => counted.map_or(Valeur::Vide, |counted| of_count(counted, genre)),
        };
        let precedente = match (shown("valeur_precedente"), own.reponse_precedente, own.valeur_precedente) {
            (Some(affiche), ..) => Valeur::Mots(affiche),
            (None, Some(oui), _) => answer(oui),
            (None, None, Some(nombre)) => Valeur::Nombre(scaled(nombre, genre)),
            (None, None, None) => Valeur::Vide,
        };
        let estime = match mesure {
            Mesure::Absente => counted.is_some_and(|counted| counted.estime),
            Mesure::Nombre(_) => own.estime,
            Mesure::Reponse(_) | Mesure::Etat(_) => false,
        };
        let mut preuve: Vec<String> = Vec::new();
        preuve.extend(Some(numeros.of(&own.pieces)).filter(|numeros| !numeros.is_empty()));
        preuve.extend(shown("preuve").or_else(|| own.preuve.clone()));
        // What has no value needs no evidence.
        let wanted = !matches!(mesure, Mesure::Etat(_)) && valeur != Valeur::Vide;
        Self {
            titre: typographie(own.titre().unwrap_or(&own.id)).into_owned(),
            mission: own.mission(),
            genre,
            unite: unit(genre, own.unite()),
            valeur,
            precedente,
            cible: own.cible.map(|cible| scaled(cible, genre)),
            sens: own.sens(),
            estime,
            preuve: match preuve.is_empty() {
                false => Some(preuve.join(" · ")),
                true if wanted => None,
                true => Some("–".to_owned()),
            },
        }
    }

    /// Returns an indicator that the lists of the dossier give by themselves.
    pub(super) fn comptee(counted: &IndicateurCalcule, entree: &Entree) -> Self {
        Self {
            valeur: of_count(counted, entree.genre),
            estime: counted.estime,
            preuve: Some("Compté dans le dossier".to_owned()),
            ..Self::vierge(entree)
        }
    }

    /// Returns an indicator of the catalogue, to fill in.
    pub(super) fn vierge(entree: &Entree) -> Self {
        Self {
            titre: typographie(&entree.intitule).into_owned(),
            mission: entree.mission,
            genre: entree.genre,
            unite: unit(entree.genre, entree.unite.as_deref()),
            valeur: Valeur::Vide,
            precedente: Valeur::Vide,
            cible: None,
            sens: entree.sens,
            estime: false,
            preuve: Some(String::new()),
        }
    }

    /// Returns the word for the direction.
    pub(super) fn sens(&self) -> &'static str {
        SENS[match self.sens {
            SensIndicateur::Hausse => 0,
            SensIndicateur::Baisse => 1,
            SensIndicateur::Neutre => 2,
        }]
    }

    /// Returns what the formula of the difference gives: in points for a rate.
    pub(super) fn ecart(&self) -> Resultat {
        let difference = self.valeur.nombre().zip(self.precedente.nombre()).map(|(now, before)| now - before);
        difference
            .map(|difference| if self.genre == GenreValeur::Pourcent { difference * 100.0 } else { difference })
            .into()
    }

    /// Returns what the formula of the attainment gives, as a fraction.
    pub(super) fn atteinte(&self) -> Resultat {
        let rate = self.valeur.nombre().zip(self.cible);
        rate.and_then(|(valeur, cible)| atteinte(valeur, cible, self.sens))
            .map(|taux| (taux * 10.0).round() / 1000.0)
            .into()
    }

    /// Returns what the formula of the result gives.
    pub(super) fn resultat(&self) -> &str {
        match (&self.valeur, self.cible) {
            (Valeur::Vide, _) => A_COMPLETER,
            (Valeur::Nombre(_), None) => SANS_OBJECTIF,
            (Valeur::Nombre(valeur), Some(cible)) => match est_atteint(*valeur, cible, self.sens) {
                Some(true) => ATTEINT,
                Some(false) => NON_ATTEINT,
                None => SENS_A_PRECISER,
            },
            (Valeur::Mots(mots), _) => match MOTS.iter().position(|known| known == mots) {
                Some(0 | 1) => SANS_OBJECTIF,
                Some(_) => mots,
                None => MASQUEE,
            },
        }
    }
}

fn scaled(nombre: f64, genre: GenreValeur) -> f64 {
    // 82.4 over a hundred is no round fraction of two: the digits that were typed are enough.
    if genre == GenreValeur::Pourcent { (nombre * 1e8).round() / 1e10 } else { nombre }
}

fn of_count(counted: &IndicateurCalcule, genre: GenreValeur) -> Valeur {
    match genre {
        GenreValeur::OuiNon => answer(counted.valeur != 0.0),
        _ => Valeur::Nombre(scaled(counted.valeur, genre)),
    }
}

fn answer(oui: bool) -> Valeur {
    Valeur::Mots(MOTS[usize::from(!oui)].to_owned())
}

const fn state(etat: EtatValeur) -> &'static str {
    match etat {
        // A number is given for these two: they never come here.
        EtatValeur::Valeur | EtatValeur::Zero => "",
        EtatValeur::NonMesure => MOTS[2],
        EtatValeur::SansObjet => MOTS[3],
        EtatValeur::NonCommunique => MOTS[4],
    }
}

fn unit(genre: GenreValeur, unite: Option<&str>) -> String {
    match genre {
        GenreValeur::Nombre => unite.unwrap_or("–"),
        GenreValeur::Pourcent => "%",
        GenreValeur::Jours => "jours",
        GenreValeur::Euros => "€",
        GenreValeur::OuiNon => "oui ou non",
    }
    .to_owned()
}
