//! Départements and regions of France: the article each takes, and what says that one is there.

use super::mots::folded;

/// What stands before the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determinant {
    Le,
    La,
    /// « l’ ».
    Elide,
    Les,
    /// « la Bretagne », but « de Bretagne ».
    Region,
    /// « de Paris », « de La Réunion ».
    Aucun,
}

/// What says that one is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Devant {
    En,
    Dans,
    A,
}

type Groupe = (Determinant, Devant, &'static [&'static str]);

/// Every département, overseas collectivity and region, by what stands before it.
const LIEUX: [Groupe; 10] = [
    (
        Determinant::Le,
        Devant::Dans,
        &[
            "Calvados",
            "Cantal",
            "Cher",
            "Doubs",
            "Finistère",
            "Gard",
            "Gers",
            "Jura",
            "Loir-et-Cher",
            "Loiret",
            "Lot",
            "Lot-et-Garonne",
            "Maine-et-Loire",
            "Morbihan",
            "Nord",
            "Pas-de-Calais",
            "Puy-de-Dôme",
            "Bas-Rhin",
            "Haut-Rhin",
            "Rhône",
            "Tarn",
            "Tarn-et-Garonne",
            "Territoire de Belfort",
            "Val-de-Marne",
            "Val-d'Oise",
            "Var",
            "Vaucluse",
            "Grand Est",
        ],
    ),
    (Determinant::Le, Devant::En, &["Centre-Val de Loire"]),
    (
        Determinant::La,
        Devant::En,
        &[
            "Charente",
            "Charente-Maritime",
            "Corrèze",
            "Corse-du-Sud",
            "Côte-d'Or",
            "Dordogne",
            "Gironde",
            "Guadeloupe",
            "Guyane",
            "Haute-Corse",
            "Haute-Garonne",
            "Haute-Loire",
            "Haute-Marne",
            "Haute-Saône",
            "Haute-Savoie",
            "Haute-Vienne",
            "Loire-Atlantique",
            "Lozère",
            "Martinique",
            "Mayenne",
            "Meurthe-et-Moselle",
            "Moselle",
            "Saône-et-Loire",
            "Savoie",
            "Seine-et-Marne",
            "Seine-Maritime",
            "Seine-Saint-Denis",
            "Vendée",
            "Polynésie française",
            "Nouvelle-Calédonie",
        ],
    ),
    (
        Determinant::La,
        Devant::Dans,
        &["Creuse", "Drôme", "Loire", "Manche", "Marne", "Meuse", "Nièvre", "Sarthe", "Somme", "Vienne"],
    ),
    (
        Determinant::Elide,
        Devant::En,
        &["Ardèche", "Ariège", "Essonne", "Eure-et-Loir", "Ille-et-Vilaine", "Indre-et-Loire", "Isère"],
    ),
    (
        Determinant::Elide,
        Devant::Dans,
        &["Ain", "Aisne", "Allier", "Aube", "Aude", "Aveyron", "Eure", "Hérault", "Indre", "Oise", "Orne", "Yonne"],
    ),
    (
        Determinant::Les,
        Devant::Dans,
        &[
            "Alpes-de-Haute-Provence",
            "Alpes-Maritimes",
            "Ardennes",
            "Bouches-du-Rhône",
            "Côtes-d'Armor",
            "Deux-Sèvres",
            "Hautes-Alpes",
            "Hautes-Pyrénées",
            "Hauts-de-Seine",
            "Landes",
            "Pyrénées-Atlantiques",
            "Pyrénées-Orientales",
            "Vosges",
            "Yvelines",
            "Hauts-de-France",
            "Pays de la Loire",
        ],
    ),
    (Determinant::Les, Devant::Dans, &["Terres australes et antarctiques françaises"]),
    (
        Determinant::Region,
        Devant::En,
        &[
            "Auvergne-Rhône-Alpes",
            "Bourgogne-Franche-Comté",
            "Bretagne",
            "Corse",
            "Île-de-France",
            "Normandie",
            "Nouvelle-Aquitaine",
            "Occitanie",
            "Provence-Alpes-Côte d'Azur",
        ],
    ),
    (
        Determinant::Aucun,
        Devant::A,
        &[
            "La Réunion",
            "Mayotte",
            "Paris",
            "Saint-Barthélemy",
            "Saint-Martin",
            "Saint-Pierre-et-Miquelon",
            "Wallis et Futuna",
            "Île de Clipperton",
        ],
    ),
];

/// Returns what stands before the name of a département or of a region, however it is written.
pub(super) fn lieu(nom: &str) -> Option<(Determinant, Devant)> {
    let nom = folded(nom);
    let found = LIEUX.iter().find(|(.., noms)| noms.iter().any(|lieu| folded(lieu) == nom));
    found.map(|(determinant, devant, _)| (*determinant, *devant))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{de, du, en, le},
        *,
    };

    #[test]
    fn every_departement_and_region_of_the_geography_is_known_once() {
        let mut seen = 0;
        for rang in (1..=95)
            .map(|rang| format!("{rang:02}"))
            .chain(["2A", "2B", "971", "972", "973", "974", "976"].map(str::to_owned))
        {
            let Some(departement) = cpts_model::geographie::departement(&rang) else { continue };
            for nom in [departement.nom, departement.region] {
                let groups = LIEUX.iter().flat_map(|(.., noms)| noms.iter()).filter(|lieu| folded(lieu) == folded(nom));
                assert_eq!(groups.count(), 1, "{nom}");
            }
            seen += 1;
        }
        assert_eq!(seen, 101);
    }

    #[test]
    fn names_read_as_they_are_said() {
        for (nom, attendu) in [
            ("Ain", ["de l’Ain", "dans l’Ain", "l’Ain"]),
            ("Ardèche", ["de l’Ardèche", "en Ardèche", "l’Ardèche"]),
            ("Bouches-du-Rhône", ["des Bouches-du-Rhône", "dans les Bouches-du-Rhône", "les Bouches-du-Rhône"]),
            ("Creuse", ["de la Creuse", "dans la Creuse", "la Creuse"]),
            ("Haute-Garonne", ["de la Haute-Garonne", "en Haute-Garonne", "la Haute-Garonne"]),
            ("Yvelines", ["des Yvelines", "dans les Yvelines", "les Yvelines"]),
            ("Val d’Oise", ["du Val d’Oise", "dans le Val d’Oise", "le Val d’Oise"]),
            ("Paris", ["de Paris", "à Paris", "Paris"]),
            ("La Réunion", ["de La Réunion", "à La Réunion", "La Réunion"]),
            ("Bretagne", ["de Bretagne", "en Bretagne", "la Bretagne"]),
            ("Île-de-France", ["d’Île-de-France", "en Île-de-France", "l’Île-de-France"]),
            ("Grand Est", ["du Grand Est", "dans le Grand Est", "le Grand Est"]),
            ("Pays de la Loire", ["des Pays de la Loire", "dans les Pays de la Loire", "les Pays de la Loire"]),
            ("HAUTE LOIRE", ["de la HAUTE LOIRE", "en HAUTE LOIRE", "la HAUTE LOIRE"]),
        ] {
            assert_eq!([du(nom, None), en(nom), le(nom, None)], attendu);
        }
        assert_eq!(de("Hérault"), "d’Hérault");
    }
}
