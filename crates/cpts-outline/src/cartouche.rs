//! What the cover, the header and the footer say.

use cpts_model::Periode;

use crate::{
    engine::Context,
    francais::{self, ESPACE},
    labels,
    outline::{Cartouche, Champ, Inline, Saisie},
    printed::{Printed, date_inlines, missing, text_inlines},
    trame::Trame,
};

/// Returns the furniture of the document.
pub(crate) fn cartouche(context: &Context, trame: &Trame) -> Cartouche {
    let dossier = &context.diffusion.dossier;
    let cpts = champ(context, "cpts.nom");
    let nom_court = if dossier.cpts.nom_court.is_some() { champ(context, "cpts.nom_court") } else { cpts.clone() };
    // The board validates the report; what else it adopts says so in its own text.
    let etat = match (trame.identification.is_none(), dossier.validation.date_ca) {
        // Articles, minutes and forms carry their own date.
        _ if !trame.exercice => String::new(),
        (true, Some(date)) => format!("Validé par le CA le {}", francais::date_longue(date)),
        (true, None) => "Projet".to_owned(),
        (false, _) => francais::date_longue(context.date),
    };
    let annee = dossier.exercice.annee.filter(|_| trame.exercice);
    Cartouche {
        cpts,
        nom_court,
        exercice: if trame.exercice { exercice(context) } else { Vec::new() },
        exercice_court: annee.map(|annee| format!("exercice {annee}")).unwrap_or_default(),
        etat: if context.profil.is_none() { "Document à remplir".to_owned() } else { etat },
        livrable: francais::typographie(&trame.titre).into_owned(),
        profil: context.profil,
        date: context.date,
        identification: identification(context, trame),
        couverture: trame.couverture,
        titre: trame.titre_imprime,
    }
}

/// « Exercice 2025 · du 1er janvier au 31 décembre 2025 ».
fn exercice(context: &Context) -> Vec<Inline> {
    let exercice = &context.diffusion.dossier.exercice;
    let mut content = vec![Inline::Text(format!("Exercice{ESPACE}")), Inline::Champ(champ(context, "exercice.annee"))];
    let periode: Option<Periode> = exercice.civil.or(exercice.comptable).or(exercice.contrat);
    if let Some(periode) = periode {
        content.extend(text_inlines(&format!(" · {}", francais::periode(periode))));
    }
    content
}

/// The lines that the trame names, else those of a report; who may read the document and its date come last.
fn identification(context: &Context, trame: &Trame) -> Vec<(String, Vec<Inline>)> {
    let mut lines = match &trame.identification {
        // A letter says by itself who writes, to whom and when.
        Some(named) if named.is_empty() => return Vec::new(),
        Some(named) => {
            let line = |(titre, path): &(String, String)| {
                (francais::typographie(titre).into_owned(), vec![Inline::Champ(champ(context, path))])
            };
            named.iter().map(line).collect()
        }
        None => of_report(context),
    };
    let mut version = vec![Inline::Text("du ".to_owned())];
    version.extend(date_inlines(context.date));
    let diffusion = context.profil.map_or("document à remplir", |profil| match profil {
        cpts_model::Profil::Interne => "interne, réservée à l’association",
        cpts_model::Profil::Financeur => "financeur, sans coordonnées ni numéros",
        cpts_model::Profil::Public => "publique, sans donnée personnelle sauf accord",
    });
    lines.push(("Diffusion".to_owned(), vec![Inline::Text(diffusion.to_owned())]));
    lines.push(("Version".to_owned(), version));
    lines
}

fn of_report(context: &Context) -> Vec<(String, Vec<Inline>)> {
    let validation = &context.diffusion.dossier.validation;
    let mut valide = vec![Inline::Text("par le conseil d’administration le ".to_owned())];
    valide.push(Inline::Champ(champ(context, "validation.date_ca")));
    let mut presente = vec![Inline::Text("à l’assemblée générale du ".to_owned())];
    presente.push(Inline::Champ(champ(context, "validation.date_ag")));
    let soon = validation.date_ag.is_some_and(|date| date > context.date);
    vec![
        ("Territoire".to_owned(), territoire(context)),
        ("Validé".to_owned(), valide),
        (if soon { "À présenter" } else { "Présenté" }.to_owned(), presente),
    ]
}

/// « 24 communes, 61 480 habitants (Aubrelle et Haut-Sarnon) ».
fn territoire(context: &Context) -> Vec<Inline> {
    let synthese = &context.diffusion.synthese;
    let count = |n: u32, mot: &str| {
        format!("{}{ESPACE}{}", francais::nombre(i64::from(n)), francais::pluriel(f64::from(n), mot, None))
    };
    let known = [
        synthese.communes.filter(|n| *n > 0).map(|n| count(n, "commune")),
        synthese.population.map(|n| count(n, "habitant")),
    ];
    let known = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let nom = context.diffusion.dossier.territoire.nom.is_some();
    let name = Inline::Champ(champ(context, "territoire.nom"));
    match (known.is_empty(), nom) {
        (true, true) => vec![name],
        (true, false) => vec![Inline::Champ(champ(context, "territoire.communes"))],
        (false, true) => vec![Inline::Text(format!("{known} (")), name, Inline::Text(")".to_owned())],
        (false, false) => vec![Inline::Text(known)],
    }
}

/// Returns the value of a path from the root, or its placeholder.
fn champ(context: &Context, path: &str) -> Champ {
    let unknown = || {
        let adresse = format!("/{}", path.replace('.', "/"));
        let libelle = labels::libelle(&adresse, "");
        missing(adresse, libelle, Saisie::Texte)
    };
    Printed::new(&context.root, path).map_or_else(unknown, |printed| printed.champ)
}
