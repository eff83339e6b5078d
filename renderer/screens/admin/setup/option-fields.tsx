// The few words that some devices need beside which one it is: the paper's width, a line's speed, a model's table and address, whose mistakes only the test shows.

import { useId } from 'react';
import type { ReactNode } from 'react';
import type { SetupChoice, SetupPlace } from '../../../../shared/contract/setup.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { groupOf, withDevice, withLine, wordOf } from './choice-words.ts';

interface OptionFieldsProps {
  readonly place: SetupPlace;
  readonly choice: SetupChoice;
  onChange(choice: SetupChoice): void;
}

const SPEEDS = [9_600, 19_200, 38_400, 57_600, 115_200] as const;
const DISPLAY_TABLES = ['stx-etx', 'stx-etx-digits', 'stx-etx-ack', 'cr'] as const;
const BUTTON_TABLES = ['stx-etx', 'single-byte'] as const;

export function OptionFields({ place: { role, counterId }, choice, onChange }: OptionFieldsProps): ReactNode {
  const { t } = useTexts();
  const device = groupOf(choice['device']);
  const input = groupOf(device['input']);
  const line = groupOf(choice['line']);
  const isOnLine = role === 'counter-display' || input['kind'] === 'line';
  const put = (more: Record<string, unknown>): void => onChange(withDevice(choice, more));
  const putLine = (baudRate: number): void => onChange(withLine(choice, { ...line, baudRate }));
  const putTable = (more: Record<string, unknown>): void => (role === 'counter-display' ? put(more) : put({ input: { ...input, ...more } }));
  const said = role === 'counter-display' ? device : input;
  return (
    <div className="setup-options">
      {role === 'ticket-printer' && <Select label={t('setup.width')} value={wordOf(device['widthMm'], '80')} options={[['80', '80 mm'], ['58', '58 mm']]} onChange={(value) => put({ widthMm: Number(value) })} />}
      {device['kind'] === 'escpos-serial' && <Select label={t('setup.speed')} value={wordOf(device['baudRate'], '115200')} options={speeds()} onChange={(value) => put({ baudRate: Number(value) })} />}
      {line['kind'] === 'serial' && <Select label={t('setup.speed')} value={wordOf(line['baudRate'], '9600')} options={speeds()} onChange={(value) => putLine(Number(value))} />}
      {device['kind'] === 'serial' && <Select label={t('setup.end')} value={wordOf(device['end'], 'cr')} options={(['cr', 'lf', 'crlf', 'none'] as const).map((end) => [end, t(`setup.end.${end}`)])} onChange={(end) => put({ end })} />}
      {isOnLine && (
        <>
          <Select label={t('setup.model')} value={wordOf(said['table'], 'stx-etx')} options={tables(role === 'counter-display' ? DISPLAY_TABLES : BUTTON_TABLES, said['table']).map((table) => [table, table])} onChange={(table) => putTable({ table })} />
          <Select label={t('setup.address')} value={wordOf(said['address'], '1')} options={addresses(counterId)} onChange={(value) => putTable({ address: Number(value) })} />
        </>
      )}
    </div>
  );
}

const speeds = (): [string, string][] => SPEEDS.map((speed) => [String(speed), `${speed} baud`]);
const addresses = (counterId: number | null): [string, string][] => [...new Set([...Array.from({ length: 31 }, (_, index) => index + 1), counterId ?? 1, 99])].map((address) => [String(address), String(address)]);
/** The built-in ones, and the commune's own that is in use. */
const tables = (builtIn: readonly string[], used: unknown): string[] => [...new Set([...builtIn, ...(typeof used === 'string' ? [used] : [])])];

function Select({ label, value, options, onChange }: { readonly label: string; readonly value: string; readonly options: readonly (readonly [value: string, words: string])[]; onChange(value: string): void }): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="text-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
