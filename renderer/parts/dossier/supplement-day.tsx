// Until when papers that are asked for may be brought: the day that the settings propose, for the officer to change, with the station's word on what was typed beside it.

import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import { remember } from '../../client/remembered.ts';
import { useMemory } from '../services.tsx';
import { useKeptFields } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';

type Offer = CommandOutput<'dossier.offer-supplement'>;

export interface SupplementDay {
  /** As it stands in the field, and as it is sent: '' while the station has proposed none. */
  readonly typed: string;
  /** Null until the station has answered. */
  readonly offer: Offer | null;
  type(typed: string): void;
  /** Back to what is proposed, where the dialog stays. */
  forget(): void;
}

/** Of a dossier, or of several at once. `key` is the one under which what is typed is kept: another than the dialog's other words have. */
export function useSupplementDay(dossierId: DossierId | null, key: string): SupplementDay {
  const [answer] = useMemory(({ client, now }) => remember(client, { read: () => client.call('dossier.offer-supplement', { dossierId }), again: [], now }));
  const [kept, setKept] = useKeptFields<'day'>(key);
  const offer = answer.kind === 'known' ? answer.value : null;
  return { typed: kept.day ?? (offer === null ? '' : typedDate(offer.day)), offer, type: (day) => setKept({ day }), forget: () => setKept({}) };
}

/** True for a refusal that stands beside the day. */
export function isOfSupplementDay(failure: Failure | null): failure is Failure {
  return failure?.code.startsWith('supplement.day-') ?? false;
}

/** `failure` is what the station said of the day that stands there. */
export function SupplementDayField({ until, failure }: { readonly until: SupplementDay; readonly failure: Failure | null }): ReactNode {
  const { t, failure: say } = useTexts();
  return (
    <TextField
      label={t('care.dossier.supplement-by')}
      hint={until.offer === null ? undefined : t('care.dossier.supplement-by-hint', { days: until.offer.workingDays })}
      placeholder="dd/mm/yyyy"
      inputMode="numeric"
      isTypedOver
      value={until.typed}
      maxLength={10}
      onChange={until.type}
      error={isOfSupplementDay(failure) ? say(failure) : undefined}
    />
  );
}
