// One result in front: where it lies, who may take it, what is owed, whom was told; then it is given out by hand or by post, and the signature is noted, or that the post has brought it.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { CoverPrinters } from '../../../shared/contract/cover.ts';
import type { CallManner, ReturnView } from '../../../shared/contract/result.ts';
import { createIntents } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { useDeskReader } from './desk-reader.ts';
import { GiveForm } from './give-form.tsx';

const MANNERS: readonly CallManner[] = ['phoned', 'messaged', 'not-reached'];

export function ReturnDialog({ dossierId, printers, now, onClose }: { readonly dossierId: DossierId; readonly printers: CoverPrinters | null; readonly now: number; onClose(): void }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('result.read', { dossierId }), again: ['dossiers.changed', 'print.changed'], now: clock }));
  return (
    <AnswerDialog title={t('hand.return.title', { code: answer.kind === 'known' ? answer.value.line.code : '…' })} answer={answer} onAgain={memory.refresh} onClose={onClose}>
      {(view) => <Result view={view} printers={printers} now={now} onDone={memory.put} onAgain={memory.refresh} />}
    </AnswerDialog>
  );
}

interface ResultProps {
  readonly view: ReturnView;
  readonly printers: CoverPrinters | null;
  readonly now: number;
  onDone(view: ReturnView): void;
  onAgain(): void;
}

function Result({ view, printers, now, onDone, onAgain }: ResultProps): ReactNode {
  const { t } = useTexts();
  const paper = [view.number, view.issuedOn === null ? '' : t('hand.return.of-day', { day: typedDate(view.issuedOn) }), view.abstract].filter((part) => part !== '');
  return (
    <div className="hand-columns">
      <div className="hand-facts">
        <p>
          <strong>{view.line.procedureName}</strong>
        </p>
        {view.kind !== null && <p>{view.place === '' ? t('hand.return.here-unknown') : t('hand.return.here', { place: view.place })}</p>}
        {paper.length > 0 && <p className="quiet">{paper.join(' · ')}</p>}
        {view.kind === 'refusal' && <Notice tone="warning" heard="none">{t('hand.return.refusal')}</Notice>}
        <Person {...view.applicant} />
        {view.owner !== null && <Person {...view.owner} />}
        <Calls view={view} now={now} onAgain={onAgain} />
        <p className="quiet">{t('hand.return.noted')}</p>
      </div>
      <div className="hand-act">
        <UnusedReading takesCards={view.returned === null && view.kind !== null} />
        {view.returned !== null ? <Returned view={view} returned={view.returned} now={now} onDone={onDone} /> : view.kind === null ? <Notice tone="info" heard="none">{t('hand.return.not-here', { status: t(`common.status.${view.line.status}`) })}</Notice> : <GiveForm view={view} printers={printers} onDone={onDone} />}
      </div>
    </div>
  );
}

/** What is read while a result is in front is of somebody else, but for the card of who takes it. */
function UnusedReading({ takesCards }: { readonly takesCards: boolean }): ReactNode {
  const { t } = useTexts();
  const [isUnused, setUnused] = useState(false);
  useDeskReader(({ kind }) => setUnused(kind === 'dossier' || !takesCards));
  return isUnused ? <Notice tone="warning">{t('hand.return.unused')}</Notice> : null;
}

function Person({ fullName, numberMasked, phone, address }: ReturnView['applicant']): ReactNode {
  return (
    <p>
      <strong>{fullName}</strong> <span className="digits">{numberMasked}</span>
      <br />
      <span className="digits">{phone}</span> <span className="quiet">{address}</span>
    </p>
  );
}

function Calls({ view, now, onAgain }: { readonly view: ReturnView; readonly now: number; onAgain(): void }): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['call'];
  const [note, setNote] = useKeptWords(`call ${view.line.dossierId}`);
  const call = (manner: CallManner): void =>
    void intents.run('call', 'result.call', { dossierId: view.line.dossierId, manner, note }, () => {
      setNote('');
      onAgain();
    });
  return (
    <section aria-label={t('hand.call.heading')}>
      <h3>{t('hand.call.heading')}</h3>
      <ul className="hand-lists">
        {view.calls.map(({ at, manner, note: said }) => (
          <li key={`${at} ${manner}`}>{t('hand.call.line', { manner: t(`hand.call.${manner}`), time: moment(at, now), note: said === '' ? '' : `: ${said}` })}</li>
        ))}
      </ul>
      {view.kind !== null && (
        <>
          <TextField label={t('hand.call.note')} value={note} maxLength={300} onChange={setNote} />
          <div className="hand-row">
            {MANNERS.map((manner) => (
              <Button key={manner} {...(manner === 'phoned' ? { icon: 'phone' as const } : {})} busy={intent?.state === 'pending'} onPress={() => call(manner)}>
                {t(`hand.call.${manner}`)}
              </Button>
            ))}
          </div>
          {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        </>
      )}
    </section>
  );
}

function Returned({ view, returned, now, onDone }: { readonly view: ReturnView; readonly returned: NonNullable<ReturnView['returned']>; readonly now: number; onDone(view: ReturnView): void }): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['sign'];
  const isByHand = returned.manner === 'by-hand';
  return (
    <>
      <Notice tone="success">{t('hand.return.done', { name: returned.toName, time: moment(returned.at, now) })}</Notice>
      {!isByHand && <p className="digits">{t('hand.given.by-post', { tracking: returned.tracking })}</p>}
      {!isByHand && returned.isSigned && <Notice tone="success" heard="none">{t('hand.return.brought')}</Notice>}
      {isByHand && <p className="quiet">{view.slip === null ? t('hand.return.slip-none') : t('hand.return.slip', { state: t(`admin.prints.state.${view.slip.state}`) })}</p>}
      {isByHand && returned.isSigned && <Notice tone="success" heard="none">{t('hand.return.signed')}</Notice>}
      {isByHand && !returned.isSigned && (
        <>
          {view.slip !== null && <p>{t('hand.return.sign-ask')}</p>}
          <Button kind="primary" icon="check" busy={intent?.state === 'pending'} onPress={() => void intents.run('sign', 'result.sign', { dossierId: view.line.dossierId }, onDone)}>
            {t('hand.return.sign')}
          </Button>
        </>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </>
  );
}
