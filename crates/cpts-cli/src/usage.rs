//! Mistakes on the command line, said in French.

use std::{ffi::OsString, path::Path};

use clap::{
    CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::arguments::Cli;

const AIDE: &str = "Pour l’aide : cpts --help";

/// Returns the sentence for an error of the parser.
pub(crate) fn message(error: &clap::Error) -> String {
    let phrase = match error.kind() {
        // The parser calls « option » whatever it did not expect.
        ErrorKind::UnknownArgument if !text(error, ContextKind::InvalidArg).starts_with('-') => {
            format!("{} est en trop", quoted(error, ContextKind::InvalidArg))
        }
        ErrorKind::UnknownArgument => with_suggestion(
            format!("option {} inconnue", quoted(error, ContextKind::InvalidArg)),
            error,
            ContextKind::SuggestedArg,
        ),
        ErrorKind::InvalidSubcommand => with_suggestion(
            format!("commande {} inconnue", quoted(error, ContextKind::InvalidSubcommand)),
            error,
            ContextKind::SuggestedSubcommand,
        ),
        ErrorKind::InvalidValue => {
            let attendu = text(error, ContextKind::ValidValue);
            let valeur = text(error, ContextKind::InvalidValue);
            let option = argument(error);
            match (valeur.is_empty(), attendu.is_empty()) {
                (true, _) => format!("{option} demande une valeur"),
                (false, true) => format!("valeur « {valeur} » impossible pour {option}"),
                (false, false) => format!("valeur « {valeur} » impossible pour {option} : attendu {attendu}"),
            }
        }
        ErrorKind::ValueValidation => {
            let raison = std::error::Error::source(error).map(|source| format!(" : {source}")).unwrap_or_default();
            format!("valeur {} impossible pour {}{raison}", quoted(error, ContextKind::InvalidValue), argument(error))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {}", text(error, ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => {
            format!("{} et {} ne vont pas ensemble", argument(error), text(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("nombre de valeurs impossible pour {}", argument(error))
        }
        ErrorKind::NoEquals => format!("{} demande un signe = avant sa valeur", argument(error)),
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::InvalidUtf8 => {
            "un texte de la ligne de commande n’est pas lisible (caractères invalides)".to_owned()
        }
        _ => "la commande n’est pas comprise".to_owned(),
    };
    let point = if phrase.ends_with(['?', '.']) { "" } else { "." };
    format!("{phrase}{point}\n{AIDE}")
}

/// Returns the sentence for a first word that is neither a command nor a file, if it is one.
///
/// Without this, a mistyped command would be taken for the name of a workbook that does not exist.
pub(crate) fn unknown_command(arguments: &[OsString]) -> Option<String> {
    let mot = arguments.get(1)?.to_str()?;
    let looks_like_file = mot.contains(['.', '/', '\\']) || Path::new(mot).exists();
    if mot.starts_with('-') || looks_like_file {
        return None;
    }
    let cli = Cli::command();
    let commandes: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
    if commandes.contains(&mot) {
        return None;
    }
    Some(match nearest(mot, commandes.iter().copied()) {
        Some(proche) => format!("commande « {mot} » inconnue : vouliez-vous dire « {proche} » ?\n{AIDE}"),
        None => format!(
            "« {mot} » n’est ni une commande ni un fichier : attendu un classeur, ou {}.\n{AIDE}",
            commandes.join(", ")
        ),
    })
}

/// Returns the candidate most like `mot`, where one is near enough to be meant.
pub(crate) fn nearest<'a>(mot: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(mot, candidate), candidate))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

fn with_suggestion(phrase: String, error: &clap::Error, kind: ContextKind) -> String {
    match text(error, kind) {
        proche if proche.is_empty() => phrase,
        proche => format!("{phrase} : vouliez-vous dire « {proche} » ?"),
    }
}

fn argument(error: &clap::Error) -> String {
    let texte = text(error, ContextKind::InvalidArg);
    if texte.is_empty() { "cette option".to_owned() } else { texte }
}

fn quoted(error: &clap::Error, kind: ContextKind) -> String {
    format!("« {} »", text(error, kind))
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(texte)) => texte.clone(),
        Some(ContextValue::Strings(textes)) => textes.join(", "),
        _ => String::new(),
    }
}
