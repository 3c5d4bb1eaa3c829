//! A report with every kind of block.

use super::*;

const BARRES: [(&str, u32); 9] = [
    ("Infirmiers", 41),
    ("Médecins généralistes", 26),
    ("Masseurs-kinésithérapeutes", 17),
    ("Pharmaciens", 14),
    ("Orthophonistes", 8),
    ("Chirurgiens-dentistes", 6),
    ("Sages-femmes", 5),
    ("Pédicures-podologues", 4),
    ("Autres professions et structures", 5),
];

pub(crate) fn rapport(adherents: usize) -> Outline {
    let mut blocks = vec![Block::TableOfContents];
    blocks.extend(presentation());
    blocks.extend(activites());
    blocks.extend(identite());
    blocks.push(Block::Landscape(annexe(adherents)));
    blocks.push(titre_de(1, HeadingKind::Annex, "Communes du territoire"));
    blocks.push(p("Après les pages larges, la suite revient aux pages ordinaires."));
    outline(blocks)
}

fn presentation() -> Vec<Block> {
    let mot = valeur("/textes/mot_presidence", "Mot de la présidence", "");
    let texte = vec![
        p(
            "Trois ans après la signature de notre contrat, nous avons appris à travailler ensemble au quotidien\u{a0}: un patient sans médecin traitant est désormais orienté en onze jours, contre dix-neuf un an plus tôt.",
        ),
        p(
            "Ce résultat est celui des infirmiers, pharmaciens, médecins et secrétaires qui se sont rendus disponibles. Il reste fragile\u{a0}: quatre départs en retraite sont annoncés d’ici à 2027.",
        ),
    ];
    let nombres = ["2025", "2024", "Écart", "Part 2025"].map(|titre| colonne(titre, 1200, Align::Right));
    let colonnes = [colonne("Profession", 4271, Align::Left)].into_iter().chain(nombres).collect();
    let lignes = BARRES.iter().map(|(nom, n)| ligne(&[nom, &n.to_string(), "5", "+1", "4,0\u{a0}%"])).collect();
    let citer = |anchor: &str, text: &str| Inline::Reference { anchor: anchor.to_owned(), text: text.to_owned() };
    vec![
        titre(1, "Présentation de l’association"),
        styled(
            ParagraphStyle::Lead,
            "En 2025, l’association a passé le cap des 120 adhérents et ouvert une coordination des soins non programmés sur tout son territoire.",
        ),
        titre(2, "Mot de la présidence"),
        Block::Quote {
            blocks: vec![Block::RichText { champ: mot, blocks: texte }],
            signataire: vec![gras("Camille Orchidée"), t(", présidente, sage-femme")],
        },
        titre(2, "Chiffres clés"),
        Block::KeyFigures(KeyFigures {
            title: "Chiffres clés".to_owned(),
            tiles: vec![
                tuile("126", "", "adhérents", "112 en 2024 (+14)"),
                tuile("318", "", "patients orientés vers un médecin traitant", "241 en 2024 (+77)"),
                tuile("1\u{a0}840", "", "plages de soins non programmés", "1\u{a0}512 en 2024 (+328)"),
                tuile("11", "jours", "délai moyen d’orientation", "19 j en 2024 (−8 j)"),
                tuile("4", "", "parcours formalisés", "3 en 2024 (+1)"),
                tuile("12", "", "actions de prévention", "9 en 2024 (+3)"),
                tuile("1\u{a0}284\u{a0}500", "€", "ressources de l’exercice", ""),
            ],
            note: vec![t("Source\u{a0}: tableau de suivi de la coordination, arrêté au 31\u{a0}décembre 2025.")],
        }),
        Block::Callout {
            kind: CalloutKind::Keep,
            title: Vec::new(),
            blocks: vec![p(
                "L’objectif contractuel d’accès au médecin traitant est atteint\u{a0}; celui des exercices de crise le sera si le second compte rendu est reçu avant le 30\u{a0}avril 2026.",
            )],
        },
        titre(2, "Adhérents"),
        para(vec![
            t("Au 31\u{a0}décembre 2025, l’association compte "),
            gras("126 adhérents"),
            t(", soit 14 de plus qu’un an auparavant (voir "),
            citer("fig-professions", "figure\u{a0}1"),
            t(", "),
            citer("tab-professions", "tableau\u{a0}1"),
            t(" et "),
            citer("Principales actions", "chapitre\u{a0}2.1.1"),
            t("). Site\u{a0}: "),
            Inline::Link {
                url: "https://exemple.fr/val d’aubrelle?a=1&b=2".to_owned(),
                content: vec![t("exemple.fr")],
            },
            t(". La "),
            Inline::Emphasis(vec![t("communauté")]),
            t(" grandit."),
        ]),
        Block::Chart(graphique(&BARRES)),
        Block::Table(Table {
            caption: vec![t("Adhérents par profession et évolution")],
            total: Some(ligne(&["Ensemble", "126", "112", "+14", "100\u{a0}%"])),
            note: vec![t("Un adhérent qui exerce deux professions est compté une fois. Les parts sont arrondies.")],
            ..tableau("tab-professions", colonnes, lignes)
        }),
    ]
}

fn activites() -> Vec<Block> {
    let colonnes = vec![
        colonne("Indicateur", 2741, Align::Left),
        colonne("2025", 1180, Align::Right),
        colonne("2024", 1180, Align::Right),
        colonne("Objectif", 870, Align::Right),
        colonne("Résultat", 1400, Align::Left),
        colonne("Preuve", 1700, Align::Left),
    ];
    let mut exception = ligne(&["Patients avec un médecin traitant à J+60", "74,5\u{a0}%", "68,2\u{a0}%", "80\u{a0}%"]);
    exception.push(vec![gras("Non atteint"), t(" (93\u{a0}%)")]);
    exception.push(vec![c(manquant("/pieces/p2", "Pièce à joindre"))]);
    let lignes = vec![
        ligne(&["Patients orientés vers un médecin traitant", "318", "241", "300", "Atteint", "P1, registre"]),
        exception,
        ligne(&["Départs en retraite à 24 mois", "4", "Non mesuré", "–", "Sans objectif", "P4, enquête"]),
    ];
    vec![
        titre(1, "Activités de l’année"),
        titre(2, "Accès aux soins"),
        p(
            "Les patients sans médecin traitant sont signalés par les cabinets, les pharmacies et le service d’accès aux soins. La coordination cherche une place selon trois priorités\u{a0}: affection de longue durée, grand âge, sortie d’hospitalisation.",
        ),
        Block::Table(Table {
            note: vec![t("Période\u{a0}: année de contrat. «\u{a0}–\u{a0}»\u{a0}: pas d’objectif fixé.")],
            ..tableau("Indicateurs de la mission «\u{a0}accès aux soins\u{a0}»", colonnes, lignes)
        }),
        Block::Callout {
            kind: CalloutKind::Warning,
            title: vec![t("Une pièce manque")],
            blocks: vec![
                p("Un indicateur est déclaré sans pièce justificative. Le financeur peut l’écarter du calcul\u{a0}:"),
                liste(
                    false,
                    vec![
                        vec![p(
                            "joindre la pièce, qui doit être datée et signée par la présidence ou par la coordination de la communauté\u{a0};",
                        )],
                        vec![p("ou passer l’indicateur à «\u{a0}non communiqué\u{a0}».")],
                    ],
                ),
            ],
        },
        titre(3, "Principales actions"),
        liste(
            false,
            vec![
                vec![para(vec![
                    gras("Cellule d’orientation"),
                    t(" ouverte cinq jours sur sept, avec un numéro unique pour les cabinets."),
                ])],
                vec![
                    p("Protocole signé le 14\u{a0}février 2025\u{a0}:"),
                    liste(false, vec![vec![p("deux plages par semaine\u{a0};")], vec![p("un suivi mensuel.")]]),
                ],
                vec![
                    p("Deux soirées d’information."),
                    p(
                        "Un second paragraphe de la même puce, qui s’aligne sous le premier et court sur plus d’une ligne pour le montrer.",
                    ),
                ],
            ],
        ),
        p("Trois étapes suivent\u{a0}:"),
        liste(
            true,
            vec![
                vec![p("recenser\u{a0};")],
                vec![p("orienter\u{a0}:"), liste(true, vec![vec![p("au cabinet\u{a0};")], vec![p("à l’hôpital.")]])],
                vec![p("évaluer.")],
            ],
        ),
        titre(4, "Une liste qui reprend à un"),
        liste(true, vec![vec![p("Premier.")], vec![p("Second.")]]),
    ]
}

fn identite() -> Vec<Block> {
    let bilan = manquant("/textes/bilan", "Bilan global de l’année");
    let date = Saisie::Date(NaiveDate::from_ymd_opt(2022, 3, 1));
    let formes = Saisie::Liste(vec!["Association loi 1901".to_owned(), "Autre".to_owned()]);
    let champs = [
        ("Nom officiel", valeur("/cpts/nom", "Nom de la CPTS", "CPTS du Val d’Aubrelle")),
        ("SIREN", manquant("/cpts/siren", "SIREN")),
        (
            "Signature du contrat",
            Champ { saisie: date, ..valeur("/contrat/date", "Date de signature", "1er\u{a0}mars 2022") },
        ),
        ("Forme", Champ { saisie: formes, ..valeur("/cpts/forme", "Forme juridique", "Association loi 1901") }),
        (
            "Messagerie sécurisée",
            Champ { saisie: Saisie::Case(Some(true)), ..valeur("/cpts/mss", "Messagerie sécurisée", "Oui") },
        ),
        ("Agrément", Champ { saisie: Saisie::Case(None), ..manquant("/cpts/agrement", "Agrément") }),
        ("Présidence", manquant("/p/nom", "Nom")),
    ];
    let lignes = champs.into_iter().map(|(cle, champ)| vec![vec![t(cle)], vec![c(champ)]]).collect();
    let jour = Champ { saisie: Saisie::Date(None), ..manquant("/s/date", "Date") };
    let presidence = vec![
        vec![t("Nom\u{a0}: "), c(manquant("/p/nom", "Nom"))],
        vec![t("Fait à "), c(manquant("/s/lieu", "Lieu")), t(", le "), c(jour)],
        vec![t("Signature\u{a0}:")],
    ];
    let coordination = vec![vec![t("Nom\u{a0}: "), c(manquant("/c/nom", "Nom"))], vec![t("Signature\u{a0}:")]];
    vec![
        titre(1, "Identité de la communauté"),
        styled(
            ParagraphStyle::Help,
            "Reprendre les mentions des statuts et du contrat. Cette aide disparaît dès que le texte existe.",
        ),
        Block::Table(Table {
            kind: TableKind::KeyValue,
            caption: vec![t("Identité et contrat")],
            ..tableau("Identité", Vec::new(), lignes)
        }),
        titre(2, "Bilan de l’année"),
        styled(
            ParagraphStyle::Help,
            "Deux ou trois phrases\u{a0}: ce qui a changé pour les patients, ce qui n’a pas abouti, ce qui est reporté.",
        ),
        Block::RichText { champ: bilan.clone(), blocks: vec![para(vec![c(bilan)])] },
        titre_de(2, HeadingKind::Plain, "Signatures"),
        Block::Signatures(vec![
            Signature { title: "Pour la présidence".to_owned(), lines: presidence },
            Signature { title: "Pour la coordination".to_owned(), lines: coordination },
        ]),
    ]
}
