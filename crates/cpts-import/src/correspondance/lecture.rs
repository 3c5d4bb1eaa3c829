//! Reads the mapping file, and says in French, with the line, what is wrong in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cpts_model::Profession;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Correspondance, FeuilleCorrespondance, SensCouleur};
use crate::{
    ImportError,
    champ::Champ,
    journal::{cite, parse_column},
    role::Role,
};

type Entry<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

/// Returns the mapping written in the text.
pub(super) fn read(texte: &str) -> Result<Correspondance, ImportError> {
    let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte);
    let reader = Reader { texte };
    let table = DeTable::parse(texte).map_err(|source| {
        let start = source.span().map_or(0, |span| span.start);
        reader.error(
            start,
            "le texte n’est pas écrit selon les règles du format TOML (guillemets, crochets ou signe = à vérifier)",
        )
    })?;
    let mut correspondance = Correspondance::default();
    for (cle, valeur) in table.get_ref() {
        match cle.get_ref().as_ref() {
            "feuille" => {
                for item in reader.array(valeur)? {
                    correspondance.feuilles.push(reader.sheet(item)?);
                }
            }
            "valeurs" => correspondance.valeurs = reader.values(valeur)?,
            "couleurs" => correspondance.couleurs = reader.colours(valeur)?,
            autre => return Err(reader.unknown(cle, "clé", autre, &["feuille", "valeurs", "couleurs"])),
        }
    }
    Ok(correspondance)
}

struct Reader<'t> {
    texte: &'t str,
}

impl Reader<'_> {
    fn error(&self, offset: usize, message: impl Into<String>) -> ImportError {
        let before = self.texte.get(..offset).unwrap_or(self.texte);
        let ligne = before.bytes().filter(|b| *b == b'\n').count() + 1;
        ImportError::Correspondance { ligne, message: message.into() }
    }

    fn unknown<T>(&self, place: &Spanned<T>, quoi: &str, trouve: &str, connus: &[&str]) -> ImportError {
        let mut message = format!("{quoi} {} inconnu", cite(trouve));
        if quoi == "clé" || quoi == "profession" {
            message.push('e');
        }
        let proche = connus
            .iter()
            .map(|connu| (strsim::damerau_levenshtein(connu, trouve), connu))
            .filter(|(distance, connu)| *distance <= 1 + connu.len() / 4)
            .min();
        match proche {
            Some((_, connu)) => {
                let _ = write!(message, "\u{a0}; vouliez-vous dire {}\u{a0}?", cite(connu));
            }
            None if connus.len() <= 15 => {
                let _ = write!(message, "\u{a0}; attendu {}", connus.join(", "));
            }
            None => {}
        }
        self.error(place.span().start, message)
    }

    fn array<'a, 'i>(&self, valeur: &'a Spanned<DeValue<'i>>) -> Result<Vec<&'a Spanned<DeValue<'i>>>, ImportError> {
        match valeur.get_ref() {
            DeValue::Array(items) => Ok(items.iter().collect()),
            _ => Err(self.error(valeur.span().start, "attendu une suite de blocs [[feuille]]")),
        }
    }

    fn table<'a, 'i>(&self, valeur: &'a Spanned<DeValue<'i>>) -> Result<Vec<Entry<'a, 'i>>, ImportError> {
        match valeur.get_ref() {
            DeValue::Table(table) => Ok(table.iter().collect()),
            _ => Err(self.error(valeur.span().start, "attendu un bloc entre crochets")),
        }
    }

    fn text<'a>(&self, cle: &str, valeur: &'a Spanned<DeValue<'_>>) -> Result<&'a str, ImportError> {
        valeur.get_ref().as_str().ok_or_else(|| {
            self.error(valeur.span().start, format!("attendu un texte entre guillemets pour {}", cite(cle)))
        })
    }

    fn number(&self, cle: &str, valeur: &Spanned<DeValue<'_>>, max: u32) -> Result<u32, ImportError> {
        valeur
            .get_ref()
            .as_integer()
            .and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok())
            .filter(|n| *n <= max)
            .ok_or_else(|| {
                self.error(valeur.span().start, format!("attendu un nombre entier de 0 à {max} pour {}", cite(cle)))
            })
    }

    fn sheet(&self, valeur: &Spanned<DeValue<'_>>) -> Result<FeuilleCorrespondance, ImportError> {
        const CLES: [&str; 9] =
            ["fichier", "nom", "role", "titres", "hauteur", "profession", "commune", "ancien", "annee"];
        let mut feuille = FeuilleCorrespondance { hauteur: 1, ..FeuilleCorrespondance::default() };
        let mut titres_donnes = false;
        for (cle, entree) in self.table(valeur)? {
            match cle.get_ref().as_ref() {
                "fichier" => feuille.fichier = Some(self.text("fichier", entree)?.to_owned()),
                "nom" => self.text("nom", entree)?.clone_into(&mut feuille.nom),
                "role" => {
                    let nom = self.text("role", entree)?;
                    let noms: Vec<&str> = Role::TOUS.iter().map(|role| role.nom()).collect();
                    feuille.role = Some(Role::from_nom(nom).ok_or_else(|| self.unknown(entree, "rôle", nom, &noms))?);
                }
                "titres" => {
                    feuille.titres = self.number("titres", entree, 1_048_576)?;
                    titres_donnes = true;
                }
                "hauteur" => feuille.hauteur = self.number("hauteur", entree, 2)?.max(1),
                "profession" => feuille.profession = Some(self.professions(entree)?),
                "commune" => feuille.commune = Some(self.text("commune", entree)?.to_owned()),
                "ancien" => {
                    feuille.ancien = entree.get_ref().as_bool().ok_or_else(|| {
                        self.error(entree.span().start, "attendu true ou false pour «\u{a0}ancien\u{a0}»")
                    })?;
                }
                "annee" => feuille.annee = Some(self.number("annee", entree, 2_100)?.cast_signed()),
                "colonnes" => feuille.colonnes = self.columns(entree)?,
                autre => return Err(self.unknown(cle, "clé", autre, &CLES)),
            }
        }
        if feuille.nom.is_empty() {
            return Err(self.error(valeur.span().start, "le bloc [[feuille]] ne donne pas le nom de la feuille"));
        }
        let Some(role) = feuille.role else {
            return Err(self.error(valeur.span().start, format!("le rôle de la feuille {} manque", cite(&feuille.nom))));
        };
        if !titres_donnes && !matches!(role, Role::Ignoree | Role::Identite | Role::Textes) {
            return Err(self.error(
                valeur.span().start,
                format!("la ligne de titres de la feuille {} manque", cite(&feuille.nom)),
            ));
        }
        Ok(feuille)
    }

    fn columns(&self, valeur: &Spanned<DeValue<'_>>) -> Result<BTreeMap<u32, Option<Champ>>, ImportError> {
        let noms: Vec<&str> = Champ::TOUS.iter().map(|champ| champ.nom()).collect();
        let mut colonnes = BTreeMap::new();
        for (cle, entree) in self.table(valeur)? {
            let lettres = cle.get_ref();
            let index = parse_column(lettres).ok_or_else(|| {
                self.error(
                    cle.span().start,
                    format!("{} n’est pas une colonne, attendu des lettres de A à XFD", cite(lettres)),
                )
            })?;
            let nom = self.text(lettres, entree)?;
            let champ = if nom.is_empty() {
                None
            } else {
                Some(Champ::from_nom(nom).ok_or_else(|| self.unknown(entree, "champ", nom, &noms))?)
            };
            colonnes.insert(index, champ);
        }
        Ok(colonnes)
    }

    fn values(&self, valeur: &Spanned<DeValue<'_>>) -> Result<BTreeMap<String, BTreeMap<String, String>>, ImportError> {
        let mut valeurs = BTreeMap::new();
        for (champ, entree) in self.table(valeur)? {
            let nom = champ.get_ref().as_ref();
            let mut sens = BTreeMap::new();
            for (texte, choix) in self.table(entree)? {
                let choisi = match nom {
                    "profession" => self.professions(choix)?,
                    "commune" => self.text(texte.get_ref(), choix)?.to_owned(),
                    autre => return Err(self.unknown(champ, "champ", autre, &["profession", "commune"])),
                };
                sens.insert(texte.get_ref().to_string(), choisi);
            }
            valeurs.insert(nom.to_owned(), sens);
        }
        Ok(valeurs)
    }

    /// Reads one profession or several separated by commas.
    fn professions(&self, valeur: &Spanned<DeValue<'_>>) -> Result<String, ImportError> {
        let texte = self.text("profession", valeur)?;
        for slug in texte.split(',').map(str::trim).filter(|slug| !slug.is_empty()) {
            if Profession::from_slug(slug).is_none() {
                let connus: Vec<&str> = Profession::toutes().map(cpts_model::Profession::slug).collect();
                return Err(self.unknown(valeur, "profession", slug, &connus));
            }
        }
        Ok(texte.to_owned())
    }

    fn colours(&self, valeur: &Spanned<DeValue<'_>>) -> Result<BTreeMap<String, Option<SensCouleur>>, ImportError> {
        let noms: Vec<&str> = SensCouleur::TOUS.iter().map(|sens| sens.nom()).collect();
        let mut couleurs = BTreeMap::new();
        for (cle, entree) in self.table(valeur)? {
            let nom = self.text(cle.get_ref(), entree)?;
            let sens = if nom.is_empty() {
                None
            } else {
                let found = SensCouleur::TOUS.into_iter().find(|sens| sens.nom() == nom);
                Some(found.ok_or_else(|| self.unknown(entree, "sens", nom, &noms))?)
            };
            couleurs.insert(cle.get_ref().to_string(), sens);
        }
        Ok(couleurs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(texte: &str) -> String {
        read(texte).unwrap_err().to_string()
    }

    #[test]
    fn unknown_key_is_named_with_its_line() {
        let message = error("[[feuille]]\nnom = \"A\"\nrolle = \"membres\"\n");
        assert!(message.contains("ligne\u{a0}3") && message.contains("«\u{a0}role\u{a0}»"), "{message}");
    }

    #[test]
    fn unknown_colour_meaning_lists_the_known_ones() {
        let message = error("[couleurs]\n\"FF0000\" = \"parti\"\n");
        assert!(message.contains("ancien, impaye, ecarter, ignorer"), "{message}");
    }

    #[test]
    fn broken_toml_is_refused_in_french_with_its_line() {
        let message = error("[couleurs]\n\"FF0000\" = ancien\n");
        assert!(message.contains("ligne\u{a0}2") && message.contains("TOML"), "{message}");
    }
}
