//! What holds for every table of every document.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use cpts_model::{DiffusionOptions, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Rows, Table, Trames, compose};

/// Calls `see` with each table, those of wide pages included.
fn tables<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Table)) {
    for block in blocks {
        match block {
            Block::Table(table) => see(table),
            Block::Landscape(inner) => tables(inner, see),
            _ => {}
        }
    }
}

#[test]
fn every_line_and_total_has_one_cell_for_each_column() {
    let trames = Trames::builtin();
    let diffusion = Arc::new(diffuser(cas::complete_dossier(), &DiffusionOptions::new(Profil::Interne)));
    let (mut seen, mut totals) = (0, 0);
    for trame in trames.livrables() {
        let outline = compose(&diffusion, trame, &ComposeOptions::default()).unwrap();
        tables(&outline.blocks, &mut |table| {
            let place = format!("{} {}", trame.nom, table.anchor);
            if let (Rows::Fixed(rows), false) = (&table.rows, table.columns.is_empty()) {
                assert!(rows.iter().all(|row| row.len() == table.columns.len()), "{place}");
                seen += 1;
            }
            if let Some(total) = &table.total {
                assert_eq!(total.len(), table.columns.len(), "total of {place}");
                totals += 1;
            }
        });
    }
    assert!(seen > 60 && totals > 15, "{seen} {totals}");
}
