// The ten statuses of a dossier as the national portal numbers them (TrangThaiHoSo): 1 registered, 2 received, 3 not accepted, 4 in work, 5 papers asked for,
// 6 payment asked for, 7 withdrawn, 8 stopped, 9 done, 10 result handed over.

/** Portal status 1–10. */
export type DossierStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
