// A complaint or proposal that somebody makes at the counter, taken down by the officer; and the clocks of those that run.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { VisitId } from '../../../../shared/base/ids.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { PetitionClocks, ReceivedPetition } from '../../../../shared/contract/feedback.ts';
import { createIntents, isUndecided } from '../../../client/intents.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useKeptFields } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { SideProps } from './side-column.tsx';

type Kind = CommandInput<'petition.receive'>['kind'];
type About = CommandInput<'petition.receive'>['about'];
const KINDS: readonly Kind[] = ['complaint', 'proposal'];
const ABOUTS: readonly About[] = ['manner', 'procedure', 'delay', 'fee', 'place', 'other'];

export function PetitionDialog({ model, act }: Pick<SideProps, 'model' | 'act'>): ReactNode {
  const { t } = useTexts();
  const [received, setReceived] = useState<ReceivedPetition | null>(null);
  return (
    <Dialog
      wide
      title={t('counter.petition.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <Button keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      {received === null ? <PetitionForm visitId={model.visit.kind === 'known' ? (model.visit.value?.visitId ?? null) : null} onReceived={setReceived} /> : <Received received={received} />}
      <Running now={model.now} />
    </Dialog>
  );
}

/** What is typed goes with whoever stands at the counter. */
function PetitionForm({ visitId, onReceived }: { readonly visitId: VisitId | null; onReceived(received: ReceivedPetition): void }): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['petition'];
  const [kind, setKind] = useState<Kind>('complaint');
  const [about, setAbout] = useState<About>('other');
  const [typed, setTyped] = useKeptFields<'text' | 'contactName' | 'contactPhone'>(visitId === null ? 'petition-new' : `petition-new ${visitId}`);
  const { text = '', contactName = '', contactPhone = '' } = typed;
  const failure = intent?.failure ?? null;
  const isPhoneWrong = !/^[0-9+ ]*$/.test(contactPhone);
  return (
    <div className="fee-columns">
      <div className="fee-lines">
        <Choices<Kind> legend={t('counter.petition.kind')} name="petition-kind" chosen={kind} choices={KINDS.map((value) => ({ value, words: t(`common.petition.kind.${value}`) }))} onChoose={setKind} />
        <Choices<About> legend={t('counter.petition.about')} name="petition-about" chosen={about} choices={ABOUTS.map((value) => ({ value, words: t(`common.petition.about.${value}`) }))} onChoose={setAbout} />
      </div>
      <div className="fee-money">
        <label className="field">
          {t('counter.petition.text')}
          <textarea className="text-input" rows={5} maxLength={1000} value={text} spellCheck={false} onChange={(event) => setTyped({ ...typed, text: event.target.value })} />
        </label>
        <TextField label={t('counter.petition.name')} hint={t('counter.petition.contact-hint')} value={contactName} maxLength={120} onChange={(next) => setTyped({ ...typed, contactName: next })} />
        <TextField label={t('counter.petition.phone')} value={contactPhone} maxLength={20} inputMode="tel" error={isPhoneWrong ? t('counter.petition.no-phone') : undefined} onChange={(next) => setTyped({ ...typed, contactPhone: next })} />
        <Button
          kind="primary" icon="check" busy={intent?.state === 'pending'} disabled={text.trim() === '' || isPhoneWrong}
          onPress={() => void intents.run('petition', 'petition.receive', { kind, about, text: text.trim(), contactName: contactName.trim(), contactPhone: contactPhone.trim() }, onReceived)}
        >
          {t('counter.petition.send')}
        </Button>
        {failure !== null && <FailureNotice failure={failure} action={intent !== undefined && isUndecided(intent) ? <Button icon="repeat" onPress={() => intents.retry('petition')}>{t('common.try-again')}</Button> : undefined} />}
      </div>
    </div>
  );
}

function Received({ received: { code, handleBy } }: { readonly received: ReceivedPetition }): ReactNode {
  const { t, date } = useTexts();
  return (
    <Notice tone="success" icon="check-circle">
      <p>
        <strong className="digits">{t('counter.petition.received', { code })}</strong>
      </p>
      <p>{handleBy === null ? t('counter.petition.answer-unknown') : t('counter.petition.answer', { date: date(handleBy) })}</p>
    </Notice>
  );
}

function Running({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now: at }) => remember(client, { read: () => client.call('petition.clocks', {}), again: ['feedback.changed'], now: at }));
  if (answer.kind === 'loading') return <Loading />;
  if (answer.kind === 'failed') return <FailureNotice failure={answer.failure} tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />;
  const { petitions, hasMoreOpen } = answer.value;
  return (
    <>
      <h3>{t('counter.petition.running', { count: petitions.length })}</h3>
      <ul className="drawer-pending">
        {petitions.map((petition) => (
          <RunningRow key={petition.petitionId} petition={petition} now={now} />
        ))}
      </ul>
      {hasMoreOpen && <p className="quiet-line">{t('counter.petition.running-more', { shown: petitions.length })}</p>}
    </>
  );
}

function RunningRow({ petition: { code, kind, about, state, receivedAt, clocks, isLate }, now }: { readonly petition: PetitionClocks; readonly now: number }): ReactNode {
  const { t, date, moment } = useTexts();
  return (
    <li>
      <span>
        <strong className="digits">{code}</strong> {t(`common.petition.kind.${kind}`)} · {t(`common.petition.about.${about}`)} · {moment(receivedAt, now)}
      </span>
      <span className="fee-row">
        <Badge tone="info">{t(`common.petition.state.${state}`)}</Badge>
        {isLate && <Badge tone="danger">{t('feedback.late')}</Badge>}
      </span>
      <span className="quiet-line digits">{clocks.map(({ step, dueAt }) => t(`feedback.clock.${step}`, { date: date(dueAt) })).join(' · ')}</span>
    </li>
  );
}
