// Complaints and proposals (phản ánh, kiến nghị): taken down with a code and a slip, and led through their steps against their clocks.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Petition, petitionCommands } from '../../../../shared/contract/feedback.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { dossierIdSchema, printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import type { HolidayCalendar, OfficeHours } from '../../../../shared/domain/due-date/office-calendar.ts';
import { afterWorkingDays, workingDaysBetween } from '../../../../shared/domain/due-date/working-days.ts';
import { isPetitionLate } from '../../../../shared/domain/index766/petitions.ts';
import { mayStep, petitionState, runningClocks, type PetitionStep } from '../../../../shared/domain/petition/petition.ts';
import { maskName } from '../../../../shared/domain/text/mask-name.ts';
import type { Readable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { petitionByCode, petitionById, petitionsToShow, type PetitionRow } from '../../store/petitions.ts';
import { insertPrintJob } from '../../store/print-jobs.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { handleByOf, receivePetition, tellFeedback } from './receive-petition.ts';

/** Steps that mean nothing without a reason, a question or an answer. */
const NEEDS_WORDS: ReadonlySet<PetitionStep> = new Set<PetitionStep>(['refused', 'asked', 'answered']);

/** So many are shown at a counter. */
const MOST_RUNNING = 100;

/** One handler for each command; `shipped` are the holiday tables that came with the program. */
export function petitionHandlers(shipped: readonly HolidayFile[]): Handlers<keyof typeof petitionCommands> {
  return {
    'petition.receive': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'petition.receive', input, caller }, (store) => {
        const via = caller.role === 'kiosk' || caller.role === 'citizen-display' ? caller.role : 'counter';
        const { petitionId, code, receivedAt, handleBy } = receivePetition(context, store, { ...input, via, actor: actorOf(caller) }, shipped);
        const printJobId = printJobIdSchema.parse(context.clock.uuid());
        const { unit, example } = context.point;
        insertPrintJob(store, { printJobId, what: 'petition', ofId: petitionId, label: code, paper: { unitParent: unit.parent, unitName: unit.name, unitPhone: unit.phone, code, kind: input.kind, receivedAt, handleBy, isExample: example }, at: receivedAt });
        store.afterCommit(() => context.wakePrinter());
        return { code, receivedAt, handleBy, print: { printJobId, state: 'queued', code: null, attempts: 0 } };
      }),
    'petition.look-up': (context, { code }) =>
      context.database.read((store) => {
        const petition = petitionByCode(store, code.trim().toUpperCase());
        if (petition === null) throw new Refusal('petition.not-found');
        return { code: petition.code, state: petitionState(petition), receivedAt: petition.receivedAt, handleBy: handleByOf(petition, officeHoursOf(context.point.officeHours), calendarInForce(store, shipped)) };
      }),
    'petition.list': (context) => context.database.read((store) => {
        const { petitions, hasMoreOpen } = listed(context, store, shipped);
        return { petitions: petitions.map((petition) => ({ ...petition, contactName: maskName(petition.contactName), contactPhone: maskPhone(petition.contactPhone) })), hasMoreOpen };
      }),
    'petition.contact': (context, { petitionId }, caller) =>
      context.database.write((store) => {
        const petition = petitionById(store, petitionId);
        if (petition === null) throw new Refusal('petition.not-found');
        const { contactName, contactPhone } = petition;
        // The log of looks knows what was looked at by its id; no dossier has this one.
        if (contactName !== '' || contactPhone !== '') noteAccess(store, context, caller, dossierIdSchema.parse(petitionId), 'detail');
        return { contactName, contactPhone };
      }),
    'petition.clocks': (context) =>
      context.database.read((store) => {
        const { petitions, hasMoreOpen } = listed(context, store, shipped);
        const running = petitions.filter(({ clocks }) => clocks.length > 0);
        return {
          petitions: running.slice(0, MOST_RUNNING).map(({ petitionId, code, kind, about, state, receivedAt, clocks, isLate }) => ({ petitionId, code, kind, about, state, receivedAt, clocks, isLate })),
          hasMoreOpen: hasMoreOpen || running.length > MOST_RUNNING,
        };
      }),
    'petition.move': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'petition.move', input, caller }, (store) => {
        const { petitionId, step, owner, words } = input;
        const petition = petitionById(store, petitionId);
        if (petition === null) throw new Refusal('petition.not-found');
        if (!mayStep(petition, step)) throw new Refusal('petition.wrong-state', { code: petition.code });
        if ((NEEDS_WORDS.has(step) && words === '') || (step === 'assigned' && owner === '')) throw new Refusal('words.missing');
        record(store, context.identity, context.clock, { type: 'petition.moved', aggregate: 'station', aggregateId: `petition-${petitionId}`, actor: actorOf(caller), body: { petitionId, step, owner, words } });
        tellFeedback(context, store);
        return { petitionId, state: petitionState(petitionById(store, petitionId) ?? petition) };
      }),
  };
}

/** The last three digits: enough to know the slip of whoever asks again. */
function maskPhone(phone: string): string {
  return phone === '' ? '' : `••• ${phone.replaceAll(' ', '').slice(-3)}`;
}

/** The nearest clock first; what has none follows, the newest first. */
function listed(context: CommandContext, store: Readable, shipped: readonly HolidayFile[]): { readonly petitions: readonly Petition[]; readonly hasMoreOpen: boolean } {
  const calendar = calendarInForce(store, shipped);
  const { rows, hasMoreOpen } = petitionsToShow(store);
  const views = rows.map((row) => petitionView(row, officeHoursOf(context.point.officeHours), calendar, context.clock.now()));
  const nearest = ({ clocks }: Petition): number => Math.min(...clocks.map(({ dueAt }) => dueAt), Infinity);
  return { petitions: views.toSorted((one, other) => (nearest(one) < nearest(other) ? -1 : nearest(one) > nearest(other) ? 1 : other.receivedAt - one.receivedAt)), hasMoreOpen };
}

function petitionView(row: PetitionRow, hours: OfficeHours, calendar: HolidayCalendar, now: EpochMs): Petition {
  const { petitionId, code, kind, about, text, contactName, contactPhone, via, owner, words, receivedAt, isDisliked, isRepeated } = row;
  return {
    petitionId, code, kind, about, text, contactName, contactPhone, via, owner, words, receivedAt, isDisliked, isRepeated,
    state: petitionState(row),
    clocks: [...runningClocks(row, (from, days) => afterWorkingDays(from, days, hours, calendar))],
    isLate: isPetitionLate(row, now, (from, to) => workingDaysBetween(from, to, hours, calendar)),
  };
}
