// What of a dossier is made into one document: the papers that were handed in, and the result that comes out of it.

/** Parts of a dossier that are signed as one file. */
export const DOSSIER_PARTS = ['papers', 'result'] as const;
export type DossierPart = (typeof DOSSIER_PARTS)[number];

/** Pages of the result stand under this paper: no paper of the catalogue is called so. */
export const RESULT_PAPER = 'ket-qua';
/** Files that were signed stand under this one at the city. */
export const SIGNED_PAPER = 'ky-so';
