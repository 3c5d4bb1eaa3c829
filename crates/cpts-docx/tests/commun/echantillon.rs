//! What letters, sheets and questionnaires need beside the blocks of a report.

use super::*;

const PHOTO: &[u8] = include_bytes!("photo.jpeg");
const CARTE: &[u8] = include_bytes!("carte.png");
const DESSIN: &[u8] = include_bytes!("carte.svg");

/// A photograph, 900 by 600.
pub(crate) fn photo() -> Image {
    Image { octets: PHOTO.into(), svg: None, width: 900, height: 600 }
}

/// A drawing with the picture that stands in for it, 600 by 400.
pub(crate) fn carte() -> Image {
    Image { octets: CARTE.into(), svg: Some(DESSIN.into()), width: 600, height: 400 }
}

/// A picture of the text.
pub(crate) fn figure(image: Image, caption: &str, description: &str) -> Figure {
    Figure {
        caption: if caption.is_empty() { Vec::new() } else { vec![t(caption)] },
        description: description.to_owned(),
        anchor: format!("figure-{caption}"),
        image,
        note: Vec::new(),
    }
}

/// A reference as the outline resolves it.
pub(crate) fn renvoi(anchor: &str, text: &str) -> Inline {
    Inline::Reference { anchor: anchor.to_owned(), text: text.to_owned() }
}

/// A footnote.
pub(crate) fn note(texte: &str) -> Inline {
    Inline::Note(vec![t(texte)])
}

/// Words that references lead to.
pub(crate) fn ancre(anchor: &str, texte: &str) -> Inline {
    Inline::Anchored { anchor: anchor.to_owned(), content: vec![t(texte)] }
}

/// A title that begins a page.
pub(crate) fn titre_de_page(level: u8, texte: &str) -> Block {
    let Block::Heading(heading) = titre(level, texte) else { unreachable!("a title") };
    Block::Heading(Heading { new_page: true, ..heading })
}

/// Frames to sign in.
pub(crate) fn cadres(titres: &[&str]) -> Block {
    let cadre = |titre: &&str| Signature {
        title: (*titre).to_owned(),
        lines: vec![
            vec![t("Nom\u{a0}: "), c(manquant(&format!("/signatures/{titre}"), "Nom"))],
            vec![t("Fait à …………………, le …………………")],
            vec![t("Signature\u{a0}:")],
        ],
    };
    Block::Signatures(titres.iter().map(cadre).collect())
}

/// Every block that a document may hold.
pub(crate) fn tout(adherents: usize) -> Outline {
    let mut outline = rapport::rapport(adherents);
    outline.blocks.extend(images());
    outline.blocks.extend(notes_et_pieces());
    outline.blocks.extend(fiches());
    outline.blocks.extend(questionnaire());
    outline.blocks.extend(signatures());
    outline
}

/// A letter: no cover, no title block of its own.
pub(crate) fn lettre() -> Outline {
    let mut lettre = nu(vec![
        para(vec![
            gras("CPTS du Val d’Aubrelle"),
            Inline::LineBreak,
            t("12\u{a0}rue de l’Exemple"),
            Inline::LineBreak,
            t("15100 Saint-Flour"),
        ]),
        Block::Paragraph {
            style: ParagraphStyle::Recipient,
            content: vec![
                t("Madame la directrice générale"),
                Inline::LineBreak,
                t("Agence régionale de santé"),
                Inline::LineBreak,
                c(manquant("/ars/adresse", "Adresse de l’agence")),
                Inline::LineBreak,
                t("31000 Toulouse"),
            ],
        },
        styled(ParagraphStyle::DateLine, "Saint-Flour, le 1er\u{a0}mars 2026"),
        para(vec![gras("Objet\u{a0}: "), t("lettre d’intention pour la création d’une communauté")]),
        p("Madame la directrice générale,"),
        p(
            "Les professionnels de santé du Val d’Aubrelle souhaitent s’organiser en communauté professionnelle territoriale de santé. Vingt-quatre communes et 61\u{a0}480 habitants sont concernés.",
        ),
        para(vec![
            t("Le territoire compte neuf communes sans médecin généraliste"),
            note("Au 1er\u{a0}janvier 2026, d’après le répertoire partagé."),
            t("\u{a0}; l’accès au médecin traitant est notre première attente."),
        ]),
        p("Nous vous prions d’agréer, Madame la directrice générale, l’expression de notre considération distinguée."),
        cadres(&["Pour la présidence"]),
    ]);
    lettre.cartouche.titre = false;
    lettre.titre = vec![t("Lettre d’intention")];
    lettre
}

fn images() -> Vec<Block> {
    let texte = valeur("/textes/succes", "Ce qui a réussi", "");
    vec![
        titre(1, "Images"),
        para(vec![
            t("La maison de santé ("),
            renvoi("figure-La maison de santé a ouvert en mars", "figure\u{a0}2"),
            t(") complète la carte ("),
            renvoi("figure-Deux communes sans médecin", "figure\u{a0}3"),
            t(")."),
        ]),
        Block::Figure(figure(photo(), "La maison de santé a ouvert en mars", "Maison basse au pied de deux collines.")),
        Block::Figure(Figure {
            note: vec![t("Fond\u{a0}: IGN, Admin Express. Source\u{a0}: fichier des adhésions.")],
            ..figure(carte(), "Deux communes sans médecin", "Carte de cinq communes, deux en clair.")
        }),
        titre(2, "Une image sans légende, dans un texte rédigé"),
        Block::RichText {
            champ: texte,
            blocks: vec![
                Block::Figure(figure(photo(), "", "La même maison.")),
                p("Le texte reprend sous l’image, qui en est le début."),
            ],
        },
        Block::Callout {
            kind: CalloutKind::Keep,
            title: vec![t("Une image dans un encadré")],
            blocks: vec![Block::Figure(figure(photo(), "", "")), p("Elle est décorative.")],
        },
        Block::Sheet(Sheet {
            caption: vec![t("Textes côte à côte")],
            captioned: true,
            description: "Deux textes rédigés.".to_owned(),
            anchor: "cote-a-cote".to_owned(),
            dense: false,
            rows: vec![
                (
                    vec![t("Contexte"), note("D’après le diagnostic.")],
                    vec![p("Une image dans la case\u{a0}:"), Block::Figure(figure(photo(), "", "Maison."))],
                ),
                (vec![t("Suite")], vec![Block::Choices(vec![vec![t("Oui")], vec![t("Non")]]), Block::AnswerLines(2)]),
            ],
        }),
        p("Une image dans une liste\u{a0}:"),
        liste(false, vec![vec![p("avant\u{a0};"), Block::Figure(figure(photo(), "", "Maison."))], vec![p("après.")]]),
    ]
}

fn notes_et_pieces() -> Vec<Block> {
    let lien = Inline::Link { url: "https://exemple.fr/aci".to_owned(), content: vec![t("exemple.fr/aci")] };
    let dans_le_texte = valeur("/textes/bilan_general", "Bilan général", "");
    let colonnes = vec![colonne("Pièce", 900, Align::Left), colonne("Contenu", 8171, Align::Left)];
    let lignes = vec![
        vec![
            vec![ancre("piece-1", "P1")],
            vec![t("Registre des orientations"), note("Arrêté au 31\u{a0}décembre 2025.")],
        ],
        vec![vec![ancre("piece-2", "P2")], vec![t("Comptes rendus des réunions")]],
    ];
    let Block::Heading(titre_note) = titre(1, "Notes et pièces") else { unreachable!("a title") };
    vec![
        Block::Heading(Heading { content: vec![t("Notes et pièces"), note("Une note dans un titre.")], ..titre_note }),
        para(vec![
            t("L’accord"),
            Inline::Note(vec![t("Accord conventionnel interprofessionnel\u{a0}: "), lien, t(", article\u{a0}5.")]),
            t(" demande des preuves\u{a0}: voir la pièce "),
            renvoi("piece-1", "P1"),
            t(" et la pièce "),
            renvoi("piece-2", "P2"),
            t("."),
        ]),
        Block::RichText {
            champ: dans_le_texte,
            blocks: vec![para(vec![t("Un texte rédigé peut avoir des notes"), note("Comme celle-ci."), t(".")])],
        },
        Block::Table(Table { caption: vec![t("Pièces jointes")], ..tableau("pieces", colonnes, lignes) }),
    ]
}

fn fiches() -> Vec<Block> {
    let fiche = |titre: &str| {
        let lignes = ["Objectif", "Public", "Partenaires"].map(|cle| ligne(&[cle, "À préciser avec les acteurs"]));
        let table =
            Table { kind: TableKind::KeyValue, captioned: false, ..tableau(titre, Vec::new(), lignes.to_vec()) };
        [titre_de_page(2, titre), Block::Table(table)]
    };
    let mut blocks = vec![titre(1, "Fiches-actions")];
    blocks.extend(["Dépister la rétinopathie près du domicile", "Orienter les patients"].into_iter().flat_map(fiche));
    blocks
}

fn questionnaire() -> Vec<Block> {
    vec![
        titre(1, "Questionnaire"),
        para(vec![gras("1. Votre exercice")]),
        Block::Choices(vec![
            vec![t("Libéral")],
            vec![t("Salarié")],
            vec![t(
                "Mixte, avec une explication assez longue pour tenir sur deux lignes et montrer que le texte s’aligne sous lui-même",
            )],
        ]),
        para(vec![gras("2. Ce que vous attendez de la communauté")]),
        Block::AnswerLines(4),
        para(vec![gras("3. Une remarque")]),
        Block::AnswerLines(1),
        p("Merci."),
    ]
}

fn signatures() -> Vec<Block> {
    const TITRES: [&str; 6] = [
        "Pour la présidence",
        "Pour la coordination",
        "Pour l’agence régionale de santé",
        "Pour la caisse primaire d’assurance maladie",
        "Pour la région",
        "Pour le département",
    ];
    let mut blocks = vec![titre(1, "Signatures")];
    for nombre in 1..=6 {
        blocks.push(titre(2, &format!("{nombre} cadres")));
        blocks.push(cadres(&TITRES[..nombre]));
    }
    blocks
}
