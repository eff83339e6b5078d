// The ten statuses of a dossier as the national portal numbers them, and the moves that are legal between them.

/** Portal status 1–10 (TrangThaiHoSo). */
export type DossierStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** Received at the counter: what a dossier opened here starts with. */
export const RECEIVED: DossierStatus = 2;

const NEXT: Readonly<Record<DossierStatus, readonly DossierStatus[]>> = {
  1: [2, 3, 5],
  2: [4],
  3: [],
  4: [5, 6, 7, 8, 9],
  5: [4, 3],
  6: [4],
  7: [8],
  8: [],
  9: [10],
  10: [],
};

/** True if the portal's rules let a dossier go from one status straight to the other. */
export function mayMove(from: DossierStatus, to: DossierStatus): boolean {
  return NEXT[from].includes(to);
}
