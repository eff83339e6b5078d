// Finds dossiers by a code that was once printed, for whoever looks after the point: also those that ended long ago and stand on no list.

import { readingsOfCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { dossiersByCode } from '../../store/dossiers.ts';
import type { Handler } from '../context.ts';
import { listedDossier } from './dossier-view.ts';

/** 'dossier.find': a list like any other, so that whoever opens a dossier of it is noted then. One typed without its dashes may mean several codes. */
export const findDossier: Handler<'dossier.find'> = (context, { code }) =>
  context.database.read((store) => {
    const codes = new Set([...readingsOfCode(code).map((reading) => reading.code as string), code.trim().toUpperCase()]);
    const rows = new Map([...codes].flatMap((each) => dossiersByCode(store, each).map((row) => [row.dossierId, row] as const)));
    return { dossiers: [...rows.values()].slice(0, 20).map((row) => listedDossier(store, row)) };
  });
