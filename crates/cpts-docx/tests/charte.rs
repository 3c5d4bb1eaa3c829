//! A user's base document: what of it stays, what goes, what is refused.

use std::io::Cursor;

use chrono::NaiveDate;
use cpts_docx::{DocxError, DocxOptions, Rendu, docx};
use cpts_outline::{Block, Cartouche, Champ, EtatChamp, Heading, HeadingKind, Inline, Outline, ParagraphStyle, Saisie};
use cpts_paquet::{ContentTypes, Package, PackageWriter, Relationship, Relationships, guard::Limits};

const TITRE1: &[u8] = include_bytes!("../../../tests/chartes/titre1.docx");
const TROIS_SECTIONS: &[u8] = include_bytes!("../../../tests/chartes/trois-sections.docx");
const LIBREOFFICE: &[u8] = include_bytes!("../../../tests/chartes/libreoffice.docx");
const CONTENU: &[u8] = include_bytes!("../../../tests/chartes/contenu.docx");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);
const PAGE: &str = r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>"#;

/// A base document made of a body and other parts: kind of the relationship, file, content.
struct Charte {
    body: String,
    main_type: String,
    parts: Vec<(&'static str, &'static str, String)>,
}

impl Charte {
    fn new(body: &str) -> Self {
        let main_type = format!("{WORD}document.main+xml");
        Self { body: body.to_owned(), main_type, parts: Vec::new() }
    }

    fn with(mut self, kind: &'static str, file: &'static str, content: &str) -> Self {
        self.parts.push((kind, file, content.replace("NAMESPACES", NAMESPACES)));
        self
    }

    /// Writes the package; the relationship of the n-th part is `rIdn`.
    fn octets(&self) -> Vec<u8> {
        let mut types = ContentTypes::new();
        types.set_default("bin", "application/octet-stream");
        types.set("word/document.xml", &self.main_type);
        let mut root = Relationships::default();
        root.add(&format!("{OFFICE}officeDocument"), "word/document.xml");
        let mut relations = Relationships::default();
        for (kind, file, _) in &self.parts {
            relations.add(&format!("{OFFICE}{kind}"), file);
            if std::path::Path::new(file).extension().is_some_and(|extension| extension == "xml") {
                types.set(&format!("word/{file}"), &format!("{WORD}{kind}+xml"));
            }
        }
        let document = format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", self.body);
        let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &types).expect("in memory");
        let mut put = |name: &str, part: &[u8]| writer.part(name, part).expect("in memory");
        put("_rels/.rels", &root.render());
        put("word/document.xml", document.as_bytes());
        put("word/_rels/document.xml.rels", &relations.render());
        for (_, file, content) in &self.parts {
            put(&format!("word/{file}"), content.as_bytes());
        }
        writer.finish().expect("in memory").into_inner()
    }
}

fn champ(texte: &str) -> Champ {
    Champ {
        adresse: String::new(),
        libelle: String::new(),
        texte: texte.to_owned(),
        etat: EtatChamp::Valeur,
        saisie: Saisie::Aucune,
    }
}

fn paragraph(texte: &str) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, content: vec![Inline::Text(texte.to_owned())] }
}

fn outline(blocks: Vec<Block>) -> Outline {
    let title = Heading {
        level: 1,
        kind: HeadingKind::Numbered,
        content: vec![Inline::Text("Chapitre".to_owned())],
        anchor: "titre-1".to_owned(),
        new_page: true,
    };
    Outline {
        livrable: "rapport-activite".to_owned(),
        titre: vec![Inline::Text("Rapport d’activité".to_owned())],
        sous_titre: Vec::new(),
        cartouche: Cartouche {
            cpts: champ("CPTS du Val d’Aubrelle"),
            nom_court: champ("CPTS du Val d’Aubrelle"),
            exercice: Vec::new(),
            exercice_court: "exercice 2025".to_owned(),
            etat: "Projet".to_owned(),
            livrable: "Rapport d’activité".to_owned(),
            profil: None,
            date: NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date"),
            identification: Vec::new(),
            couverture: true,
            titre: true,
        },
        blocks: std::iter::once(Block::Heading(title)).chain(blocks).collect(),
        manquants: Vec::new(),
        constats: Vec::new(),
    }
}

fn wide() -> Vec<Block> {
    vec![paragraph("Avant"), Block::Landscape(vec![paragraph("Large")]), paragraph("Après")]
}

fn produce(charte: &[u8], blocks: Vec<Block>) -> Rendu {
    let options = DocxOptions { charte: Some(charte), ..DocxOptions::default() };
    docx(&outline(blocks), &options).expect("the base document serves")
}

fn refusal(charte: &[u8]) -> String {
    let options = DocxOptions { charte: Some(charte), ..DocxOptions::default() };
    match docx(&outline(Vec::new()), &options) {
        Err(error @ (DocxError::Charte { .. } | DocxError::Package(_))) => error.to_string(),
        Err(other) => panic!("not a refusal of the base document: {other}"),
        Ok(_) => panic!("the base document serves"),
    }
}

fn package(rendu: &Rendu) -> Package {
    Package::read(&rendu.octets, &Limits::default()).expect("a package")
}

fn part(rendu: &Rendu, name: &str) -> String {
    let package = package(rendu);
    let part = package.get(name).unwrap_or_else(|| panic!("{name} is missing"));
    String::from_utf8(part.to_vec()).expect("UTF-8")
}

fn document(rendu: &Rendu) -> String {
    part(rendu, "word/document.xml")
}

fn codes(rendu: &Rendu) -> Vec<&str> {
    rendu.constats.iter().map(|constat| constat.code.as_str()).collect()
}

/// Every relationship leads to a part, and every part is reached.
fn assert_tied(rendu: &Rendu) {
    let package = package(rendu);
    let mut reached = vec!["_rels/.rels".to_owned()];
    let owners: Vec<String> =
        std::iter::once(String::new()).chain(package.iter().map(|(name, _)| name.to_owned())).collect();
    for owner in owners {
        let rels = cpts_paquet::relationships::rels_name(&owner);
        let Some(part) = package.get(&rels) else { continue };
        reached.push(rels);
        let relations = Relationships::parse(part).expect("well-formed");
        for name in relations.iter().filter_map(|relation: &Relationship| relation.part(&owner)) {
            assert!(package.get(&name).is_some(), "{owner} leads to {name}, which is missing");
            reached.push(name);
        }
    }
    for (name, _) in package.iter() {
        assert!(reached.iter().any(|reached| reached == name), "{name} is reached by nothing");
        assert!(package.types.get(name).is_some(), "{name} has no type");
    }
}

#[test]
fn real_base_documents_give_tied_packages_and_the_same_bytes_twice() {
    for charte in [TITRE1, TROIS_SECTIONS, LIBREOFFICE, CONTENU] {
        let rendu = produce(charte, wide());
        assert_tied(&rendu);
        assert_eq!(produce(charte, wide()), rendu);
        assert!(part(&rendu, "word/styles.xml").contains(r#"<w:lang w:val="fr-FR""#));
    }
}

#[test]
fn styles_of_a_french_word_are_found_by_name() {
    let rendu = produce(TITRE1, Vec::new());
    assert!(document(&rendu).contains(r#"<w:pStyle w:val="Titre1"/>"#));
    assert!(!part(&rendu, "word/styles.xml").contains(r#"w:styleId="Heading1""#));
}

#[test]
fn first_page_header_is_on_the_first_page_alone() {
    let document = document(&produce(TROIS_SECTIONS, wide()));
    let sections: Vec<&str> = document.split("<w:sectPr>").skip(1).collect();
    let with_first_page: Vec<bool> = sections.iter().map(|section| section.contains("<w:titlePg/>")).collect();
    assert!(sections.len() >= 4, "cover, text, wide pages, text");
    assert!(with_first_page[0] && with_first_page[1..].iter().all(|with| !with));
    assert!(
        sections.iter().all(|section| section.contains("w:headerReference") && section.contains("w:footerReference"))
    );
}

#[test]
fn cover_and_back_page_of_the_base_stay_round_the_content() {
    let document = document(&produce(CONTENU, wide()));
    let place = |text: &str| document.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    assert!(place("NOTRE COUVERTURE") < place("Chapitre") && place("Après") < place("NOTRE DERNIÈRE PAGE"));
    assert!(!document.contains("cpts_contenu"));
    assert!(!document.contains("Identification"), "no cover of ours");
}

#[test]
fn content_that_ends_on_wide_pages_is_closed_before_the_back_page() {
    let body = format!(
        r#"<w:p><w:bookmarkStart w:id="4" w:name="cpts_contenu"/><w:bookmarkEnd w:id="4"/></w:p><w:p><w:r><w:t>Dos</w:t></w:r></w:p><w:sectPr>{PAGE}</w:sectPr>"#
    );
    let document = document(&produce(&Charte::new(&body).octets(), vec![Block::Landscape(vec![paragraph("Large")])]));
    let (ours, back) = document.split_once("Dos").expect("kept");
    assert!(ours.rfind(r#"w:orient="landscape""#).expect("wide") > ours.find("Large").expect("written"));
    assert!(back.contains(r#"<w:type w:val="nextPage"/>"#) && !back.contains("landscape"));
}

#[test]
fn section_break_under_the_bookmark_is_kept_by_ours() {
    let body = format!(
        r#"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr><w:bookmarkStart w:id="4" w:name="cpts_contenu"/><w:bookmarkEnd w:id="4"/></w:p><w:p><w:r><w:t>Dos</w:t></w:r></w:p><w:sectPr>{PAGE}</w:sectPr>"#
    );
    let document = document(&produce(&Charte::new(&body).octets(), Vec::new()));
    assert_eq!(document.matches("<w:sectPr>").count(), 2);
    assert!(document.find("<w:sectPr>").expect("ours") < document.find("Dos").expect("kept"));
}

#[test]
fn first_page_bears_the_number_of_the_base_where_numbers_run_on() {
    let start = r#"<w:pgNumType w:start="3"/>"#;
    let bookmark = r#"<w:p><w:bookmarkStart w:id="1" w:name="cpts_contenu"/><w:bookmarkEnd w:id="1"/></w:p>"#;
    let first = |body: &str| produce(&Charte::new(body).octets(), vec![paragraph("Texte")]).premiere_page;
    assert_eq!(first(&format!("<w:p/><w:sectPr>{PAGE}{start}</w:sectPr>")), Some(3));
    assert_eq!(first(&format!("<w:p/><w:sectPr>{PAGE}</w:sectPr>")), Some(1));
    let cover = |start: &str, end: &str| {
        format!(
            "<w:p><w:pPr><w:sectPr>{PAGE}{start}</w:sectPr></w:pPr></w:p>{bookmark}<w:sectPr>{PAGE}{end}</w:sectPr>"
        )
    };
    assert_eq!(first(&cover("", "")), Some(1));
    assert_eq!((first(&cover(start, "")), first(&cover("", start))), (None, None));
}

#[test]
fn what_served_the_removed_text_goes_with_it() {
    let body = format!(
        r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Avant</w:t></w:r><w:bookmarkStart w:id="9" w:name="ouvert"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p><w:p><w:bookmarkStart w:id="4" w:name="cpts_contenu"/><w:bookmarkEnd w:id="4"/><w:bookmarkEnd w:id="9"/><w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink r:id="rId3"/></w:p><w:sectPr>{PAGE}</w:sectPr>"#
    );
    let notes = r#"<w:footnotes NAMESPACES><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Note partie</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let charte = Charte::new(&body)
        .with("comments", "comments.xml", "<w:comments NAMESPACES/>")
        .with("footnotes", "footnotes.xml", notes)
        .with("image", "media/partie.bin", "octets");
    let rendu = produce(&charte.octets(), Vec::new());
    assert_tied(&rendu);
    let document = document(&rendu);
    assert!(document.contains("Avant") && !document.contains("comment") && !document.contains("ouvert"));
    let notes = part(&rendu, "word/footnotes.xml");
    assert!(notes.contains("separator") && !notes.contains("Note partie"));
    assert!(package(&rendu).get("word/media/partie.bin").is_none());
}

#[test]
fn footnotes_of_the_base_stay_before_ours() {
    let body = format!(
        r#"<w:p><w:r><w:t>Avant</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p><w:p><w:bookmarkStart w:id="4" w:name="cpts_contenu"/><w:bookmarkEnd w:id="4"/></w:p><w:sectPr>{PAGE}</w:sectPr>"#
    );
    let notes = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="4"><w:p><w:r><w:t>Note gardée</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let settings = r#"<w:settings NAMESPACES><w:footnotePr><w:footnote w:id="0"/></w:footnotePr></w:settings>"#;
    let charte =
        Charte::new(&body).with("footnotes", "footnotes.xml", notes).with("settings", "settings.xml", settings);
    let link = Inline::Link { url: "https://exemple.fr".to_owned(), content: vec![Inline::Text("lien".to_owned())] };
    let call = Inline::Note(vec![Inline::Text("La nôtre".to_owned()), link]);
    let rendu = produce(&charte.octets(), vec![Block::Paragraph { style: ParagraphStyle::Body, content: vec![call] }]);
    assert_tied(&rendu);
    let text = part(&rendu, "word/footnotes.xml");
    assert_eq!(text.matches("w:type=\"separator\"").count(), 1);
    let kept = text.find("<w:footnote w:id=\"4\">").expect("kept");
    assert!(kept < text.find("<w:footnote w:id=\"5\">").expect("ours"), "{text}");
    assert!(text.contains("xmlns:r=") && text.contains("La nôtre"), "{text}");
    assert!(document(&rendu).contains(r#"<w:footnoteReference w:id="5"/>"#));
    assert_eq!(part(&rendu, "word/settings.xml").matches("<w:footnotePr>").count(), 1);
    assert!(part(&rendu, "word/_rels/footnotes.xml.rels").contains("https://exemple.fr"));
}

#[test]
fn base_without_footnotes_gets_their_part_and_their_styles() {
    let call = Inline::Note(vec![Inline::Text("Note".to_owned())]);
    let rendu = produce(TITRE1, vec![Block::Paragraph { style: ParagraphStyle::Body, content: vec![call] }]);
    assert_tied(&rendu);
    assert!(part(&rendu, "word/settings.xml").contains("<w:footnotePr><w:footnote w:id=\"-1\"/>"));
    let styles = part(&rendu, "word/styles.xml");
    for name in
        ["footnote reference", "footnote text", "Destinataire", "Lieu et date", "Case à cocher", "Lignes de réponse"]
    {
        assert_eq!(styles.matches(&format!("<w:name w:val=\"{name}\"/>")).count(), 1, "{name}");
    }
}

#[test]
fn protection_and_calls_to_the_outside_are_lifted() {
    let settings = r#"<w:settings NAMESPACES><w:attachedTemplate r:id="rId1"/><w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:updateFields w:val="true"/><w:evenAndOddHeaders/></w:settings>"#;
    let charte = Charte::new(&format!("<w:p/><w:sectPr>{PAGE}</w:sectPr>")).with("settings", "settings.xml", settings);
    let rendu = produce(&charte.octets(), Vec::new());
    assert_eq!(codes(&rendu), ["charte-protegee"]);
    let settings = part(&rendu, "word/settings.xml");
    assert!(settings.contains("<w:evenAndOddHeaders/><w:compat>"));
    for gone in ["attachedTemplate", "documentProtection", "updateFields"] {
        assert!(!settings.contains(gone), "{gone}");
    }
}

#[test]
fn template_with_macros_becomes_a_document_without() {
    let mut charte =
        Charte::new(&format!("<w:p/><w:sectPr>{PAGE}</w:sectPr>")).with("vbaProject", "vbaProject.bin", "x");
    charte.main_type = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml".to_owned();
    let rendu = produce(&charte.octets(), Vec::new());
    assert_eq!(codes(&rendu), ["charte-macros"]);
    assert_eq!(package(&rendu).types.get("word/document.xml"), Some(format!("{WORD}document.main+xml").as_str()));
    assert!(package(&rendu).get("word/vbaProject.bin").is_none());
}

#[test]
fn light_brand_colour_is_darkened_and_said() {
    let styles = r#"<w:styles NAMESPACES><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:rPr><w:color w:val="F2B705"/></w:rPr></w:style></w:styles>"#;
    let charte = Charte::new(&format!("<w:p/><w:sectPr>{PAGE}</w:sectPr>")).with("styles", "styles.xml", styles);
    let rendu = produce(&charte.octets(), Vec::new());
    assert_eq!(codes(&rendu), ["charte-couleur"]);
    let styles = part(&rendu, "word/styles.xml");
    assert!(styles.contains("7F5B05") && !styles.contains("themeColor"));
    assert!(styles.contains(r#"<w:color w:val="F2B705"/>"#), "the titles of the base keep their colour");
}

#[test]
fn bare_base_document_gets_header_footer_and_parts_of_ours() {
    let rendu = produce(&Charte::new("<w:p/>").octets(), wide());
    assert_tied(&rendu);
    let document = document(&rendu);
    assert!(document.contains("w:footerReference"));
    assert!(part(&rendu, "word/theme/theme1.xml").contains("12586F"));
    assert!(rendu.constats.is_empty());
}

#[test]
fn document_that_cannot_serve_is_refused_in_french() {
    let in_table = r#"<w:tbl><w:tr><w:tc><w:p><w:bookmarkStart w:id="1" w:name="cpts_contenu"/><w:bookmarkEnd w:id="1"/></w:p></w:tc></w:tr></w:tbl>"#;
    let narrow = r#"<w:p/><w:sectPr><w:pgSz w:w="5000" w:h="5000"/></w:sectPr>"#;
    for (charte, expected) in [
        (Charte::new(in_table).octets(), "dans un tableau"),
        (Charte::new(narrow).octets(), "8\u{a0}cm"),
        (Charte::new(r#"<w:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"/>"#).octets(), "Strict"),
        (b"%PDF-1.7".to_vec(), "pas un document Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "mot de passe"),
        (Vec::new(), "vide"),
        (TITRE1[..4000].to_vec(), "incomplet"),
        (Charte { main_type: "application/x+xml".to_owned(), ..Charte::new("") }.octets(), "pas un document Word"),
        (Charte::new("<w:p>").octets(), "l’ouvrir dans Word"),
        // Copied into the document, they would keep every program from opening it.
        (Charte::new("<w:p><w:r><w:t>\u{1}</w:t></w:r></w:p>").octets(), "abîmé"),
        (Charte::new("<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>").octets(), "abîmé"),
    ] {
        let message = refusal(&charte);
        assert!(message.contains(expected), "« {expected} » is not in: {message}");
    }
}
