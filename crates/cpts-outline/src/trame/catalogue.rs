//! The trames at hand: those of the library, those of the user, and the variants of each.

use std::collections::BTreeMap;

use super::{Trame, fichier::Fichier, lecture::Fichiers};

/// The trames at hand, by name.
#[derive(Clone, Debug)]
pub struct Trames {
    trames: BTreeMap<String, Trame>,
    /// `<trame>-<variante>` to the trame in that variant.
    variantes: BTreeMap<String, Trame>,
}

impl Trames {
    /// Returns the trames of the library.
    pub fn builtin() -> Self {
        Self::with_overrides([])
    }

    /// Returns the trames of the library, replaced or completed by files: file name, text.
    ///
    /// A file that cannot be read as a trame is there all the same: [`crate::check_trame`] says what is wrong with it.
    pub fn with_overrides(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let files = Fichiers::new(files.into_iter().map(|(nom, texte)| Fichier::read(&nom, &texte)).collect());
        let mut trames: BTreeMap<String, Trame> = BTreeMap::new();
        for fichier in &files.library {
            let trame = Trame::of(files.lecture(fichier));
            trames.insert(trame.nom.clone(), trame);
        }
        let mut named: BTreeMap<String, &str> = BTreeMap::new();
        for fichier in &files.user {
            let mut trame = Trame::of(files.lecture(fichier));
            if let Some(other) = named.insert(trame.nom.clone(), &fichier.tete.fichier) {
                trame.refuse_name_of(other);
            }
            trames.insert(trame.nom.clone(), trame);
        }
        let names: Vec<String> = trames.keys().cloned().collect();
        for trame in trames.values_mut() {
            trame.refuse_variants_named(&names);
        }
        let in_variants = |trame: &Trame| {
            let variants: Vec<Trame> = trame.variantes.iter().map(|variante| trame.in_variant(variante)).collect();
            variants.into_iter().map(|trame| (trame.nom.clone(), trame))
        };
        let variantes = trames.values().flat_map(in_variants).collect();
        Self { trames, variantes }
    }

    /// Returns every name that [`Self::get`] knows, in alphabetical order: the trames and their variants.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.trames.keys().chain(self.variantes.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// Returns the trames, variants apart, in alphabetical order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Trame> {
        self.trames.values()
    }

    /// Returns every document that can be written, once: a trame, or its variants where it has some.
    ///
    /// # Example
    /// ```
    /// # use cpts_outline::Trames;
    /// let texte = "+++\ntitre = \"Avis\"\nvariantes = [{ nom = \"long\" }, { nom = \"court\" }]\n+++\n# Objet\n";
    /// let trames = Trames::with_overrides([("avis.md".to_owned(), texte.to_owned())]);
    /// let noms: Vec<&str> = trames.livrables().map(|trame| trame.nom.as_str()).collect();
    /// assert!(noms.starts_with(&["avis-long", "avis-court"]));
    /// ```
    pub fn livrables(&self) -> impl Iterator<Item = &Trame> {
        self.trames.values().flat_map(|trame| {
            let alone = trame.variantes.is_empty().then_some(trame);
            let names = trame.variantes.iter().map(|variante| trame.name_in(variante));
            alone.into_iter().chain(names.filter_map(|nom| self.variantes.get(&nom)))
        })
    }

    /// Returns the trame of that name, or the variant `<trame>-<variante>`.
    ///
    /// The name of a trame that has variants stands for the first.
    ///
    /// # Example
    /// ```
    /// # use cpts_outline::Trames;
    /// let texte = "+++\ntitre = \"Avis\"\nvariantes = [{ nom = \"court\" }, { nom = \"long\", titre = \"Avis détaillé\" }]\n+++\n# Objet\n";
    /// let trames = Trames::with_overrides([("avis.md".to_owned(), texte.to_owned())]);
    /// assert_eq!(trames.get("avis").unwrap().titre, "Avis");
    /// assert_eq!(trames.get("avis-long").unwrap().titre, "Avis détaillé");
    /// assert!(trames.get("avis-bref").is_none());
    /// ```
    pub fn get(&self, nom: &str) -> Option<&Trame> {
        self.trames.get(nom).or_else(|| self.variantes.get(nom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(nom: &str, texte: &str) -> Trames {
        Trames::with_overrides([(nom.to_owned(), texte.to_owned())])
    }

    #[test]
    fn override_replaces_the_builtin_trame() {
        let trames = with("rapport-activite.md", "+++\ntitre = \"Le nôtre\"\n+++\n# Un\n");
        assert_eq!(trames.get("rapport-activite").map(|t| t.titre.as_str()), Some("Le nôtre"));
    }

    #[test]
    fn variant_is_found_by_its_whole_name_and_keeps_what_it_does_not_say() {
        let trames = with(
            "pv.md",
            "+++\ntitre = \"PV\"\nsous_titre = \"Ce qui fut dit\"\nnature = \"ag_ordinaire\"\nvariantes = [{ nom = \"extra\", titre = \"PV extra\", nature = \"ag_extraordinaire\" }, { nom = \"simple\" }]\n+++\n# Un\n",
        );
        let extra = trames.get("pv-extra").unwrap();
        assert_eq!((extra.titre.as_str(), extra.sous_titre.as_str()), ("PV extra", "Ce qui fut dit"));
        assert_eq!(extra.nature, Some(cpts_model::NatureReunion::AgExtraordinaire));
        let simple = trames.get("pv-simple").unwrap();
        assert_eq!((simple.titre.as_str(), simple.variante.as_deref()), ("PV", Some("simple")));
        assert_eq!(simple.nature, Some(cpts_model::NatureReunion::AgOrdinaire));
        assert!(trames.names().any(|nom| nom == "pv-extra") && trames.names().any(|nom| nom == "pv"));
        assert_eq!(trames.livrables().filter(|trame| trame.nom.starts_with("pv")).count(), 2);
    }

    #[test]
    fn two_files_of_one_name_give_one_constat() {
        let texte = "+++\nnom = \"avis\"\ntitre = \"A\"\n+++\n# Un\n".to_owned();
        let trames = Trames::with_overrides([("a.md".to_owned(), texte.clone()), ("b.md".to_owned(), texte)]);
        let reading = &trames.get("avis").unwrap().reading;
        assert_eq!(reading.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["trame-nom"]);
        assert!(reading[0].message.contains("a.md"), "{}", reading[0].message);
    }

    #[test]
    fn variant_with_the_name_of_another_trame_gives_one_constat() {
        let files = [
            ("a.md", "+++\ntitre = \"A\"\nvariantes = [{ nom = \"b\" }]\n+++\n# Un\n"),
            ("a-b.md", "+++\ntitre = \"AB\"\n+++\n# Un\n"),
        ];
        let trames = Trames::with_overrides(files.map(|(nom, texte)| (nom.to_owned(), texte.to_owned())));
        let codes = |nom: &str| trames.get(nom).unwrap().reading.iter().map(|c| c.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes("a"), ["trame-variante"]);
        assert_eq!((codes("a-b"), trames.get("a-b").unwrap().titre.as_str()), (Vec::new(), "AB"));
    }
}
