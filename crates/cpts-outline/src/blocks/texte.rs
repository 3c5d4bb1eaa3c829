//! Narrative texts, callouts, guidance, references, signatures.

use std::sync::Arc;

use cpts_model::Mandat;

use super::arguments::{Accepts, Call, Function, Parameter};
use crate::{
    data::Child,
    engine::{Content, Context},
    francais, images, markdown,
    outline::{Block, CalloutKind, Champ, EtatChamp, Inline, ParagraphStyle, Saisie, Signature},
    printed::{Printed, missing, text_inlines},
};

pub(super) const TEXTE: Function = Function {
    nom: "texte",
    parameters: &[
        Parameter { nom: "nom", accepts: Accepts::Narration },
        Parameter { nom: "aide", accepts: Accepts::Texte },
        Parameter { nom: "de", accepts: Accepts::Element },
        Parameter { nom: "style", accepts: Accepts::Choix(&["corps", "chapo"]) },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run: texte,
};

pub(super) const CITATION: Function = Function {
    nom: "citation",
    parameters: &[
        Parameter { nom: "nom", accepts: Accepts::Narration },
        Parameter { nom: "aide", accepts: Accepts::Texte },
        Parameter { nom: "signataire", accepts: Accepts::Choix(&["presidence"]) },
    ],
    positional: 1,
    required: 1,
    inline: false,
    run: citation,
};

pub(super) const AIDE: Function = Function {
    nom: "aide",
    parameters: &[Parameter { nom: "texte", accepts: Accepts::Texte }],
    positional: 1,
    required: 1,
    inline: false,
    run: |_, call| Ok(Content::Blocks(help(call.text("texte")))),
};

pub(super) const ENCADRE: Function = Function {
    nom: "encadre",
    parameters: &[
        Parameter { nom: "titre", accepts: Accepts::Texte },
        Parameter { nom: "texte", accepts: Accepts::Texte },
        Parameter { nom: "genre", accepts: Accepts::Choix(&["retenir", "vigilance"]) },
    ],
    positional: 2,
    required: 2,
    inline: false,
    run: encadre,
};

pub(super) const RENVOI: Function = Function {
    nom: "renvoi",
    parameters: &[Parameter { nom: "ancre", accepts: Accepts::Ancre }],
    positional: 1,
    required: 1,
    inline: true,
    run: |_, call| {
        let anchor = call.text("ancre").unwrap_or_default().to_owned();
        Ok(Content::Inlines(vec![Inline::Reference { anchor, text: String::new() }]))
    },
};

/// `presidence()`: who presides, with function and profession.
pub(super) const PRESIDENCE: Function = Function {
    nom: "presidence",
    parameters: &[],
    positional: 0,
    required: 0,
    inline: true,
    run: |context, _| Ok(Content::Inlines(signataire(context))),
};

pub(super) const SIGNATURES: Function = Function {
    nom: "signatures",
    parameters: &[
        Parameter { nom: "cadres", accepts: Accepts::Textes },
        Parameter { nom: "lettre", accepts: Accepts::Booleen },
    ],
    positional: 1,
    required: 0,
    inline: false,
    run: signatures,
};

pub(super) const SOMMAIRE: Function = Function {
    nom: "sommaire",
    parameters: &[],
    positional: 0,
    required: 0,
    inline: false,
    run: |_, _| Ok(Content::Blocks(vec![Block::TableOfContents])),
};

fn texte(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let style = if call.text("style") == Some("chapo") { ParagraphStyle::Lead } else { ParagraphStyle::Body };
    let (champ, mut blocks) = narration(context, call)?;
    for block in &mut blocks {
        if let Block::Paragraph { style: shown, .. } = block {
            *shown = style;
        }
    }
    Ok(Content::Blocks(with_help(champ, blocks, call.text("aide"))))
}

/// Returns a narrative text, after its guidance where it is missing.
pub(super) fn narrative_or_help(context: &Context, printed: Printed, aide: Option<&str>) -> Vec<Block> {
    let (champ, blocks) = read(context, printed);
    with_help(champ, blocks, aide)
}

fn with_help(champ: Champ, blocks: Vec<Block>, aide: Option<&str>) -> Vec<Block> {
    let mut content = if champ.etat == EtatChamp::Manquant { help(aide) } else { Vec::new() };
    content.push(Block::RichText { champ, blocks });
    content
}

/// Returns a paragraph of running text.
pub(super) fn body(content: Vec<Inline>) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, content }
}

fn citation(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let (champ, blocks) = narration(context, call)?;
    let absent = champ.etat == EtatChamp::Manquant;
    let mut content = if absent { help(call.text("aide")) } else { Vec::new() };
    let blocks = vec![Block::RichText { champ, blocks: blocks.into_iter().map(without_heading).collect() }];
    let signataire = if call.text("signataire").is_some() { signataire(context) } else { Vec::new() };
    content.push(Block::Quote { blocks, signataire });
    Ok(Content::Blocks(content))
}

/// Reads a narrative text of the dossier, or its placeholder.
fn narration(context: &Arc<Context>, call: &Call) -> Result<(Champ, Vec<Block>), String> {
    let nom = call.text("nom").unwrap_or_default();
    let unknown = || format!("texte « {nom} » inconnu");
    let printed = match call.item("de") {
        Some(item) => Printed::new(&item, nom),
        None if nom.contains('.') => Printed::new(&context.root, nom),
        None => context.root.branch("textes").and_then(|textes| Printed::new(&textes, nom)),
    };
    Ok(read(context, printed.ok_or_else(unknown)?))
}

/// Returns the blocks of a narrative text, or its placeholder.
fn read(context: &Context, printed: Printed) -> (Champ, Vec<Block>) {
    let source = match &printed.raw {
        Some(Child::Scalar(json)) => json.as_str().map(str::to_owned),
        _ => None,
    };
    let champ = printed.champ;
    let Some(texte) = source else {
        let paragraph = body(vec![Inline::Champ(champ.clone())]);
        return (champ, vec![paragraph]);
    };
    let blocks = markdown::narrative(&texte, &mut |cited| images::find(context, &champ.adresse, cited));
    (Champ { texte, ..champ }, blocks)
}

/// A heading inside a quotation is a bold line.
fn without_heading(block: Block) -> Block {
    match block {
        Block::Heading(heading) => {
            Block::Paragraph { style: ParagraphStyle::Body, content: vec![Inline::Strong(heading.content)] }
        }
        other => other,
    }
}

/// Returns the presidents: name, function, profession; a placeholder where the bureau names none.
fn signataire(context: &Context) -> Vec<Inline> {
    let bureau = &context.diffusion.dossier.gouvernance.bureau;
    let mut content = Vec::new();
    for mandat in bureau.iter().filter(|mandat| presides(mandat)) {
        let adresse = format!("/gouvernance/bureau/{}", mandat.id);
        if !content.is_empty() {
            content.push(Inline::LineBreak);
        }
        if mandat.nom.is_none() && context.diffusion.affiches.contains_key(&format!("{adresse}/nom")) {
            content.push(Inline::Text(mandat.fonction.clone().unwrap_or_default()));
            continue;
        }
        let nom = field(&format!("{adresse}/nom"), "Nom", mandat.nom.as_deref());
        content.push(Inline::Strong(vec![Inline::Champ(nom)]));
        for mot in [&mandat.fonction, &mandat.profession].into_iter().flatten() {
            content.push(Inline::Text(format!(", {}", francais::minuscule(mot.trim()))));
        }
    }
    if content.is_empty() {
        let nom = field("/gouvernance/bureau/presidence/nom", "Nom", None);
        content = vec![Inline::Strong(vec![Inline::Champ(nom)]), Inline::Text(", présidence".to_owned())];
    }
    content
}

fn field(adresse: &str, libelle: &str, texte: Option<&str>) -> Champ {
    match texte.map(str::trim).filter(|texte| !texte.is_empty()) {
        Some(texte) => Champ {
            adresse: adresse.to_owned(),
            libelle: libelle.to_owned(),
            texte: texte.to_owned(),
            etat: EtatChamp::Valeur,
            saisie: Saisie::Texte,
        },
        None => missing(adresse.to_owned(), libelle.to_owned(), Saisie::Texte),
    }
}

/// Whether the mandate is a presidency or a co-presidency, vice-presidencies aside.
fn presides(mandat: &Mandat) -> bool {
    let fonction = mandat.fonction.as_deref().unwrap_or_default();
    let folded: String = fonction.chars().map(francais::unaccented).filter(|lettre| lettre.is_alphabetic()).collect();
    folded.starts_with("president") || folded.starts_with("copresident") || folded.starts_with("presidence")
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn encadre(_: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let kind = if call.text("genre") == Some("vigilance") { CalloutKind::Warning } else { CalloutKind::Keep };
    let title = text_inlines(&francais::typographie(call.text("titre").unwrap_or_default()));
    let blocks = markdown::narrative(call.text("texte").unwrap_or_default(), &mut |_| None);
    Ok(Content::Blocks(vec![Block::Callout { kind, title, blocks }]))
}

/// Returns the guidance of a text that is missing.
pub(super) fn help(aide: Option<&str>) -> Vec<Block> {
    let paragraph = |aide: &str| Block::Paragraph {
        style: ParagraphStyle::Help,
        content: text_inlines(&francais::typographie(aide)),
    };
    aide.map(paragraph).into_iter().collect()
}

/// The frames asked for, by their titles; those of the presidency and of the coordination carry a name.
#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn signatures(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let frames = call.texts("cadres").unwrap_or_else(|| ["présidence", "coordination"].map(str::to_owned).to_vec());
    let frame = |titre: &String| {
        let (title, who) = match titre.as_str() {
            "présidence" => ("Pour la présidence".to_owned(), signataire(context)),
            "coordination" => {
                let nom = Printed::new(&context.root, "cpts.coordination.nom");
                ("Pour la coordination".to_owned(), nom.map(|nom| nom.inlines()).unwrap_or_default())
            }
            autre => (francais::capitale(autre), Vec::new()),
        };
        let mut lines: Vec<Vec<Inline>> = [who].into_iter().filter(|who| !who.is_empty()).collect();
        // A letter has its place and date above.
        if !call.flag("lettre") {
            lines.push(vec![Inline::Text("Fait à …………………, le …………………".to_owned())]);
        }
        lines.push(vec![Inline::Text(format!("Signature{}:", francais::ESPACE))]);
        Signature { title, lines }
    };
    Ok(Content::Blocks(vec![Block::Signatures(frames.iter().map(frame).collect())]))
}
