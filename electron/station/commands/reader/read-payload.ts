// What becomes of a code that a counter's reader has read: a person in the open visit, or a refusal that the officer sees. Payloads are personal data and never logged.

import { TextDecoder } from 'node:util';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { parseIdCard } from '../../../../shared/domain/card/id-card.ts';
import type { Writable } from '../../store/handle.ts';
import { setPerson, setReaderRefusal, type VisitRow, visitAtCounter } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { personOfCard } from '../visit/person-on-card.ts';

/** 'stored': in the visit, durable. 'failed': the store could not take it; the officer was told, and `error` is for the log. */
export type ReadOutcome = { readonly kind: 'stored' } | { readonly kind: 'refused'; readonly code: ErrorCode } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Takes one whole payload as bytes. An ID card fills the person of the counter's open visit, in place of whoever stood there; everything else is refused and noted in the visit.
 * Without a visit nothing is stored. Once the visit has its dossier no card changes it any more. Never throws.
 */
export function readPayload(context: CommandContext, counterId: CounterId, bytes: Uint8Array): ReadOutcome {
  const reading = parseIdCard(new TextDecoder().decode(bytes));
  if (reading.kind === 'refused') return refuseReading(context, counterId, reading.code);
  return inVisit(context, counterId, (store, visit) => {
    if (visit.dossierId !== null) return 'dossier.already-open';
    // The phone is not on the card: it stays with the number it was typed for, and goes with a stranger's.
    const before = visit.person;
    const isSamePerson = before !== null && (before.idNumber === '' || before.idNumber === reading.person.idNumber);
    const read = personOfCard(reading.person, reading.warnings, isSamePerson ? before.phone : '');
    if (read === null) return 'card.foreign';
    setPerson(store, visit.visitId, read.person, 'card', read.warnings);
    return null;
  });
}

/** Notes that the reader refused something by itself, or that its payload was no card. Never throws. */
export function refuseReading(context: CommandContext, counterId: CounterId, code: ErrorCode): ReadOutcome {
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
    context.publish('reader.refused', { counterId, code: error instanceof Refusal ? error.code : 'internal' });
    return { kind: 'failed', error };
  }
}
