//! The picture, from the crate that holds the contours.

use std::sync::Arc;

use cpts_carte::{COMMUNES_MAX, CarteOptions, CommuneCarte, carte};

use super::{Dessin, Territoire};
use crate::outline::Image;

/// Draws the map, or says why there is none.
pub(super) fn draw(territoire: &Territoire) -> Result<Dessin, String> {
    if territoire.lieux.len() > COMMUNES_MAX {
        return Err(format!("La carte n’est pas dessinée au-delà de {COMMUNES_MAX} communes."));
    }
    let communes: Vec<CommuneCarte<'_>> = territoire
        .lieux
        .iter()
        .map(|lieu| CommuneCarte { code_insee: &lieu.code, nom: &lieu.nom, effectif: lieu.nombre() })
        .collect();
    let carte = carte(&communes, &CarteOptions::default())
        .ok_or_else(|| "La carte n’est pas dessinée : leurs contours ne sont pas connus.".to_owned())?;
    Ok(Dessin {
        image: Image {
            octets: Arc::from(carte.png),
            svg: Some(Arc::from(carte.svg.into_bytes())),
            width: carte.width,
            height: carte.height,
        },
        sans_place: carte.numeros.iter().filter(|ligne| !ligne.place).map(|ligne| ligne.numero).collect(),
        numeros: carte.numeros.into_iter().map(|ligne| (ligne.code_insee, ligne.numero)).collect(),
        sans_contour: carte.sans_contour,
        hors_cadre: carte.hors_cadre,
    })
}
