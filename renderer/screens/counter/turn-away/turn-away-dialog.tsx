// Somebody goes without a dossier: form 02 or 03, what is missing or why not, how the paper will look, and onto which printer. What is written down ends the visit.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CommandInput, CommandOutput } from '../../../../shared/contract/commands.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices, focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { PagePicture } from '../../../parts/forms/page-picture.tsx';
import { PrinterChoice, usualPrinter } from '../../../parts/forms/printer-choice.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { typedIn } from '../intake/typed-fields.ts';
import { awayDraft, typedPapers } from './away-draft.ts';
import { TURN_AWAY_KEY } from './turn-away-key.ts';
import './turn-away.css';

interface TurnAwayProps {
  readonly visit: Visit;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

type Offer = CommandOutput<'visit.offer-turn-away'>;
type Asked = CommandInput<'visit.preview-turn-away'>;

export function TurnAwayDialog(props: TurnAwayProps): ReactNode {
  const { visit, act } = props;
  const { t } = useTexts();
  const { visitId } = visit;
  const [offer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('visit.offer-turn-away', { visitId }), again: ['visit.changed'], now }));
  if (offer.kind === 'known') return <TurnAwayForms {...props} offer={offer.value} />;
  return (
    <Dialog
      title={t('counter.away.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <Button ref={focusFirst} keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      {offer.kind === 'loading' ? <Loading /> : <FailureNotice failure={offer.failure} tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
    </Dialog>
  );
}

function TurnAwayForms({ visit, model, act, offer }: TurnAwayProps & { readonly offer: Offer }): ReactNode {
  const { t } = useTexts();
  // Kept by the station while they are typed, like all words of an intake: a window that goes loses none.
  const { form, reason, paperIds } = awayDraft(typedIn(model.ui.typing, 'away'), offer.papers);
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => usualPrinter(offer.printers));
  const [shown, setShown] = useState<Asked | null>(null);
  const [tried, setTried] = useState(false);
  const intent = model.intents[TURN_AWAY_KEY];
  const isEmpty = reason.trim() === '';
  const asked: Asked = { visitId: visit.visitId, form, reason: reason.trim(), paperIds: form === 'supplement' ? [...paperIds] : [] };
  const leave = (): void => act.openDialog(null);
  // What was looked at is what will be printed: another word wants another look.
  const changeReason = (words: string): void => {
    act.type('away.reason', words);
    setShown(null);
  };
  const check = (work: () => void) => (): void => {
    setTried(true);
    if (!isEmpty) work();
  };
  return (
    <Dialog
      wide
      title={t('counter.away.title')}
      onClose={leave}
      actions={
        <>
          <Button keycap="Esc" onPress={leave}>
            {t('counter.dialog.back')}
          </Button>
          <Button icon="paper" onPress={shown === null ? check(() => setShown(asked)) : () => setShown(null)}>
            {t(shown === null ? 'counter.away.look' : 'counter.away.edit')}
          </Button>
          <Button kind="primary" icon="printer" busy={intent?.state === 'pending'} onPress={check(() => act.turnAway(asked, printer))}>
            {t(printer === null ? 'counter.away.confirm-unprinted' : 'counter.away.confirm')}
          </Button>
        </>
      }
    >
      <div className="away-columns">
        {shown !== null ? (
          <Look key={JSON.stringify(shown)} asked={shown} />
        ) : (
          <div>
          <Choices legend={t('counter.away.which')} name="away-form" choices={(['supplement', 'refusal'] as const).map((each) => ({ value: each, words: t(`counter.away.form.${each}`) }))} chosen={form} onChoose={(each) => act.type('away.form', each)} />
          {form === 'supplement' && (
            <fieldset className="choices">
              <legend>{t('counter.away.papers')}</legend>
              {offer.papers.map(({ paperId, name }) => (
                <label key={paperId} className="choice">
                  <input type="checkbox" checked={paperIds.includes(paperId)} onChange={({ target: { checked } }) => act.type('away.papers', typedPapers(offer.papers, offer.papers.map((paper) => paper.paperId).filter((each) => (each === paperId ? checked : paperIds.includes(each)))))} />
                  <span>{name}</span>
                </label>
              ))}
            </fieldset>
          )}
        </div>
        )}
        <div>
          <TextField label={t('counter.away.reason')} hint={t('counter.away.reason-hint')} value={reason} maxLength={300} error={tried && isEmpty ? t('error.dossier.reason-missing') : undefined} onChange={changeReason} />
          <PrinterChoice printers={offer.printers} chosen={printer} onChoose={setPrinter} mayBeNone={false} />
          {printer === null && <Notice tone="warning" heard="none">{t('counter.away.no-printer')}</Notice>}
          <p className="quiet">{t('counter.away.ends')}</p>
          {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        </div>
      </div>
    </Dialog>
  );
}

function Look({ asked }: { readonly asked: Asked }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('visit.preview-turn-away', asked), again: [], now }));
  if (answer.kind === 'loading') return <p role="status">{t('form.drawing')}</p>;
  if (answer.kind === 'failed') return <FailureNotice failure={answer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />;
  return <PagePicture png={answer.value.png} page={0} pages={1} onPage={() => undefined} />;
}
