//! Outlines made by hand, with invented people.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{
    borrow::Cow,
    io::{Cursor, Read},
    sync::Arc,
};

use chrono::NaiveDate;
use cpts_model::Profil;
use cpts_outline::*;

pub(crate) mod echantillon;
pub(crate) mod rapport;

pub(crate) fn t(texte: &str) -> Inline {
    Inline::Text(texte.to_owned())
}

pub(crate) fn gras(texte: &str) -> Inline {
    Inline::Strong(vec![t(texte)])
}

pub(crate) fn valeur(adresse: &str, libelle: &str, texte: &str) -> Champ {
    Champ {
        adresse: adresse.to_owned(),
        libelle: libelle.to_owned(),
        texte: texte.to_owned(),
        etat: EtatChamp::Valeur,
        saisie: Saisie::Texte,
    }
}

pub(crate) fn manquant(adresse: &str, libelle: &str) -> Champ {
    Champ { etat: EtatChamp::Manquant, ..valeur(adresse, libelle, &format!("[{libelle}]")) }
}

pub(crate) fn c(champ: Champ) -> Inline {
    Inline::Champ(champ)
}

pub(crate) fn titre(level: u8, texte: &str) -> Block {
    titre_de(level, HeadingKind::Numbered, texte)
}

pub(crate) fn titre_de(level: u8, kind: HeadingKind, texte: &str) -> Block {
    Block::Heading(Heading { level, kind, content: vec![t(texte)], anchor: texte.to_owned(), new_page: level == 1 })
}

pub(crate) fn p(texte: &str) -> Block {
    para(vec![t(texte)])
}

pub(crate) fn para(content: Vec<Inline>) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, content }
}

pub(crate) fn styled(style: ParagraphStyle, texte: &str) -> Block {
    Block::Paragraph { style, content: vec![t(texte)] }
}

pub(crate) fn liste(ordered: bool, items: Vec<Vec<Block>>) -> Block {
    Block::List { ordered, items }
}

pub(crate) fn colonne(title: &str, weight: u32, align: Align) -> Column {
    Column { title: title.to_owned(), weight, align }
}

pub(crate) fn ligne(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|texte| vec![t(texte)]).collect()
}

pub(crate) fn tableau(anchor: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        kind: TableKind::Data,
        caption: vec![t(anchor)],
        captioned: true,
        description: format!("Une ligne par valeur de {anchor}"),
        anchor: anchor.to_owned(),
        columns,
        rows: Rows::Fixed(rows),
        total: None,
        note: Vec::new(),
    }
}

/// Lines that are made when they are asked for.
pub(crate) struct Lignes(pub(crate) usize);

impl RowSource for Lignes {
    fn len(&self) -> usize {
        self.0
    }

    fn row<'a>(&'a self, index: usize, cells: &mut Vec<Cow<'a, str>>) {
        const NOMS: [&str; 6] = ["Aubépine", "Bourrache", "Cytise", "Daphné & fils", "Ellébore", "Fougère"];
        const METIERS: [&str; 4] =
            ["Chirurgien-dentiste", "Infirmier", "Masseur-kinésithérapeute", "Médecin généraliste"];
        cells.push(NOMS[index % 6].into());
        cells.push(["Camille", "Dominique", "Claude", "Sacha"][index % 4].into());
        cells.push(METIERS[index % 4].into());
        cells.push(["Mixte", "Libéral"][index % 2].into());
        cells.push(["Maison de santé d’Aubrelle", "À titre individuel", ""][index % 3].into());
        cells.push(["Pontcharre-sur-Aubrelle", "Sarnon-le-Haut", "Valmorte"][index % 3].into());
        cells.push(format!("{:02}/{:02}/2024", index % 28 + 1, index % 12 + 1).into());
        cells.push("Actif".into());
    }
}

pub(crate) fn annexe(lignes: usize) -> Vec<Block> {
    let colonnes = [
        ("Nom", 1700),
        ("Prénom", 1400),
        ("Profession", 2500),
        ("Exercice", 1200),
        ("Représente", 2786),
        ("Commune", 2300),
        ("Adhésion", 1200),
        ("Qualité", 1200),
    ];
    vec![
        titre_de(1, HeadingKind::Annex, "Liste des adhérents"),
        p(&format!("{lignes} adhérents au 31\u{a0}décembre 2025, classés par nom.")),
        Block::Table(Table {
            kind: TableKind::Dense,
            caption: vec![t("Liste des adhérents")],
            captioned: false,
            description: "Une ligne par adhérent".to_owned(),
            anchor: "adherents".to_owned(),
            columns: colonnes.iter().map(|(titre, poids)| colonne(titre, *poids, Align::Left)).collect(),
            rows: Rows::Streamed(Arc::new(Lignes(lignes))),
            total: None,
            note: vec![t("Commune\u{a0}: lieu d’exercice principal.")],
        }),
    ]
}

pub(crate) fn cartouche() -> Cartouche {
    let date = Champ { saisie: Saisie::Date(None), ..manquant("/assemblees/a-001/date", "Date de l’assemblée") };
    let identification = [
        ("Territoire", vec![t("24 communes, 61\u{a0}480 habitants (Aubrelle et Haut-Sarnon)")]),
        ("Validé", vec![t("par le conseil d’administration le 3\u{a0}mars 2026")]),
        ("Présenté", vec![t("à l’assemblée générale du "), c(date)]),
        ("Diffusion", vec![t("Financeur")]),
        ("Version", vec![t("du 12\u{a0}mars 2026")]),
    ];
    Cartouche {
        cpts: valeur("/cpts/nom", "Nom de la CPTS", "CPTS du Val d’Aubrelle"),
        nom_court: valeur("/cpts/nom_court", "Nom court", "CPTS du Val d’Aubrelle"),
        exercice: vec![
            t("Exercice 2025 · du 1"),
            Inline::Superscript("er".to_owned()),
            t(" janvier au 31\u{a0}décembre 2025"),
        ],
        exercice_court: "exercice 2025".to_owned(),
        etat: "Projet".to_owned(),
        livrable: "Rapport d’activité".to_owned(),
        profil: Some(Profil::Financeur),
        date: NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date"),
        identification: identification.into_iter().map(|(cle, valeur)| (cle.to_owned(), valeur)).collect(),
        couverture: true,
        titre: true,
    }
}

pub(crate) fn outline(blocks: Vec<Block>) -> Outline {
    Outline {
        livrable: "rapport-activite".to_owned(),
        titre: vec![t("Rapport d’activité")],
        sous_titre: vec![t("Ce que les professionnels de santé du territoire ont fait ensemble cette année")],
        cartouche: cartouche(),
        blocks,
        manquants: Vec::new(),
        constats: Vec::new(),
    }
}

/// The same without cover, for tests of the text alone.
pub(crate) fn nu(blocks: Vec<Block>) -> Outline {
    let mut outline = outline(blocks);
    outline.cartouche.couverture = false;
    outline.cartouche.identification.clear();
    outline.sous_titre.clear();
    outline
}

pub(crate) fn tuile(value: &str, unit: &str, label: &str, evolution: &str) -> Tile {
    Tile { value: vec![t(value)], unit: unit.to_owned(), label: label.to_owned(), evolution: evolution.to_owned() }
}

pub(crate) fn graphique(points: &[(&str, u32)]) -> Chart {
    Chart {
        caption: vec![t("Les infirmiers sont la première profession adhérente")],
        description: "Graphique en barres horizontales. Infirmiers\u{a0}: 41.".to_owned(),
        anchor: "fig-professions".to_owned(),
        series: "Adhérents".to_owned(),
        category: "Profession".to_owned(),
        points: points.iter().map(|(nom, n)| ((*nom).to_owned(), *n)).collect(),
        note: vec![t("Nombre d’adhérents au 31\u{a0}décembre 2025.")],
    }
}

/// `word/document.xml` of a document.
pub(crate) fn document(octets: &[u8]) -> String {
    part(octets, "word/document.xml")
}

/// A part of a document, as text.
pub(crate) fn part(octets: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(octets)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The body after the title of the document, one element a line, without the last section.
pub(crate) fn lisible(document: &str) -> String {
    let body = document.split_once("</w:p>").map_or(document, |(_, rest)| rest);
    let body = body.rsplit_once("<w:sectPr>").map_or(body, |(body, _)| body);
    let mut out = String::new();
    let mut depth = 0_usize;
    for element in body.split_inclusive('>') {
        let (text, tag) = element.split_at(element.find('<').unwrap_or(0));
        // What stays within a run or a set of properties is short: one line for all of it.
        let inline = |tag: &str| {
            [
                "<w:p>",
                "<w:p ",
                "<w:tbl>",
                "<w:tr>",
                "<w:tc>",
                "<w:r>",
                "<w:sdt>",
                "<w:sdtContent>",
                "<w:pPr>",
                "<w:bookmark",
                "<w:hyperlink",
                "<w:sdtPr>",
                "<w:tblPr>",
                "<w:tblGrid>",
                "<w:trPr>",
                "<w:tcPr>",
            ]
            .iter()
            .any(|start| tag.starts_with(start))
        };
        out.push_str(text);
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if inline(tag) {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(tag);
        if !tag.starts_with("</") && !tag.ends_with("/>") {
            depth += 1;
        }
    }
    out
}
