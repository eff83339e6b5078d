// Finds dossiers as somebody types, for the counter and for whoever looks after the point: also those that ended long ago and stand on no list.

import { MOST_MORE } from '../../../../shared/contract/dossier.ts';
import { ALL_DOSSIERS } from '../../store/accesses.ts';
import { dossiersOfIds } from '../../store/dossiers.ts';
import { countByWords, dossiersByCodeStart, dossiersByWords } from '../../store/find-dossiers.ts';
import { beginningsOf } from '../../store/find-words.ts';
import type { Readable } from '../../store/handle.ts';
import { isLookNoted, noteAccess } from '../access/note-access.ts';
import type { Handler } from '../context.ts';
import { listedDossier } from './dossier-view.ts';
import { foundBy, foundOf, MOST_FOUND, type Found } from './found-by.ts';

/** The beginning of a code with its dashes or dots, in which there is a digit. */
const CODE_START = /^(?=.*\d)(?=.*[-.])[A-Z0-9.-]{4,}$/;

/** 'dossier.find': who searches is noted before anything is told, without what was typed; once for all letters of ten minutes, since only the first of them may cost a write. */
export const findDossier: Handler<'dossier.find'> = (context, { text }, caller) => {
  const { answer, isNoted } = context.database.read((store) => {
    const { rows, more } = foundBy(store, text, (words) => byWords(store, words));
    return { answer: { dossiers: rows.map((row) => listedDossier(store, row)), more }, isNoted: rows.length === 0 || isLookNoted(store, context, caller, ALL_DOSSIERS, 'list') };
  });
  if (!isNoted) context.database.write((store) => noteAccess(store, context, caller, ALL_DOSSIERS, 'list'));
  return answer;
};

function byWords(store: Readable, text: string): Found {
  const code = text.replaceAll(/\s/gu, '').replaceAll(/[‐‑‒–—−]/gu, '-').toUpperCase();
  const started = CODE_START.test(code) ? dossiersByCodeStart(store, code, MOST_FOUND + MOST_MORE) : [];
  if (started.length > 0) return { ...foundOf(dossiersOfIds(store, started.slice(0, MOST_FOUND))), more: Math.max(0, started.length - MOST_FOUND) };
  const asked = beginningsOf(text);
  if (asked === null) return { rows: [], more: 0 };
  const ids = dossiersByWords(store, asked, MOST_FOUND);
  return { ...foundOf(dossiersOfIds(store, ids).filter(({ isErased }) => !isErased)), more: ids.length < MOST_FOUND ? 0 : Math.max(0, countByWords(store, asked, MOST_FOUND + MOST_MORE) - MOST_FOUND) };
}
