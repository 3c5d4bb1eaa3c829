//! `rubriques(…)`: the narrative texts of one part of the dossier, side by side with their titles.

use std::sync::Arc;

use super::{
    arguments::{Accepts, Call, Function, Parameter},
    texte,
};
use crate::{
    engine::{Content, Context},
    francais, labels,
    outline::{Block, Sheet},
    printed::{Printed, text_inlines},
    schema::Type,
};

pub(super) const RUBRIQUES: Function = Function {
    nom: "rubriques",
    parameters: &[
        Parameter { nom: "de", accepts: Accepts::Element },
        Parameter { nom: "champs", accepts: Accepts::Champs },
        Parameter { nom: "aides", accepts: Accepts::Textes },
        Parameter { nom: "titres", accepts: Accepts::Textes },
        Parameter { nom: "legende", accepts: Accepts::Texte },
        Parameter { nom: "serre", accepts: Accepts::Booleen },
        Parameter { nom: "ancre", accepts: Accepts::NouvelleAncre },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run,
};

fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let item = call.item("de").ok_or("« rubriques » attend une partie du dossier")?;
    let champs = call.texts("champs").ok_or("« rubriques » attend des champs")?;
    let aides = call.texts("aides").unwrap_or_default();
    let titres = call.texts("titres").unwrap_or_default();
    let mut rows = Vec::with_capacity(champs.len());
    for (rank, nom) in champs.iter().enumerate() {
        let unknown = || format!("« {nom} » n’existe pas");
        let field = item.field_at(nom).ok_or_else(unknown)?;
        let libelle = labels::libelle(&format!("{}/{nom}", item.adresse), &field.description);
        let title = titres.get(rank).filter(|titre| !titre.is_empty()).cloned().unwrap_or(libelle);
        let aide = aides.get(rank).map(String::as_str).filter(|aide| !aide.is_empty());
        let blocks = match field.ty {
            Type::Texte => texte::narrative_or_help(context, Printed::new(&item, nom).ok_or_else(unknown)?, aide),
            _ => vec![texte::body(Printed::new(&item, nom).ok_or_else(unknown)?.inlines())],
        };
        rows.push((text_inlines(&francais::typographie(&title)), blocks));
    }
    let legende = call.text("legende");
    let titles: Vec<String> = rows.iter().map(|(title, _)| crate::outline::plain(title)).collect();
    Ok(Content::Blocks(vec![Block::Sheet(Sheet {
        caption: text_inlines(&francais::typographie(legende.unwrap_or("Rubriques"))),
        captioned: legende.is_some(),
        dense: call.flag("serre"),
        description: format!("Une ligne par rubrique\u{a0}: {}.", titles.join(", ")),
        anchor: call.text("ancre").unwrap_or_default().to_owned(),
        rows,
    })]))
}
