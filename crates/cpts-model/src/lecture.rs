//! Values as people type them: folded keys, dates, yes and no, numbers, amounts, names of persons.

mod booleen;
mod date;
mod nom;
mod nombre;
mod plier;
mod prenoms;

pub(crate) use self::plier::is_invisible;
pub use self::{
    booleen::booleen,
    date::{DateLue, date, date_lue},
    nom::{NomLu, Ordre, casse_nom, nom_complet, nom_complet_dans},
    nombre::{Nombre, montant, nombre},
    plier::plier,
};
