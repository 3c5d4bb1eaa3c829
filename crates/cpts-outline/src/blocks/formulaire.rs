//! Forms to fill in by hand or on screen: boxes to tick, lines to write on, lists of the dossier.

use std::sync::Arc;

use super::arguments::{Accepts, Call, Function, Parameter};
use crate::{
    data::{Child, Node},
    engine::{Content, Context},
    francais, labels,
    outline::{Align, Block, Cell, Champ, Column, EtatChamp, Inline, ParagraphStyle, Rows, Saisie, Table, TableKind},
    printed::{missing, text_inlines},
    schema::Type,
};

/// `cases(["…", "…"])`: boxes to tick.
pub(super) const CASES: Function = Function {
    nom: "cases",
    parameters: &[Parameter { nom: "choix", accepts: Accepts::Textes }],
    positional: 1,
    required: 1,
    inline: false,
    run: |_, call| {
        let choices = call.texts("choix").unwrap_or_default();
        let choices = choices.iter().map(|choice| text_inlines(&francais::typographie(choice)));
        Ok(Content::Blocks(vec![Block::Choices(choices.collect())]))
    },
};

/// Ruled lines past which a page holds nothing else.
const LIGNES_MAX: u8 = 40;

/// `lignes(n)`: ruled lines to write on.
pub(super) const LIGNES: Function = Function {
    nom: "lignes",
    parameters: &[Parameter { nom: "nombre", accepts: Accepts::Entier }],
    positional: 1,
    required: 1,
    inline: false,
    run: |_, call| {
        let lines = call.number("nombre").and_then(|lines| u8::try_from(lines).ok()).unwrap_or(1);
        Ok(Content::Blocks(vec![Block::AnswerLines(lines.clamp(1, LIGNES_MAX))]))
    },
};

/// `remplir(["…", "…"])`: headings with room to write beside each.
pub(super) const REMPLIR: Function = Function {
    nom: "remplir",
    parameters: &[Parameter { nom: "intitules", accepts: Accepts::Textes }],
    positional: 1,
    required: 1,
    inline: false,
    run: |_, call| {
        let row = |intitule: String| vec![text_inlines(&francais::typographie(&intitule)), to_write()];
        let column = |weight| Column { title: String::new(), weight, align: Align::Left };
        Ok(Content::Blocks(vec![Block::Table(Table {
            kind: TableKind::KeyValue,
            caption: Vec::new(),
            captioned: false,
            description: francais::typographie("Rubriques à remplir : intitulé, place pour écrire.").into_owned(),
            anchor: String::new(),
            columns: vec![column(35), column(65)],
            rows: Rows::Fixed(call.texts("intitules").unwrap_or_default().into_iter().map(row).collect()),
            total: None,
            note: Vec::new(),
        })]))
    },
};

/// Returns a cell to write in by hand: as high as a hand needs, and without a dash, which would say that there is nothing to write.
pub(super) fn to_write() -> Cell {
    let blank = || Inline::Text(francais::ESPACE.to_string());
    vec![blank(), Inline::LineBreak, blank()]
}

/// `liste(chemin)`: a list of words of the dossier, one item each; items to fill in where it is empty.
pub(super) const LISTE: Function = Function {
    nom: "liste",
    parameters: &[
        Parameter { nom: "chemin", accepts: Accepts::Chemin },
        Parameter { nom: "de", accepts: Accepts::Element },
        Parameter { nom: "ordonnee", accepts: Accepts::Booleen },
        Parameter { nom: "aide", accepts: Accepts::Texte },
        Parameter { nom: "vide", accepts: Accepts::Texte },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run: liste,
};

/// Items of a list to fill in.
const VIDES: usize = 3;

fn liste(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let chemin = call.text("chemin").unwrap_or_default();
    let base = call.item("de").unwrap_or_else(|| context.root.clone());
    let Some(field) = base.field_at(chemin) else { return Err(format!("« {chemin} » n’existe pas")) };
    let Type::List(_) = &field.ty else { return Err(format!("« {chemin} » n’est pas une liste")) };
    let adresse = format!("{}/{}", base.adresse, chemin.replace('.', "/"));
    let libelle = labels::libelle(&adresse, &field.description);
    let words: Vec<String> = match base.path(chemin) {
        Some(Child::Node(list)) => texts(&list),
        _ => Vec::new(),
    };
    let paragraph =
        |champ: Champ| vec![Block::Paragraph { style: ParagraphStyle::Body, content: vec![Inline::Champ(champ)] }];
    let mut blocks = Vec::new();
    let items: Vec<Vec<Block>> = if words.is_empty() {
        if let Some(phrase) = call.text("vide") {
            let content = text_inlines(&francais::typographie(phrase));
            return Ok(Content::Blocks(vec![Block::Paragraph { style: ParagraphStyle::Body, content }]));
        }
        blocks.extend(super::texte::help(call.text("aide")));
        (0..VIDES).map(|_| paragraph(missing(format!("{adresse}/nouveau"), libelle.clone(), Saisie::Texte))).collect()
    } else {
        let items = words.into_iter().enumerate().map(|(rank, texte)| {
            paragraph(Champ {
                adresse: format!("{adresse}/{rank}"),
                libelle: libelle.clone(),
                texte,
                etat: EtatChamp::Valeur,
                saisie: Saisie::Texte,
            })
        });
        items.collect()
    };
    blocks.push(Block::List { ordered: call.flag("ordonnee"), items });
    Ok(Content::Blocks(blocks))
}

fn texts(list: &Arc<Node>) -> Vec<String> {
    list.items().filter_map(|child| child.as_str().map(str::to_owned)).collect()
}
