//! What recognises an element where its number does not: its natural key, and a looser one for what is alone of its kind.

use std::collections::BTreeSet;

use super::{appariement::Paires, personne, valeurs::Champ};
use crate::{
    action::Action,
    budget::LigneBudget,
    calendrier::Jalon,
    contrat::MontantContrat,
    contrat_territorial::{Moyen, Partie},
    crise::{Activation, ExerciceCrise},
    diagnostic::{DonneeDiagnostic, OffreProfession, Structure},
    feuille_de_route::ActionRoute,
    fiche_action::{FicheAction, IndicateurFiche, Tache},
    gouvernance::{Groupe, Mandat, Salarie},
    id::{FicheId, MembreId, PieceId},
    indicateur::Indicateur,
    lecture::plier,
    membre::{Membre, Nature},
    parcours::{Parcours, Rcp},
    partenaire::Partenaire,
    piece::Piece,
    provenance::Source,
    reunion::{Decision, Resolution, Reunion},
    statuts::MembreStatutaire,
    territoire::SousTerritoire,
};

/// An item of a list of the dossier.
pub(super) trait Element: Champ + Default {
    /// Its number.
    fn id(&self) -> &str;

    /// Gives it another number.
    fn set_id(&mut self, id: String);

    /// The row it was read from.
    fn source(&self) -> Option<&Source> {
        None
    }

    /// Other rows about the same.
    fn autres(&self) -> &[Source] {
        &[]
    }

    /// Its natural key, then a looser one that only what is alone of its kind may go by; empty where nothing is said.
    fn cles(&self) -> [String; 2];

    /// What a message calls it.
    fn libelle(&self) -> String {
        self.cles()[0].split('|').next().unwrap_or_default().to_owned()
    }

    /// A person whom only a name tells apart.
    fn is_person_alone(&self) -> bool {
        false
    }

    /// Stays without the rows of files that are read again and do not name it any more.
    fn leave(&mut self, _relus: &BTreeSet<String>) {}

    /// The row it was read from, as a key; empty where it has none.
    fn rang(&self) -> String {
        self.source().map(|row| format!("{}|{}|{}", row.fichier, row.feuille, row.ligne)).unwrap_or_default()
    }

    /// Pairs what numbers did not pair. The row of a file that is read again unchanged is the same, even where nothing names it.
    fn pair_list(paires: &mut Paires<'_, Self>) {
        paires.by(Self::rang, |a, b| a.cles() == b.cles());
        paires.by_key(|element| element.cles()[0].clone(), false);
        paires.by_key(|element| element.cles()[1].clone(), true);
    }
}

/// A number, whatever its type.
trait Numero {
    fn texte(&self) -> &str;
    fn of(texte: String) -> Self;
}

impl Numero for String {
    fn texte(&self) -> &str {
        self
    }

    fn of(texte: String) -> Self {
        texte
    }
}

macro_rules! numeros {
    ($($ty:ident),*) => { $(
        impl Numero for $ty {
            fn texte(&self) -> &str {
                &self.0
            }

            fn of(texte: String) -> Self {
                Self(texte)
            }
        }
    )* };
}

numeros!(MembreId, PieceId, FicheId);

/// A part of a key, folded; empty where nothing is said.
trait Part {
    fn part(&self) -> String;
}

impl Part for Option<String> {
    fn part(&self) -> String {
        self.as_deref().map(plier).unwrap_or_default()
    }
}

macro_rules! parts {
    ($($ty:ty),*) => { $(
        impl Part for Option<$ty> {
            fn part(&self) -> String {
                self.map(|value| format!("{value:?}")).unwrap_or_default()
            }
        }
    )* };
}

parts!(
    chrono::NaiveDate,
    crate::date::DatePartielle,
    crate::profession::Profession,
    crate::mission::Mission,
    crate::feuille_de_route::Etape
);

fn key(parts: &[String]) -> String {
    if parts.iter().all(String::is_empty) { String::new() } else { parts.join("|") }
}

/// Returns a key whose last part says nothing alone: a sense, a nature.
fn key_of(parts: &[String], kind: &impl std::fmt::Debug) -> String {
    let key = key(parts);
    if key.is_empty() { key } else { format!("{key}|{kind:?}") }
}

macro_rules! cles {
    ($($ty:ident $([$source:ident])? |$e:ident| $precise:expr, $loose:expr;)*) => { $(
        impl Element for $ty {
            fn id(&self) -> &str {
                self.id.texte()
            }

            fn set_id(&mut self, id: String) {
                self.id = Numero::of(id);
            }

            $(fn source(&self) -> Option<&Source> {
                self.$source.as_ref()
            })?

            fn cles(&self) -> [String; 2] {
                let $e = self;
                [$precise, $loose]
            }
        }
    )* };
}

cles! {
    DonneeDiagnostic[source] |e| key(&[e.intitule.part(), e.annee.map(|a| a.to_string()).unwrap_or_default()]), e.intitule.part();
    OffreProfession[source] |e| key(&[e.profession.part(), e.specialite.part()]), String::new();
    Structure[source] |e| key(&[e.nom.part(), e.commune.part()]), e.nom.part();
    Mandat[source] |e| key(&[e.nom.part(), e.fonction.part()]), e.nom.part();
    Groupe[source] |e| e.nom.part(), String::new();
    Salarie[source] |e| key(&[e.nom.part(), e.poste.part()]), e.nom.part();
    SousTerritoire |e| e.nom.part(), String::new();
    Partenaire[source] |e| e.nom.part(), String::new();
    MontantContrat[source] |e| key_of(&[e.mission.part(), e.precision.part()], &e.part), key_of(&[e.mission.part()], &e.part);
    Indicateur[source] |e| key(&[e.titre().map(plier).unwrap_or_default(), e.mission().part()]), e.titre().map(plier).unwrap_or_default();
    Parcours[source] |e| e.nom.part(), String::new();
    Rcp[source] |e| key(&[e.theme.part(), e.date.part()]), String::new();
    Action[source] |e| key(&[e.intitule.part(), e.date.part()]), e.intitule.part();
    ExerciceCrise[source] |e| key(&[e.intitule.part(), e.date.part()]), String::new();
    Activation[source] |e| key(&[e.motif.part(), e.date.part()]), String::new();
    FicheAction[source] |e| e.intitule.part(), String::new();
    Tache |e| e.intitule.part(), String::new();
    IndicateurFiche |e| e.intitule.part(), String::new();
    LigneBudget[source] |e| key_of(&[e.poste.part(), e.enveloppe.part()], &e.sens), key_of(&[e.poste.part()], &e.sens);
    Jalon[source] |e| key(&[e.intitule.part(), e.debut.part()]), e.intitule.part();
    ActionRoute[source] |e| key(&[e.action.part(), e.etape.part()]), e.action.part();
    Moyen[source] |e| e.intitule.part(), String::new();
    Partie[source] |e| e.nom.part(), String::new();
    MembreStatutaire[source] |e| e.nom.part(), String::new();
    Reunion[source] |e| key_of(&[e.date.part(), e.objet.part()], &e.nature), key_of(&[e.date.part()], &e.nature);
    Resolution |e| e.texte.part(), String::new();
    Decision |e| e.intitule.part(), String::new();
    Piece[source] |e| e.fichier.part(), e.titre.part();
}

impl Element for Membre {
    fn id(&self) -> &str {
        &self.id.0
    }

    fn set_id(&mut self, id: String) {
        self.id = MembreId(id);
    }

    fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    fn autres(&self) -> &[Source] {
        &self.autres_sources
    }

    fn cles(&self) -> [String; 2] {
        [personne::name_key(self), String::new()]
    }

    fn libelle(&self) -> String {
        [self.prenom.as_deref(), self.nom.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn is_person_alone(&self) -> bool {
        self.nature == Nature::Personne && self.rpps.is_none()
    }

    fn leave(&mut self, relus: &BTreeSet<String>) {
        self.autres_sources.retain(|row| !relus.contains(&*row.fichier));
        if self.source.as_ref().is_some_and(|row| relus.contains(&*row.fichier)) {
            self.source = (!self.autres_sources.is_empty()).then(|| self.autres_sources.remove(0));
        }
    }

    fn pair_list(paires: &mut Paires<'_, Self>) {
        // A sure match must not lose its number to a likely one further up the list: RPPS first.
        paires.by(|membre| membre.rpps.clone().unwrap_or_default(), personne::shares_a_name);
        // Two different RPPS are two persons, whatever their name.
        let apart = |a: &Self, b: &Self| a.rpps.is_some() && b.rpps.is_some();
        paires.by(Self::rang, |a, b| !apart(a, b) && a.nature == b.nature && a.cles() == b.cles());
        paires.by(personne::name_key, |a, b| !apart(a, b) && personne::same_person(a, b));
        // A row of a file that is read again and whose commune changed: the same person, where nobody else has that name.
        paires.alone(personne::name_key, |a, b, read_again| read_again && a.nature == b.nature && !apart(a, b));
    }
}
