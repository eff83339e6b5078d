// The search for any dossier this station ever had, all by keyboard: type, arrows, Enter; a card or a receipt under the reader searches too, and the visit behind it stays as it is.

import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { failureOf, localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { More } from '../../../parts/dossier/more.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { EmptyState, Spinner } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { FoundRow } from './found-row.tsx';
import './find.css';

/** How long the fingers rest before the station is asked. */
const REST_MS = 120;

interface FindDialogProps {
  /** What is looked for at once. */
  readonly text: string;
  readonly model: Pick<CounterModel, 'counterId' | 'now'>;
  readonly act: Pick<CounterActions, 'openDialog' | 'openFound'>;
}

/** What was answered to which text. */
type Answer = CommandOutput<'dossier.find'> & { readonly text: string };

export function FindDialog({ text: start, model: { counterId, now }, act }: FindDialogProps): ReactNode {
  const { t } = useTexts();
  const id = useId();
  const { client } = useServices();
  const [text, setText] = useState(start);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return undefined;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      try {
        const found = await client.call('dossier.find', { text: wanted });
        if (!isWanted) return;
        setAnswer({ ...found, text: wanted });
        setFailure(null);
      } catch (thrown) {
        if (isWanted) setFailure(failureOf(thrown));
      }
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, wanted]);
  useEffect(() => {
    const stops = [
      client.on('reader.searched', ({ counterId: at, idNumber }) => {
        if (at !== counterId) return;
        setPlace(0);
        setText(idNumber);
      }),
      client.on('reader.refused', ({ counterId: at, code }) => {
        if (at === counterId) setFailure(localFailure(code));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, counterId]);

  const rows = wanted === '' ? [] : (answer?.dossiers ?? []);
  const active = rows[Math.min(place, rows.length - 1)] ?? null;
  const activeId = active?.dossierId ?? null;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const isAnswered = answer !== null && answer.text === wanted;
  const open = (dossierId: DossierId): void => act.openFound(dossierId, wanted);

  function pressed(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setPlace(Math.max(0, Math.min(rows.length - 1, place + step)));
    }
    // Enter while the list still answers an older text would open what the officer has not seen.
    if (event.key !== 'Enter') return;
    // Its default would press the button that has the focus by then: the one that closes the dossier.
    event.preventDefault();
    if (active !== null && isAnswered) open(active.dossierId);
  }
  return (
    <Dialog
      wide
      title={t('counter.find.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          <Button keycap="Esc" onPress={() => act.openDialog(null)}>
            {t('counter.papers.close')}
          </Button>
          <Button kind="primary" icon="folder" keycap="Enter" disabled={active === null || !isAnswered} onPress={() => active !== null && open(active.dossierId)}>
            {t('counter.find.open')}
          </Button>
        </>
      }
    >
      <div className="find">
        <div className="procedure-search">
          <Icon name="search" />
          <input
            ref={focusFirst}
            className="text-input"
            role="combobox"
            aria-expanded={rows.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={activeId === null ? undefined : `${id}-${activeId}`}
            aria-label={t('counter.find.field')}
            placeholder={t('counter.find.field')}
            value={text}
            maxLength={3000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value);
              setFailure(null);
              setPlace(0);
            }}
            onKeyDown={pressed}
          />
          {wanted !== '' && !isAnswered && failure === null && <Spinner />}
        </div>
        <p className="quiet-line">{t('counter.find.hint')}</p>
        {failure !== null && <FailureNotice failure={failure} />}
        <p className="quiet-line" role="status">
          {isAnswered && rows.length > 0 && t('counter.find.found', { count: rows.length })} {isAnswered && <More more={answer.more} />}
        </p>
        {isAnswered && rows.length === 0 && (
          <EmptyState icon="search" title={t('counter.find.none', { text: wanted })}>
            {t('counter.find.none-hint')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <ul className="procedure-list find-list" id={`${id}-list`} role="listbox" aria-label={t('counter.find.list')} ref={list}>
            {rows.map((row, index) => (
              <li
                key={row.dossierId}
                id={`${id}-${row.dossierId}`}
                role="option"
                aria-selected={row.dossierId === activeId}
                className="procedure-choice"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setPlace(index)}
                onDoubleClick={() => open(row.dossierId)}
              >
                <FoundRow dossier={row} now={now} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
