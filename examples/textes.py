"""The narrative texts of the example, in Markdown: heading of the row, text."""

TEXTES = [
    ("Chapô", "En 2025, le Val d’Aubrelle a tenu sa promesse : personne ne doit renoncer à se soigner faute de savoir à qui s’adresser. "
              "Un guichet pour les patients sans médecin traitant, des plages partagées chaque jour et un bus de prévention ont rapproché les soins des communes qui en étaient le plus éloignées."),
    ("Mot de la présidence", """Chères adhérentes, chers adhérents,

L’année 2025 a commencé par un constat que nous partageons tous : les départs à la retraite vont plus vite que les installations. Nous avons choisi de ne pas attendre. En nous répartissant les demandes, en acceptant chacun quelques patients de plus, en gardant des créneaux pour ceux que nous ne suivons pas, nous avons montré qu’un territoire rural peut s’organiser.

Ce rapport rend compte de ce travail. Derrière chaque ligne, il y a une infirmière qui a rappelé un patient, un pharmacien qui a remis un test, une orthophoniste qui s’est déplacée dans une école. **Merci à chacune et à chacun.**

L’année qui vient sera celle de la fragilité et du maintien à domicile. Nous aurons besoin de toutes les professions autour de la table."""),
    ("Valeurs", """Trois principes guident nos décisions :

- **la proximité** : une action n’est retenue que si elle sert aussi les communes sans cabinet ;
- **la confiance entre professions** : chaque groupe de travail réunit au moins trois métiers ;
- **la sobriété** : une réunion se justifie par une décision, un outil par un usage."""),
    ("Succès", """Trois réussites se détachent.

1. **Le guichet « médecin traitant »** traite désormais une demande en seize jours en moyenne. Les secrétariats l’utilisent comme premier réflexe.
2. **Le parcours insuffisance cardiaque** a réduit les retours à l’hôpital : l’appel infirmier à 48 heures change la suite.
3. **Le bus de vaccination** a desservi sept communes sans pharmacie, avec des équipes mixtes d’infirmiers et de pharmaciens."""),
    ("Partenariats", """Le partenariat avec le **centre hospitalier d’Aubrelle** est devenu quotidien : une fiche de sortie commune est transmise la veille du retour à domicile.

Avec la **communauté de communes**, une convention fixe le prêt du bus et le logement des internes. Avec la **CPAM du Cantal**, un point mensuel suit les demandes restées sans réponse."""),
    ("Forces", """- Une participation régulière : les cinq groupes de travail se sont tous réunis.
- Des outils adoptés par la majorité des cabinets.
- Une coordination stable, connue des secrétariats et des services hospitaliers."""),
    ("Faiblesses", """- Les chirurgiens-dentistes et les professions de la rééducation restent peu nombreux dans les groupes.
- La mesure des résultats repose encore sur des tableaux tenus à la main.
- Le nord du territoire demeure à plus de trente minutes d’un lieu de consultation."""),
    ("Besoins", """Les professionnels demandent du temps d’infirmière en pratique avancée, un accès simple à l’avis spécialisé et un accueil des remplaçants. Les habitants, interrogés par la communauté de communes, placent en tête le **délai de rendez-vous** et le **transport**."""),
    ("Priorités", """Quatre priorités ont été retenues par le conseil d’administration pour 2026 :

1. ouvrir un second lieu de consultations avancées, à Allanche ;
2. repérer la fragilité à domicile, avec les infirmiers et le dispositif d’appui ;
3. porter à 45 % la participation au dépistage du cancer colorectal ;
4. accompagner chaque installation par un parrainage d’un an."""),
    ("Ajustements", """Les réunions du groupe « Parcours » passent à un rythme bimestriel, avec un ordre du jour limité à deux situations. Les actions en milieu scolaire sont regroupées sur deux périodes, pour alléger le travail des établissements. Enfin, un tableau de suivi unique remplace les fichiers de chaque groupe."""),
    ("Commentaire financier", """Les charges sont restées sous le budget voté. L’économie vient des groupes de travail, dont plusieurs réunions se sont tenues à distance. À l’inverse, le bus de prévention a coûté plus que prévu : deux sorties ont été ajoutées en novembre. La part variable de l’ACI a été versée à hauteur des indicateurs atteints. L’excédent est affecté à l’ouverture du lieu d’Allanche."""),
    ("Bilan général", """L’année 2025 confirme que la coordination produit des effets mesurables : des patients retrouvent un médecin, des retours à l’hôpital sont évités, des habitants éloignés sont dépistés ou vaccinés. Elle montre aussi nos limites : sans données partagées plus simplement, le temps passé à compter prend sur le temps passé à soigner."""),
    ("Remerciements", """Nos remerciements vont aux adhérents qui animent les groupes de travail, aux secrétariats qui font vivre le guichet, aux communes qui prêtent leurs salles, au centre hospitalier, à la CPAM du Cantal, à l’ARS Auvergne-Rhône-Alpes et à toutes les personnes qui ont donné de leur temps."""),
]
