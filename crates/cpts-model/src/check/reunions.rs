//! Meetings: who is there, the quorum, the votes.

use super::{lieux::Lieux, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    reunion::{Resolution, Reunion},
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    // A founder may have several votes: the number of voices then says nothing.
    let one_vote_each = dossier.statuts.voix_fondateur.is_none_or(|voix| voix <= 1);
    for reunion in &dossier.reunions {
        let place = |champ: &str| lieux.ligne(reunion.source.as_ref(), &format!("/reunions/{}/{champ}", reunion.id));
        let attending = attending(reunion);
        if let (Some(attending), Some(voters)) = (attending, reunion.votants)
            && attending > u64::from(voters)
        {
            let message = format!("{attending} membres présents ou représentés pour {voters} votants");
            constats.push(
                codes::REUNION_PRESENTS_EXCES
                    .constat(place("nombre_presents"), message)
                    .with_valeur(attending.to_string()),
            );
        }
        let adopts = reunion.resolutions.iter().any(|resolution| resolution.adoptee == Some(true));
        if let (Some(attending), Some(quorum), true) = (attending, reunion.quorum, adopts)
            && attending < u64::from(quorum)
        {
            let message = format!(
                "une résolution est adoptée sans le quorum\u{a0}: {quorum} membres requis, {attending} présents ou représentés"
            );
            constats
                .push(codes::REUNION_SANS_QUORUM.constat(place("quorum"), message).with_valeur(attending.to_string()));
        }
        let bound = attending.or(reunion.votants.map(u64::from)).filter(|_| one_vote_each);
        for resolution in &reunion.resolutions {
            let place = |champ: &str| place(&format!("resolutions/{}/{champ}", resolution.id));
            check_votes(resolution, bound, place, constats);
        }
    }
}

/// Returns the members present or represented, where their number is given.
fn attending(reunion: &Reunion) -> Option<u64> {
    let present = reunion.nombre_presents.map(u64::from);
    let present = present.or_else(|| Some(reunion.presents.len() as u64).filter(|count| *count > 0))?;
    Some(present + u64::from(reunion.nombre_representes.unwrap_or(0)))
}

fn check_votes(
    resolution: &Resolution,
    bound: Option<u64>,
    place: impl Fn(&str) -> crate::constat::Place,
    constats: &mut Recueil,
) {
    let texte = quote(resolution.texte.as_deref().unwrap_or(&resolution.id));
    let votes: u64 =
        [resolution.pour, resolution.contre, resolution.abstentions].into_iter().flatten().map(u64::from).sum();
    if let Some(bound) = bound.filter(|bound| votes > *bound) {
        let message = format!("la résolution {texte} compte {votes} voix pour {bound} votants");
        constats.push(codes::RESOLUTION_VOIX_EXCES.constat(place("pour"), message).with_valeur(votes.to_string()));
    }
    if let (Some(pour), Some(contre), Some(true)) = (resolution.pour, resolution.contre, resolution.adoptee)
        && contre > pour
    {
        let message = format!("la résolution {texte} est adoptée avec {pour} voix pour et {contre} contre");
        constats.push(codes::RESOLUTION_MINORITAIRE.constat(place("adoptee"), message).with_valeur(pour.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Dossier, Resolution, Reunion};

    fn vote(pour: u32, contre: u32, adoptee: bool) -> Resolution {
        Resolution {
            id: "rs-01".to_owned(),
            pour: Some(pour),
            contre: Some(contre),
            adoptee: Some(adoptee),
            ..Resolution::default()
        }
    }

    /// Thirty voters, twelve present and four represented, a quorum of ten.
    fn assembly(resolution: Resolution) -> Reunion {
        Reunion {
            id: "re-01".to_owned(),
            votants: Some(30),
            nombre_presents: Some(12),
            nombre_representes: Some(4),
            quorum: Some(10),
            resolutions: vec![resolution],
            ..Reunion::default()
        }
    }

    fn told(reunion: Reunion) -> Vec<String> {
        found(&Dossier { reunions: vec![reunion], ..Dossier::default() }, "")
    }

    #[test]
    fn assembly_in_order_gives_no_constat() {
        assert_eq!(told(assembly(vote(12, 4, true))), [""; 0]);
        assert_eq!(told(Reunion { id: "re-01".to_owned(), ..Reunion::default() }), [""; 0]);
    }

    #[test]
    fn more_members_than_voters_are_told() {
        let crowd = Reunion { nombre_presents: Some(27), ..assembly(vote(12, 4, true)) };
        assert_eq!(told(crowd), ["reunion-presents-exces /reunions/re-01/nombre_presents"]);
    }

    #[test]
    fn resolution_adopted_without_the_quorum_is_told() {
        let short = |adoptee| Reunion { quorum: Some(17), ..assembly(vote(12, 4, adoptee)) };
        assert_eq!(told(short(true)), ["reunion-sans-quorum /reunions/re-01/quorum"]);
        assert_eq!(told(short(false)), [""; 0]);
    }

    #[test]
    fn more_votes_than_voters_are_told_unless_founders_have_several() {
        let reunion = assembly(vote(14, 4, true));
        assert_eq!(told(reunion.clone()), ["resolution-voix-exces /reunions/re-01/resolutions/rs-01/pour"]);
        let mut dossier = Dossier { reunions: vec![reunion], ..Dossier::default() };
        dossier.statuts.voix_fondateur = Some(3);
        assert_eq!(found(&dossier, ""), [""; 0]);
    }

    #[test]
    fn resolution_adopted_by_a_minority_is_told() {
        assert_eq!(
            told(assembly(vote(4, 12, true))),
            ["resolution-minoritaire /reunions/re-01/resolutions/rs-01/adoptee"]
        );
        assert_eq!(told(assembly(vote(4, 12, false))), [""; 0]);
    }
}
