//! One module for each command.

mod classeur;
mod controler;
mod depot;
mod importer;
mod licences;
mod pieces;
mod rediger;
mod schema;
mod tracer;
mod trames;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, error::ErrorKind};

use crate::{
    arguments::{Cli, Commande},
    erreur::{CliError, Fin},
    sortie::console,
    usage,
};

/// Runs the command line and returns how the program ends.
pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
    let fin = dispatch(arguments).unwrap_or_else(|error| {
        if error.is_closed_pipe() {
            return Fin::Termine;
        }
        console::dire(&format!("cpts : {error}"));
        error.fin()
    });
    ExitCode::from(fin as u8)
}

fn dispatch(arguments: &[OsString]) -> Result<Fin, CliError> {
    if let Some(message) = usage::unknown_command(arguments) {
        return Err(CliError::Usage(message));
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return help_or_usage(&error),
    };
    if cli.licences {
        return licences::run();
    }
    match cli.commande {
        Some(Commande::Importer(options)) => importer::run(&options),
        Some(Commande::Controler(options)) => controler::run(&options),
        Some(Commande::Classeur { commande }) => classeur::run(&commande),
        Some(Commande::Rediger(options)) => rediger::run(&options),
        Some(Commande::Tracer(options)) => tracer::run(&options),
        Some(Commande::Pieces { commande }) => pieces::run(&commande),
        Some(Commande::Schema { objet }) => schema::run(objet),
        Some(Commande::Trames { commande }) => trames::run(&commande),
        None => depot::run(&cli.classeurs),
    }
}

/// Help and version are results that were asked for; anything else is a mistake.
fn help_or_usage(error: &clap::Error) -> Result<Fin, CliError> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console::resultat(error.render().to_string().as_bytes())?;
            Ok(Fin::Termine)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console::dire(error.render().to_string().trim_end());
            depot::keep_window_open();
            Ok(Fin::Usage)
        }
        _ => Err(CliError::Usage(usage::message(error))),
    }
}
