// The counter window's screen: joins the moving parts to the view and listens to the function keys; for a clerk of the post office it is another.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CounterId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { useConnection, useNow, useServices } from '../../parts/services.tsx';
import { mayShow, useStaff } from '../../parts/staff/staff-context.tsx';
import { watchKeys } from '../../parts/wedge/watch-keys.ts';
import type { ScreenProps } from '../registry.ts';
import { createCounterActions } from './counter-actions.ts';
import { createCounterCore } from './counter-core.ts';
import type { CounterModel } from './counter-model.ts';
import { CounterView } from './counter-view.tsx';
import { useCounterKeys } from './keys/use-counter-keys.ts';
import { PostCounter } from './post-counter.tsx';

/** Waiting times are told in minutes. */
const REDRAW_MS = 10_000;

export function CounterScreen({ point }: ScreenProps): ReactNode {
  const staff = useStaff();
  const isOfPost = staff !== null && mayShow(staff, ['post']) && !mayShow(staff, ['desk']);
  const counterId = must('counterId' in point.caller ? point.caller.counterId : null, 'the host gives a counter window its counter');
  return isOfPost ? <PostCounter point={point} counterId={counterId} /> : <OfficersCounter point={point} counterId={counterId} />;
}

function OfficersCounter({ point, counterId }: ScreenProps & { readonly counterId: CounterId }): ReactNode {
  const services = useServices();
  const [core] = useState(() => createCounterCore(services, counterId));
  const [act] = useState(() => createCounterActions(core));
  useEffect(() => core.start(), [core]);

  const connection = useConnection();
  const now = useNow(REDRAW_MS);
  const intents = useStore(core.intents.store);
  const model: CounterModel = {
    point, counterId, connection, now,
    desk: useStore(core.desk.store),
    visit: useStore(core.visit.store),
    dossiers: useStore(core.dossiers.store),
    prints: useStore(core.prints.store),
    status: useStore(core.status.store),
    scanner: useStore(core.scanner.store),
    fee: useStore(core.fee.store),
    drawer: useStore(core.drawer.store),
    due: useStore(core.due.store),
    catalogue: useStore(core.catalogue.store),
    coverPrinters: useStore(core.coverPrinters.store),
    intents,
    dossier: { mayErase: false, ...useStore(core.dossier.store), intents, now },
    care: { letters: useStore(core.care.letters.store), notices: useStore(core.care.notices.store), ...useStore(core.care.desk), intents, now },
    ui: useStore(core.ui),
  };
  useEffect(() => watchKeys(window, { isWatching: () => true, onCode: () => core.ui.setState({ readerNote: 'keyboard-mode' }) }), [core]);
  useCounterKeys(model, act);
  return <CounterView model={model} act={act} finder={core.finder} images={core.images} />;
}
