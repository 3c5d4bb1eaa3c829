//! The key under which a commune is stored.

use crate::lecture::plier;

/// Returns the key of a commune's name: folded, « St » and « Ste » in full. `data/produire.py` computes the same.
pub(super) fn cle(nom: &str) -> String {
    let folded = plier(nom);
    if !folded.contains("st") {
        return folded;
    }
    folded.split(' ').map(full).collect::<Vec<_>>().join(" ")
}

fn full(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        word => word,
    }
}
