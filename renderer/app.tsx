// The page around every screen: asks the station what this window is for, shows that screen, and says so when it cannot.

import { Suspense, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { CONTRACT_VERSION } from '../shared/contract/command.ts';
import type { Point } from '../shared/contract/point.ts';
import type { Client } from './client/client.ts';
import { remember } from './client/remembered.ts';
import { newRequestId } from './client/request-id.ts';
import { holdPage } from './parts/hold-page.ts';
import { Button } from './parts/button.tsx';
import { CrashGuard } from './parts/crash-guard.tsx';
import { Loading } from './parts/loading.tsx';
import { FailureNotice, Notice } from './parts/notice.tsx';
import { ServicesProvider, useMemory } from './parts/services.tsx';
import type { Services } from './parts/services.tsx';
import { TrainingBand } from './parts/training-band.tsx';
import { TextsProvider, useTexts } from './parts/texts/use-texts.tsx';
import type { LanguageState } from './parts/texts/use-texts.tsx';
import { HostLayer } from './screens/host/host-layer.tsx';
import { useHostState } from './screens/host/host-state.ts';
import { StaffDoor } from './screens/staff/staff-door.tsx';
import { recoveryScreen, screens, selfTestScreen as SelfTestScreen } from './screens/registry.ts';

/** What a window's title adds where the program does not run in Electron. */
const HOST_TITLES = { electron: '', browser: ' (browser host)', standin: ' (stand-in)' } as const;

export interface AppProps {
  readonly client: Client;
  /** Epoch ms of this computer. */
  readonly wallClock: () => number;
  readonly language: StoreApi<LanguageState>;
}

export function App({ client, wallClock, language }: AppProps): ReactNode {
  const [memory] = useState(() => remember(client, { read: () => client.call('point.describe', {}), again: ['point.changed'], now: wallClock }));
  const described = useStore(memory.store);
  const host = useHostState(client);
  const [fault, setFault] = useState(false);
  useEffect(() => memory.start(), [memory]);
  useEffect(() => client.onFault(() => setFault(true)), [client]);
  // Before any station has answered the host knows already whose window this is.
  const role = described.kind === 'known' ? described.value.caller.role : host?.caller.role;
  useEffect(() => (role === undefined ? undefined : holdPage(document, role)), [role]);
  // A page says its role when it has something of that role to show.
  const shown = described.kind === 'known' || (host !== null && host.trouble !== null) ? role : undefined;
  useEffect(() => {
    if (shown !== undefined) document.documentElement.dataset['role'] = shown;
  }, [shown]);

  let body: ReactNode;
  if (described.kind === 'loading' || (described.kind === 'failed' && host?.station.kind === 'starting')) body = <Loading />;
  else if (described.kind === 'failed') body = <CannotOpen described={described} />;
  else if (fault || described.value.contractVersion !== CONTRACT_VERSION) body = <OtherVersion />;
  else body = <Screen client={client} wallClock={wallClock} point={described.value} readAt={described.at} />;
  return (
    <TextsProvider store={language}>
      <CrashGuard>
        <HostLayer client={client} host={host}>
          {body}
        </HostLayer>
      </CrashGuard>
    </TextsProvider>
  );
}

function CannotOpen({ described }: { readonly described: { readonly failure: Parameters<typeof FailureNotice>[0]['failure'] } }): ReactNode {
  const { t } = useTexts();
  return (
    <main className="boot">
      <FailureNotice tone="warning" title={t('common.boot.title')} failure={described.failure} />
      <p>{t('common.boot.trying')}</p>
    </main>
  );
}

function OtherVersion(): ReactNode {
  const { t } = useTexts();
  return (
    <main className="boot">
      <Notice
        tone="warning"
        heard="alert"
        title={t('common.version.title')}
        action={
          <Button kind="primary" size="touch" icon="repeat" onPress={() => location.reload()}>
            {t('common.reload')}
          </Button>
        }
      >
        {t('common.version.body')}
      </Notice>
    </main>
  );
}

interface ScreenPlaceProps {
  readonly client: Client;
  readonly wallClock: () => number;
  readonly point: Point;
  readonly readAt: number;
}

function Screen({ client, wallClock, point, readAt }: ScreenPlaceProps): ReactNode {
  // Both machines' clocks may be wrong; the station's is the one that its times are told by.
  const aheadMs = point.now - readAt;
  const services = useMemo<Services>(() => ({ client, now: () => wallClock() + aheadMs, newRequestId }), [client, wallClock, aheadMs]);
  const Chosen = point.mode === 'recovery' ? recoveryScreen : screens[point.caller.role];
  const isOfStaff = point.caller.role === 'admin' || point.caller.role === 'counter';
  useEffect(() => {
    // After the next frame is on the screen; a station that has just gone is told when the page comes back.
    const frame = requestAnimationFrame(() => setTimeout(() => void client.call('window.painted', {}).catch(() => undefined)));
    return () => cancelAnimationFrame(frame);
  }, [client, readAt]);
  useEffect(() => {
    document.title = `${point.unit.shortName} – Một Cửa${HOST_TITLES[point.host.kind]}`;
  }, [point]);
  return (
    <ServicesProvider services={services}>
      {point.training && <TrainingBand />}
      <Suspense fallback={<Loading />}>
        {point.mode !== 'working' ? <Chosen point={point} /> : isOfStaff ? <StaffDoor point={point}><Chosen point={point} /></StaffDoor> : <PublicScreen usual={<Chosen point={point} />} />}
      </Suspense>
    </ServicesProvider>
  );
}

/** A screen for citizens, and instead of it the self-test while a technician tries it. Until the station has answered it is the usual one: nobody waits for a test that is hardly ever there. */
function PublicScreen({ usual }: { readonly usual: ReactNode }): ReactNode {
  const [memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('self-test.read', {}), again: ['self-test.changed'], now: services.now }));
  const open = memory.kind === 'known' ? memory.value.open : null;
  if (memory.kind !== 'known' || open === null) return usual;
  return <SelfTestScreen key={open.runId} run={open} hasRestarted={memory.value.hasRestarted} />;
}
