//! A walk through a dossier that builds nothing: its texts and the numbers of its elements, each with its address.
//!
//! A tree of JSON would hold a second copy of the dossier; a serializer that keeps nothing passes by every field as well.

use serde::{
    Serialize,
    ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct, Serializer},
};

use crate::dossier::Dossier;

/// Parts that have no text of the community: the members have their own rules, the others are the trace of the import.
const PASSES: [&str; 4] = ["membres", "feuilles", "provenance", "compteurs"];

/// Who is told what the walk meets.
pub(crate) trait Visiteur {
    /// A text that is not empty. In `motif`, each element of a list is a star: `/fiches_actions/*/contexte`.
    fn texte(&mut self, _motif: &str, _adresse: &str, _texte: &str) {}

    /// An element of the list at `liste`; its number may be empty.
    fn numero(&mut self, _liste: &str, _numero: &str) {}

    /// A date, as it is written.
    fn date(&mut self, _adresse: &str, _date: &str) {}

    /// A whole number.
    fn nombre(&mut self, _motif: &str, _adresse: &str, _nombre: i64) {}
}

/// Walks through a dossier, in the order of its fields.
pub(crate) fn walk(dossier: &Dossier, visiteur: &mut dyn Visiteur) {
    let mut walker = Walker { adresse: String::new(), motif: String::new(), element: None, seized: None, visiteur };
    // The types of the model serialize into anything, and this walk refuses nothing that they hold.
    let _ = dossier.serialize(&mut walker);
}

struct Walker<'v> {
    adresse: String,
    motif: String,
    /// Length of the address of the list whose element comes next.
    element: Option<usize>,
    /// Receives the next text instead of the visitor.
    seized: Option<String>,
    visiteur: &'v mut dyn Visiteur,
}

impl Walker<'_> {
    fn within<T: ?Sized + Serialize>(&mut self, nom: &str, motif: &str, value: &T) -> Result<(), serde_json::Error> {
        let (adresse, pattern) = (self.adresse.len(), self.motif.len());
        self.adresse.extend(["/", nom]);
        self.motif.extend(["/", motif]);
        value.serialize(&mut *self)?;
        self.adresse.truncate(adresse);
        self.motif.truncate(pattern);
        Ok(())
    }
}

/// Returns one segment of an address (RFC 6901).
pub(crate) fn segment(nom: &str) -> String {
    nom.replace('~', "~0").replace('/', "~1")
}

/// Elements of a list.
struct Elements<'w, 'v> {
    walker: &'w mut Walker<'v>,
    rang: usize,
}

/// Fields of a record; `liste` where it is an element that has not told its number yet.
struct Fields<'w, 'v> {
    walker: &'w mut Walker<'v>,
    liste: Option<usize>,
}

/// Scalars that are no text are passed by.
macro_rules! pass {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method(self, _: $ty) -> Result<(), Self::Error> { Ok(()) })*
    };
}

impl<'w, 'v> Serializer for &'w mut Walker<'v> {
    type Ok = ();
    type Error = serde_json::Error;
    type SerializeSeq = Elements<'w, 'v>;
    type SerializeTuple = Passed;
    type SerializeTupleStruct = Passed;
    type SerializeTupleVariant = Impossible<(), Self::Error>;
    type SerializeMap = Passed;
    type SerializeStruct = Fields<'w, 'v>;
    type SerializeStructVariant = Impossible<(), Self::Error>;

    pass!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i64: i64,
        serialize_u16: u16, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8], serialize_unit_struct: &'static str
    );

    fn serialize_str(self, texte: &str) -> Result<(), Self::Error> {
        match &mut self.seized {
            Some(seized) => texte.clone_into(seized),
            None if texte.trim().is_empty() => {}
            None => self.visiteur.texte(&self.motif, &self.adresse, texte),
        }
        Ok(())
    }

    /// Dates are written so.
    fn collect_str<T: ?Sized + std::fmt::Display>(self, date: &T) -> Result<(), Self::Error> {
        self.visiteur.date(&self.adresse, &date.to_string());
        Ok(())
    }

    fn serialize_u8(self, nombre: u8) -> Result<(), Self::Error> {
        self.serialize_i32(nombre.into())
    }

    fn serialize_i32(self, nombre: i32) -> Result<(), Self::Error> {
        self.visiteur.nombre(&self.motif, &self.adresse, nombre.into());
        Ok(())
    }

    fn serialize_u32(self, nombre: u32) -> Result<(), Self::Error> {
        self.visiteur.nombre(&self.motif, &self.adresse, nombre.into());
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Self::Error> {
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Self::Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Self::Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Self::Error> {
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<(), Self::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Self::Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'w, 'v>, Self::Error> {
        Ok(Elements { walker: self, rang: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Passed, Self::Error> {
        Ok(Passed)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Passed, Self::Error> {
        Ok(Passed)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Self::Error> {
        Err(serde::ser::Error::custom(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Passed, Self::Error> {
        Ok(Passed)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'w, 'v>, Self::Error> {
        let liste = self.element.take();
        Ok(Fields { walker: self, liste })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Self::Error> {
        Err(serde::ser::Error::custom(variant))
    }
}

impl SerializeSeq for Elements<'_, '_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Self::Error> {
        let rang = self.rang.to_string();
        self.rang += 1;
        self.walker.element = Some(self.walker.adresse.len());
        let walked = self.walker.within(&rang, "*", value);
        self.walker.element = None;
        walked
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

impl SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Self::Error> {
        let walker = &mut *self.walker;
        if walker.adresse.is_empty() && PASSES.contains(&key) {
            return Ok(());
        }
        // The number comes first in every record that has one: it takes the place of the rank in the address.
        if let Some(liste) = self.liste.take().filter(|_| key == "id") {
            walker.seized = Some(String::new());
            let seized = value.serialize(&mut *walker);
            let numero = walker.seized.take().unwrap_or_default();
            seized?;
            walker.visiteur.numero(&walker.adresse[..liste], &numero);
            if !numero.is_empty() {
                walker.adresse.truncate(liste);
                walker.adresse.extend(["/", &segment(&numero)]);
            }
            return Ok(());
        }
        walker.within(key, key, value)
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// What holds no text of the community: free keys of the workbook.
struct Passed;

impl SerializeMap for Passed {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Self::Error> {
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Self::Error> {
        Ok(())
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

impl SerializeTuple for Passed {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Self::Error> {
        Ok(())
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

impl SerializeTupleStruct for Passed {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Self::Error> {
        Ok(())
    }

    fn end(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FicheAction, FicheId, Membre, Tache, Textes};

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Visiteur for Seen {
        fn texte(&mut self, motif: &str, adresse: &str, texte: &str) {
            self.0.push(format!("{motif} {adresse} {texte}"));
        }

        fn numero(&mut self, liste: &str, numero: &str) {
            self.0.push(format!("{liste} {numero}"));
        }
    }

    #[test]
    fn walk_tells_numbers_and_texts_at_their_address_and_passes_by_the_members() {
        let tache = |id: &str| Tache { id: id.to_owned(), intitule: Some("Réunir".to_owned()), ..Tache::default() };
        let dossier = Dossier {
            membres: vec![Membre { nom: Some("Aubrelle".to_owned()), ..Membre::default() }],
            fiches_actions: vec![FicheAction {
                id: FicheId("f/2".to_owned()),
                contexte: Some("Peu de médecins.".to_owned()),
                taches: vec![tache("t-01"), tache("")],
                date_debut: "2025-03".parse().ok(),
                ..FicheAction::default()
            }],
            textes: Textes {
                chapo: Some("Une année.".to_owned()), valeurs: Some(" ".to_owned()), ..Textes::default()
            },
            ..Dossier::default()
        };
        let mut seen = Seen::default();
        walk(&dossier, &mut seen);
        assert_eq!(
            seen.0,
            [
                "/fiches_actions f/2",
                "/fiches_actions/*/contexte /fiches_actions/f~12/contexte Peu de médecins.",
                "/fiches_actions/f~12/taches t-01",
                "/fiches_actions/*/taches/*/intitule /fiches_actions/f~12/taches/t-01/intitule Réunir",
                "/fiches_actions/f~12/taches ",
                "/fiches_actions/*/taches/*/intitule /fiches_actions/f~12/taches/1/intitule Réunir",
                "/textes/chapo /textes/chapo Une année.",
            ]
        );
    }
}
