//! Letters: who writes, to whom, where and when.

use std::sync::Arc;

use cpts_model::{DelegationArs, ars};

use super::arguments::{Accepts, Call, Function, Parameter};
use crate::{
    engine::{Content, Context},
    francais,
    outline::{Block, Inline, ParagraphStyle},
    printed::{Printed, date_inlines, text_inlines},
};

/// `destinataire(texte)`: an address block on the right, one line for each line of the text.
pub(super) const DESTINATAIRE: Function = Function {
    nom: "destinataire",
    parameters: &[Parameter { nom: "texte", accepts: Accepts::Texte }],
    positional: 1,
    required: 1,
    inline: false,
    run: |_, call| {
        let lines = call
            .text("texte")
            .unwrap_or_default()
            .lines()
            .map(|line| text_inlines(&francais::typographie(line.trim())));
        Ok(Content::Blocks(vec![recipient(lines.collect())]))
    },
};

/// `destinataire_ars()`: the delegation of the regional health agency for the département of the community.
pub(super) const DESTINATAIRE_ARS: Function =
    Function { nom: "destinataire_ars", parameters: &[], positional: 0, required: 0, inline: false, run: delegation };

/// `mel_ars()`: the address to which the project is sent by mail.
pub(super) const MEL_ARS: Function =
    Function { nom: "mel_ars", parameters: &[], positional: 0, required: 0, inline: true, run: mail };

/// `expediteur()`: name, address and contact of the community.
pub(super) const EXPEDITEUR: Function =
    Function { nom: "expediteur", parameters: &[], positional: 0, required: 0, inline: false, run: sender };

/// `lieu_et_date()`: « Saint-Flour, le 15 mars 2026 ».
pub(super) const LIEU_ET_DATE: Function =
    Function { nom: "lieu_et_date", parameters: &[], positional: 0, required: 0, inline: false, run: place_and_date };

fn recipient(lines: Vec<Vec<Inline>>) -> Block {
    Block::Paragraph { style: ParagraphStyle::Recipient, content: joined(lines) }
}

/// Puts lines one under the other.
fn joined(lines: Vec<Vec<Inline>>) -> Vec<Inline> {
    let mut content = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !content.is_empty() {
            content.push(Inline::LineBreak);
        }
        content.extend(line);
    }
    content
}

/// The delegation that a source gives for the département, where the dossier does not name one.
fn known(context: &Context) -> Option<&'static ars::Delegation> {
    let cpts = &context.diffusion.dossier.cpts;
    let named = cpts.delegation_ars != DelegationArs::default();
    cpts.departement.as_deref().filter(|_| !named).and_then(ars::delegation)
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn delegation(context: &Arc<Context>, _: &Call) -> Result<Content, String> {
    let line = |texte: &str| text_inlines(&francais::typographie(texte));
    let field = |nom: &str| {
        let path = format!("cpts.delegation_ars.{nom}");
        Printed::new(&context.root, &path).map(|printed| printed.inlines()).unwrap_or_default()
    };
    let lines = if let Some(delegation) = known(context) {
        let town = format!("{} {}", delegation.code_postal, delegation.commune);
        [delegation.service, delegation.adresse, town.as_str()].map(line).to_vec()
    } else {
        let mut town = field("code_postal");
        town.push(Inline::Text(" ".to_owned()));
        town.extend(field("commune"));
        vec![field("service"), field("voie"), town]
    };
    Ok(Content::Blocks(vec![recipient(lines)]))
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn mail(context: &Arc<Context>, _: &Call) -> Result<Content, String> {
    Ok(Content::Inlines(match known(context) {
        Some(delegation) => {
            let shown = vec![Inline::Text(delegation.mel.to_owned())];
            vec![Inline::Link { url: format!("mailto:{}", delegation.mel), content: shown }]
        }
        None => Printed::new(&context.root, "cpts.delegation_ars.email").map(|p| p.inlines()).unwrap_or_default(),
    }))
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn sender(context: &Arc<Context>, _: &Call) -> Result<Content, String> {
    let value = |path: &str| Printed::new(&context.root, path);
    let required = |path: &str| value(path).map(|printed| printed.inlines()).unwrap_or_default();
    let known = |path: &str| value(path).filter(|printed| printed.raw.is_some()).map(|printed| printed.inlines());
    let mut town = required("cpts.adresse.code_postal");
    town.push(Inline::Text(" ".to_owned()));
    town.extend(required("cpts.adresse.commune"));
    let mut lines = vec![vec![Inline::Strong(required("cpts.nom"))], required("cpts.adresse.voie"), town];
    lines.extend(["cpts.telephone", "cpts.email"].into_iter().filter_map(known));
    Ok(Content::Blocks(vec![Block::Paragraph { style: ParagraphStyle::Body, content: joined(lines) }]))
}

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn place_and_date(context: &Arc<Context>, _: &Call) -> Result<Content, String> {
    let mut content =
        Printed::new(&context.root, "cpts.adresse.commune").map(|printed| printed.inlines()).unwrap_or_default();
    content.push(Inline::Text(", le ".to_owned()));
    if context.profil.is_none() {
        content.push(Inline::Text("…………………".to_owned()));
    } else {
        content.extend(date_inlines(context.date));
    }
    Ok(Content::Blocks(vec![Block::Paragraph { style: ParagraphStyle::DateLine, content }]))
}
