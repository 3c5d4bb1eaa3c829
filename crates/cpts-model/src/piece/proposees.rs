//! The pieces that a balance usually joins.

/// A piece that a balance usually joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceProposee {
    /// Its id in a dossier.
    pub id: &'static str,
    /// Its title.
    pub titre: &'static str,
    /// The mission, or the part of one, that it proves.
    pub mission: &'static str,
}

const fn piece(id: &'static str, titre: &'static str, mission: &'static str) -> PieceProposee {
    PieceProposee { id, titre, mission }
}

/// The pieces that a balance usually joins, in the order of their numbers.
pub const PROPOSEES: [PieceProposee; 9] = [
    piece("pv-ag", "Procès-verbal de l’assemblée générale annuelle", "Toutes"),
    piece("liste-adherents", "Liste des professionnels adhérents à la fin de la période", "Toutes"),
    piece("protocole-mt", "Protocole d’orientation vers un médecin traitant", "Accès au médecin traitant"),
    piece("protocole-snp", "Protocole de soins non programmés", "Soins non programmés"),
    piece("liste-medecins", "Liste des médecins disponibles, à jour", "Recensement des médecins disponibles"),
    piece("cr-rcp", "Comptes rendus des réunions de concertation pluriprofessionnelle", "Parcours pluriprofessionnels"),
    piece("cr-prevention", "Comptes rendus des actions de prévention", "Prévention"),
    piece("plan-crise", "Plan de réponse aux crises et comptes rendus des exercices", "Réponse aux crises sanitaires"),
    piece("autres-pieces", "Autres pièces selon les missions complémentaires", "Missions complémentaires"),
];
