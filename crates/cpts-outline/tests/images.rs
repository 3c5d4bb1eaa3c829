//! Narrative texts with pictures and footnotes.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{Diffusion, DiffusionOptions, Origine, Profil, diffuser};
use cpts_outline::{Block, ComposeOptions, Figure, Images, Inline, Outline, Trame, cited_images, compose, plain};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut octets = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    octets.extend(width.to_be_bytes());
    octets.extend(height.to_be_bytes());
    octets.extend(b"\x08\x06\0\0\0crc!\0\0\0\x05tEXtlieu!crc!\0\0\0\0IEND\xae\x42\x60\x82");
    octets
}

/// A photograph that an Exif segment says is lying.
fn lying() -> Vec<u8> {
    let mut octets =
        b"\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    octets.extend(b"\xff\xc0\0\x11\x08\0\x50\0\xa0\x03123456789\xff\xda\0\x02ab\xff\xd9");
    octets
}

fn images() -> Images {
    let mut images = Images::default();
    images.insert("photo.png", &png(40, 30));
    images.insert("images/plan%20du%20site.png", &png(40, 30));
    images.insert("large.png", &png(12_001, 10));
    images.insert("lourde.png", &vec![0; Images::OCTETS_MAX + 1]);
    images.insert("texte.png", b"bonjour");
    images.insert("couchee.jpg", &lying());
    images.insert("carte.svg", b"<svg><path d=\"M0 0\"/></svg>");
    images.insert("carte.png", &png(60, 40));
    images.insert("seule.svg", b"<svg/>");
    images.insert("active.svg", b"<svg><script/></svg>");
    images
}

fn diffusion(texte: &str) -> Arc<Diffusion> {
    let mut dossier = cas::bare().dossier;
    dossier.textes.valeurs = Some(texte.to_owned());
    let (fichier, feuille, cellule) = ("suivi.xlsx".to_owned(), "Textes".to_owned(), "B4".to_owned());
    dossier.provenance.insert("/textes/valeurs".to_owned(), Origine::Cellule { fichier, feuille, cellule });
    Arc::new(diffuser(dossier, &DiffusionOptions::new(Profil::Financeur)))
}

fn composed(texte: &str) -> Outline {
    let trame = Trame::read("a.md", "+++\ntitre = \"A\"\n+++\n# Valeurs\n\n{{ texte(\"valeurs\") }}\n");
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    compose(&diffusion(texte), &trame, &ComposeOptions { date, images: images(), ..Default::default() }).unwrap()
}

/// The blocks of the narrative text.
fn blocks(outline: &Outline) -> &[Block] {
    let narration = outline.blocks.iter().find_map(|block| match block {
        Block::RichText { blocks, .. } => Some(blocks.as_slice()),
        _ => None,
    });
    narration.unwrap()
}

/// The blocks, one line each.
fn lines(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Figure(Figure { caption, description, .. }) => format!("figure {} ({description})", plain(caption)),
            Block::List { items, .. } => format!("liste {}", lines(&items.concat()).join(" / ")),
            Block::Paragraph { content, .. } => content.iter().map(piece).collect(),
            Block::Heading(heading) => format!("# {}", heading.content.iter().map(piece).collect::<String>()),
            other => format!("{other:?}"),
        })
        .collect()
}

fn piece(inline: &Inline) -> String {
    match inline {
        Inline::Note(content) => format!("({})", content.iter().map(piece).collect::<String>()),
        Inline::LineBreak => "⏎".to_owned(),
        other => plain(std::slice::from_ref(other)).replace('\u{a0}', " "),
    }
}

fn codes(texte: &str) -> Vec<String> {
    composed(texte).constats.into_iter().map(|constat| constat.code).collect()
}

#[test]
fn picture_alone_in_its_paragraph_is_a_figure() {
    let outline = composed(
        "Avant ![une photo](photo.png) après.\n\n![La maison](photo.png \"Elle a ouvert\")\n\n- ![Le plan](<images/plan du site.png>)\n\nFin.",
    );
    let expected =
        ["Avant [image : une photo] après.", "figure Elle a ouvert (La maison)", "liste figure  (Le plan)", "Fin."];
    assert_eq!(lines(blocks(&outline)), expected);
    assert!(outline.constats.is_empty(), "{:?}", outline.constats);
    assert!(outline.to_text().contains("figure <figure> | Elle a ouvert"));
}

#[test]
fn pictures_on_lines_of_their_own_are_as_many_figures() {
    let outline = composed("![a](photo.png)\n![b](absente.png)\n![c](carte.svg)");
    assert_eq!(lines(blocks(&outline)), ["figure  (a)", "[image : b]", "figure  (c)"]);
    let Block::Figure(carte) = &blocks(&outline)[2] else { panic!("a figure") };
    assert!(carte.image.svg.is_some() && (carte.image.width, carte.image.height) == (60, 40));
}

#[test]
fn figure_holds_the_picture_without_what_it_tells() {
    let outline = composed("![a](photo.png)\n\n![b](./photo.png)");
    let octets: Vec<_> = blocks(&outline)
        .iter()
        .filter_map(|block| if let Block::Figure(figure) = block { Some(&figure.image.octets) } else { None })
        .collect();
    assert!(Arc::ptr_eq(octets[0], octets[1]), "held once");
    assert!(!octets[0].windows(4).any(|part| part == b"lieu"));
}

#[test]
fn picture_that_cannot_serve_leaves_its_description_and_a_constat() {
    for (nom, code) in [
        ("absente.png", "image-absente"),
        ("../photo.png", "image-absente"),
        ("https://exemple.fr/a.png", "image-absente"),
        ("texte.png", "image-illisible"),
        ("active.svg", "image-illisible"),
        ("seule.svg", "image-illisible"),
        ("large.png", "image-trop-grande"),
        ("lourde.png", "image-trop-grande"),
    ] {
        let outline = composed(&format!("![Une maison]({nom})"));
        assert_eq!(lines(blocks(&outline)), ["[image : Une maison]"], "{nom}");
        let constats: Vec<&str> = outline.constats.iter().map(|constat| constat.code.as_str()).collect();
        assert_eq!(constats, [code], "{nom}");
        let place = &outline.constats[0].place;
        assert_eq!((place.cellule.as_deref(), place.chemin.as_deref()), (Some("B4"), Some("/textes/valeurs")));
        assert!(outline.constats[0].conseil.is_some());
    }
}

#[test]
fn picture_without_description_is_drawn_and_said() {
    let outline = composed("![](photo.png \"Une légende\")\n\n![](photo.png)");
    assert_eq!(lines(blocks(&outline)), ["figure Une légende (Une légende)", "figure  (photo.png)"]);
    assert_eq!(codes("![](photo.png)"), ["image-sans-description"]);
    assert_eq!(codes("![a](couchee.jpg)"), ["image-couchee"]);
}

#[test]
fn pictures_past_the_bound_of_a_document_are_refused() {
    let mut images = Images::default();
    let mut heavy = png(10, 10);
    let end = heavy.split_off(heavy.len() - 12);
    let length = 18 * 1024 * 1024_u32;
    heavy.extend(length.to_be_bytes());
    heavy.extend(b"IDAT");
    heavy.resize(heavy.len() + length as usize + 4, 0);
    heavy.extend(end);
    for nom in ["a.png", "b.png", "c.png"] {
        images.insert(nom, &heavy);
    }
    let trame = Trame::read("a.md", "+++\ntitre = \"A\"\n+++\n# Valeurs\n\n{{ texte(\"valeurs\") }}\n");
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let texte = diffusion("![a](a.png)\n\n![b](b.png)\n\n![c](c.png)");
    let outline = compose(&texte, &trame, &ComposeOptions { date, images, ..Default::default() }).unwrap();
    assert_eq!(lines(blocks(&outline)), ["figure  (a)", "figure  (b)", "[image : c]"]);
    assert_eq!(outline.constats[0].code, "image-trop-grande");
}

#[test]
fn names_that_texts_cite_are_listed_with_the_pictures_of_drawings() {
    let texte = diffusion("![a](photo.png) ![b](images/carte.SVG) ![c](../x.png) `![d](code.png)` ![e](photo.png)");
    let noms: Vec<String> = cited_images(&texte).into_iter().collect();
    assert_eq!(noms, ["images/carte.SVG", "images/carte.png", "photo.png"]);
}

#[test]
fn notes_that_the_text_calls_go_to_the_foot_of_the_page() {
    let outline = composed(
        "Un[^1], deux[^Note] et encore un[^1].\n\n[^1]: La *première*.\n\n[^note]: Une ligne\n\n    - un\n    - deux\n\nFin.",
    );
    assert_eq!(
        lines(blocks(&outline)),
        ["Un(La première.), deux(Une ligne⏎– un⏎– deux) et encore un(La première.).", "Fin."]
    );
}

#[test]
fn no_note_or_picture_is_lost() {
    for (texte, expected) in [
        ("Texte.\n\n[^1]: Jamais appelée.", vec!["Texte.", "Jamais appelée."]),
        ("Texte[^2].", vec!["Texte[^2]."]),
        ("Texte[^1].\n\n[^1]: Voir[^1].", vec!["Texte(Voir[^1].)."]),
        ("Texte[^1].\n\n[^1]: Voir[^2].\n\n[^2]: Seconde.", vec!["Texte(Voir[^2].).", "Seconde."]),
        ("[^1]: Seule.", vec!["Seule."]),
        ("# Titre[^1]\n\n[^1]: Note.", vec!["# Titre(Note.)"]),
        ("# Titre ![b](photo.png)\n\n![a](photo.png)", vec!["# Titre [image : b]", "figure  (a)"]),
        ("Texte[^1].\n\n[^1]: ![Maison](photo.png)", vec!["Texte([image : Maison])."]),
    ] {
        assert_eq!(lines(blocks(&composed(texte))), expected, "{texte}");
    }
}

#[test]
fn long_note_called_again_and_again_is_written_once() {
    let texte = format!("{}\n\n[^1]: {}", "a[^1] ".repeat(5_000), "mot ".repeat(5_000));
    let outline = composed(&texte);
    let Block::Paragraph { content, .. } = &blocks(&outline)[0] else { panic!("a paragraph") };
    let length: usize = content.iter().map(|inline| piece(inline).len()).sum();
    assert!(length < 500_000, "{length}");
}

#[test]
fn hostile_texts_compose() {
    let lists: String = (0..200).map(|depth| "  ".repeat(depth) + "- ![a](photo.png)[^1]\n").collect();
    for texte in [
        lists.as_str(),
        "<script>alert(1)</script> <b>gras</b>[^1]\n\n[^1]: <iframe src=x>\n",
        "[clic](javascript:alert(1)) ![x](javascript:alert(1))\n\n![x](javascript:alert(1))",
        &"> ".repeat(500),
        &"[^1]: ".repeat(500),
        &format!("[^1]\n\n{}x", "> [^1]: ".repeat(200)),
        &"![".repeat(2_000),
        "[^]: vide\n\n[^ ]: espace [^]",
    ] {
        assert!(!blocks(&composed(texte)).is_empty(), "{}", &texte[..20]);
    }
}
