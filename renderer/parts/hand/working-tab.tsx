// Dossiers that somebody works on: the results that were brought back are ticked and noted, with where they are kept.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { ResultLists } from '../../../shared/contract/result.ts';
import { createIntents } from '../../client/intents.ts';
import { Button } from '../button.tsx';
import { Choices } from '../choices.tsx';
import { isOfSupplementDay, SupplementDayField, useSupplementDay } from '../dossier/supplement-day.tsx';
import { EmptyState } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useKeptFields } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { DueCell, HandCells, HandHead } from './hand-cells.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'arrive';
const KINDS = ['paper', 'refusal', 'supplements'] as const;
type Kind = (typeof KINDS)[number];
const NO_WORDS = { place: '', number: '', issuedOn: '', abstract: '', reason: '' };

export function WorkingTab({ working, now }: { readonly working: ResultLists['working']; readonly now: number }): ReactNode {
  const { t, failure: say } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [ticked, setTicked] = useState<ReadonlySet<DossierId>>(new Set());
  const [kind, setKind] = useState<Kind>('paper');
  const [typed, setTyped] = useKeptFields<keyof typeof NO_WORDS>('arrive');
  const words = { ...NO_WORDS, ...typed };
  const [countsAsLate, setCountsAsLate] = useState(false);
  const until = useSupplementDay(null, 'arrive-until');
  const [sentDay, setSentDay] = useState<string | null>(null);
  const [sentDate, setSentDate] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const failure = intent?.failure ?? null;
  const isBesideField = failure?.code === 'result.day' || isOfSupplementDay(failure);
  const isOfDate = failure?.code === 'result.day' && sentDate === words.issuedOn;
  const chosen = working.filter(({ dossierId }) => ticked.has(dossierId)).map(({ dossierId }) => dossierId);
  const isReady = chosen.length > 0 && (kind === 'paper' || words.reason.trim() !== '');
  const set = (name: keyof typeof words) => (value: string): void => setTyped({ ...typed, [name]: value });
  const save = (): void => {
    setDone(null);
    setSentDay(until.typed);
    setSentDate(words.issuedOn);
    const isOne = chosen.length === 1 && kind !== 'supplements';
    void intents.run(KEY, 'result.arrive', { dossierIds: chosen, kind, place: words.place, number: isOne ? words.number : '', abstract: isOne ? words.abstract : '', issuedOn: isOne ? words.issuedOn : '', reason: kind === 'paper' ? '' : words.reason, ...(kind === 'supplements' ? { supplementBy: until.typed } : {}), countsAsLate }, ({ count }) => {
      setDone(count);
      setTicked(new Set());
      setTyped({ place: words.place });
      until.forget();
      setCountsAsLate(false);
    });
  };
  return (
    <>
      {done !== null && <Notice tone="success">{t('hand.arrive.done', { count: done })}</Notice>}
      {working.length === 0 ? (
        <EmptyState icon="check-circle" title={t('hand.working.none')} />
      ) : (
        <form
          className="hand-columns"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && intent?.state !== 'pending') save();
          }}
        >
          <div>
            <p className="quiet">{t('hand.working.explain')}</p>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('hand.choose')}</th>
                  <HandHead>
                    <th scope="col">{t('hand.working.at')}</th>
                    <th scope="col">{t('hand.due')}</th>
                  </HandHead>
                </tr>
              </thead>
              <tbody>
                {working.map((line) => (
                  <tr key={line.dossierId}>
                    <td>
                      <input
                        type="checkbox"
                        checked={ticked.has(line.dossierId)}
                        aria-label={line.code}
                        onChange={({ target }) => setTicked((before) => (target.checked ? new Set([...before, line.dossierId]) : new Set([...before].filter((id) => id !== line.dossierId))))}
                      />
                    </td>
                    <HandCells line={line} now={now} />
                    <td>{line.unit === '' ? t('hand.working.unknown') : t('hand.working.list', { unit: line.unit, name: line.listName })}</td>
                    <DueCell line={line} now={now} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="hand-act">
            <Choices<Kind> legend={t('hand.arrive.kind')} name="arrive-kind" choices={KINDS.map((value) => ({ value, words: t(`hand.arrive.${value}`) }))} chosen={kind} onChoose={setKind} />
            {kind !== 'supplements' && <TextField label={t('hand.arrive.place')} value={words.place} maxLength={80} onChange={set('place')} />}
            {kind !== 'supplements' && chosen.length <= 1 && (
              <>
                <TextField label={t('hand.arrive.number')} value={words.number} maxLength={60} onChange={set('number')} />
                <TextField label={t('hand.arrive.issued-on')} placeholder="dd/mm/yyyy" inputMode="numeric" value={words.issuedOn} maxLength={10} onChange={set('issuedOn')} error={isOfDate ? say(failure) : undefined} />
                <TextField label={t('hand.arrive.abstract')} value={words.abstract} maxLength={300} onChange={set('abstract')} />
              </>
            )}
            {kind !== 'paper' && <TextField label={t('hand.arrive.reason')} value={words.reason} maxLength={300} onChange={set('reason')} />}
            {kind === 'supplements' && <SupplementDayField until={until} failure={sentDay === until.typed ? failure : null} />}
            {kind === 'supplements' && failure?.code === 'supplement.again' && (
              <label className="hand-tick">
                <input type="checkbox" checked={countsAsLate} onChange={({ target }) => setCountsAsLate(target.checked)} />
                <span>{t('hand.arrive.counts-as-late')}</span>
              </label>
            )}
            <Button kind="primary" icon="check" submit busy={intent?.state === 'pending'} disabled={!isReady} onPress={() => undefined}>
              {t('hand.arrive.save', { count: chosen.length })}
            </Button>
            {failure !== null && !isBesideField && <FailureNotice failure={failure} />}
          </div>
        </form>
      )}
    </>
  );
}
