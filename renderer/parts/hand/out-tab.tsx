// Dossiers that wait to be handed over, ticked by field of the point, and the list that is made of them; below it the lists that were made.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { CoverPrinter } from '../../../shared/contract/cover.ts';
import type { Handovers } from '../../../shared/contract/handover.ts';
import type { Field } from '../../../shared/contract/point.ts';
import { createIntents } from '../../client/intents.ts';
import { Button } from '../button.tsx';
import { EmptyState } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { DueCell, HandCells, HandHead } from './hand-cells.tsx';
import { HandoverLists } from './handover-lists.tsx';
import { PrinterChoice, usualPrinter } from '../forms/printer-choice.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'handover';

export function OutTab({ known, fields, now }: { readonly known: Handovers; readonly fields: readonly Field[]; readonly now: number }): ReactNode {
  const { t, pick } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [ticked, setTicked] = useState<ReadonlySet<DossierId>>(new Set());
  const [unit, setUnit] = useState(known.units[0] ?? '');
  const [toName, setToName] = useKeptWords('hand-over-to');
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => usualPrinter(known.printers));
  const [slips, setSlips] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const all = known.groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId));
  const chosen = all.filter((dossierId) => ticked.has(dossierId));
  const tick = (ids: readonly DossierId[], isOn: boolean): void => setTicked((before) => (isOn ? new Set([...before, ...ids]) : new Set([...before].filter((dossierId) => !ids.includes(dossierId)))));
  const make = (): void => {
    setMade(null);
    void intents.run(KEY, 'handover.make', { unit, toName, dossierIds: chosen, printer, slips: slips && printer !== null }, ({ name }) => {
      setMade(name);
      setTicked(new Set());
    });
  };
  return (
    <>
      {made !== null && <Notice tone="success">{t('hand.out.made', { name: made })}</Notice>}
      {all.length === 0 ? (
        <EmptyState icon="check-circle" title={t('hand.out.none')} />
      ) : (
        <form
          className="hand-columns"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen.length > 0 && unit.trim() !== '' && intent?.state !== 'pending') make();
          }}
        >
          <div>
            {known.groups.map(({ field, dossiers }) => {
              const ids = dossiers.map(({ dossierId }) => dossierId);
              const own = fields.find(({ code }) => code === field);
              return (
                <table key={field ?? ''} className="table hand-table">
                  <caption className="hand-caption">
                    <label className="hand-tick">
                      <input type="checkbox" checked={ids.every((dossierId) => ticked.has(dossierId))} onChange={({ target }) => tick(ids, target.checked)} aria-label={t('hand.choose-all')} />
                      <strong>{own === undefined ? t('hand.field-other') : pick(own)}</strong>
                      <span className="tab-count digits">{dossiers.length}</span>
                    </label>
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('hand.choose')}</th>
                      <HandHead>
                        <th scope="col">{t('hand.due')}</th>
                      </HandHead>
                    </tr>
                  </thead>
                  <tbody>
                    {dossiers.map((line) => (
                      <tr key={line.dossierId}>
                        <td>
                          <input type="checkbox" checked={ticked.has(line.dossierId)} onChange={({ target }) => tick([line.dossierId], target.checked)} aria-label={line.code} />
                        </td>
                        <HandCells line={line} now={now} />
                        <DueCell line={line} now={now} />
                      </tr>
                    ))}
                  </tbody>
                </table>
              );
            })}
          </div>
          <div className="hand-act">
            <TextField label={t('hand.out.unit')} hint={t('hand.out.unit-hint')} value={unit} maxLength={120} onChange={setUnit} />
            {known.units.length > 1 && (
              <div className="hand-units">
                {known.units.slice(0, 5).map((each) => (
                  <Button key={each} kind="quiet" pressed={each === unit} onPress={() => setUnit(each)}>
                    {each}
                  </Button>
                ))}
              </div>
            )}
            <TextField label={t('hand.out.to-name')} value={toName} maxLength={120} onChange={setToName} />
            <PrinterChoice printers={known.printers} chosen={printer} onChoose={setPrinter} />
            {printer !== null && (
              <label className="hand-tick">
                <input type="checkbox" checked={slips} onChange={({ target }) => setSlips(target.checked)} />
                <span>{t('hand.out.slips')}</span>
              </label>
            )}
            <Button kind="primary" icon="forward" submit busy={intent?.state === 'pending'} disabled={chosen.length === 0 || unit.trim() === ''} onPress={() => undefined}>
              {t('hand.out.make', { count: chosen.length })}
            </Button>
            {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
          </div>
        </form>
      )}
      <HandoverLists known={known} now={now} />
    </>
  );
}
