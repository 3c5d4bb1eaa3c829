//! Several texts in one cell, one per line.

use cpts_model::lecture::plier;

/// What begins each text where one of them has several lines, or begins so itself.
const PUCE: &str = "• ";

/// Returns the texts in one cell.
pub(crate) fn join<T: AsRef<str>>(textes: &[T]) -> String {
    let plain = |texte: &str| !texte.trim().is_empty() && !texte.contains('\n') && !texte.starts_with(PUCE.trim_end());
    let lines: Vec<&str> = textes.iter().map(AsRef::as_ref).collect();
    if lines.iter().all(|texte| plain(texte)) {
        return lines.join("\n");
    }
    lines.iter().map(|texte| format!("{PUCE}{texte}")).collect::<Vec<_>>().join("\n")
}

/// Returns the texts of a cell: one per line, or from one bullet to the next.
pub(crate) fn split(cellule: &str) -> Vec<String> {
    let normal = cellule.replace("\r\n", "\n");
    let puce = PUCE.trim_end();
    if !normal.trim_start().starts_with(puce) {
        let lines = normal.split('\n').filter(|line| !line.trim().is_empty());
        return lines.map(|line| line.trim_end().to_owned()).collect();
    }
    let mut textes: Vec<String> = Vec::new();
    for line in normal.split('\n') {
        match (line.strip_prefix(puce), textes.last_mut()) {
            (Some(rest), _) => textes.push(rest.strip_prefix(' ').unwrap_or(rest).to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => {}
        }
    }
    textes
}

/// Returns the texts of a cell where people also write a semicolon between short ones.
pub(crate) fn split_words(cellule: &str) -> Vec<String> {
    let lines = split(cellule);
    match lines.as_slice() {
        [line] => line.split(';').map(str::trim).filter(|word| !plier(word).is_empty()).map(str::to_owned).collect(),
        _ => lines.iter().map(|line| line.trim().to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{join, split};

    #[test]
    fn lists_are_one_per_line_and_need_bullets_only_where_a_text_has_several() {
        assert_eq!(join(&["Rapport moral", "Vote ; budget"]), "Rapport moral\nVote ; budget");
        assert_eq!(join(&["a\nb", "c"]), "• a\nb\n• c");
    }

    proptest! {
        #[test]
        fn any_list_comes_back(textes in prop::collection::vec("([a-c;•\\n]{0,6}[a-c;•\\n])?", 1..5)) {
            // Inside a text, a line that begins with a bullet would be a text of its own.
            prop_assume!(textes.iter().all(|texte| !texte.contains("\n•")));
            prop_assert_eq!(split(&join(&textes)), textes);
        }
    }
}
