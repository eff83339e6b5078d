// Finding a procedure by its name, with or without accents, on the keyboard of the screen or a real one.

import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { ProcedureSummary } from '../../../../shared/contract/procedure.ts';
import { foldedWords } from '../../../../shared/domain/text/fold.ts';
import { Icon } from '../../../parts/icons.tsx';
import { OnScreenKeyboard } from '../../../parts/keyboard/on-screen-keyboard.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { NotRead } from '../frame/not-read.tsx';
import { SHOWN_AT_MOST, useFound } from './use-found.ts';
import type { Found } from './use-found.ts';
import './procedure-search.css';

const LONGEST_TEXT = 80;

export interface ProcedureSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChoose: (code: ProcedureCode) => void;
}

export function ProcedureSearch({ text, onText, onChoose }: ProcedureSearchProps): ReactNode {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const { found, again } = useFound(text);
  return (
    <div className="kiosk-search">
      <div className="kiosk-search-type">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.search.title')}</h1>
        </div>
        <label className="kiosk-search-field">
          <span className="only-heard">{t('kiosk.search.label')}</span>
          <Icon name="search" />
          <input
            ref={input}
            value={text}
            maxLength={LONGEST_TEXT}
            placeholder={t('kiosk.search.hint')}
            inputMode="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onText(event.target.value)}
          />
        </label>
        <OnScreenKeyboard layout="words" field={input} value={text} maxLength={LONGEST_TEXT} onChange={onText} />
      </div>
      <section className="kiosk-search-found" aria-live="polite" aria-label={t('kiosk.search.title')}>
        <Results found={found} onChoose={onChoose} onAgain={again} />
      </section>
    </div>
  );
}

/** Identity cards are the police's business; people ask for them here all the same. */
function isPoliceMatter(text: string): boolean {
  return /\b(?:can cuoc|cccd|cmnd|chung minh nhan dan|ho chieu)\b/.test(foldedWords(text).join(' '));
}

interface ResultsProps {
  readonly found: Found;
  readonly onChoose: (code: ProcedureCode) => void;
  readonly onAgain: () => void;
}

function Results({ found, onChoose, onAgain }: ResultsProps): ReactNode {
  const { t, number } = useTexts();
  if (found.kind === 'loading') return <Loading />;
  if (found.kind === 'failed') return <NotRead failure={found.failure} onAgain={onAgain} />;
  const { procedures, total, text } = found;
  if (procedures.length === 0) {
    return (
      <EmptyState icon="search" title={t('kiosk.search.none')}>
        {t(isPoliceMatter(text) ? 'kiosk.search.police' : 'kiosk.search.none-more')}
      </EmptyState>
    );
  }
  const more = total > SHOWN_AT_MOST ? t('kiosk.search.shown', { shown: number(procedures.length), count: number(total) }) : t('kiosk.search.found', { count: number(total) });
  return (
    <>
      <h2 className="kiosk-search-count digits">{text === '' ? t('kiosk.search.usual') : more}</h2>
      <ul className="kiosk-search-list">
        {procedures.map((procedure) => (
          <li key={procedure.code}>
            <Row procedure={procedure} onPress={() => onChoose(procedure.code)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ procedure, onPress }: { readonly procedure: ProcedureSummary; readonly onPress: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <button type="button" className="kiosk-search-row" onClick={onPress}>
      <span className="kiosk-search-row-words">
        <span className="kiosk-search-row-name">{procedure.name}</span>
        <span className="kiosk-search-row-more">
          {procedure.sector} · {procedure.papers === 0 ? t('kiosk.search.papers-none') : t('kiosk.search.papers', { count: procedure.papers })}
        </span>
      </span>
      <Icon name="chevron" />
    </button>
  );
}
