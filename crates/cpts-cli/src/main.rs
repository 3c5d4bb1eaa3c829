//! The cpts command.

fn main() {}
