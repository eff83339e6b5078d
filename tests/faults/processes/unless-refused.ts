// What people get for an answer while processes die: it, or nothing where it was refused as it may be then.

import { CallRefused } from '../../morning/window.ts';

/** What may be refused while a process dies and comes back, or at the end of a series: nothing was promised then. */
const BEARABLE = /^(series\.full|store\.|queue\.|ticket\.|counter\.|visit\.|dossier\.|fee\.|payment\.|request\.|station\.|print|receipt)/;

export async function unlessRefused<Output>(asked: Promise<Output>): Promise<Output | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallRefused && BEARABLE.test(error.failure.code)) return null;
    throw error;
  }
}
