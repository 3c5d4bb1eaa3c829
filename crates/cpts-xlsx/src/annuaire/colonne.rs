//! The columns of the directory: what each one holds, and which ones this list needs.

use std::{borrow::Cow, collections::BTreeSet};

use chrono::{Datelike, NaiveDate};
use cpts_model::{DatePartielle, Membre, ModeExercice, Qualite};
use cpts_outline::francais::{annee_mois_jour, oui_non, telephone};
use rust_xlsxwriter::Format;

use super::liste::{COMMUNE_ABSENTE, Liste, PROFESSION_ABSENTE};
use crate::{apparence, texte::propre};

/// Columns of the workbook that the import did not understand, at most; a sheet stops being readable long before.
const MAX_LIBRES: usize = 100;
/// Letters of a column title, at most: Excel's bound on the names of table columns.
const MAX_TITRE: usize = 255;
/// Letters between two parts of a cell.
const ENTRE: &str = " / ";

/// Value of one member in one column.
pub(super) enum Valeur<'m> {
    Vide,
    Texte(Cow<'m, str>),
    Date(NaiveDate),
    Nombre(f64),
    AComplete(&'static str),
}

/// How a column looks and how its values are typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// Free text of a few words.
    Texte,
    /// Sentences and addresses.
    Long,
    /// Identifiers and phones: text that looks like a number.
    Numero,
    Date,
    Euros,
    /// Stable number of the member, hidden, for reading the workbook back.
    Repere,
}

impl Genre {
    /// Returns the widest that a column gets, in characters; longer texts wrap.
    pub(super) const fn max_width(self) -> usize {
        match self {
            Self::Long => 40,
            _ => 28,
        }
    }

    pub(super) fn format(self, wraps: bool) -> Format {
        match self {
            Self::Texte | Self::Long if wraps => apparence::cellule_longue(),
            Self::Texte | Self::Long => apparence::cellule(),
            Self::Numero | Self::Repere => apparence::cellule_texte(),
            Self::Date => apparence::cellule_date(),
            Self::Euros => apparence::cellule_euros(),
        }
    }
}

type Lire = for<'m> fn(&'m Membre, &'m Liste<'m>) -> Valeur<'m>;

/// A column that the model knows.
pub(super) struct Definition {
    pub(super) titre: &'static str,
    pub(super) genre: Genre,
    /// The blank form and the empty directory show it.
    pub(super) courante: bool,
    lire: Lire,
}

const fn colonne(titre: &'static str, genre: Genre, lire: Lire) -> Definition {
    Definition { titre, genre, courante: false, lire }
}

const fn courante(titre: &'static str, genre: Genre, lire: Lire) -> Definition {
    Definition { titre, genre, courante: true, lire }
}

/// Every column, in the order of the sheet: what a reader looks for first, so that it is printed first.
pub(super) const COLONNES: &[Definition] = &[
    courante("Nom", Genre::Texte, |m, _| m.nom.as_deref().map_or(Valeur::AComplete("À compléter"), texte)),
    courante("Prénom", Genre::Texte, |m, _| optional(m.prenom.as_ref())),
    courante("Profession", Genre::Texte, |m, _| {
        Liste::profession(m).map_or(Valeur::AComplete(PROFESSION_ABSENTE), texte)
    }),
    colonne("Spécialité", Genre::Texte, |m, _| optional(m.specialite.as_ref())),
    courante("Commune", Genre::Texte, |m, liste| {
        liste.commune(m).map_or(Valeur::AComplete(COMMUNE_ABSENTE), Valeur::Texte)
    }),
    courante("Code postal", Genre::Numero, |m, _| optional(m.code_postal.as_ref())),
    courante("Téléphone", Genre::Numero, |m, _| {
        m.telephones.first().map_or(Valeur::Vide, |numero| Valeur::Texte(Cow::Owned(telephone(numero))))
    }),
    courante("E-mail", Genre::Long, |m, _| optional(m.email.as_ref())),
    courante("Mode d’exercice", Genre::Texte, |m, _| {
        m.mode_exercice.map_or(Valeur::Vide, |mode| texte(mode_exercice(mode)))
    }),
    courante("Structure", Genre::Texte, |m, _| optional(m.structure.as_ref())),
    colonne("Fonction", Genre::Texte, |m, _| optional(m.fonction.as_ref())),
    colonne("Groupes de travail", Genre::Long, |m, _| join(m.groupes.iter().map(|g| Cow::Borrowed(g.as_str())))),
    colonne("Autres professions", Genre::Texte, |m, _| {
        join(m.professions.iter().skip(1).map(|p| Cow::Borrowed(p.libelle())))
    }),
    colonne("Type de structure", Genre::Texte, |m, _| optional(m.type_organisation.as_ref())),
    colonne("Représentant", Genre::Texte, |m, _| optional(m.representant.as_ref())),
    colonne("Autres téléphones", Genre::Numero, |m, _| {
        join(m.telephones.iter().skip(1).map(|t| Cow::Owned(telephone(t))))
    }),
    colonne("Autres e-mails", Genre::Long, |m, _| join(m.autres_emails.iter().map(|e| Cow::Borrowed(e.as_str())))),
    colonne("Adresse", Genre::Long, |m, _| optional(m.adresse.as_ref())),
    colonne("Autres communes", Genre::Texte, |m, _| {
        join(m.communes.iter().skip(1).map(|c| Cow::Borrowed(c.nom.as_str())))
    }),
    colonne("Civilité", Genre::Texte, |m, _| optional(m.civilite.as_ref())),
    courante("RPPS", Genre::Numero, |m, _| optional(m.rpps.as_ref())),
    colonne("ADELI", Genre::Numero, |m, _| optional(m.adeli.as_ref())),
    colonne("FINESS", Genre::Numero, |m, _| optional(m.finess.as_ref())),
    colonne("SIRET", Genre::Numero, |m, _| optional(m.siret.as_ref())),
    courante("Date d’adhésion", Genre::Date, |m, _| m.date_adhesion.map_or(Valeur::Vide, date)),
    colonne("Date de sortie", Genre::Date, |m, _| m.date_sortie.map_or(Valeur::Vide, date)),
    colonne("Qualité", Genre::Texte, |m, _| m.qualite.map_or(Valeur::Vide, |q| texte(qualite(q)))),
    colonne("Collège", Genre::Texte, |m, _| optional(m.college.as_ref())),
    colonne("Cotisation à jour", Genre::Texte, |m, _| reponse(m.cotisation.a_jour)),
    colonne("Cotisation", Genre::Euros, |m, _| {
        m.cotisation.montant.map_or(Valeur::Vide, |c| Valeur::Nombre(c.euros()))
    }),
    colonne("Accord annuaire", Genre::Texte, |m, _| reponse(m.consentements.annuaire)),
    colonne("Accord image", Genre::Texte, |m, _| reponse(m.consentements.image)),
    colonne("Charte signée", Genre::Texte, |m, _| reponse(m.consentements.charte)),
    colonne("Remarques", Genre::Long, |m, _| optional(m.remarques.as_ref())),
];

/// Title of the hidden column of stable numbers.
const REPERE: Definition = colonne("Repère", Genre::Repere, |m, _| texte(&m.id.0));

/// A column of one directory.
pub(super) struct Colonne<'a> {
    pub(super) titre: String,
    pub(super) genre: Genre,
    champ: Champ<'a>,
}

enum Champ<'a> {
    Connu(Lire),
    /// Column of the coordinator's workbook, kept under its own title.
    Libre(&'a str),
    /// The columns past [`MAX_LIBRES`], each with its title.
    Reste(BTreeSet<&'a str>),
}

impl Colonne<'_> {
    pub(super) fn valeur<'m>(&self, membre: &'m Membre, liste: &'m Liste<'m>) -> Valeur<'m> {
        match &self.champ {
            Champ::Connu(lire) => lire(membre, liste),
            Champ::Libre(titre) => optional(membre.colonnes_inconnues.get(*titre)),
            Champ::Reste(titres) => {
                let reste = membre.colonnes_inconnues.iter().filter(|(titre, _)| titres.contains(titre.as_str()));
                join(reste.map(|(titre, valeur)| Cow::Owned(format!("{titre}\u{a0}: {valeur}"))))
            }
        }
    }
}

/// Returns the columns that the list needs: a column that no member fills is not there, and so neither is one that the
/// profile emptied. Names and professions are always there, with what is missing marked.
pub(super) fn columns<'a>(liste: &'a Liste<'a>) -> Vec<Colonne<'a>> {
    let connu = |definition: &Definition| Colonne {
        titre: definition.titre.to_owned(),
        genre: definition.genre,
        champ: Champ::Connu(definition.lire),
    };
    if liste.membres.is_empty() {
        return COLONNES.iter().filter(|definition| definition.courante).map(connu).collect();
    }
    let mut empty: Vec<&Definition> = COLONNES.iter().chain(Some(&REPERE).filter(|_| liste.relisible)).collect();
    // Member by member, since most columns are settled by the first few: a pass over all of them for each column that
    // stays empty would take longer than the rest of the directory.
    for membre in &liste.membres {
        empty.retain(|def| matches!((def.lire)(membre, liste), Valeur::Vide | Valeur::AComplete(_)));
    }
    let is_filled = |definition: &&Definition| {
        matches!(definition.titre, "Nom" | "Profession") || empty.iter().all(|def| def.titre != definition.titre)
    };
    let mut colonnes: Vec<Colonne> = COLONNES.iter().filter(is_filled).map(connu).collect();

    let inconnues = liste.membres.iter().flat_map(|m| &m.colonnes_inconnues);
    let titres: BTreeSet<&str> = inconnues.filter(|(_, v)| !v.is_empty()).map(|(titre, _)| titre.as_str()).collect();
    let mut titres = titres.into_iter();
    let libre = |titre: &str, champ| Colonne { titre: titre.to_owned(), genre: Genre::Long, champ };
    colonnes.extend(titres.by_ref().take(MAX_LIBRES).map(|titre| libre(titre, Champ::Libre(titre))));
    let reste: BTreeSet<&str> = titres.collect();
    if !reste.is_empty() {
        colonnes.push(libre("Autres colonnes", Champ::Reste(reste)));
    }
    colonnes.extend(Some(&REPERE).filter(|_| liste.relisible).filter(is_filled).map(connu));
    name_apart(&mut colonnes);
    colonnes
}

/// Makes the titles what a table accepts: one line, bounded, no two alike in any case.
fn name_apart(colonnes: &mut [Colonne]) {
    let mut seen = BTreeSet::new();
    for colonne in colonnes {
        let mots: Vec<&str> = colonne.titre.split_whitespace().collect();
        let base: String = propre(&mots.join(" ")).chars().take(MAX_TITRE).collect();
        let base = if base.is_empty() { "Colonne" } else { &base };
        let mut titre = base.to_owned();
        let mut rang = 2;
        while !seen.insert(titre.to_lowercase()) {
            titre = format!("{base} ({rang})");
            rang += 1;
        }
        colonne.titre = titre;
    }
}

fn texte(texte: &str) -> Valeur<'_> {
    if texte.is_empty() { Valeur::Vide } else { Valeur::Texte(Cow::Borrowed(texte)) }
}

fn optional(valeur: Option<&String>) -> Valeur<'_> {
    valeur.map_or(Valeur::Vide, |valeur| texte(valeur))
}

fn join<'m>(parts: impl Iterator<Item = Cow<'m, str>>) -> Valeur<'m> {
    match parts.reduce(|all, part| Cow::Owned(format!("{all}{ENTRE}{part}"))) {
        Some(all) => Valeur::Texte(all),
        None => Valeur::Vide,
    }
}

/// Returns a day as a date to sort and filter; a year or a month as the text it was.
fn date(date: DatePartielle) -> Valeur<'static> {
    match date {
        // Excel counts a 29 February 1900 that never was: its serials are right from March on.
        DatePartielle::Jour(jour) if jour.year() > 1900 => Valeur::Date(jour),
        autre => Valeur::Texte(Cow::Owned(annee_mois_jour(autre))),
    }
}

fn reponse(reponse: Option<bool>) -> Valeur<'static> {
    reponse.map_or(Valeur::Vide, |oui| texte(oui_non(oui)))
}

pub(super) const fn mode_exercice(mode: ModeExercice) -> &'static str {
    match mode {
        ModeExercice::Liberal => "Libéral",
        ModeExercice::Salarie => "Salarié",
        ModeExercice::Mixte => "Mixte",
        ModeExercice::Benevole => "Bénévole",
    }
}

pub(super) const fn qualite(qualite: Qualite) -> &'static str {
    match qualite {
        Qualite::Fondateur => "Fondateur",
        Qualite::Actif => "Actif",
        Qualite::Honneur => "D’honneur",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_by_case_only_are_numbered() {
        let titres = ["Nom", "NOM", "", "a\n b", "Nom"];
        let mut colonnes: Vec<Colonne> = titres
            .iter()
            .map(|titre| Colonne { titre: (*titre).to_owned(), genre: Genre::Texte, champ: Champ::Libre(titre) })
            .collect();
        name_apart(&mut colonnes);
        let titres: Vec<&str> = colonnes.iter().map(|colonne| colonne.titre.as_str()).collect();
        assert_eq!(titres, ["Nom", "NOM (2)", "Colonne", "a b", "Nom (3)"]);
    }

    #[test]
    fn date_of_a_month_stays_text() {
        assert!(matches!(date(DatePartielle::Mois(2024, 3)), Valeur::Texte(texte) if texte == "03/2024"));
    }
}
