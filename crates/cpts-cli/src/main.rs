//! The `cpts` command: files, clock, terminal, progress; everything else is in the libraries.

use std::process::ExitCode;

mod arguments;
mod commandes;
mod entree;
mod erreur;
mod horloge;
mod libreoffice;
mod sortie;
mod usage;

// A list is hundreds of thousands of short texts; see decision 37.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commandes::run(&std::env::args_os().collect::<Vec<_>>())
}
