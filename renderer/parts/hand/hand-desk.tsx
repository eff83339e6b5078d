// What follows once a dossier was received: handed over, in work, its result waiting, given out. One desk for the counter and for the administration.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Field } from '../../../shared/contract/point.ts';
import { remember } from '../../client/remembered.ts';
import type { Remembered } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory } from '../services.tsx';
import { TabList } from '../tab-list.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { AskedTab } from './asked-tab.tsx';
import type { DeskReading } from './desk-reader.ts';
import { useDeskReader } from './desk-reader.ts';
import { GivenTab } from './given-tab.tsx';
import { OpensDossier } from './hand-cells.tsx';
import type { DeskPane } from './hand-cells.tsx';
import { OutTab } from './out-tab.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { WaitingTab } from './waiting-tab.tsx';
import { WorkingTab } from './working-tab.tsx';
import './hand.css';

const TABS = ['out', 'working', 'asked', 'waiting', 'given'] as const;
export type HandTab = (typeof TABS)[number];

interface HandDeskProps {
  readonly start: HandTab;
  readonly fields: readonly Field[];
  readonly now: number;
  /** Brings a dossier to the front. */
  onDossier(dossierId: DossierId, pane: DeskPane): void;
}

export function HandDesk({ start, fields, now, onDossier }: HandDeskProps): ReactNode {
  const { t } = useTexts();
  const [tab, setTab] = useState(start);
  const [giving, setGiving] = useState<DossierId | null>(null);
  const [card, setCard] = useState({ idNumber: '', count: 0 });
  const [held, setHeld] = useState<DeskReading | null>(null);
  const take = (reading: DeskReading): void => {
    setHeld(null);
    setTab('waiting');
    if (reading.kind === 'dossier') setGiving(reading.dossierId);
    else setCard({ idNumber: reading.idNumber, count: card.count + 1 });
  };
  // A result in front has its own use for what is read; what is ticked and typed on another list stays until its officer leaves it.
  useDeskReader((reading) => {
    if (giving !== null) return;
    if (tab === 'waiting') take(reading);
    else setHeld(reading);
  });
  const [out, outMemory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('handover.read', {}), again: ['dossiers.changed', 'print.changed'], now: clock }));
  const [results, resultsMemory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('result.lists', {}), again: ['dossiers.changed'], now: clock }));
  const counts: Readonly<Record<HandTab, number | undefined>> = {
    out: out.kind === 'known' ? out.value.groups.reduce((sum, { dossiers }) => sum + dossiers.length, 0) : undefined,
    working: results.kind === 'known' ? results.value.working.length : undefined, asked: results.kind === 'known' ? results.value.asked.length : undefined, waiting: results.kind === 'known' ? results.value.waiting.length : undefined,
    given: results.kind === 'known' ? results.value.returned.filter(({ isSigned, manner }) => manner === 'by-hand' && !isSigned).length : undefined,
  };
  return (
    <OpensDossier value={onDossier}>
      <div className="hand">
        <TabList<HandTab>
          label={t('hand.tabs')}
          panelId="hand-panel"
          chosen={tab}
          onChoose={setTab}
          tabs={TABS.map((id) => ({ id, name: t(`hand.tab.${id}`), ...(counts[id] === undefined ? {} : { count: counts[id] }), ...(id === 'given' && (counts.given ?? 0) > 0 ? { tone: 'warning' as const } : {}) }))}
        />
        {held !== null && (
          <Notice tone="info" action={<Button icon="search" onPress={() => take(held)}>{t('hand.read.find')}</Button>}>
            {t('hand.read.held')}
          </Notice>
        )}
        <div className="hand-panel" id="hand-panel" role="tabpanel" aria-labelledby={`hand-panel-${tab}`} tabIndex={0}>
          {tab === 'out' && <Answer answer={out} onAgain={outMemory.refresh}>{(known) => <><Cut isCut={known.isCut} /><OutTab known={known} fields={fields} now={now} /></>}</Answer>}
          {tab === 'working' && <Answer answer={results} onAgain={resultsMemory.refresh}>{(known) => <><Cut isCut={known.isCut.working} /><WorkingTab working={known.working} now={now} /></>}</Answer>}
          {tab === 'asked' && <Answer answer={results} onAgain={resultsMemory.refresh}>{(known) => <><Cut isCut={known.isCut.asked} /><AskedTab asked={known.asked} now={now} onOpen={onDossier} /></>}</Answer>}
          {tab === 'waiting' && <Answer answer={results} onAgain={resultsMemory.refresh}>{(known) => <><Cut isCut={known.isCut.waiting} /><WaitingTab key={card.count} card={card.idNumber} onCard={() => setCard({ ...card, idNumber: '' })} waiting={known.waiting} now={now} onOpen={setGiving} /></>}</Answer>}
          {tab === 'given' && <Answer answer={results} onAgain={resultsMemory.refresh}>{(known) => <GivenTab returned={known.returned} printers={known.printers} now={now} onOpen={setGiving} />}</Answer>}
        </div>
        {giving !== null && <ReturnDialog key={giving} dossierId={giving} printers={results.kind === 'known' ? results.value.printers : null} now={now} onClose={() => setGiving(null)} />}
      </div>
    </OpensDossier>
  );
}

/** Said before the list, or somebody would look in it for what is not there. */
function Cut({ isCut }: { readonly isCut: boolean }): ReactNode {
  const { t } = useTexts();
  return isCut ? <Notice tone="warning" heard="none">{t('hand.cut')}</Notice> : null;
}

function Answer<Value>({ answer, onAgain, children }: { readonly answer: Remembered<Value>; onAgain(): void; readonly children: (value: Value) => ReactNode }): ReactNode {
  const { t } = useTexts();
  if (answer.kind === 'loading') return <Loading />;
  return (
    <>
      {answer.failure !== null && <FailureNotice tone="warning" failure={answer.failure} action={<Button onPress={onAgain}>{t('common.try-again')}</Button>} />}
      {answer.kind === 'known' && children(answer.value)}
    </>
  );
}
