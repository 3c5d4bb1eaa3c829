//! The sheet of the community itself: label and value, side by side.

mod libelles;

use chrono::NaiveDate;
use cpts_model::{
    DatePartielle, Dossier, Exercice, Origine, Periode,
    constat::codes::import as codes,
    identifiant::{self, Lecture},
    lecture::{self, plier},
};

use self::libelles::Etiquette;
use crate::{
    cells::{Cell, Sheet, Valeur as Brute},
    classement::Plan,
    contexte::Contexte,
    journal::{Lieu, cite},
    membres::{Noms, adhesion, contact, personne::one_line},
    table, territoire,
};

/// Returns how many labels of an identity sheet the first columns of the sheet hold.
pub(crate) fn labels(sheet: &Sheet) -> usize {
    sheet
        .rows
        .iter()
        .take(60)
        .filter(|row| row.cells.len() >= 2 && row.cells.len() <= 4 && libelles::read(&row.cells[0].texte()).is_some())
        .count()
}

/// Fills in the identity of the community.
pub(crate) fn read(contexte: &mut Contexte<'_>, sheet: &Sheet, noms: &Noms<'_>, plan: &Plan, dossier: &mut Dossier) {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    for row in &sheet.rows {
        let mut filled = row.cells.iter().filter(|cell| !cell.texte().trim().is_empty());
        let Some(label) = filled.next() else { continue };
        let texte = label.texte();
        let Some(etiquette) = libelles::read(&texte) else {
            // A lone text is a title; a label with a value that nobody takes up is worth a line.
            if filled.next().is_some() && !is_heading(&texte) {
                let lieu = base.row(row.ligne).at(label.colonne);
                contexte.journal.push_valeur(
                    lieu,
                    &codes::IDENTITE_LIBELLE_INCONNU,
                    texte.trim(),
                    format!("libellé {} non reconnu", cite(&texte)),
                );
            }
            continue;
        };
        // A unit or a note may follow: the value is what stands next to the label.
        let values: Vec<&Cell> = filled.collect();
        let Some(cell) = values.first() else { continue };
        let lieu = base.row(row.ligne).at(cell.colonne);
        match &cell.valeur {
            Brute::Erreur(erreur) => {
                contexte.journal.push_valeur(
                    lieu,
                    &codes::CELLULE_ERREUR,
                    erreur,
                    format!("{} lu comme une cellule vide", cite(erreur)),
                );
                continue;
            }
            Brute::FormuleNonCalculee => {
                contexte.journal.push(
                    lieu,
                    &codes::CELLULE_NON_CALCULEE,
                    "formule jamais calculée, lue comme une cellule vide",
                );
                continue;
            }
            _ => {}
        }
        if contact::is_absent(&cell.texte()) {
            continue;
        }
        let mut lecteur = Lecteur { contexte, noms, lieu, dossier };
        lecteur.set(etiquette, cell);
    }
}

fn is_heading(texte: &str) -> bool {
    matches!(
        plier(texte).as_str(),
        "champ" | "libelle" | "rubrique" | "information" | "element" | "donnee" | "identite" | "intitule"
    )
}

struct Lecteur<'a, 'o> {
    contexte: &'a mut Contexte<'o>,
    noms: &'a Noms<'a>,
    lieu: Lieu,
    dossier: &'a mut Dossier,
}

impl Lecteur<'_, '_> {
    #[expect(clippy::too_many_lines, reason = "one arm per label")]
    fn set(&mut self, etiquette: Etiquette, cell: &Cell) {
        let shown = cell.texte();
        let texte = shown.trim();
        let line = || Some(one_line(texte));
        match etiquette {
            Etiquette::Nom => {
                self.dossier.cpts.nom = line();
                self.origin("/cpts/nom");
            }
            Etiquette::NomCourt => {
                self.dossier.cpts.nom_court = line();
                self.origin("/cpts/nom_court");
            }
            Etiquette::Siren => {
                self.dossier.cpts.siren = self.number(texte, identifiant::siren::read, "/cpts/siren");
            }
            Etiquette::Siret => {
                self.dossier.cpts.siret = self.number(texte, identifiant::siret::read, "/cpts/siret");
                if let Some(siret) = self.dossier.cpts.siret.as_ref().filter(|_| self.dossier.cpts.siren.is_none()) {
                    self.dossier.cpts.siren = siret.get(..9).map(str::to_owned);
                    let regle =
                        Origine::Regle { regle: "siren-du-siret".to_owned(), entrees: vec!["/cpts/siret".to_owned()] };
                    self.dossier.provenance.insert("/cpts/siren".to_owned(), regle);
                }
            }
            Etiquette::Rna => self.dossier.cpts.rna = self.number(texte, identifiant::rna::read, "/cpts/rna"),
            Etiquette::Finess => {
                self.dossier.cpts.finess = self.number(texte, identifiant::finess::read, "/cpts/finess");
            }
            Etiquette::Adresse => self.address(texte),
            Etiquette::CodePostal => {
                self.dossier.cpts.adresse.code_postal =
                    self.number(texte, identifiant::code_postal::read, "/cpts/adresse/code_postal");
            }
            Etiquette::Commune => self.town(texte),
            Etiquette::Departement => {
                let found = cpts_model::geographie::departement(texte.trim_end_matches(|c: char| !c.is_alphanumeric()));
                self.contexte.departement =
                    found.as_ref().map(|d| d.code.to_string()).or(self.contexte.departement.take());
                self.dossier.cpts.departement = found.as_ref().map(|d| d.nom.to_string()).or_else(line);
                self.origin("/cpts/departement");
                if let Some(found) = found.filter(|_| self.dossier.cpts.region.is_none()) {
                    self.dossier.cpts.region = Some(found.region.to_string());
                    let regle = Origine::Regle {
                        regle: "region-du-departement".to_owned(),
                        entrees: vec!["/cpts/departement".to_owned()],
                    };
                    self.dossier.provenance.insert("/cpts/region".to_owned(), regle);
                }
            }
            Etiquette::Region => {
                self.dossier.cpts.region = line();
                self.origin("/cpts/region");
            }
            Etiquette::Email => self.dossier.cpts.email = self.number(texte, identifiant::email::read, "/cpts/email"),
            Etiquette::Telephone => {
                self.dossier.cpts.telephone = self.number(texte, identifiant::telephone::read, "/cpts/telephone");
            }
            Etiquette::SiteInternet => {
                self.dossier.cpts.site_internet = line();
                self.origin("/cpts/site_internet");
            }
            Etiquette::DateCreation => self.dossier.cpts.date_creation = self.day(cell, texte, "/cpts/date_creation"),
            Etiquette::DateSignature => {
                self.dossier.contrat.date_signature = self.day(cell, texte, "/contrat/date_signature");
            }
            Etiquette::Taille => {
                let digits: Vec<u8> = texte.bytes().filter(u8::is_ascii_digit).collect();
                match digits.as_slice() {
                    [d @ b'1'..=b'4'] => {
                        self.dossier.contrat.taille = Some(d - b'0');
                        self.origin("/contrat/taille");
                    }
                    _ => self.not_read("taille de 1 à 4", texte),
                }
            }
            Etiquette::CoordinationNom => {
                self.dossier.cpts.coordination.nom = line();
                self.origin("/cpts/coordination/nom");
            }
            Etiquette::CoordinationEmail => {
                self.dossier.cpts.coordination.email =
                    self.number(texte, identifiant::email::read, "/cpts/coordination/email");
            }
            Etiquette::CoordinationTelephone => {
                self.dossier.cpts.coordination.telephone =
                    self.number(texte, identifiant::telephone::read, "/cpts/coordination/telephone");
            }
            Etiquette::Territoire => {
                self.dossier.territoire.nom = line();
                self.origin("/territoire/nom");
            }
            Etiquette::Communes => territoire::read_list(self.contexte, texte, self.lieu, self.dossier),
            Etiquette::Population => match lecture::nombre(texte).filter(|n| n.valeur >= 0.0 && n.valeur < 1e8) {
                Some(nombre) => {
                    self.dossier.territoire.population_declaree = Some(table::whole(nombre.valeur));
                    self.origin("/territoire/population_declaree");
                }
                None => self.not_read("nombre d’habitants", texte),
            },
            Etiquette::Exercice => self.year(cell, texte),
            Etiquette::ValidationCa => self.dossier.validation.date_ca = self.day(cell, texte, "/validation/date_ca"),
            Etiquette::ValidationAg => self.dossier.validation.date_ag = self.day(cell, texte, "/validation/date_ag"),
        }
    }

    fn origin(&mut self, adresse: &str) {
        let place = self.contexte.journal.place(self.lieu);
        let origine = Origine::Cellule {
            fichier: self.noms.fichier.to_owned(),
            feuille: self.noms.feuille.to_owned(),
            cellule: place.cellule.unwrap_or_default(),
        };
        self.dossier.provenance.insert(adresse.to_owned(), origine);
    }

    fn number(&mut self, texte: &str, read: fn(&str) -> Lecture, adresse: &str) -> Option<String> {
        let valeur = self.contexte.identifier(self.lieu, texte, read(texte));
        if valeur.is_some() {
            self.origin(adresse);
        }
        valeur
    }

    fn day(&mut self, cell: &Cell, texte: &str, adresse: &str) -> Option<NaiveDate> {
        if let DatePartielle::Jour(jour) = adhesion::date(self.contexte, cell, texte, self.lieu)? {
            self.origin(adresse);
            Some(jour)
        } else {
            self.not_read("date complète", texte);
            None
        }
    }

    fn not_read(&mut self, attendu: &str, texte: &str) {
        self.contexte.journal.push_valeur(
            self.lieu,
            &codes::IDENTITE_VALEUR,
            texte,
            format!("attendu une {attendu}, trouvé {}", cite(texte)).replace("une nombre", "un nombre"),
        );
    }

    fn address(&mut self, texte: &str) {
        let line = one_line(texte);
        let adresse = &mut self.dossier.cpts.adresse;
        if let Some((code, _)) = crate::contenu::split_postal_code(&line) {
            let at = line.find(code).unwrap_or(line.len());
            let street = line[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
            adresse.voie = (!street.is_empty()).then(|| street.to_owned());
            adresse.code_postal = Some(code.to_owned());
            let town = line[at + code.len()..].trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
            if !town.is_empty() {
                adresse.commune = Some(town.to_owned());
            }
            for champ in ["voie", "code_postal", "commune"] {
                self.origin(&format!("/cpts/adresse/{champ}"));
            }
        } else {
            adresse.voie = Some(line);
            self.origin("/cpts/adresse/voie");
        }
    }

    fn town(&mut self, texte: &str) {
        match crate::contenu::split_postal_code(texte) {
            Some((code, nom)) => {
                self.dossier.cpts.adresse.code_postal = Some(code.to_owned());
                self.dossier.cpts.adresse.commune = Some(one_line(&nom));
                self.origin("/cpts/adresse/code_postal");
            }
            None => self.dossier.cpts.adresse.commune = Some(one_line(texte)),
        }
        self.origin("/cpts/adresse/commune");
    }

    /// « 2025 », « du 01/01/2025 au 31/12/2025 », « exercice 2025 ».
    fn year(&mut self, cell: &Cell, texte: &str) {
        if let Brute::Date(date) = &cell.valeur {
            self.dossier.exercice = Exercice::civil(chrono::Datelike::year(date));
            self.origin("/exercice/annee");
            return;
        }
        let dates: Vec<NaiveDate> = texte
            .split(|c: char| c.is_whitespace())
            .filter(|word| word.contains(['/', '.', '-']))
            .filter_map(|word| match lecture::date(word, self.contexte.annee) {
                Ok(DatePartielle::Jour(jour)) => Some(jour),
                _ => None,
            })
            .collect();
        if let [debut, fin] = dates.as_slice()
            && debut < fin
        {
            // The exercice bears the year in which it ends.
            let mut exercice = Exercice::civil(chrono::Datelike::year(fin));
            exercice.comptable = Some(Periode { debut: *debut, fin: *fin });
            self.dossier.exercice = exercice;
            self.origin("/exercice/annee");
            self.origin("/exercice/comptable");
            return;
        }
        match crate::titres::year(texte) {
            Some(annee) => {
                self.dossier.exercice = Exercice::civil(annee);
                self.origin("/exercice/annee");
            }
            None => self.not_read("année", texte),
        }
    }
}

/// Returns the name of a community that a title speaks of: « CPTS du Thoré – fichier adhérents ».
pub(crate) fn propose(sheet: &Sheet, plan: &Plan) -> Option<(u32, u32, String)> {
    let above = sheet.rows.iter().take_while(|row| row.ligne < plan.entete.premiere);
    for row in above {
        for cell in &row.cells {
            let Brute::Texte(texte) = &cell.valeur else { continue };
            if texte.len() < 300
                && let Some(nom) = name_in(texte)
            {
                return Some((row.ligne, cell.colonne, nom));
            }
        }
    }
    None
}

/// Cuts the name of the community out of a title.
fn name_in(texte: &str) -> Option<String> {
    let line = one_line(texte);
    let parts: Vec<&str> =
        line.split([':', '–', '—', '|', ';', '(', ')', '\t']).flat_map(|part| part.split(" - ")).collect();
    let part = parts
        .iter()
        .map(|part| part.trim())
        .find(|part| part.split_whitespace().any(|w| w == "CPTS") && part.split_whitespace().count() > 1)?;
    let start = part.find("CPTS")?;
    let mut words: Vec<&str> = part[start..].split_whitespace().collect();
    // What follows the name says what the file is, or of when.
    let end = words.iter().skip(1).position(|word| {
        let folded = plier(word);
        matches!(
            folded.as_str(),
            "liste"
                | "fichier"
                | "adherents"
                | "adherent"
                | "membres"
                | "annuaire"
                | "tableau"
                | "base"
                | "suivi"
                | "exercice"
                | "annee"
                | "au"
                | "a"
        ) && !matches!(*word, "à" | "a" | "au")
            || crate::titres::is_year(&folded)
    });
    if let Some(end) = end {
        words.truncate(end + 1);
    }
    (words.len() > 1).then(|| words.join(" ")).filter(|nom| nom.chars().count() <= 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_cut_out_of_a_title() {
        for (titre, nom) in [
            ("CPTS Montagne et Thoré – fichier adhérents", Some("CPTS Montagne et Thoré")),
            ("Liste des adhérents de la CPTS du Val d'Aubrelle 2025", Some("CPTS du Val d'Aubrelle")),
            ("Fichier adhérents CPTS", None),
            ("Adhérents 2025", None),
        ] {
            assert_eq!(name_in(titre).as_deref(), nom, "{titre}");
        }
    }
}
