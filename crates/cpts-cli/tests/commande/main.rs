//! The command as its users meet it: exit codes, streams, files.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod commun;
mod fusion;
mod importer;
mod pieces;
mod rediger;
mod tracer;
mod trames;
mod usage;
