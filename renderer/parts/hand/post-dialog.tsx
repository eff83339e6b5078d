// One result that goes by post, in front: what stands on its envelope and what goes into it, the post's number, and that it was brought.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { PostItem } from '../../../shared/contract/post.ts';
import { createIntents } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { OriginalsBack } from './originals-back.tsx';

export function PostDialog({ dossierId, now, onClose }: { readonly dossierId: DossierId; readonly now: number; onClose(): void }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('post.read', { dossierId }), again: ['dossiers.changed'], now: clock }));
  return (
    <AnswerDialog title={t('hand.post.title', { code: answer.kind === 'known' ? answer.value.line.code : '…' })} answer={answer} onAgain={memory.refresh} onClose={onClose}>
      {(item) => <Item item={item} now={now} onDone={memory.put} />}
    </AnswerDialog>
  );
}

interface ItemProps {
  readonly item: PostItem;
  onDone(item: PostItem): void;
}

function Item({ item, now, onDone }: ItemProps & { readonly now: number }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="hand-columns">
      <div className="hand-facts">
        <p>
          <strong>{item.line.procedureName}</strong>
        </p>
        {item.isHere && <p>{item.place === '' ? t('hand.return.here-unknown') : t('hand.return.here', { place: item.place })}</p>}
        <p>
          <strong>{item.recipient}</strong>
          <br />
          {item.address}
          <br />
          <span className="digits">{item.phone}</span>
        </p>
        <p>{`${t('counter.delivery.payer')}: ${t(`counter.delivery.payer.${item.payer}`)}`}</p>
        <p className="quiet">{t('hand.return.noted')}</p>
      </div>
      <div className="hand-act">
        {item.posted !== null ? <Sent item={item} sent={item.posted} now={now} onDone={onDone} /> : item.isOwed ? <Notice tone="warning" icon="coin" heard="none">{t('error.post.unpaid')}</Notice> : <SendForm item={item} onDone={onDone} />}
      </div>
    </div>
  );
}

function SendForm({ item, onDone }: ItemProps): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['send'];
  const [tracking, setTracking] = useKeptWords(`post ${item.line.dossierId}`);
  const [back, setBack] = useState<ReadonlySet<string>>(new Set(item.originals));
  const isReady = item.isHere && tracking.trim() !== '';
  return (
    <form
      className="hand-act"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || intent?.state === 'pending') return;
        void intents.run('send', 'post.send', { dossierId: item.line.dossierId, tracking, papersBack: item.originals.filter((name) => back.has(name)) }, onDone);
      }}
    >
      <TextField ref={focusFirst} label={t('hand.return.tracking')} value={tracking} maxLength={40} onChange={setTracking} />
      <OriginalsBack names={item.originals} back={back} onBack={setBack} />
      <Button kind="primary" icon="check" submit busy={intent?.state === 'pending'} disabled={!isReady} onPress={() => undefined}>
        {t('hand.return.post-do')}
      </Button>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </form>
  );
}

function Sent({ item, sent, now, onDone }: ItemProps & { readonly sent: NonNullable<PostItem['posted']>; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['deliver'];
  return (
    <>
      <Notice tone="success">{t('hand.post.gone', { time: moment(sent.at, now), tracking: sent.tracking })}</Notice>
      {sent.deliveredAt !== null && <Notice tone="success" heard="none">{t('hand.post.delivered', { time: moment(sent.deliveredAt, now) })}</Notice>}
      {sent.deliveredAt === null && (
        <>
          <p>{t('hand.post.deliver-ask')}</p>
          <Button kind="primary" icon="check" busy={intent?.state === 'pending'} onPress={() => void intents.run('deliver', 'post.deliver', { dossierId: item.line.dossierId }, onDone)}>
            {t('hand.post.deliver')}
          </Button>
        </>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </>
  );
}
