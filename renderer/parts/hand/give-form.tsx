// The form by which a result is given out: who takes it and by which paper, or the number of the post.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import type { CoverPrinter, CoverPrinters } from '../../../shared/contract/cover.ts';
import type { ReturnView } from '../../../shared/contract/result.ts';
import { createIntents } from '../../client/intents.ts';
import { Button } from '../button.tsx';
import { Choices } from '../choices.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useKeptFields } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { useDeskReader } from './desk-reader.ts';
import { OriginalsBack } from './originals-back.tsx';
import { PrinterChoice, usualPrinter } from '../forms/printer-choice.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'return';
type Manner = 'by-hand' | 'by-post';
type Taker = 'applicant' | 'owner' | 'other';
type Receipt = 'taken-back' | 'lost';
const NO_WORDS = { toName: '', shown: '', proof: '', tracking: '', unpaidReason: '' };

export function GiveForm({ view, printers, onDone }: { readonly view: ReturnView; readonly printers: CoverPrinters | null; onDone(view: ReturnView): void }): ReactNode {
  const { t, number } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [manner, setManner] = useState<Manner>(view.delivery === null ? 'by-hand' : 'by-post');
  const [to, setTo] = useState<Taker>('applicant');
  const [receipt, setReceipt] = useState<Receipt>('taken-back');
  const [typed, setTyped] = useKeptFields<keyof typeof NO_WORDS>(`give ${view.line.dossierId}`);
  const words = { ...NO_WORDS, ...typed };
  const [back, setBack] = useState<ReadonlySet<string>>(new Set(view.originals));
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => (printers === null ? null : usualPrinter(printers)));
  const set = (name: keyof typeof words) => (value: string): void => setTyped({ ...typed, [name]: value });
  // Who stands there with a card has come, also where the post was to bring it.
  useDeskReader((reading) => {
    if (reading.kind !== 'card') return;
    setManner('by-hand');
    set('shown')(reading.idNumber);
  });
  const isProven = to === 'other' ? words.toName.trim() !== '' && words.shown.trim() !== '' && words.proof.trim() !== '' : words.shown.trim() !== '' || words.proof.trim() !== '';
  const isReady = (manner === 'by-post' ? words.tracking.trim() !== '' : isProven) && (view.unpaid === null || words.unpaidReason.trim() !== '');
  const give: CommandInput<'result.return'>['give'] = manner === 'by-post' ? { manner, tracking: words.tracking } : { manner, to, toName: to === 'other' ? words.toName : '', shown: words.shown, proof: words.proof, receipt };
  const owner = view.owner !== null && view.owner.isPerson ? view.owner : null;
  const withNumber = (key: 'hand.return.applicant' | 'hand.return.owner', { fullName, numberMasked }: ReturnView['applicant']): string => t(key, { name: fullName, number: numberMasked === '' ? t('hand.return.no-number') : numberMasked });
  const takers: readonly { readonly value: Taker; readonly words: string }[] = [
    { value: 'applicant', words: withNumber('hand.return.applicant', view.applicant) },
    ...(owner === null ? [] : [{ value: 'owner' as const, words: withNumber('hand.return.owner', owner) }]),
    { value: 'other', words: t('hand.return.other') },
  ];
  return (
    <form
      className="hand-act"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || intent?.state === 'pending') return;
        void intents.run(KEY, 'result.return', { dossierId: view.line.dossierId, give, papersBack: view.originals.filter((name) => back.has(name)), unpaidReason: view.unpaid === null ? '' : words.unpaidReason, printer: manner === 'by-post' ? null : printer }, onDone);
      }}
    >
      {view.unpaid !== null && (
        <>
          <Notice tone="warning" icon="coin" heard="none">{t('hand.return.unpaid', { amount: number(view.unpaid) })}</Notice>
          <TextField label={t('hand.return.unpaid-reason')} value={words.unpaidReason} maxLength={300} onChange={set('unpaidReason')} />
        </>
      )}
      {view.delivery !== null && <Choices<Manner> legend={t('hand.return.manner')} name="give-manner" choices={(['by-post', 'by-hand'] as const).map((value) => ({ value, words: t(`hand.return.${value}`) }))} chosen={manner} onChoose={setManner} />}
      {manner === 'by-post' && view.delivery !== null && (
        <>
          <p>{t('hand.return.post-to', { name: view.delivery.recipient, address: view.delivery.address, phone: view.delivery.phone })}</p>
          <TextField label={t('hand.return.tracking')} value={words.tracking} maxLength={40} onChange={set('tracking')} />
        </>
      )}
      {manner === 'by-hand' && (
        <>
          <Choices<Taker> legend={t('hand.return.who')} name="give-to" choices={takers} chosen={to} onChoose={setTo} />
          {to === 'other' && <TextField label={t('hand.return.name')} value={words.toName} maxLength={120} onChange={set('toName')} />}
          <TextField label={t('hand.return.shown')} value={words.shown} maxLength={400} onChange={set('shown')} />
          <TextField label={t('hand.return.proof')} hint={t('hand.return.proof-hint')} value={words.proof} maxLength={300} onChange={set('proof')} />
          <Choices<Receipt> legend={t('hand.return.receipt')} name="give-receipt" choices={[{ value: 'taken-back', words: t('hand.return.receipt-taken') }, { value: 'lost', words: t('hand.return.receipt-lost') }]} chosen={receipt} onChoose={setReceipt} />
          {printers !== null && <PrinterChoice printers={printers} chosen={printer} onChoose={setPrinter} />}
        </>
      )}
      <OriginalsBack names={view.originals} back={back} onBack={setBack} />
      <Button kind="primary" icon="check" submit busy={intent?.state === 'pending'} disabled={!isReady} onPress={() => undefined}>
        {t(manner === 'by-post' ? 'hand.return.post-do' : 'hand.return.do')}
      </Button>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </form>
  );
}
