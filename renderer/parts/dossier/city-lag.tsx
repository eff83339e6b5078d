// How a dossier stands here, how it stands at the city by its last word, how long ago that was, and what has not got there; with a press that tries it now and says what came of it.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { DossierCity } from '../../../shared/contract/dossier-city.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf, localFailure } from '../../client/call-failed.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { ageWords } from '../care/words-for.ts';
import { FailureNotice, FailureWords, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { Texts } from '../texts/use-texts.tsx';

/** 'asked' until the station has answered; from then on what `DossierCity` says. */
type Sending = { readonly kind: 'none' | 'asked' | 'told' } | { readonly kind: 'failed'; readonly failure: Failure };

export function CityLag({ dossierId, now }: { readonly dossierId: DossierId; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { client } = useServices();
  const [state, memory] = useMemory(({ client: to, now: at }) => remember(to, { read: () => to.call('dossier.at-city', { dossierId }), again: ['sync.changed', 'dossiers.changed'], now: at }));
  const [sending, setSending] = useState<Sending>({ kind: 'none' });
  if (state.kind !== 'known') return state.kind === 'failed' ? <FailureNotice failure={state.failure} tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} /> : null;
  const { value } = state;
  const { unsent } = value;
  const isAllThere = unsent.events + unsent.pages === 0;
  const send = async (): Promise<void> => {
    setSending({ kind: 'asked' });
    try {
      memory.put(await client.call('dossier.send-again', { dossierId }));
      setSending({ kind: 'told' });
      memory.refresh();
    } catch (thrown) {
      setSending({ kind: 'failed', failure: failureOf(thrown) });
    }
  };
  return (
    <div className="city-lag">
      <dl className="dossier-facts">
        <div>
          <dt>{t('care.lag.here')}</dt>
          <dd>{statusWords(value, texts)}</dd>
        </div>
        <div>
          <dt>{t('care.lag.city')}</dt>
          <dd>{cityWords(value, now, texts)}</dd>
        </div>
        <div>
          <dt>{t('care.lag.unsent')}</dt>
          <dd className="digits">{isAllThere ? t('care.lag.nothing') : unsentWords(value, now, texts)}</dd>
        </div>
      </dl>
      {unsent.letters > 0 && <Notice tone="danger" heard="none">{t('care.lag.letters', { count: unsent.letters })}</Notice>}
      {sending.kind === 'failed' && <FailureNotice failure={sending.failure} />}
      {sending.kind === 'told' && <Outcome value={value} />}
      {(!isAllThere || sending.kind !== 'none') && (
        <Button icon="repeat" busy={sending.kind === 'asked'} disabled={isAllThere} onPress={() => void send()}>
          {t('care.lag.send')}
        </Button>
      )}
    </div>
  );
}

/** What came of a press: it is told anew with every change of the way to the city. */
function Outcome({ value: { unsent, sync } }: { readonly value: DossierCity }): ReactNode {
  const { t } = useTexts();
  if (unsent.events + unsent.pages === 0) return <Notice tone={unsent.letters > 0 ? 'warning' : 'success'}>{t(unsent.letters > 0 ? 'care.lag.done-letters' : 'care.lag.done')}</Notice>;
  if (sync.kind === 'syncing' || sync.kind === 'starting') return <Notice tone="info">{t('care.lag.sending')}</Notice>;
  if (sync.kind === 'idle') return <Notice tone="info">{t('care.lag.left', { count: unsent.events + unsent.pages })}</Notice>;
  return (
    <Notice tone="warning" title={t('care.lag.not-sent')}>
      <FailureWords failure={localFailure(sync.kind === 'unconfigured' ? 'city.unconfigured' : (sync.code ?? 'city.unreachable'))} />
    </Notice>
  );
}

function statusWords({ status, isVoided }: Pick<DossierCity, 'status' | 'isVoided'>, { t }: Texts): string {
  return isVoided ? t('care.notice.voided') : t(`common.status.${status}`);
}

function cityWords({ city }: DossierCity, now: number, texts: Texts): string {
  const { t } = texts;
  if (city === null) return t('care.lag.city-silent');
  const status = statusWords(city, texts);
  return city.heardAt === null ? t('care.lag.city-said', { status }) : t('care.lag.city-heard', { status, age: ageWords(city.heardAt, now, texts) });
}

function unsentWords({ unsent: { events, pages, oldestAt } }: DossierCity, now: number, texts: Texts): string {
  const { t } = texts;
  return [
    ...(events > 0 ? [t('care.lag.events', { count: events })] : []), ...(pages > 0 ? [t('care.lag.pages', { count: pages })] : []), ...(oldestAt === null ? [] : [t('care.lag.oldest', { age: ageWords(oldestAt, now, texts) })]),
  ].join(', ');
}
