// The kiosk window: a frame that always knows the way back, and inside it the place where the person is.

import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { IssuedTicket } from '../../../shared/contract/queue.ts';
import { createIntents } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useMemory, useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { KeyboardModeSteps } from '../../parts/wedge/keyboard-mode.tsx';
import { watchKeys } from '../../parts/wedge/watch-keys.ts';
import type { ScreenProps } from '../registry.ts';
import { IdleGuard } from './frame/idle-guard.tsx';
import { KioskFrame } from './frame/kiosk-frame.tsx';
import { HelperBar } from './helper/helper-bar.tsx';
import { HelperPin } from './helper/helper-pin.tsx';
import { useHelping } from './helper/use-helping.ts';
import { Home } from './home/home.tsx';
import { createKiosk } from './kiosk-store.ts';
import { DossierStatus } from './look-up/dossier-status.tsx';
import { LookUp } from './look-up/look-up.tsx';
import { PetitionStatus } from './petition/petition-done.tsx';
import { PetitionPage } from './petition/petition.tsx';
import { ProcedurePage } from './procedures/procedure-page.tsx';
import { TakeHomeCodes } from './take-home/take-home-codes.tsx';
import { ProcedureSearch } from './procedures/procedure-search.tsx';
import { Rate } from './rate/rate.tsx';
import { Fields } from './take-number/fields.tsx';
import { NumberPage } from './take-number/number-page.tsx';
import { PanelRefusal, usePanelPresses } from './take-number/panel-presses.tsx';
import type { TakeNumber } from './take-number/take-number.ts';
import { TAKE_KEY } from './take-number/take-number.ts';
import './kiosk.css';
import './frame/seen-and-heard.css';
import './kiosk-square.css';

/** Overview of the queue is read again at least this often, since the expected wait changes by itself. */
const OVERVIEW_EVERY_MS = 20_000;

export function KioskScreen({ point }: ScreenProps): ReactNode {
  const { client, newRequestId } = useServices();
  const { language, setLanguage, t } = useTexts();
  const [kiosk] = useState(createKiosk);
  /** A page that has come to its end says something else. */
  const [stage, setStage] = useState<'rated' | 'petition-done' | null>(null);
  const [intents] = useState(() => createIntents(client, newRequestId));
  const { place, priority, searchText, lookUp, ways, isReaderTyping } = useStore(kiosk.store);
  const underWay = useStore(intents.store);
  const taking = underWay[TAKE_KEY] ?? null;
  const [status] = useMemory((services) => remember(client, { read: () => client.call('status.read', {}), again: ['sync.changed', 'devices.changed'], now: services.now }));
  const [overview] = useMemory((services) =>
    remember(client, { read: () => client.call('queue.overview', {}), again: ['queue.changed'], everyMs: OVERVIEW_EVERY_MS, now: services.now }),
  );

  useEffect(() => setStage(null), [place.at]);

  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['text'] = ways.isLarge ? 'large' : 'plain';
    dataset['contrast'] = ways.hasContrast ? 'high' : 'plain';
    dataset['reach'] = ways.isSeated ? 'low' : 'plain';
  }, [ways]);

  // Whoever is looking something up is not interrupted: the paper comes all the same.
  const isFree = useCallback(() => ['home', 'fields', 'number'].includes(kiosk.store.getState().place.at), [kiosk]);
  const showPressed = useCallback((ticket: IssuedTicket) => {
    kiosk.home();
    kiosk.go({ at: 'number', ticket });
  }, [kiosk]);
  const panelRefused = usePanelPresses(client, isFree, showPressed);

  // Whoever goes takes along what they have sent: the next one neither sees how it ends nor can send it again.
  useEffect(() => kiosk.store.subscribe((now, before) => {
    if (now.person !== before.person) intents.abandon();
  }), [kiosk, intents]);

  // In the look-up a reader may type: its lines are made for it; the rating watches for itself.
  useEffect(() => {
    const showDossier = async (text: string): Promise<void> => {
      const asked = { by: 'receipt', text } as const;
      const { place: from, person } = kiosk.store.getState();
      // An answer that comes after the person has gone on is shown to nobody.
      const isStillThere = (): boolean => kiosk.store.getState().person === person && kiosk.store.getState().place === from;
      try {
        const result = await client.call('dossier.look-up', asked);
        if (isStillThere()) kiosk.go({ at: 'dossier', result, asked });
      } catch {
        if (!isStillThere()) return;
        // Why not, the look-up says when it is asked there.
        kiosk.change({ lookUp: { code: text, idNumber: '' } });
        kiosk.go({ at: 'look-up' });
      }
    };
    return watchKeys(window, { isWatching: () => !['look-up', 'rate'].includes(kiosk.store.getState().place.at), onReceipt: (text) => void showDossier(text), onCode: () => kiosk.change({ isReaderTyping: true }) });
  }, [client, kiosk]);

  // What was refused to the last person is not the next one's.
  const forgetRefusals = (): void => intents.forget(() => true);
  const showTo = (whose: number) => (ticket: IssuedTicket): void => {
    const { place: now, person } = kiosk.store.getState();
    // A number that comes after its owner has pressed for the first page is still shown there, but never in front of what somebody else does.
    if (person === whose || now.at === 'home') kiosk.go({ at: 'number', ticket });
  };
  const take: TakeNumber = {
    state: taking,
    run: (field, procedureCode) => void intents.run(TAKE_KEY, 'ticket.issue', { field, priority, procedureCode }, showTo(kiosk.store.getState().person)),
    retry: () => intents.retry(TAKE_KEY),
  };
  const back = (): void => {
    forgetRefusals();
    kiosk.back();
  };
  const readerTypes = (): void => kiosk.change({ isReaderTyping: true });
  const understood = (): void => kiosk.change({ isReaderTyping: false });
  const helping = useHelping(point.hasHelpers);
  const reset = (): void => {
    kiosk.reset();
    helping.stopAsking();
    setLanguage('vi');
  };

  const toLookUp = (): void => {
    kiosk.home();
    kiosk.go({ at: 'look-up' });
  };

  const isBusy = Object.values(underWay).some(({ state }) => state === 'pending');
  const isAsIfNew = place.at === 'home' && !helping.isAsking && language === 'vi' && Object.values(ways).every((isOn) => !isOn) && !isReaderTyping;
  return (
    <KioskFrame
      point={point}
      status={status}
      isHome={place.at === 'home'}
      ways={ways}
      onWays={(next) => kiosk.change({ ways: next })}
      help={{ topic: stage ?? place.at, number: place.at === 'number' ? place.ticket.number : null }}
      onBack={place.at === 'home' || place.at === 'number' ? null : back}
      onHome={kiosk.home}
      above={helping.team !== null && <HelperBar team={helping.team} today={helping.today} intents={intents} onCounted={helping.counted} onEnd={helping.end} />}
      onHelpers={point.hasHelpers && helping.team === null && place.at === 'home' ? helping.ask : null}
      placeKey={place.at}
    >
      {panelRefused !== null && (place.at === 'home' || place.at === 'fields') && <PanelRefusal code={panelRefused} />}
      {place.at === 'home' && <Home overview={overview} onGo={(at) => kiosk.go({ at })} />}
      {place.at === 'fields' && (
        <Fields point={point} overview={overview} status={status} priority={priority} take={take} onPriority={(next) => kiosk.change({ priority: next })} />
      )}
      {place.at === 'number' && <NumberPage key={place.ticket.ticketId} first={place.ticket} point={point} onDone={reset} />}
      {place.at === 'search' && <ProcedureSearch text={searchText} onText={(text) => kiosk.change({ searchText: text })} onChoose={(code) => kiosk.go({ at: 'procedure', code })} />}
      {place.at === 'procedure' && (
        <ProcedurePage code={place.code} point={point} overview={overview} status={status} intents={intents} priority={priority} take={take} onPriority={(next) => kiosk.change({ priority: next })} onCodes={(name) => kiosk.go({ at: 'take-home', code: place.code, name })} />
      )}
      {place.at === 'take-home' && <TakeHomeCodes code={place.code} name={place.name} />}
      {place.at === 'look-up' && <LookUp point={point} draft={lookUp} onDraft={(next) => kiosk.change({ lookUp: next })} onFound={(result, asked) => kiosk.go({ at: 'dossier', result, asked })} onPetition={(found) => kiosk.go({ at: 'petition-status', found })} />}
      {place.at === 'petition-status' && <PetitionStatus found={place.found} onAgain={toLookUp} />}
      {place.at === 'rate' && <Rate intents={intents} onRated={() => setStage('rated')} onPetition={() => kiosk.go({ at: 'petition' })} onReaderTyping={readerTypes} onDone={reset} />}
      {place.at === 'petition' && <PetitionPage point={point} intents={intents} onReceived={() => setStage('petition-done')} onDone={reset} />}
      {place.at === 'dossier' && <DossierStatus first={place.result} asked={place.asked} status={status} onAgain={toLookUp} />}
      {isReaderTyping && (
        <Dialog title={t('reader.keyboard.title')} wide onClose={understood} actions={<Button size="touch" kind="primary" onPress={understood}>{t('reader.keyboard.dismiss')}</Button>}>
          <p className="kiosk-reader-note">{t('kiosk.reader.keyboard')}</p>
          <KeyboardModeSteps />
        </Dialog>
      )}
      {helping.isAsking && place.at === 'home' && <HelperPin onTeam={helping.begin} onClose={helping.stopAsking} />}
      <IdleGuard watch={!isAsIfNew && !isBusy && place.at !== 'number'} ask={place.at !== 'home'} onIdle={reset} />
    </KioskFrame>
  );
}
