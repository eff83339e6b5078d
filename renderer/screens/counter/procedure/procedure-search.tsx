// A search box and its list of procedures, all by keyboard: type, arrows, Enter.

import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FieldCode } from '../../../../shared/base/ids.ts';
import type { ProcedureSummary } from '../../../../shared/contract/procedure.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { EmptyState, Spinner } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import type { VisitProps } from '../visit/visit-column.tsx';
import { Elsewhere } from './filing.tsx';
import { ProcedureFacts } from './procedure-facts.tsx';
import { takeHomeOf } from './take-home-of.ts';

/** How long the fingers rest before the station is asked. */
const REST_MS = 120;

export function ProcedureSearch({ model, act, finder }: VisitProps): ReactNode {
  const { t } = useTexts();
  const id = useId();
  const found = useStore(finder.store);
  const [text, setText] = useState(model.ui.typing['search'] ?? '');
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const ticket = known(model.desk)?.current ?? null;
  const field: FieldCode | null = ticket?.field ?? null;
  const wished = ticket?.procedureCode ?? null;
  const pending = model.intents['procedure']?.state === 'pending';

  useEffect(() => {
    if (text === '') {
      finder.search('', field);
      return undefined;
    }
    const timer = setTimeout(() => finder.search(text, field), REST_MS);
    return () => clearTimeout(timer);
  }, [finder, text, field]);
  useEffect(() => {
    if (wished !== null) finder.read(wished);
  }, [finder, wished]);

  const choices = withWished(found.procedures, wished === null || text !== '' ? null : (found.details[wished] ?? null));
  const active = choices[Math.min(place, choices.length - 1)] ?? null;
  const activeCode = active?.code ?? null;
  useEffect(() => {
    if (activeCode !== null) finder.read(activeCode);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [finder, activeCode]);

  function pressed(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setPlace(Math.max(0, Math.min(choices.length - 1, place + step)));
    }
    if (event.altKey && event.code === 'KeyT' && active !== null) act.openDialog(takeHomeOf(active));
    // Enter while the list still answers an older text would take what the officer has not seen.
    if (event.key === 'Enter' && active !== null && found.text === text.trim() && !pending) act.chooseProcedure(active.code);
  }
  const detail = activeCode === null ? undefined : found.details[activeCode];
  return (
    <>
      <div className="procedure-search">
        <Icon name="search" />
        <input
          className="text-input"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={activeCode === null ? undefined : `${id}-${activeCode}`}
          aria-label={t('counter.procedure.search')}
          placeholder={t('counter.procedure.search')}
          value={text}
          maxLength={200}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            act.type('search', event.target.value);
            setPlace(0);
          }}
          onKeyDown={pressed}
        />
        {(found.searching || pending) && <Spinner />}
        <Button icon="printer" keycap="Alt T" disabled={active === null} onPress={() => active !== null && act.openDialog(takeHomeOf(active))}>
          {t('counter.take-home.open')}
        </Button>
      </div>
      <p className="quiet-line" role="status">
        {found.text === null ? t('counter.procedure.searching') : saidOf(found, choices.length, t)} {t('counter.procedure.search-hint')}
      </p>
      {found.failure !== null && <FailureNotice failure={found.failure} />}
      {found.text !== null && choices.length === 0 ? (
        <EmptyState icon="search" title={t('counter.procedure.none', { text: found.text })}>
          {t('counter.procedure.none-hint')}
        </EmptyState>
      ) : (
        <div className="procedure-found">
          <ul className="procedure-list" id={`${id}-list`} role="listbox" aria-label={t('counter.step.procedure')} ref={list}>
            {choices.map((procedure, index) => (
              <li
                key={procedure.code}
                id={`${id}-${procedure.code}`}
                role="option"
                aria-selected={procedure.code === activeCode}
                className="procedure-choice"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setPlace(index)}
              >
                <span className="procedure-name">{procedure.name}</span>
                <span className="procedure-more">
                  {procedure.code === wished ? `${t('counter.procedure.at-kiosk')} · ` : ''}
                  {procedure.sector} · {t('counter.procedure.code', { code: procedure.code })}
                </span>
              </li>
            ))}
          </ul>
          {detail !== undefined && (
            <div className="procedure-detail">
              <Elsewhere procedure={detail} />
              <ProcedureFacts procedure={detail} />
              <Button kind="primary" icon="check" keycap="Enter" busy={pending} onPress={() => act.chooseProcedure(detail.code)}>
                {t('counter.procedure.choose')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** The procedure that the citizen named at the kiosk stands first. */
function withWished(procedures: readonly ProcedureSummary[], wished: (Omit<ProcedureSummary, 'papers'>) | null): readonly Omit<ProcedureSummary, 'papers'>[] {
  return wished === null ? procedures : [wished, ...procedures.filter(({ code }) => code !== wished.code)];
}

function saidOf(found: { readonly text: string | null; readonly total: number }, shown: number, t: ReturnType<typeof useTexts>['t']): string {
  if (found.text === '') return `${t('counter.procedure.usual')}.`;
  return found.total > shown ? t('counter.procedure.found-of', { count: shown, total: found.total }) : `${t('counter.procedure.found', { count: found.total })}.`;
}
