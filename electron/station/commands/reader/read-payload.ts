// What becomes of a code that a counter's reader has read: a person in the open visit, a dossier to open, or a refusal that the officer sees. Payloads are personal data and never logged.

import { TextDecoder } from 'node:util';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { parseIdCard } from '../../../../shared/domain/card/id-card.ts';
import type { CoverSheet } from '../../../../shared/domain/card/cover-sheet.ts';
import { classifyPayload, type ReaderPayload } from '../../../../shared/domain/card/payload.ts';
import { dossierById, dossiersByCode, type DossierRow } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { findByReceipt } from '../../store/lookup.ts';
import { setPerson, setReaderRefusal, type VisitRow, visitAtCounter, visitById } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { askedProcedure } from '../visit/asked-papers.ts';
import { personOfCard } from '../visit/person-on-card.ts';

/** 'stored': in the visit, durable. 'opened': the window was told which dossier to show. 'failed': the store could not take it; the officer was told, and `error` is for the log. */
export type ReadOutcome = { readonly kind: 'stored' } | { readonly kind: 'opened' } | { readonly kind: 'refused'; readonly code: ErrorCode } | { readonly kind: 'failed'; readonly error: unknown };

/** What an officer is told of a code that is no use at a counter. */
const REFUSALS = {
  'health-card': 'card.health', 'payment-code': 'card.payment', 'id-number': 'card.number-only', 'procedure-code': 'card.procedure',
  torn: 'card.torn', oversized: 'card.oversized', unknown: 'card.foreign',
} as const satisfies Partial<Record<ReaderPayload['kind'], ErrorCode>>;

/**
 * Takes one whole payload as bytes, and tells what kind of code it is before anything is taken apart. An ID card fills the person of the counter's open visit, in
 * place of whoever stood there; a receipt or a dossier's code opens that dossier in the counter's window; everything else is refused and noted in the visit.
 * Without a visit nothing is stored; nor is it while something else is in front at the counter: a search looks for the card's number, any other dialog has the card refused, so that nothing changes behind it unseen.
 * Once the visit has its dossier no card changes it any more. Never throws.
 */
export function readPayload(context: CommandContext, counterId: CounterId, bytes: Uint8Array): ReadOutcome {
  const payload = classifyPayload(new TextDecoder().decode(bytes));
  const work = context.readers.of(counterId);
  if (payload.kind === 'receipt') return openDossier(context, counterId, (store) => [findByReceipt(store, payload.receipt.dossierId, payload.receipt.code.code)]);
  if (payload.kind === 'dossier-code') return openDossier(context, counterId, (store) => dossiersByCode(store, payload.code.code));
  if (payload.kind === 'cover-sheet' && payload.sheet.of !== 'dossier' && work !== 'visit') return refuseReading(context, counterId, work === 'search' ? 'card.foreign' : 'card.in-front');
  if (payload.kind === 'cover-sheet') return showPaper(context, counterId, payload.sheet);
  if (payload.kind === 'torn' && payload.what === 'cover-sheet') return refuseReading(context, counterId, 'cover.damaged');
  if (payload.kind === 'id-number' && work === 'search') return search(context, counterId, payload.idNumber);
  if (payload.kind !== 'id-card') return refuseReading(context, counterId, REFUSALS[payload.kind]);
  const reading = parseIdCard(payload.text);
  if (reading.kind === 'refused') return refuseReading(context, counterId, reading.code);
  if (work === 'search') return search(context, counterId, reading.person.idNumber);
  if (work === 'nothing') return refuseReading(context, counterId, 'card.in-front');
  return inVisit(context, counterId, (store, visit) => {
    if (visit.dossierId !== null) return 'dossier.already-open';
    // Telephone and e-mail are not on the card: they stay with the number that they were typed for, and go with a stranger's.
    const before = visit.person;
    const isSamePerson = before !== null && (before.idNumber === '' || before.idNumber === reading.person.idNumber);
    const read = personOfCard(reading.person, reading.warnings, isSamePerson ? { phone: before.phone, ...(before.email === undefined ? {} : { email: before.email }) } : { phone: '' });
    if (read === null) return 'card.foreign';
    setPerson(store, visit.visitId, read.person, 'card', read.warnings);
    return null;
  });
}

/** Has the search that is in front look for a number. */
function search(context: CommandContext, counterId: CounterId, idNumber: string): ReadOutcome {
  context.publish('reader.searched', { counterId, idNumber });
  return { kind: 'opened' };
}

/** Has the counter's window go to the paper of a cover sheet of the visit that is open there, so that the next scan is of that paper; the sheet of a dossier opens it. */
function showPaper(context: CommandContext, counterId: CounterId, sheet: CoverSheet): ReadOutcome {
  if (sheet.of === 'dossier') return openDossier(context, counterId, (store) => [dossierById(store, sheet.dossierId)]);
  return inVisit(context, counterId, (store, visit) => {
    if (sheet.visitId !== visit.visitId) return visitById(store, sheet.visitId) === null ? 'cover.unknown' : 'cover.other';
    if (visit.dossierId !== null) return 'dossier.already-open';
    const asked = askedProcedure(context.catalogue, visit);
    if (asked?.papers.some(({ paperId }) => paperId === sheet.paperId) !== true) return 'cover.paper-unknown';
    store.afterCommit(() => context.publish('reader.cover', { counterId, visitId: visit.visitId, paperId: sheet.paperId }));
    return null;
  });
}

/** Has the counter's window open the dossier; the look at it is noted when the window reads it. A code on the papers of two dossiers opens neither. */
function openDossier(context: CommandContext, counterId: CounterId, find: (store: Readable) => readonly (DossierRow | null)[]): ReadOutcome {
  try {
    const [row = null, ...others] = context.database.read(find);
    if (row === null || others.length > 0) return refuseReading(context, counterId, 'card.dossier-unknown');
    context.publish('reader.dossier', { counterId, dossierId: row.dossierId });
    return { kind: 'opened' };
  } catch (error) {
    return failed(context, counterId, error);
  }
}

/** Notes that the reader refused something by itself, or that its payload was no card. Never throws. */
export function refuseReading(context: CommandContext, counterId: CounterId, code: ErrorCode): ReadOutcome {
  if (context.readers.of(counterId) !== 'visit') {
    // Nothing of it is the visit's.
    context.publish('reader.refused', { counterId, code });
    return { kind: 'refused', code };
  }
  return inVisit(context, counterId, () => code);
}

/** Runs `work` on the visit at the counter in one transaction; its code, or the lack of a visit, is noted and told. */
function inVisit(context: CommandContext, counterId: CounterId, work: (store: Writable, visit: VisitRow) => ErrorCode | null): ReadOutcome {
  try {
    return context.database.write((store): ReadOutcome => {
      const visit = visitAtCounter(store, counterId);
      const code = visit === null ? 'card.no-visit' : work(store, visit);
      if (visit !== null) {
        if (code !== null) setReaderRefusal(store, visit.visitId, code, context.clock.now());
        store.afterCommit(() => context.publish('visit.changed', { counterId, visitId: visit.visitId }));
      }
      if (code === null) return { kind: 'stored' };
      store.afterCommit(() => context.publish('reader.refused', { counterId, code }));
      return { kind: 'refused', code };
    });
  } catch (error) {
    return failed(context, counterId, error);
  }
}

function failed(context: CommandContext, counterId: CounterId, error: unknown): ReadOutcome {
  context.publish('reader.refused', { counterId, code: error instanceof Refusal ? error.code : 'internal' });
  return { kind: 'failed', error };
}
