//! What is found between the pieces and the files that carry them.

super::codes! {
    PIECE_FICHIER_ABSENT = "piece-fichier-absent", Avertissement, "Le fichier d’une pièce n’est pas dans le répertoire des pièces.", "Y copier le fichier, ou corriger le nom donné dans la liste des pièces.";
    PIECE_SANS_FICHIER = "piece-sans-fichier", Avertissement, "Une pièce n’a pas de fichier dans le répertoire des pièces.", "Donner le nom de son fichier dans la liste des pièces, ou commencer le nom du fichier par son numéro (« P03 … »).";
    PIECE_FICHIER_AMBIGU = "piece-fichier-ambigu", Avertissement, "Plusieurs fichiers peuvent être celui d’une pièce, ou plusieurs pièces celle d’un fichier\u{a0}; aucun n’est choisi.", "Donner dans la liste des pièces le nom exact du fichier, avec son dossier s’il le faut.";
    PIECE_FICHIER_INUTILISE = "piece-fichier-inutilise", Information, "Un fichier du répertoire des pièces n’est le fichier d’aucune pièce.", "L’ajouter à la liste des pièces, ou le retirer du répertoire.";
    PIECE_FICHIER_MODIFIE = "piece-fichier-modifie", Avertissement, "Le fichier d’une pièce a changé depuis que son empreinte a été relevée.", "Vérifier que c’est la bonne version\u{a0}; la nouvelle empreinte remplace l’ancienne.";
    PIECE_FICHIER_DOUBLE = "piece-fichier-double", Avertissement, "Deux pièces ont le même fichier, ou des fichiers identiques.", "Vérifier le nom des deux fichiers\u{a0}; si un document prouve deux choses, n’en faire qu’une pièce, citée deux fois.";
    PIECE_FICHIER_VIDE = "piece-fichier-vide", Avertissement, "Le fichier d’une pièce est vide.", "Le copier ou le télécharger de nouveau.";
    PIECE_FICHIER_TROP_GROS = "piece-fichier-trop-gros", Avertissement, "Le fichier d’une pièce est trop gros pour être joint.", "En faire une version plus légère, ou le remettre à part.";
    PIECE_FICHIER_ILLISIBLE = "piece-fichier-illisible", Avertissement, "Un fichier du répertoire des pièces ne peut pas être lu\u{a0}; il n’est pas joint.", "Vérifier les droits du fichier, le fermer s’il est ouvert, et le copier lui-même à la place d’un lien.";
}
