// The papers of a dossier: which one, how it will look, and onto which printer.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import type { CoverPrinter } from '../../../shared/contract/cover.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import type { DossierForm } from '../../../shared/contract/form.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf, localFailure } from '../../client/call-failed.ts';
import { createIntents } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { Choices, focusFirst } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { codeOf } from '../dossier/act-dialog.tsx';
import type { DossierAct, DossierActions } from '../dossier/dossier-core.ts';
import { downloadPdf } from '../download.ts';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { PagePicture } from './page-picture.tsx';
import './forms.css';

const WITH_REASON: readonly DossierForm[] = ['supplement', 'refusal'];
const NO_ROLL: readonly DossierForm[] = ['receipt', 'receipt-certified', 'fee'];
const keyOf = (printer: CoverPrinter): string => (printer.kind === 'roll' ? 'roll' : `system:${printer.name}`);

type Offer = CommandOutput<'form.offer'>;

/** `done` is the act whose paper this is, if one was just done. */
export function FormsPane({ detail, done, act }: { readonly detail: DossierDetail; readonly done: DossierAct | null; readonly act: DossierActions }): ReactNode {
  const { t } = useTexts();
  const { dossierId } = detail.dossier;
  const [offer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('form.offer', { dossierId }), again: ['dossiers.changed'], now }));
  const leave = (): void => act.show('look');
  if (offer.kind === 'known' && offer.value.forms.length > 0) return <OfferedForms detail={detail} done={done} offer={offer.value} leave={leave} />;
  const back = (
    <Button ref={focusFirst} keycap="Esc" onPress={leave}>
      {t('counter.dialog.back')}
    </Button>
  );
  return (
    <Dialog title={t('form.title', { code: codeOf(detail) })} onClose={leave} actions={back}>
      {offer.kind === 'loading' && <Loading />}
      {offer.kind === 'failed' && <FailureNotice failure={offer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {offer.kind === 'known' && <FailureNotice failure={localFailure('dossier.voided')} tone="warning" />}
    </Dialog>
  );
}

function OfferedForms({ detail, done, offer, leave }: { readonly detail: DossierDetail; readonly done: DossierAct | null; readonly offer: Offer; leave(): void }): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const { dossierId } = detail.dossier;
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['form'];
  const [picked, setPicked] = useState<DossierForm | null>(null);
  const [printerKey, setPrinterKey] = useState<string | null>(null);
  const [typed, setTyped] = useKeptWords(`form-reason ${dossierId}`);
  const [shown, setShown] = useState('');
  const [isSent, setIsSent] = useState(false);
  const [saving, setSaving] = useState<{ readonly isBusy: boolean; readonly isDone: boolean; readonly failure: Failure | null }>({ isBusy: false, isDone: false, failure: null });
  const form = offer.forms.find((each) => each === picked) ?? offer.forms[0] ?? 'receipt';
  const hasReason = WITH_REASON.includes(form);
  const asked = { dossierId, form, reason: hasReason ? shown : '' };
  const { printers } = offer;
  const choices: readonly { readonly printer: CoverPrinter; readonly words: string }[] = [
    ...printers.system.map(({ name, label }) => ({ printer: { kind: 'system', name } as const, words: label })),
    ...(printers.roll && !NO_ROLL.includes(form) ? [{ printer: { kind: 'roll' } as const, words: t('form.roll') }] : []),
  ];
  const wantedKey = printerKey ?? (printers.chosen === null ? '' : keyOf(printers.chosen));
  const printer = (choices.find((choice) => keyOf(choice.printer) === wantedKey) ?? choices[0])?.printer ?? null;
  const settle = (): void => {
    setIsSent(false);
    setSaving({ isBusy: false, isDone: false, failure: null });
    intents.forget((key) => key === 'form');
  };
  const save = async (): Promise<void> => {
    setSaving({ isBusy: true, isDone: false, failure: null });
    try {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let name = '';
      for (let from = 0; ; ) {
        const given: CommandOutput<'form.pdf'> = await client.call('form.pdf', { ...asked, from });
        ({ name } = given);
        const piece = Uint8Array.from(atob(given.base64), (letter) => letter.codePointAt(0) ?? 0);
        pieces.push(piece);
        from += piece.length;
        if (from >= given.bytes || piece.length === 0) break;
      }
      downloadPdf(name.replaceAll(/[^\w.-]/g, '-'), pieces);
      setSaving({ isBusy: false, isDone: true, failure: null });
    } catch (thrown) {
      setSaving({ isBusy: false, isDone: false, failure: failureOf(thrown) });
    }
  };
  return (
    <Dialog
      wide
      title={t('form.title', { code: codeOf(detail) })}
      onClose={leave}
      actions={
        <>
          <Button ref={focusFirst} keycap="Esc" onPress={leave}>
            {t('counter.dialog.back')}
          </Button>
          <Button icon="paper" busy={saving.isBusy} onPress={() => void save()}>
            {t('form.pdf')}
          </Button>
          <Button kind="primary" icon="printer" disabled={printer === null || isSent} busy={intent?.state === 'pending'} onPress={() => printer !== null && void intents.run('form', 'form.print', { ...asked, printer }, () => setIsSent(true))}>
            {t('form.print')}
          </Button>
        </>
      }
    >
      <div className="forms-columns">
        <div>
          {done !== null && !isSent && <Notice tone="success">{t('form.after-act', { done: t(`care.dossier.done.${done}`) })}</Notice>}
          <Choices
            legend={t('form.which')}
            name="form"
            choices={offer.forms.map((each) => ({ value: each, words: t(`form.name.${each}`) }))}
            chosen={form}
            onChoose={(each) => {
              settle();
              setPicked(each);
            }}
          />
          {hasReason && (
            <div className="form-reason">
              <TextField label={t('form.reason')} hint={t('form.reason-hint')} value={typed} maxLength={600} onChange={setTyped} />
              <Button disabled={typed === shown} onPress={() => { settle(); setShown(typed); }}>
                {t('form.look-again')}
              </Button>
            </div>
          )}
          {choices.length > 0 && <Choices legend={t('form.printer')} name="form-printer" choices={choices.map((choice) => ({ value: keyOf(choice.printer), words: choice.words }))} chosen={printer === null ? null : keyOf(printer)} onChoose={setPrinterKey} />}
          {choices.length === 0 && <Notice tone="warning" heard="none">{t('form.no-printer')}</Notice>}
          {printers.roll && NO_ROLL.includes(form) && <p className="quiet">{t('form.no-roll-receipt')}</p>}
          {printers.code !== null && <FailureNotice failure={localFailure(printers.code)} tone="warning" />}
          {isSent && <Notice tone="success">{t('form.sent')}</Notice>}
          {saving.isDone && <Notice tone="success">{t('form.pdf-saved')}</Notice>}
          {saving.failure !== null && <FailureNotice failure={saving.failure} />}
          {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        </div>
        <Preview key={`${form} ${asked.reason}`} asked={asked} />
      </div>
    </Dialog>
  );
}

function Preview({ asked }: { readonly asked: { readonly dossierId: DossierDetail['dossier']['dossierId']; readonly form: DossierForm; readonly reason: string } }): ReactNode {
  const [page, setPage] = useState(0);
  return <PreviewPage key={page} asked={asked} page={page} onPage={setPage} />;
}

function PreviewPage({ asked, page, onPage }: Parameters<typeof Preview>[0] & { readonly page: number; onPage(page: number): void }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('form.preview', { ...asked, page }), again: ['print.changed'], now }));
  return (
    <div>
      {answer.kind === 'loading' && <p role="status">{t('form.drawing')}</p>}
      {answer.kind === 'failed' && <FailureNotice failure={answer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {answer.kind === 'known' && (
        <>
          {answer.value.template === 'broken' && <Notice tone="warning">{t('form.broken')}</Notice>}
          {answer.value.copyNumber > 1 && <Notice tone="info" heard="none">{t('form.reprint', { count: answer.value.copyNumber })}</Notice>}
          <PagePicture png={answer.value.png} page={answer.value.page} pages={answer.value.pages} onPage={onPage} />
        </>
      )}
    </div>
  );
}
