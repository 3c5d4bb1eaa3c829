//! `carte(…)`: the map of the territory, then the table that its numbers refer to.

#[cfg(feature = "carte")]
mod dessin;
#[cfg(not(feature = "carte"))]
#[path = "carte/sans_dessin.rs"]
mod dessin;
mod territoire;

use std::{collections::BTreeMap, sync::Arc};

use self::territoire::{Lieu, Territoire};
use super::{
    adherents::shown,
    arguments::{Accepts, Call, Function, Parameter},
    budget::computed,
    tableau::dash,
};
use crate::{
    engine::{Content, Context},
    francais,
    outline::{Align, Block, Cell, Column, Figure, Image, Inline, ParagraphStyle, Rows, Saisie, Table, TableKind},
    printed::{Printed, missing, text_inlines},
};

/// Anchor of the map where it is given none.
pub(crate) const ANCRE: &str = "figure-carte";
/// Lines past which the table is set smaller.
const LINES_DENSE: usize = 20;

pub(super) const CARTE: Function = Function {
    nom: "carte",
    parameters: &[
        Parameter { nom: "legende", accepts: Accepts::Texte },
        Parameter { nom: "note", accepts: Accepts::Texte },
        Parameter { nom: "ancre", accepts: Accepts::NouvelleAncre },
    ],
    positional: 0,
    required: 0,
    inline: false,
    run,
};

/// A map as it was drawn.
struct Dessin {
    image: Image,
    /// Number on the map, by INSEE code.
    numeros: BTreeMap<String, u32>,
    /// Numbers that found no place on it.
    sans_place: Vec<u32>,
    sans_contour: Vec<String>,
    hors_cadre: Vec<String>,
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    if context.profil.is_none() {
        let aide = "Insérer ici la carte du territoire : communes, limites, lieux d’exercice, source et date.";
        return Ok(Content::Blocks(vec![paragraph(ParagraphStyle::Help, aide)]));
    }
    let territoire = Territoire::new(context);
    if territoire.lieux.is_empty() {
        let mut content =
            text_inlines(&francais::typographie("La carte est dessinée d’après la liste des communes : "));
        let libelle = "Communes du territoire".to_owned();
        content.push(Inline::Champ(missing("/territoire/communes".to_owned(), libelle, Saisie::Texte)));
        return Ok(Content::Blocks(vec![Block::Paragraph { style: ParagraphStyle::Help, content }]));
    }
    Ok(Content::Blocks(match dessin::draw(&territoire) {
        Ok(dessin) => vec![figure(&territoire, &dessin, call), table(&territoire, &dessin)],
        Err(raison) => vec![sentence(&territoire, &raison)],
    }))
}

/// What stands for a map that is not drawn: the communes, and why.
fn sentence(territoire: &Territoire, raison: &str) -> Block {
    let noms = territoire.lieux.iter().map(|lieu| lieu.nom.as_str());
    let communes = if territoire.lieux.len() == 1 { "Commune du territoire" } else { "Communes du territoire" };
    paragraph(ParagraphStyle::Body, &format!("{communes} : {}. {raison}", francais::enumeration(noms)))
}

fn figure(territoire: &Territoire, dessin: &Dessin, call: &Call) -> Block {
    let caption = call.text("legende").map_or_else(|| finding(territoire), str::to_owned);
    Block::Figure(Figure {
        caption: text_inlines(&francais::typographie(&caption)),
        description: francais::typographie(&description(territoire)).into_owned(),
        anchor: call.text("ancre").unwrap_or(ANCRE).to_owned(),
        image: dessin.image.clone(),
        note: text_inlines(&francais::typographie(&note(territoire, dessin, call.text("note")))),
    })
}

/// What the map shows: how many communes have members.
fn finding(territoire: &Territoire) -> String {
    let n = territoire.lieux.len();
    // A masked count is one that is not zero.
    let inhabited = |lieu: &&Lieu| lieu.effectif.as_ref().is_some_and(|effectif| effectif.nombre != Some(0));
    match (territoire.lieux.as_slice(), territoire.lieux.iter().filter(inhabited).count()) {
        ([seul], _) => format!("Le territoire : {}", seul.nom),
        _ if !territoire.a_des_effectifs => format!("Les {n} communes du territoire"),
        (_, 0) => format!("Aucun adhérent n’exerce dans les {n} communes du territoire"),
        (_, 1) => format!("Une des {n} communes du territoire compte au moins un adhérent"),
        (_, k) if k == n => format!("Les {n} communes du territoire comptent toutes au moins un adhérent"),
        (_, k) => format!("{k} des {n} communes du territoire comptent au moins un adhérent"),
    }
}

/// The map in words.
fn description(territoire: &Territoire) -> String {
    let n = territoire.lieux.len();
    let mut words = vec![format!("Carte du territoire : {n} {}", francais::pluriel(n as f64, "commune", None))];
    let counts: Vec<(u32, &Lieu)> = territoire.lieux.iter().filter_map(|lieu| Some((lieu.nombre()?, lieu))).collect();
    let least = counts.iter().map(|(nombre, _)| *nombre).min();
    // Of equals, the first in the alphabet.
    let most = counts.iter().rev().max_by_key(|(nombre, _)| *nombre);
    if let (Some(least), Some((most, lieu))) = (least, most) {
        let adherents = francais::pluriel(f64::from(*most), "adhérent", None);
        let [from, to] = [least, *most].map(|nombre| francais::nombre(i64::from(nombre)));
        words.push(if least == *most {
            format!("{to} {adherents} par commune")
        } else {
            format!("de {from} à {to} {adherents} par commune, {to} pour {}", lieu.nom)
        });
    }
    match territoire.lieux.iter().filter(|lieu| lieu.is_masked()).count() {
        0 => {}
        1 => words.push("un effectif n’est pas montré".to_owned()),
        masked => words.push(format!("{masked} effectifs ne sont pas montrés")),
    }
    words.join(" ; ") + ". Les numéros renvoient au tableau qui suit."
}

/// Note of the trame, credit, and what the map lacks.
fn note(territoire: &Territoire, dessin: &Dessin, note: Option<&str>) -> String {
    let mut sentences: Vec<String> = note.map(str::to_owned).into_iter().collect();
    if territoire.lieux.iter().any(Lieu::is_masked) {
        sentences.push("Les petits effectifs sont masqués.".to_owned());
    }
    match territoire.ailleurs {
        Some(1) => sentences.push("Un adhérent exerce ailleurs, ou sa commune n’est pas renseignée.".to_owned()),
        Some(n) if n > 1 => {
            let n = francais::nombre(i64::from(n));
            sentences.push(format!("{n} adhérents exercent ailleurs, ou leur commune n’est pas renseignée."));
        }
        _ => {}
    }
    sentences.push("Contours : IGN, Admin Express.".to_owned());
    let sans_place: Vec<String> = dessin.sans_place.iter().map(u32::to_string).collect();
    for (mots, liste) in [
        ("Sans contour", &dessin.sans_contour),
        ("Trop loin pour tenir sur la carte", &dessin.hors_cadre),
        ("Numéros qui n’y trouvent pas place", &sans_place),
    ] {
        if !liste.is_empty() {
            sentences.push(format!("{mots} : {}.", liste.join(", ")));
        }
    }
    sentences.join(" ")
}

/// The communes by their number. The title of the map is its own: it has no caption.
fn table(territoire: &Territoire, dessin: &Dessin) -> Block {
    let column = |title: &str, weight, align| Column { title: title.to_owned(), weight, align };
    let mut columns = vec![column("N°", 700, Align::Right), column("Commune", 4200, Align::Left)];
    columns.push(column("Population", 1800, Align::Right));
    if territoire.a_des_effectifs {
        columns.push(column("Adhérents", 1500, Align::Right));
    }
    let row = |lieu: &Lieu| -> Vec<Cell> {
        let numero = dessin.numeros.get(&lieu.code);
        let numero = numero.map_or_else(dash, |numero| vec![Inline::Text(numero.to_string())]);
        let mut cells = vec![numero, field(lieu, "nom"), field(lieu, "population")];
        if territoire.a_des_effectifs {
            cells.push(members(lieu));
        }
        cells
    };
    Block::Table(Table {
        kind: if territoire.lieux.len() > LINES_DENSE { TableKind::Dense } else { TableKind::Data },
        caption: vec![Inline::Text("Communes de la carte".to_owned())],
        captioned: false,
        description: francais::typographie("Une ligne par commune : numéro sur la carte, population, adhérents.")
            .into_owned(),
        anchor: "tableau-carte".to_owned(),
        columns,
        rows: Rows::Fixed(territoire.lieux.iter().map(row).collect()),
        total: None,
        note: Vec::new(),
    })
}

fn members(lieu: &Lieu) -> Cell {
    match (&lieu.effectif, &lieu.ligne) {
        (Some(effectif), Some(ligne)) => {
            vec![computed(format!("/synthese/par_commune/{ligne}/effectif"), "Adhérents", shown(effectif))]
        }
        (Some(effectif), None) => vec![Inline::Text(shown(effectif))],
        (None, _) => dash(),
    }
}

/// A field of a commune, to be read: it is edited in the list of communes.
fn field(lieu: &Lieu, cle: &str) -> Cell {
    match Printed::new(&lieu.item, cle).filter(|printed| printed.raw.is_some()) {
        Some(mut printed) => {
            printed.champ.saisie = Saisie::Aucune;
            printed.champ.texte = francais::typographie(&printed.champ.texte).into_owned();
            printed.inlines()
        }
        None => dash(),
    }
}

fn paragraph(style: ParagraphStyle, texte: &str) -> Block {
    Block::Paragraph { style, content: text_inlines(francais::typographie(texte).trim_end()) }
}
