//! Several texts in one cell, one per line.

/// What begins each text where one of them has several lines, a semicolon, or begins so itself.
const PUCE: &str = "• ";
/// What moves a line to the right.
const RETRAIT: &str = "  ";

/// Returns the texts in one cell.
pub(crate) fn join<T: AsRef<str>>(textes: &[T]) -> String {
    let plain = |texte: &str| {
        texte.trim() == texte
            && !texte.is_empty()
            && !texte.contains(['\n', ';'])
            && !texte.starts_with(PUCE.trim_end())
    };
    let lines: Vec<&str> = textes.iter().map(AsRef::as_ref).collect();
    if lines.iter().all(|texte| plain(texte)) {
        return lines.join("\n");
    }
    // Inside a text, a line that begins as the next text would is moved to the right.
    let inner = |line: &str| {
        if begins_with_bullet(line) { format!("{RETRAIT}{line}") } else { line.to_owned() }
    };
    let whole = |texte: &&str| {
        let mut lines = texte.split('\n');
        let first = lines.next().unwrap_or_default().to_owned();
        std::iter::once(first).chain(lines.map(inner)).collect::<Vec<_>>().join("\n")
    };
    lines.iter().map(|texte| format!("{PUCE}{}", whole(texte))).collect::<Vec<_>>().join("\n")
}

fn begins_with_bullet(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(PUCE.trim_end())
}

/// Returns the texts of a cell: one per line, or from one bullet to the next, or between the semicolons of a single line.
pub(crate) fn split(cellule: &str) -> Vec<String> {
    let normal = cellule.replace("\r\n", "\n");
    let puce = PUCE.trim_end();
    if !normal.trim_start().starts_with(puce) {
        let lines: Vec<&str> = normal.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        return match lines.as_slice() {
            [line] => line.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            _ => lines.into_iter().map(str::to_owned).collect(),
        };
    }
    let mut textes: Vec<String> = Vec::new();
    for line in normal.split('\n') {
        match (line.strip_prefix(puce), textes.last_mut()) {
            (Some(rest), _) => textes.push(rest.strip_prefix(' ').unwrap_or(rest).to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line.strip_prefix(RETRAIT).filter(|_| begins_with_bullet(line)).unwrap_or(line));
            }
            (None, None) => {}
        }
    }
    textes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{join, split};

    #[test]
    fn lists_are_one_per_line_and_need_bullets_only_where_a_text_has_several() {
        assert_eq!(join(&["Rapport moral", "Vote du budget"]), "Rapport moral\nVote du budget");
        assert_eq!(join(&["Vote ; budget"]), "• Vote ; budget");
        assert_eq!(split("Albi ; Castres"), ["Albi", "Castres"]);
        assert_eq!(join(&["a\nb", "c"]), "• a\nb\n• c");
    }

    proptest! {
        #[test]
        fn any_list_comes_back(textes in prop::collection::vec("[a-b;•\\n ]{0,7}", 1..5)) {
            prop_assert_eq!(split(&join(&textes)), textes);
        }
    }
}
