//! Indicators: the table of a mission, one value in a sentence, and what proves each.

use std::sync::Arc;

use cpts_model::{
    EtatValeur, GenreValeur, Indicateur, Montant,
    indicateur::{Mesure, catalogue},
    synthese::IndicateurCalcule,
};

use super::{
    arguments::{Accepts, Call, Function, Parameter},
    budget::computed,
    cellules,
    tableau::{Request, Wanted, dash},
    tables::Vide,
};
use crate::{
    data::{Child, Node},
    engine::{Content, Context},
    francais::{self, ESPACE},
    outline::{Block, Cell, Champ, EtatChamp, Inline, Rows, Saisie},
    printed::{Printed, missing},
};

/// `indicateur(id)`: the value of an indicator in a sentence, the same as in the tables.
pub(super) const INDICATEUR: Function = Function {
    nom: "indicateur",
    parameters: &[
        Parameter { nom: "id", accepts: Accepts::Indicateur },
        Parameter { nom: "unite", accepts: Accepts::Booleen },
    ],
    positional: 1,
    required: 1,
    inline: true,
    run,
};

#[allow(clippy::unnecessary_wraps, reason = "every function of trames has this signature")]
fn run(context: &Arc<Context>, call: &Call) -> Result<Content, String> {
    let line = Line::new(context, call.text("id").unwrap_or_default());
    let mut content = line.value();
    if call.flag("unite") && line.genre() == GenreValeur::Nombre {
        let unite = line.unit();
        if !unite.is_empty() {
            content.push(Inline::Text(format!("{ESPACE}{unite}")));
        }
    }
    Ok(Content::Inlines(content))
}

/// Returns the value of an indicator, where it is known.
pub(super) fn printed_value(context: &Context, id: &str) -> Option<Cell> {
    let line = Line::new(context, id);
    line.is_known().then(|| line.value())
}

/// Returns the table: the indicators that the call names, then those of the community on the same subject.
pub(super) fn table(request: &Request<'_>) -> Vec<Block> {
    let context = request.context;
    let mut ids = request.call.texts("cles").unwrap_or_default();
    for indicateur in &context.diffusion.dossier.indicateurs {
        let wanted = match (request.call.text("mission"), request.call.text("volet")) {
            (None, None) => request.call.texts("cles").is_none(),
            (mission, volet) => {
                indicateur.mission().map_or("general", cpts_model::Mission::slug) == mission.unwrap_or("acces_soins")
                    && volet.is_none_or(|volet| indicateur.volet().is_some_and(|own| own.slug() == volet))
            }
        };
        if wanted && !ids.contains(&indicateur.id) {
            ids.push(indicateur.id.clone());
        }
    }
    if ids.is_empty() {
        return request.empty("/indicateurs");
    }
    let lines: Vec<Line<'_>> = ids.iter().map(|id| Line::new(context, id)).collect();
    let says = |line: &Line<'_>, cle: &str| match cle {
        "valeur_precedente" => {
            line.own.is_some_and(|own| own.valeur_precedente.is_some() || own.reponse_precedente.is_some())
                || line.affiche("valeur_precedente").is_some()
        }
        "cible" => line.own.is_some_and(|own| own.cible.is_some()),
        "atteinte" => line.own.is_some_and(|own| own.atteinte().is_some()),
        _ => true,
    };
    let filled = |wanted: &&Wanted| {
        wanted.vide != Vide::Retire || request.is_blank() || lines.iter().any(|line| says(line, wanted.def.cle))
    };
    let columns: Vec<&Wanted> = request.columns.iter().filter(filled).collect();
    let rows = lines.iter().map(|line| columns.iter().map(|wanted| line.cell(wanted, request.is_blank())).collect());
    let rows = Rows::Fixed(rows.collect());
    vec![Block::Table(request.table(columns.iter().map(|wanted| wanted.column()).collect(), rows, None))]
}

/// An indicator: what the dossier declares, what its lists count, what the catalogue says.
pub(super) struct Line<'a> {
    context: &'a Context,
    id: &'a str,
    own: Option<&'a Indicateur>,
    node: Option<Arc<Node>>,
    counted: Option<&'a IndicateurCalcule>,
    entree: Option<&'static catalogue::Entree>,
}

impl<'a> Line<'a> {
    pub(super) fn new(context: &'a Context, id: &'a str) -> Self {
        let diffusion = &context.diffusion;
        let index = diffusion.dossier.indicateurs.iter().position(|indicateur| indicateur.id == id);
        let node = index.and_then(|index| match context.root.branch("indicateurs")?.item(index) {
            Some(Child::Node(node)) => Some(node),
            _ => None,
        });
        Self {
            context,
            id,
            own: index.map(|index| &diffusion.dossier.indicateurs[index]),
            node,
            counted: diffusion.synthese.indicateurs.iter().find(|counted| counted.id == id),
            entree: catalogue::entree(id),
        }
    }

    fn adresse(&self, cle: &str) -> String {
        format!("/indicateurs/{}/{cle}", self.id)
    }

    fn title(&self) -> &str {
        self.own.and_then(Indicateur::titre).or(self.entree.map(|entree| entree.intitule.as_str())).unwrap_or(self.id)
    }

    /// Returns the title of a key figure: the shorter one, where there is one.
    pub(super) fn short_title(&self) -> &str {
        let short = self.entree.and_then(|entree| entree.libelle_court.as_deref());
        self.own.and_then(|own| own.intitule.as_deref()).or(short).unwrap_or_else(|| self.title())
    }

    pub(super) fn genre(&self) -> GenreValeur {
        self.own.map(Indicateur::genre).or(self.entree.map(|entree| entree.genre)).unwrap_or_default()
    }

    fn unit(&self) -> &str {
        self.own
            .and_then(Indicateur::unite)
            .or(self.entree.and_then(|entree| entree.unite.as_deref()))
            .unwrap_or_default()
    }

    /// Whether a value, or the reason why there is none, is known.
    pub(super) fn is_known(&self) -> bool {
        self.counted.is_some() || self.own.is_some_and(|own| own.mesure() != Mesure::Absente)
    }

    /// Returns the value: declared, else counted, else a placeholder.
    pub(super) fn value(&self) -> Cell {
        if let Some(affiche) = self.affiche("valeur") {
            return affiche;
        }
        let declared = self.own.map_or(Mesure::Absente, Indicateur::mesure);
        let mut content = match (declared, self.counted) {
            (Mesure::Nombre(nombre), _) => vec![self.champ("valeur", self.number(nombre), Saisie::Texte)],
            (Mesure::Reponse(oui), _) => {
                let words = [true, false].map(|oui| francais::oui_non(oui).to_owned()).to_vec();
                vec![self.champ("reponse", francais::oui_non(oui).to_owned(), Saisie::Liste(words))]
            }
            (Mesure::Etat(etat), _) => vec![self.champ("etat", state(etat).to_owned(), Saisie::Liste(states()))],
            (Mesure::Absente, Some(counted)) => {
                vec![computed(
                    format!("/synthese/indicateurs/{}/valeur", self.id),
                    self.title(),
                    self.number(counted.valeur),
                )]
            }
            (Mesure::Absente, None) => return vec![self.to_fill()],
        };
        let estime = match declared {
            Mesure::Absente => self.counted.is_some_and(|counted| counted.estime),
            Mesure::Nombre(_) => self.own.is_some_and(|own| own.estime),
            Mesure::Reponse(_) | Mesure::Etat(_) => false,
        };
        if estime {
            content.push(Inline::Text(format!("{ESPACE}(est.)")));
        }
        content
    }

    /// Returns what is printed at the place of a number that the profile hides.
    fn affiche(&self, cle: &str) -> Option<Cell> {
        let adresse = self.adresse(cle);
        let affiche = self.context.diffusion.affiches.get(&adresse)?.clone();
        Some(vec![computed(adresse, self.title(), affiche)])
    }

    fn champ(&self, cle: &str, texte: String, saisie: Saisie) -> Inline {
        let libelle = self.title().to_owned();
        Inline::Champ(Champ { adresse: self.adresse(cle), libelle, texte, etat: EtatChamp::Valeur, saisie })
    }

    fn to_fill(&self) -> Inline {
        let (cle, texte, saisie) = match self.genre() {
            GenreValeur::OuiNon => (
                "reponse",
                "[Oui ou non]",
                Saisie::Liste([true, false].map(|oui| francais::oui_non(oui).to_owned()).to_vec()),
            ),
            GenreValeur::Pourcent => ("valeur", "[Taux]", Saisie::Texte),
            GenreValeur::Jours => ("valeur", "[Jours]", Saisie::Texte),
            GenreValeur::Euros => ("valeur", "[Montant]", Saisie::Texte),
            GenreValeur::Nombre => ("valeur", "[Nombre]", Saisie::Texte),
        };
        // The title beside it says what is asked: a long placeholder would break the column.
        let champ = missing(self.adresse(cle), self.title().to_owned(), saisie);
        Inline::Champ(Champ { texte: texte.to_owned(), ..champ })
    }

    fn number(&self, nombre: f64) -> String {
        match self.genre() {
            GenreValeur::Pourcent => francais::pourcent(nombre),
            GenreValeur::Jours => {
                format!("{}{ESPACE}{}", francais::nombre_decimal(nombre, 1), francais::pluriel(nombre, "jour", None))
            }
            GenreValeur::Euros => Montant::from_euros(nombre).map_or_else(|| nombre.to_string(), francais::euros),
            GenreValeur::Nombre => francais::nombre_decimal(nombre, 1),
            GenreValeur::OuiNon => francais::oui_non(nombre != 0.0).to_owned(),
        }
    }

    /// Returns « 142 en 2024 », where the value of the year before is known.
    pub(super) fn evolution(&self) -> String {
        let before = self.own.and_then(|own| own.valeur_precedente);
        let annee = self.context.diffusion.dossier.exercice.annee;
        match (before, annee) {
            (Some(before), Some(annee)) => format!("{} en {}", self.number(before), annee.saturating_sub(1)),
            _ => String::new(),
        }
    }

    fn cell(&self, wanted: &Wanted, blank: bool) -> Cell {
        let other = |cle: &str, value: Option<f64>| match value {
            Some(value) => vec![self.champ(cle, self.number(value), Saisie::Texte)],
            None if blank => {
                vec![Inline::Champ(missing(self.adresse(cle), wanted.def.titre.to_owned(), Saisie::Texte))]
            }
            None => dash(),
        };
        match wanted.def.cle {
            "intitule" => vec![Inline::Text(francais::typographie(self.title()).into_owned())],
            "valeur" => self.value(),
            "valeur_precedente" => match self.own.and_then(|own| own.reponse_precedente) {
                Some(oui) => vec![self.champ("reponse_precedente", francais::oui_non(oui).to_owned(), Saisie::Texte)],
                None => self
                    .affiche("valeur_precedente")
                    .unwrap_or_else(|| other("valeur_precedente", self.own.and_then(|own| own.valeur_precedente))),
            },
            "cible" => other("cible", self.own.and_then(|own| own.cible)),
            "atteinte" => self.own.and_then(Indicateur::atteinte).map_or_else(dash, |taux| {
                let adresse = format!("/synthese/indicateurs/{}/atteinte", self.id);
                vec![computed(adresse, "Atteinte de l’objectif", francais::pourcent(taux))]
            }),
            _ => self.evidence(),
        }
    }

    /// What proves the value: the community's words, its pieces and dates; else what is usual, to be confirmed.
    fn evidence(&self) -> Cell {
        let mut content = self.node.as_ref().map(|node| cellules::evidence(self.context, node)).unwrap_or_default();
        if let Some(node) = &self.node {
            for (cle, words) in [("date", ""), ("precision", ""), ("methode", "méthode\u{a0}: ")] {
                let Some(printed) = Printed::new(node, cle).filter(|printed| printed.raw.is_some()) else { continue };
                let words = if cle == "date" { dated(&printed.champ.texte) } else { words };
                if !content.is_empty() {
                    content.push(Inline::Text(format!("{ESPACE}; ")));
                }
                if !words.is_empty() {
                    content.push(Inline::Text(words.to_owned()));
                }
                content.push(Inline::Champ(printed.champ));
            }
        }
        if !content.is_empty() {
            return content;
        }
        let none_wanted = self.own.is_some_and(|own| matches!(own.mesure(), Mesure::Etat(_)));
        if none_wanted {
            return dash();
        }
        let usual = self.entree.map_or("Source ou preuve", |entree| entree.preuve.as_str());
        let champ = missing(self.adresse("preuve"), format!("Preuve – {}", self.title()), Saisie::Texte);
        vec![Inline::Champ(Champ { texte: format!("[{usual}]"), ..champ })]
    }
}

/// « daté du 3 février 2025 », « daté d’avril 2025 », « daté de 2025 ».
fn dated(date: &str) -> &'static str {
    match date.chars().next() {
        // A day begins with a figure and holds its month; a year is figures alone.
        Some(c) if c.is_ascii_digit() && !date.bytes().all(|b| b.is_ascii_digit()) => "daté du ",
        Some('a' | 'o') => "daté d’",
        _ => "daté de ",
    }
}

/// Returns the words for a state.
fn state(etat: EtatValeur) -> &'static str {
    match etat {
        EtatValeur::Valeur => "Valeur",
        EtatValeur::Zero => "0",
        EtatValeur::NonMesure => "Non mesuré",
        EtatValeur::SansObjet => "Sans objet",
        EtatValeur::NonCommunique => "Non communiqué",
    }
}

fn states() -> Vec<String> {
    [EtatValeur::NonMesure, EtatValeur::SansObjet, EtatValeur::NonCommunique]
        .map(|etat| state(etat).to_owned())
        .to_vec()
}
