// One paper: what is asked, what is there, its scanned pages, and what stands in the way of scanning.

import type { ReactNode } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { intakeKey } from '../intake/intake-keys.ts';
import { IntentFailure } from '../lost/intent-failure.tsx';
import { CountField } from './count-field.tsx';
import type { PageImage, PageImages } from './page-images.ts';
import { PageStrip } from './page-strip.tsx';
import { askedCounts } from './paper-state.ts';
import type { PaperLine } from './paper-state.ts';

export interface PaperRowProps {
  readonly line: PaperLine;
  readonly visit: Visit;
  readonly model: CounterModel;
  readonly act: CounterActions;
  readonly images: PageImages;
  readonly pictures: Readonly<Record<string, PageImage>>;
  readonly focused: boolean;
}

const MARKS = { enough: 'check-circle', short: 'info', missing: 'warning', optional: 'paper' } as const satisfies Record<PaperLine['state'], IconName>;

/** '1 bản chính, 2 bản sao': what the official list asks for. */
function askedWords({ originals, copies }: { readonly originals: number; readonly copies: number }, t: Texts['t']): string {
  const parts = [originals > 0 ? t('counter.papers.asked-originals', { count: originals }) : '', copies > 0 ? t('counter.papers.asked-copies', { count: copies }) : ''];
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? t('counter.papers.asked-none') : said;
}

export function PaperRow(props: PaperRowProps): ReactNode {
  const { line, model, act, focused } = props;
  const { t } = useTexts();
  const { paper, counts, state } = line;
  const intent = model.intents[`paper:${paper.paperId}`];
  const dropKey = intakeKey(`drop:${paper.paperId}`);
  const column = (kind: 'originals' | 'certified' | 'copies', name: string): ReactNode => (
    <CountField
      kind={kind}
      name={name}
      paper={paper.name}
      value={counts[kind]}
      onFocus={() => act.focusPaper(paper.paperId)}
      onAsked={() => act.setCounts(paper.paperId, askedCounts(paper))}
      onChange={(value) => act.setCounts(paper.paperId, { ...counts, [kind]: value })}
      autoFocus={focused && kind === 'originals'}
    />
  );
  return (
    <li className="paper" data-state={state} data-focused={focused} onMouseDown={() => act.focusPaper(paper.paperId)}>
      <span className="paper-mark">
        <Icon name={MARKS[state]} />
      </span>
      <div className="paper-words">
        <p className="paper-name">{paper.name}</p>
        <p className="paper-asked">
          <span className="paper-state">{t(`counter.papers.state.${state}`)}</span>
          <span>{t('counter.papers.asked', { text: askedWords(paper, t) })}</span>
          {paper.note !== '' && <span className="paper-note">{paper.note}</span>}
          {paper.added !== undefined && <span className="paper-added">{t(`counter.papers.added.${paper.added}`)}</span>}
          {line.reused !== null && <span className="paper-added">{t(`counter.papers.reused.${line.reused.part}`, { code: line.reused.code })}</span>}
          {paper.added === 'outside' && props.visit.state === 'open' && line.pages.length === 0 && (
            <button type="button" className="paper-drop" onClick={() => act.dropOutsidePaper(paper.paperId)}>
              {t('counter.outside.drop')}
            </button>
          )}
          <CoverState visit={props.visit} paperId={paper.paperId} />
          {!line.saved && intent?.state !== 'failed' && <span className="quiet">{t('counter.saving')}</span>}
        </p>
      </div>
      {column('originals', t('counter.papers.originals'))}
      {column('certified', t('counter.papers.certified'))}
      {column('copies', t('counter.papers.copies'))}
      <ScanButton {...props} />
      {intent?.state === 'failed' && intent.failure !== null && (
        <div className="paper-below">
          <Notice tone="danger" heard="alert" action={<Button onPress={() => act.retry(`paper:${paper.paperId}`)}>{t('counter.lost.retry')}</Button>}>
            {t('counter.papers.unsaved')}
            <FailureWords failure={intent.failure} />
          </Notice>
        </div>
      )}
      <IntentFailure intent={model.intents[dropKey]} onRetry={() => act.retry(dropKey)} />
      <ScanOutcome {...props} />
      <PageStrip pages={line.pages.map((page) => ({ paperId: paper.paperId, page }))} name={paper.name} act={act} pictures={props.pictures} intents={model.intents} mayChange={props.visit.state === 'open'} />
    </li>
  );
}

/** How the paper's printed cover sheet stands; nothing where none was asked for. */
function CoverState({ visit, paperId }: { readonly visit: Visit; readonly paperId: string }): ReactNode {
  const { t } = useTexts();
  const state = visit.covers.find((cover) => cover.paperId === paperId)?.print.state;
  if (state === undefined) return null;
  return (
    <span className="cover-state" data-state={state}>
      {t(`counter.cover.state.${state}`)}
    </span>
  );
}

function ScanButton({ line, visit, model, act, focused }: PaperRowProps): ReactNode {
  const { t } = useTexts();
  const { paper } = line;
  const isScanning = visit.scan.kind === 'scanning';
  if (isScanning && visit.scan.paperId === paper.paperId) {
    return (
      <Button className="paper-scan" kind="danger" keycap="Esc" busy={model.intents['stop']?.state === 'pending'} onPress={act.stopScan}>
        {t('counter.papers.stop')}
      </Button>
    );
  }
  return (
    <Button
      className="paper-scan"
      disabled={isScanning}
      busy={focused && model.intents['scan']?.state === 'pending'}
      onPress={(event) => act.scan(paper.paperId, event.shiftKey ? 'glass' : 'feeder')}
      {...(focused ? { keycap: 'F8' } : {})}
    >
      {t('counter.papers.scan')}
      <span className="only-heard"> {paper.name}</span>
    </Button>
  );
}

/** The running scan, or why it stopped: beside the paper it is for, with what to do. */
function ScanOutcome({ line, visit, model, act, focused }: PaperRowProps): ReactNode {
  const { t } = useTexts();
  const { scan } = visit;
  const { paperId } = line.paper;
  const refused = focused ? (model.intents['scan']?.failure ?? null) : null;
  if (scan.kind === 'scanning' && scan.paperId === paperId) {
    return (
      <p className="paper-below paper-scanning" role="status">
        <span className="spinner" aria-hidden="true" /> {t('counter.papers.scanning', { page: scan.pagesSoFar + 1 })}
      </p>
    );
  }
  const failure = refused ?? (scan.kind === 'stopped' && scan.paperId === paperId && scan.code !== null ? localFailure(scan.code) : null);
  if (failure === null) return null;
  const kept = scan.paperId === paperId ? scan.pagesSoFar : 0;
  return (
    <div className="paper-below">
      <Notice
        tone={failure.code === 'scanner.cancelled' ? 'info' : 'warning'}
        icon="scanner"
        heard="alert"
        action={
          <div className="paper-again">
            <Button keycap="F8" onPress={() => act.scan(paperId, 'feeder')}>
              {t('counter.papers.rescan')}
            </Button>
            <Button onPress={() => act.scan(paperId, 'glass')}>{t('counter.papers.scan-glass')}</Button>
          </div>
        }
      >
        {kept > 0 && t('counter.papers.kept', { count: kept })} <FailureWords failure={failure} />
      </Notice>
    </div>
  );
}
