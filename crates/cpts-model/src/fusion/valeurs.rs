//! How two values of one field become one, by their type; what other fields ask for stands in `elements` and in the table.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    appariement::Appariement, contexte::Contexte, provisoires::Provisoires, regles::Regle, renvois::Renvois,
    typographie,
};
use crate::{
    action::EtatAction,
    budget::{NatureLigne, OrigineProduit, Sens},
    contrat::Part,
    date::DatePartielle,
    diagnostic::CategorieStructure,
    exercice::{NaturePeriode, Periode},
    feuille_de_route::Etape,
    fiche_action::{Avancement, Priorite},
    id::{FicheId, MembreId, PieceId},
    indicateur::{EtatValeur, GenreValeur, SensIndicateur, TypeIndicateur},
    lecture::plier,
    membre::{ModeExercice, Nature, Qualite},
    mission::{Mission, Volet},
    montant::Montant,
    profession::Profession,
    reunion::NatureReunion,
    statuts::{Agrement, Indemnisation, Revocation},
    territoire::Commune,
};

/// A value of the dossier that can be merged with another.
pub(super) trait Champ: Sized {
    /// The rule of its type.
    const REGLE: Regle;

    /// Completes `self` by what the other side says.
    fn absorb(&mut self, after: Self, contexte: &mut Contexte<'_>);

    /// Gives the elements of lists their numbers; `self` is the second side.
    fn pair(&mut self, _base: &Self, _pass: &mut Appariement<'_>) {}

    /// Follows the numbers that changed.
    fn follow(&mut self, _renvois: &Renvois) {}

    /// Gives elements provisional numbers.
    fn number(&mut self, _pass: &mut Provisoires<'_>) {}
}

/// A value that is one or the other.
pub(super) trait Scalaire: PartialEq {
    /// The rule of its type.
    const REGLE: Regle = Regle::Valeur;

    /// What a message shows.
    fn texte(&self) -> String;

    /// Whether both differ by their typing alone.
    fn same(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether `self` is typed with more care.
    fn better(&self, _other: &Self) -> bool {
        false
    }

    /// Follows the numbers that changed.
    fn follow(&mut self, _renvois: &Renvois) {}
}

impl Scalaire for String {
    const REGLE: Regle = Regle::Texte;

    fn texte(&self) -> String {
        self.clone()
    }

    fn same(&self, other: &Self) -> bool {
        typographie::same(self, other)
    }

    fn better(&self, other: &Self) -> bool {
        typographie::better(self, other)
    }
}

/// Numbers and words of closed lists, as JSON writes them.
macro_rules! scalaires {
    ($($ty:ty),* $(,)?) => { $(
        impl Scalaire for $ty {
            fn texte(&self) -> String {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(texte)) => texte.replace('_', " "),
                    Ok(serde_json::Value::Bool(oui)) => (if oui { "oui" } else { "non" }).to_owned(),
                    Ok(value) => value.to_string().replace('.', ","),
                    Err(_) => String::new(),
                }
            }
        }
    )* };
}

scalaires!(u8, u32, i32, f64, bool, Montant, EtatAction, Sens, NatureLigne, OrigineProduit, NaturePeriode, Part);
scalaires!(Mission, Volet, CategorieStructure, Etape, Priorite, Avancement, EtatValeur, GenreValeur, SensIndicateur);
scalaires!(TypeIndicateur, Nature, ModeExercice, Qualite, NatureReunion, Agrement, Revocation, Indemnisation);

impl Scalaire for Profession {
    fn texte(&self) -> String {
        self.libelle().to_owned()
    }
}

impl Scalaire for NaiveDate {
    fn texte(&self) -> String {
        DatePartielle::Jour(*self).affiche()
    }
}

impl Scalaire for DatePartielle {
    fn texte(&self) -> String {
        self.affiche()
    }
}

impl Scalaire for Periode {
    fn texte(&self) -> String {
        format!("du {} au {}", self.debut.texte(), self.fin.texte())
    }
}

/// Numbers of elements of other lists, followed where they change.
macro_rules! renvois {
    ($($ty:ty: $liste:literal),*) => { $(
        impl Scalaire for $ty {
            fn texte(&self) -> String {
                self.0.clone()
            }

            fn follow(&mut self, renvois: &Renvois) {
                renvois.numero($liste, &mut self.0);
            }
        }
    )* };
}

renvois!(MembreId: "/membres", PieceId: "/pieces", FicheId: "/fiches_actions");

impl<T: Scalaire> Scalaire for Option<T> {
    const REGLE: Regle = T::REGLE;

    fn texte(&self) -> String {
        self.as_ref().map(T::texte).unwrap_or_default()
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.same(b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    fn better(&self, other: &Self) -> bool {
        self.as_ref().zip(other.as_ref()).is_some_and(|(a, b)| a.better(b))
    }

    fn follow(&mut self, renvois: &Renvois) {
        if let Some(value) = self {
            value.follow(renvois);
        }
    }
}

impl<T: Scalaire> Champ for Option<T> {
    const REGLE: Regle = T::REGLE;

    fn absorb(&mut self, after: Self, contexte: &mut Contexte<'_>) {
        contexte.valeur(self, after);
    }

    fn follow(&mut self, renvois: &Renvois) {
        Scalaire::follow(self, renvois);
    }
}

/// Values that are never missing: the first of their list, a no, says nothing unless its cell does.
macro_rules! simples {
    ($($ty:ty),*) => { $(
        impl Champ for $ty {
            const REGLE: Regle = Regle::Valeur;

            fn absorb(&mut self, after: Self, contexte: &mut Contexte<'_>) {
                contexte.valeur(self, after);
            }
        }
    )* };
}

simples!(bool, EtatAction, Sens, NaturePeriode, Part, CategorieStructure, Nature, NatureReunion);

impl Contexte<'_> {
    /// A value wins over none; of two, that of the second side, which comes later or is more deliberate.
    pub(super) fn valeur<T: Scalaire + Default>(&mut self, before: &mut T, after: T) {
        let none = T::default();
        if *before == after {
            self.agree();
        } else if after == none && !self.is_told_no(before, &none) {
            if self.is_emptied() {
                self.tell_emptied(&before.texte());
                *before = after;
                self.take();
            }
        } else if *before == none {
            *before = after;
            self.take();
        } else if before.same(&after) {
            // What a file says of its own cell is what its author wants to read.
            if self.is_read_again() || after.better(before) {
                *before = after;
                self.take();
            } else {
                self.keep();
            }
        } else if self.is_computed_after() && !self.is_computed_before() {
            self.keep();
        } else {
            if !self.is_computed_before() {
                self.tell_conflict(&before.texte(), &after.texte());
            }
            *before = after;
            self.take();
        }
    }

    /// Whether the second side says in so many words what otherwise says nothing: « non », « réalisée ».
    fn is_told_no<T: Scalaire>(&self, before: &T, none: &T) -> bool {
        !none.texte().is_empty() && before != none && self.is_told_after()
    }

    /// Words of both sides, each once, in the order in which they came; a list of which every word stood in files that are read
    /// again is what those say now.
    pub(super) fn mots<T: Mot>(&mut self, before: &mut Vec<T>, after: Vec<T>) {
        if *before == after {
            return self.agree();
        }
        let again = self.is_read_again() && self.is_whole();
        if after.is_empty() {
            if again && self.is_emptied() {
                self.tell_emptied(&texte_of(before));
                *before = after;
                self.take();
            }
            return;
        }
        if before.is_empty() {
            *before = after;
            return self.take();
        }
        if again {
            let now: HashSet<String> = after.iter().map(Mot::cle).collect();
            let gone: Vec<&T> = before.iter().filter(|mot| !now.contains(&mot.cle())).collect();
            if !gone.is_empty() {
                let gone: Vec<String> = gone.into_iter().map(Mot::texte).collect();
                self.tell_emptied(&gone.join(", "));
            }
            *before = after;
            return self.take();
        }
        let mut known: HashMap<String, usize> = before.iter().enumerate().map(|(at, mot)| (mot.cle(), at)).collect();
        for mot in after {
            if let Some(at) = known.get(&mot.cle()) {
                self.touched |= before[*at].complete(mot);
            } else {
                known.insert(mot.cle(), before.len());
                before.push(mot);
                self.touched = true;
            }
        }
        self.keep();
    }
}

fn texte_of<T: Mot>(mots: &[T]) -> String {
    mots.iter().map(Mot::texte).collect::<Vec<_>>().join(", ")
}

/// A word of a list.
pub(super) trait Mot: PartialEq {
    /// What makes two words one.
    fn cle(&self) -> String;

    /// What a message shows.
    fn texte(&self) -> String;

    /// Adds what the other knows of the same; returns whether something was added.
    fn complete(&mut self, _other: Self) -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Follows the numbers that changed.
    fn follow(&mut self, _renvois: &Renvois) {}
}

impl Mot for String {
    fn cle(&self) -> String {
        typographie::fold(self).collect()
    }

    fn texte(&self) -> String {
        self.clone()
    }
}

impl Mot for Profession {
    fn cle(&self) -> String {
        self.libelle().to_owned()
    }

    fn texte(&self) -> String {
        self.libelle().to_owned()
    }
}

impl Mot for PieceId {
    fn cle(&self) -> String {
        self.0.clone()
    }

    fn texte(&self) -> String {
        self.0.clone()
    }

    fn follow(&mut self, renvois: &Renvois) {
        Scalaire::follow(self, renvois);
    }
}

impl Mot for Commune {
    fn cle(&self) -> String {
        plier(&self.nom)
    }

    fn texte(&self) -> String {
        self.nom.clone()
    }

    fn complete(&mut self, other: Self) -> bool {
        let before = (self.code_insee.is_some(), self.population.is_some());
        self.code_insee = self.code_insee.take().or(other.code_insee);
        self.population = self.population.or(other.population);
        before != (self.code_insee.is_some(), self.population.is_some())
    }
}

impl<T: Mot> Champ for Vec<T> {
    const REGLE: Regle = Regle::Mots;

    fn absorb(&mut self, after: Self, contexte: &mut Contexte<'_>) {
        contexte.mots(self, after);
    }

    fn follow(&mut self, renvois: &Renvois) {
        for mot in self {
            mot.follow(renvois);
        }
    }
}

/// Columns that are not understood: each is a value of its own.
impl Champ for BTreeMap<String, String> {
    const REGLE: Regle = Regle::Colonnes;

    fn absorb(&mut self, after: Self, contexte: &mut Contexte<'_>) {
        for (titre, texte) in after {
            let slot = self.entry(titre.clone()).or_default();
            contexte.within(&titre, |contexte| contexte.valeur(slot, texte));
        }
    }
}
