// On which printer a form is printed: those of the operating system first, the one that was used last chosen.

import type { ReactNode } from 'react';
import type { CoverPrinter, CoverPrinters } from '../../../../shared/contract/cover.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Choices } from '../../../parts/choices.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const keyOf = (printer: CoverPrinter): string => (printer.kind === 'roll' ? 'roll' : `system:${printer.name}`);

/** The printer of a choice's key, else the one that was used last, else the first; null where there is none. */
export function printerOf({ roll, system, chosen }: CoverPrinters, key: string | null): CoverPrinter | null {
  const all: readonly CoverPrinter[] = [...system.map(({ name }) => ({ kind: 'system', name }) as const), ...(roll ? [{ kind: 'roll' } as const] : [])];
  const wanted = key ?? (chosen === null ? '' : keyOf(chosen));
  return all.find((printer) => keyOf(printer) === wanted) ?? all[0] ?? null;
}

export function PrinterChoice({ printers, chosen, onChoose }: { readonly printers: CoverPrinters; readonly chosen: CoverPrinter | null; onChoose(key: string): void }): ReactNode {
  const { t } = useTexts();
  const choices = [...printers.system.map(({ name, label }) => ({ value: `system:${name}`, words: label })), ...(printers.roll ? [{ value: 'roll', words: t('form.roll') }] : [])];
  return (
    <>
      {choices.length === 0 && <Notice tone="warning" heard="none">{t('counter.away.no-printer')}</Notice>}
      {choices.length > 0 && <Choices legend={t('form.printer')} name="away-printer" choices={choices} chosen={chosen === null ? null : keyOf(chosen)} onChoose={onChoose} />}
      {printers.code !== null && <FailureNotice failure={localFailure(printers.code)} tone="warning" />}
    </>
  );
}
