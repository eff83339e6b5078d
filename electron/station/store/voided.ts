// Whether a dossier counts as given up: one expression for every list, sum and report.

/** True, in a query with the table `dossier`, for one that stands as given up; what `standingOf` says of the row. */
export const IS_VOIDED = '(SELECT is_voided FROM dossier_now WHERE dossier_now.dossier_id = dossier.dossier_id)';
