//! Where a fusion stands: the address, what each side knows of its origin, and what was told so far.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashSet},
};

use super::{Bilan, Fusion, FusionOptions, communaute::shown};
use crate::{
    check::recueil::Recueil,
    constat::{Code, Constat, Place, codes::fusion as codes, quote},
    dossier::Dossier,
    provenance::{FeuilleSource, Origine, Source},
    trace::Traces,
    visite::segment,
};

/// What a dossier knows of the origin of its values, apart from the values.
pub(super) struct Tables(Dossier);

impl Tables {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let (feuilles, provenance) = (dossier.feuilles.clone(), dossier.provenance.clone());
        Self(Dossier { feuilles, provenance, ..Dossier::default() })
    }
}

/// Rows of the element that is being merged.
struct Lignes {
    /// Length of the address of the element.
    adresse: usize,
    before: Option<Source>,
    after: Option<Source>,
    /// Every row of the first side stands in a file that is read again.
    whole: bool,
}

impl Default for Lignes {
    /// Values that stand alone: each has its own place, and no other.
    fn default() -> Self {
        Self { adresse: 0, before: None, after: None, whole: true }
    }
}

/// One fusion, as it goes.
pub(super) struct Contexte<'a> {
    pub(super) options: &'a FusionOptions,
    before: Traces<'a>,
    after: Traces<'a>,
    provenance_before: &'a BTreeMap<String, Origine>,
    provenance_after: &'a BTreeMap<String, Origine>,
    feuilles_after: &'a [FeuilleSource],
    adresse: String,
    lignes: Lignes,
    /// Provenance of the result.
    provenance: BTreeMap<String, Origine>,
    /// Addresses at which the first side was kept against the second.
    kept: HashSet<String>,
    recueil: Recueil,
    /// A value of the first side changed since this was last lowered.
    pub(super) touched: bool,
    pub(super) bilan: Bilan,
    /// Lists in which one stands.
    pub(super) depth: usize,
}

impl<'a> Contexte<'a> {
    pub(super) fn new(options: &'a FusionOptions, before: &'a Tables, after: &'a Tables) -> Self {
        Self {
            options,
            before: Traces::of_tables(&before.0),
            after: Traces::of_tables(&after.0),
            provenance_before: &before.0.provenance,
            provenance_after: &after.0.provenance,
            feuilles_after: &after.0.feuilles,
            adresse: String::new(),
            lignes: Lignes::default(),
            provenance: before.0.provenance.clone(),
            kept: HashSet::new(),
            recueil: Recueil::default(),
            touched: false,
            bilan: Bilan::default(),
            depth: 0,
        }
    }

    pub(super) fn push(&mut self, constat: Constat) {
        self.recueil.push(constat);
    }

    /// Returns the result, with the origins that go with its values.
    pub(super) fn finish(mut self, mut dossier: Dossier) -> Fusion {
        for (adresse, origine) in self.provenance_after {
            if !self.kept.contains(adresse) {
                self.provenance.insert(adresse.clone(), origine.clone());
            }
        }
        dossier.provenance = self.provenance;
        Fusion { dossier, constats: self.recueil.finish(), bilan: self.bilan }
    }

    /// Walks a part.
    pub(super) fn within<R>(&mut self, nom: &str, walk: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.adresse.len();
        self.adresse.extend(["/", &segment(nom)]);
        let result = walk(self);
        self.adresse.truncate(before);
        result
    }

    /// Walks an element whose rows are known; one without rows stands in those of the element around it.
    pub(super) fn within_rows(
        &mut self,
        before: (Option<Source>, bool),
        after: Option<Source>,
        walk: impl FnOnce(&mut Self),
    ) {
        if before.0.is_none() && after.is_none() {
            return walk(self);
        }
        let lignes = Lignes { adresse: self.adresse.len(), before: before.0, after, whole: before.1 };
        let outer = std::mem::replace(&mut self.lignes, lignes);
        walk(self);
        self.lignes = outer;
    }

    /// Walks the field beside the one where one stands.
    pub(super) fn beside(&mut self, nom: &str, walk: impl FnOnce(&mut Self)) {
        let champ = self.adresse.split_off(self.adresse.rfind('/').unwrap_or(0));
        self.within(nom, walk);
        self.adresse.push_str(&champ);
    }

    pub(super) fn adresse(&self) -> &str {
        &self.adresse
    }

    /// Returns whether a file was read just now.
    pub(super) fn read_again(&self, fichier: &str) -> bool {
        self.options.relus.contains(fichier)
    }

    pub(super) fn place_before(&self) -> Place {
        self.place(&self.before, self.lignes.before.as_ref())
    }

    pub(super) fn place_after(&self) -> Place {
        self.place(&self.after, self.lignes.after.as_ref())
    }

    fn place(&self, traces: &Traces<'_>, source: Option<&Source>) -> Place {
        traces.place_in(source, &self.adresse[..self.lignes.adresse], &self.adresse)
    }

    /// Returns whether the value of the first side was read in a file that is read again now.
    pub(super) fn is_read_again(&self) -> bool {
        self.place_before().fichier.is_some_and(|fichier| self.read_again(&fichier))
    }

    /// Returns whether the first side has its value from a place that is read again and says nothing any more: not one of which
    /// the column is gone.
    pub(super) fn is_emptied(&self) -> bool {
        let place = self.place_before();
        let (Some(fichier), Some(feuille)) = (place.fichier, place.feuille) else { return false };
        if !self.read_again(&fichier) {
            return false;
        }
        let Some(after) = &self.lignes.after else { return self.lignes.before.is_none() };
        // The row went to another sheet: what it says there is all it says.
        if *after.fichier != *fichier || *after.feuille != *feuille {
            return *after.fichier == *fichier;
        }
        self.has_column(&fichier, &feuille)
    }

    /// Returns whether the second side gives the field a column of its sheet.
    fn has_column(&self, fichier: &str, feuille: &str) -> bool {
        let champ = self.champ();
        let covers = |nom: &String| {
            nom == &champ
                || nom.strip_prefix(champ.as_ref()).is_some_and(|rest| rest.starts_with('.'))
                || champ.strip_prefix(nom.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        let tables = self.feuilles_after.iter().filter(|table| table.fichier == fichier && table.feuille == feuille);
        tables.flat_map(|table| table.colonnes.keys()).any(covers)
    }

    /// Returns the name of the field in its element: `cotisation.montant`.
    fn champ(&self) -> Cow<'_, str> {
        let nom = self.adresse.get(self.lignes.adresse + 1..).unwrap_or_default();
        if nom.contains('/') { nom.replace('/', ".").into() } else { nom.into() }
    }

    /// Returns whether all that the first side says of the element stood in files that are read again.
    pub(super) fn is_whole(&self) -> bool {
        self.lignes.whole
    }

    /// Returns whether a value of the second side was read in a cell, even one that says no.
    pub(super) fn is_told_after(&self) -> bool {
        match self.provenance_after.get(&self.adresse) {
            Some(Origine::Cellule { .. }) => true,
            Some(Origine::Regle { .. }) => false,
            None => self.lignes.after.as_ref().is_some_and(|row| self.has_column(&row.fichier, &row.feuille)),
        }
    }

    /// Returns whether the second side read the element in a row.
    pub(super) fn has_row_after(&self) -> bool {
        self.lignes.after.is_some()
    }

    pub(super) fn is_computed_before(&self) -> bool {
        matches!(self.provenance_before.get(&self.adresse), Some(Origine::Regle { .. }))
    }

    pub(super) fn is_computed_after(&self) -> bool {
        matches!(self.provenance_after.get(&self.adresse), Some(Origine::Regle { .. }))
    }

    /// The value of the first side stays, with its origin.
    pub(super) fn keep(&mut self) {
        if self.provenance_after.contains_key(&self.adresse) {
            self.kept.insert(self.adresse.clone());
        }
    }

    /// All that stands below stays, with its origins.
    pub(super) fn keep_below(&mut self) {
        let below = format!("{}/", self.adresse);
        self.kept.extend(self.provenance_after.keys().filter(|key| key.starts_with(&below)).cloned());
    }

    /// The value of the second side stands from now on: with its origin, which is told where the row of the element does not tell it.
    pub(super) fn take(&mut self) {
        self.touched = true;
        self.bilan.valeurs += usize::from(self.depth == 0);
        self.settle();
    }

    /// Both say the same: the second side knows better where it stands now, where it knows.
    pub(super) fn agree(&mut self) {
        let told = self.provenance_after.contains_key(&self.adresse);
        let again = self.provenance_before.contains_key(&self.adresse) && self.is_read_again();
        if !told && again && self.lignes.after.is_some() {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.provenance.remove(&self.adresse);
        if self.provenance_after.contains_key(&self.adresse) {
            return;
        }
        // The row of the element stays that of the first side, unless that one is read again.
        let same_row = self.lignes.before.is_none() || self.lignes.before == self.lignes.after || self.is_main_again();
        if same_row {
            return;
        }
        let Place { fichier: Some(fichier), feuille: Some(feuille), cellule: Some(cellule), .. } = self.place_after()
        else {
            return;
        };
        self.provenance.insert(self.adresse.clone(), Origine::Cellule { fichier, feuille, cellule });
    }

    fn is_main_again(&self) -> bool {
        self.lignes.before.as_ref().is_some_and(|row| self.read_again(&row.fichier))
    }

    /// Nothing that an element says has an origin any more.
    pub(super) fn forget(&mut self, adresse: &str) {
        let inside: Vec<String> = self
            .provenance
            .range(adresse.to_owned()..)
            .take_while(|(key, _)| key.starts_with(adresse))
            .filter(|(key, _)| key[adresse.len()..].is_empty() || key[adresse.len()..].starts_with('/'))
            .map(|(key, _)| key.clone())
            .collect();
        for key in inside {
            self.provenance.remove(&key);
        }
    }

    /// Tells that a value takes the place of another; an old state of a file is no source beside it.
    pub(super) fn tell_conflict(&mut self, before: &str, after: &str) {
        let (old, mut new) = (self.place_before(), self.place_after());
        let again = old.fichier.as_deref().is_some_and(|fichier| self.read_again(fichier));
        let code = if self.options.existant || again { &codes::REMPLACEE } else { &codes::CONFLIT };
        let message = format!(
            "{}\u{a0}: {} ({}) est retenu, et non {} ({})",
            self.libelle(),
            quote(after),
            shown(&new, "seconde source"),
            quote(before),
            if again { format!("{}, auparavant", shown(&old, "")) } else { shown(&old, "dossier existant") }
        );
        new.chemin = Some(self.adresse.clone());
        self.recueil.push(code.constat(new, message).with_valeur(after));
    }

    /// Tells that the first side is kept against the second.
    pub(super) fn tell_kept(&mut self, before: &str, after: &str) {
        let (old, new) = (self.place_before(), self.place_after());
        let code = if self.options.existant { &codes::REMPLACEE } else { &codes::CONFLIT };
        let message = format!(
            "{}\u{a0}: {} ({}) est gardé, et non {} ({})",
            self.libelle(),
            quote(before),
            shown(&old, "dossier existant"),
            quote(after),
            shown(&new, "seconde source")
        );
        self.recueil.push(code.constat(new, message).with_valeur(after));
    }

    /// Tells that a value is taken out.
    pub(super) fn tell_emptied(&mut self, before: &str) {
        let mut place = self.place_before();
        let message = format!(
            "{}\u{a0}: {} ne figure plus dans {}, et quitte le dossier",
            self.libelle(),
            quote(before),
            shown(&place, "son fichier")
        );
        place.chemin = Some(self.adresse.clone());
        self.recueil.push(codes::VIDEE.constat(place, message).with_valeur(before));
    }

    /// Tells of elements of a list in one constat.
    pub(super) fn tell_elements(&mut self, code: &Code, fichier: Option<String>, message: String) {
        let place = Place { fichier, chemin: Some(self.adresse.clone()), ..Place::default() };
        self.recueil.push(code.constat(place, message));
    }

    /// Tells of an element at its row.
    pub(super) fn tell_row(&mut self, code: &Code, row: &Source, message: String) {
        let place = Place {
            fichier: Some(row.fichier.to_string()),
            feuille: Some(row.feuille.to_string()),
            ligne: Some(row.ligne),
            ..Place::default()
        };
        self.recueil.push(code.constat(place, message));
    }

    /// Returns the name of the field as the dossier has it, in words.
    fn libelle(&self) -> String {
        self.adresse.rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// Returns the names of the files read just now.
    pub(super) fn files(&self) -> &BTreeSet<String> {
        &self.options.relus
    }
}
