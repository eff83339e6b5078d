// On which printer a paper comes out, or on none.

import { useId } from 'react';
import type { ReactNode } from 'react';
import type { CoverPrinter, CoverPrinters } from '../../../shared/contract/cover.ts';
import { localFailure } from '../../client/call-failed.ts';
import { FailureNotice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';

const keyOf = (printer: CoverPrinter | null): string => (printer === null ? '' : printer.kind === 'roll' ? 'roll' : `system:${printer.name}`);

/** The one that was printed on last, or the first; none where there is none. Forms of the desk are for pages: the roll is offered only where nothing else is there. */
export function usualPrinter({ system, roll, chosen }: CoverPrinters): CoverPrinter | null {
  const known = all({ system, roll });
  return known.find((each) => keyOf(each) === keyOf(chosen)) ?? known[0] ?? null;
}

function all({ system, roll }: Pick<CoverPrinters, 'system' | 'roll'>): readonly CoverPrinter[] {
  return [...system.map(({ name }) => ({ kind: 'system', name }) as const), ...(roll ? [{ kind: 'roll' } as const] : [])];
}

export function PrinterChoice({ printers, chosen, onChoose, mayBeNone = true }: { readonly printers: CoverPrinters; readonly chosen: CoverPrinter | null; onChoose(printer: CoverPrinter | null): void; readonly mayBeNone?: boolean }): ReactNode {
  const { t } = useTexts();
  const id = useId();
  const known = all(printers);
  const words = (printer: CoverPrinter): string => (printer.kind === 'roll' ? t('hand.roll') : (printers.system.find(({ name }) => name === printer.name)?.label ?? printer.name));
  return (
    <div className="field">
      <label htmlFor={id}>{t('hand.printer')}</label>
      <select id={id} className="text-input" value={keyOf(chosen)} onChange={({ target }) => onChoose(known.find((each) => keyOf(each) === target.value) ?? null)}>
        {(mayBeNone || known.length === 0) && <option value="">{t('hand.printer-none')}</option>}
        {known.map((printer) => (
          <option key={keyOf(printer)} value={keyOf(printer)}>
            {words(printer)}
          </option>
        ))}
      </select>
      {printers.code !== null && <FailureNotice failure={localFailure(printers.code)} tone="warning" />}
    </div>
  );
}
