//! Values as people type them: folded keys, dates, yes and no, numbers, amounts, missions, names of persons.

mod booleen;
mod date;
mod mission;
mod nom;
mod nombre;
mod plier;
mod prenoms;

pub(crate) use self::plier::is_invisible;
pub use self::{
    booleen::booleen,
    date::{DateLue, date, date_lue},
    mission::mission,
    nom::{NomLu, Ordre, casse_nom, nom_complet, nom_complet_dans},
    nombre::{Nombre, montant, nombre},
    plier::plier,
};
