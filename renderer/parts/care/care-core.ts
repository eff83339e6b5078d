// The moving parts of the lists that want a person: what the city did not take, which one of them is open, and what was done last.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CounterId, DossierId } from '../../../shared/base/ids.ts';
import type { DeadLetter, EditableField, Notice } from '../../../shared/contract/care.ts';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import type { Intents, IntentTable } from '../../client/intents.ts';
import { isUndecided } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import type { Memory, Remembered } from '../../client/remembered.ts';
import type { Services } from '../services.tsx';

/** What may be put right in a letter: asked for when the letter is opened, since the look is noted. */
export type LetterFields = { readonly kind: 'reading' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'read'; readonly fields: readonly EditableField[] };

/** The letter in front. */
export type OpenLetter =
  | { readonly mode: 'edit'; readonly letter: DeadLetter; readonly fields: LetterFields }
  | { readonly mode: 'withdraw'; readonly letter: DeadLetter };

export interface CareDesk {
  readonly open: OpenLetter | null;
  /** What was done last, to be said beside the list; null before anything was. */
  readonly done: { readonly what: 'resent' | 'withdrawn' | 'kept-city' | 'cleared' | 'proposed-mine'; readonly label: string } | null;
}

/** What the lists are drawn from. */
export interface CareModel extends CareDesk {
  readonly letters: Remembered<readonly DeadLetter[]>;
  readonly notices: Remembered<readonly Notice[]>;
  readonly intents: IntentTable;
  /** Epoch ms by the station's clock. */
  readonly now: number;
}

type Decision = CommandInput<'notice.settle'>['decision'];

export interface CareActions {
  /** Opens a letter; for 'edit' what is in it is read, and the look noted. */
  open(letter: DeadLetter, mode: OpenLetter['mode']): void;
  /** Nothing was decided. */
  close(): void;
  resend(letter: DeadLetter, changes: Readonly<Record<string, string>>): void;
  withdraw(letter: DeadLetter, reason: string): void;
  settle(notice: Notice, decision: Decision): void;
  /** The values of notices are on the screen until the answer is called. */
  readonly showValues: () => () => void;
  refresh(): void;
}

export interface Care {
  refresh(): void;
  readonly letters: Memory<readonly DeadLetter[]>;
  readonly notices: Memory<readonly Notice[]>;
  readonly desk: StoreApi<CareDesk>;
  readonly act: CareActions;
}

/** The key of a letter's intent. */
export function letterKey({ opId }: Pick<DeadLetter, 'opId'>): string {
  return `letter:${opId}`;
}

/** The key of a notice's intent. */
export function noticeKey({ noticeId }: Pick<Notice, 'noticeId'>): string {
  return `notice:${noticeId}`;
}

/** True for intents of these lists: whoever is at the counter has nothing to do with them. */
export function isCareKey(key: string): boolean {
  return key.startsWith('letter:') || key.startsWith('notice:');
}

/** Every letter that is known, of whichever counter. */
export function allLetters({ letters }: CareModel): readonly DeadLetter[] {
  return letters.kind === 'known' ? letters.value : [];
}

/** Those that a counter's own officer has written, and no other. */
export function lettersOf(model: CareModel, counterId: CounterId): readonly DeadLetter[] {
  return allLetters(model).filter(({ actor }) => actor === `counter-${counterId}`);
}

/** Every disagreement that nobody has settled. */
export function allNotices({ notices }: CareModel): readonly Notice[] {
  return notices.kind === 'known' ? notices.value : [];
}

/** Those that a counter has to know: what it wrote itself, and what nobody wrote about its own dossiers or such as it does not know. `counterOf` gives a dossier's counter; null for an unknown one. */
export function noticesOf(model: CareModel, counterId: CounterId, counterOf: (dossierId: DossierId) => CounterId | null): readonly Notice[] {
  return allNotices(model).filter(({ actor, dossierId }) => actor === `counter-${counterId}` || (!actor.startsWith('counter-') && (counterOf(dossierId) ?? counterId) === counterId));
}

/** Whose start and end the window's own core takes care of, with its other memories. */
export function createCare({ client, now }: Pick<Services, 'client' | 'now'>, intents: Intents): Care {
  const letters = remember<readonly DeadLetter[]>(client, { read: async () => (await client.call('dead-letter.list', {})).letters, again: ['sync.changed', 'dossiers.changed'], now });
  const shown = { times: 0 };
  const notices = remember<readonly Notice[]>(client, { read: async () => (await client.call('notice.list', { values: shown.times > 0 })).notices, again: ['dossiers.changed'], now });
  const desk = createStore<CareDesk>(() => ({ open: null, done: null }));

  async function readFields(letter: DeadLetter): Promise<void> {
    const show = (fields: LetterFields): void => {
      const { open } = desk.getState();
      if (open?.mode === 'edit' && open.letter.opId === letter.opId) desk.setState({ open: { mode: 'edit', letter, fields } });
    };
    try {
      show({ kind: 'read', fields: (await client.call('dead-letter.read', { opId: letter.opId })).fields });
    } catch (thrown) {
      show({ kind: 'failed', failure: failureOf(thrown) });
      letters.refresh();
    }
  }
  function settled(letter: DeadLetter, what: 'resent' | 'withdrawn'): (answer: { readonly letters: readonly DeadLetter[] }) => void {
    return (answer) => {
      letters.put(answer.letters);
      desk.setState({ open: null, done: { what, label: letter.label } });
    };
  }

  function refresh(): void {
    letters.refresh();
    notices.refresh();
  }

  return {
    letters, notices, desk, refresh,
    act: {
      open(letter, mode) {
        desk.setState({ open: mode === 'edit' ? { mode, letter, fields: { kind: 'reading' } } : { mode, letter }, done: null });
        if (mode === 'edit') void readFields(letter);
      },
      close() {
        const { open } = desk.getState();
        desk.setState({ open: null });
        // What is merely not confirmed keeps its id for the next try.
        if (open !== null) intents.forget((key, intent) => key === letterKey(open.letter) && !isUndecided(intent));
      },
      resend: (letter, changes) => void intents.run(letterKey(letter), 'dead-letter.resend', { opId: letter.opId, changes: { ...changes } }, settled(letter, 'resent')),
      withdraw: (letter, reason) => void intents.run(letterKey(letter), 'dead-letter.withdraw', { opId: letter.opId, reason }, settled(letter, 'withdrawn')),
      settle: (notice, decision) =>
        void intents.run(noticeKey(notice), 'notice.settle', { noticeId: notice.noticeId, decision }, (answer) => {
          notices.put(answer.notices);
          desk.setState({ done: { what: decision === 'propose-mine' ? 'proposed-mine' : notice.kind === 'other-code' ? 'cleared' : 'kept-city', label: notice.label } });
        }),
      showValues: () => {
        shown.times += 1;
        notices.refresh();
        return () => {
          shown.times -= 1;
        };
      },
      refresh,
    },
  };
}
