//! The attendance sheet: a line for each member, and a frame to sign in.

use std::{borrow::Cow, sync::Arc};

use super::{
    adherents,
    tableau::{Request, Wanted},
};
use crate::outline::{Block, RowSource, Rows, TableKind};

/// Lines of a blank sheet.
const VIERGES: usize = 28;

/// Returns the attendance sheet of the members, by name; blank lines where there is none.
pub(super) fn table(request: &Request<'_>) -> Vec<Block> {
    let order = adherents::order(&request.context.diffusion);
    let lines = if order.is_empty() { VIERGES } else { order.len() };
    let keys = request.columns.iter().map(|wanted| wanted.def.cle).collect();
    let source = Feuille { members: adherents::Liste::new(request.context.diffusion.clone(), order, keys), lines };
    let columns = request.columns.iter().map(Wanted::column).collect();
    let mut table = request.table(columns, Rows::Streamed(Arc::new(source)), None);
    table.kind = TableKind::Data;
    table.captioned = false;
    vec![Block::Table(table)]
}

/// The lines of the sheet: what is written by hand stays empty.
struct Feuille {
    members: adherents::Liste,
    lines: usize,
}

impl RowSource for Feuille {
    fn len(&self) -> usize {
        self.lines
    }

    fn row<'a>(&'a self, index: usize, cells: &mut Vec<Cow<'a, str>>) {
        let start = cells.len();
        self.members.row(index, cells);
        // A dash would say that there is nothing to write, and a hand needs two lines.
        for cell in &mut cells[start..] {
            if cell == "–" {
                *cell = Cow::Borrowed("\u{a0}\n\u{a0}");
            }
        }
    }
}
