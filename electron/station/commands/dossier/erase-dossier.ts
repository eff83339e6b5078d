// Erases a person's data from a dossier that has ended: here at once and for good, at the city with the event that says so.

import { must } from '../../../../shared/base/must.ts';
import type { erasureCommands } from '../../../../shared/contract/dossier-life.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { isEnd } from '../../../../shared/domain/dossier/status.ts';
import { foldText } from '../../../../shared/domain/text/fold.ts';
import { removeDoomedFiles } from '../../store/blobs.ts';
import { dossierById, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import { isAtCounter, isUnsettledAtCity, redactDossier } from '../../store/redaction.ts';
import { answerOnce } from '../../store/requests.ts';
import { readSyncMarks } from '../../store/sync-state.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { applicantOf, dossierDetail } from './dossier-detail.ts';
import { requireDossier } from './dossier-life.ts';

/**
 * 'dossier.erase': may it be? → the event that says that it was → the person out of everything in the same transaction → the files of the pages.
 * What the city has not got goes there first: an event without its person does not agree with its seal, and nobody could prove it.
 */
const eraseDossier: Handler<'dossier.erase'> = async (context, input, caller) => {
  const detail = answerOnce(context.database, context.clock, { command: 'dossier.erase', input, caller }, (store) => {
    const { dossierId, reason } = input;
    const row = requireDossier(store, dossierId);
    if (!row.isErased) {
      requireErasable(context, store, row);
      if (namesPerson(store, row, reason)) throw new Refusal('dossier.names-person');
      const { at } = record(store, context.identity, context.clock, { type: 'dossier.erased', aggregate: 'dossier', aggregateId: dossierId, actor: actorOf(caller), body: { dossierId, reason }, baseRev: row.revision });
      redactDossier(store, dossierId, { reason: 'erased', at, upTo: isAlone(context) ? Number.MAX_SAFE_INTEGER : readSyncMarks(store).ackedSeq });
      store.afterCommit(() => {
        context.publish('dossiers.changed', {});
        context.wakeSync();
      });
    }
    return dossierDetail(store, must(dossierById(store, dossierId), 'a dossier is never deleted'));
  });
  await removeDoomedFiles(context.database, context.blobs);
  return detail;
};

export const erasureHandlers: Handlers<keyof typeof erasureCommands> = { 'dossier.erase': eraseDossier };

/** Refuses 'dossier.not-ended' also while its person is still at a counter, and 'dossier.not-at-city' unless this machine works alone for good. */
function requireErasable(context: CommandContext, store: Readable, { dossierId, status, isVoided }: DossierRow): void {
  if ((!isEnd(status) && !isVoided) || isAtCounter(store, dossierId)) throw new Refusal('dossier.not-ended');
  if (!isAlone(context) && isUnsettledAtCity(store, dossierId)) throw new Refusal('dossier.not-at-city');
}

function isAlone(context: CommandContext): boolean {
  return context.status().sync.kind === 'unconfigured';
}

/** The reason stays for ever, here and at the city. */
function namesPerson(store: Readable, row: DossierRow, reason: string): boolean {
  const { fullName = '', idNumber = '', phone = '', email = '' } = applicantOf(store, row);
  return [fullName, idNumber, phone, email].some((word) => word.trim() !== '' && foldText(reason).includes(foldText(word)));
}
