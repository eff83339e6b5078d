// Printing cover sheets: for which papers of the checklist, and on which printer.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CoverPrinter, CoverPrinters } from '../../../../shared/contract/cover.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices, focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { known } from '../counter-model.ts';

const ROLL = 'roll';
const keyOf = (printer: CoverPrinter): string => (printer.kind === 'roll' ? ROLL : `system:${printer.name}`);

/** What can be printed on, the printer that was used last first where it is still there. */
function choicesOf(printers: CoverPrinters, rollWords: string): readonly { readonly printer: CoverPrinter; readonly words: string }[] {
  return [...(printers.roll ? [{ printer: { kind: 'roll' } as const, words: rollWords }] : []), ...printers.system.map(({ name, label }) => ({ printer: { kind: 'system', name } as const, words: label }))];
}

export function CoversDialog({ visit, model, act }: { readonly visit: Visit; readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const papers = visit.procedure?.papers ?? [];
  const [wanted, setWanted] = useState<readonly string[]>(papers.map(({ paperId }) => paperId));
  const [key, setKey] = useState<string | null>(null);
  const printers = known(model.coverPrinters);
  const choices = printers === null ? [] : choicesOf(printers, t('counter.cover.roll'));
  const last = printers?.chosen ?? null;
  const chosen = (choices.find(({ printer }) => keyOf(printer) === (key ?? (last === null ? '' : keyOf(last)))) ?? choices[0])?.printer ?? null;
  const intent = model.intents['covers'];
  const leave = (): void => act.openDialog(null);
  const actions = (
    <>
      <Button keycap="Esc" onPress={leave}>
        {t('counter.papers.close')}
      </Button>
      <Button kind="primary" icon="printer" disabled={chosen === null || wanted.length === 0} busy={intent?.state === 'pending'} onPress={() => chosen !== null && act.printCovers(wanted, chosen)}>
        {t('counter.cover.print', { count: wanted.length })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('counter.cover.print-title')} onClose={leave} actions={actions} wide>
      <p>{t('counter.cover.print-explain')}</p>
      <div className="covers-columns">
        <fieldset className="choices">
          <legend>{t('counter.cover.which')}</legend>
          {papers.map(({ paperId, name }, index) => (
            <label key={paperId} className="choice">
              <input
                type="checkbox"
                checked={wanted.includes(paperId)}
                ref={index === 0 ? focusFirst : null}
                onChange={({ target: { checked } }) => setWanted(papers.map((paper) => paper.paperId).filter((each) => (each === paperId ? checked : wanted.includes(each))))}
              />
              <span>{name}</span>
            </label>
          ))}
          <Button kind="quiet" onPress={() => setWanted(wanted.length === 0 ? papers.map(({ paperId }) => paperId) : [])}>
            {t(wanted.length === 0 ? 'counter.cover.all' : 'counter.cover.none')}
          </Button>
        </fieldset>
        <div>
          {model.coverPrinters.kind === 'loading' && <p role="status">{t('counter.cover.looking')}</p>}
          {model.coverPrinters.kind === 'failed' && <FailureNotice failure={model.coverPrinters.failure} tone="warning" />}
          {printers !== null && choices.length === 0 && <Notice tone="warning">{t('counter.cover.no-printer')}</Notice>}
          {choices.length > 0 && (
            <Choices legend={t('counter.cover.printer')} name="cover-printer" choices={choices.map(({ printer, words }) => ({ value: keyOf(printer), words }))} chosen={chosen === null ? null : keyOf(chosen)} onChoose={setKey} />
          )}
          {printers !== null && printers.code !== null && <FailureNotice failure={localFailure(printers.code)} tone="warning" />}
        </div>
      </div>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </Dialog>
  );
}
