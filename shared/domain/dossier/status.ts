// The ten statuses of a dossier as the national portal numbers them (TrangThaiHoSo): 1 registered, 2 received, 3 not accepted, 4 in work, 5 papers asked for,
// 6 payment asked for, 7 withdrawn, 8 stopped, 9 done, 10 result handed over.
//
// Numbers and names were found the same in three independent sources (two public integrations with the portal and its interface description). The legal moves are inferred from the rules by which
// decision 766/QĐ-TTg counts time; no published table says them. The city's program may know better: it decides from the hand-over on, and whatever it says is shown.

/** Portal status 1–10. */
export type DossierStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export const DOSSIER_STATUSES: readonly DossierStatus[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

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

/** Where the counting of its time ends; 7 only for a dossier that had been received, which all of a counter's have. */
const TIMED_ENDS: readonly DossierStatus[] = [3, 7, 8, 9, 10];

/** Statuses to which a dossier may go from here, in no order of preference; none where its life has ended. */
export function nextStatuses(from: DossierStatus): readonly DossierStatus[] {
  return NEXT[from];
}

/** True for one step. Staying where it is, is none. */
export function isLegalMove(from: DossierStatus, to: DossierStatus): boolean {
  return NEXT[from].includes(to);
}

/** Nothing follows: refused, stopped, handed over. */
export function isEnd(status: DossierStatus): boolean {
  return NEXT[status].length === 0;
}

/** The authority has done its part by the portal's counting of time, even where the result still waits for its owner. */
export function endsTime(status: DossierStatus): boolean {
  return TIMED_ENDS.includes(status);
}

/** The status with which a dossier is handed over to those who work on it: from there on the city's word on status and due date holds. */
const HAND_OVER: DossierStatus = 4;

/** Who decides after a step. What was handed over is never taken back, not even by a dossier that is refused later. */
export function ownerAfter(owner: 'station' | 'city', to: DossierStatus): 'station' | 'city' {
  return to >= HAND_OVER ? 'city' : owner;
}
