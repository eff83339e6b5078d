// The admin window's screen: joins the moving parts to the view.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useConnection, useNow, useServices } from '../../parts/services.tsx';
import type { ScreenProps } from '../registry.ts';
import { createAdminCore } from './admin-core.ts';
import type { AdminModel } from './admin-model.ts';
import { AdminView } from './admin-view.tsx';

const REDRAW_MS = 10_000;

export function AdminScreen({ point }: ScreenProps): ReactNode {
  const services = useServices();
  const [core] = useState(() => createAdminCore(services));
  useEffect(() => core.start(), [core]);
  const intents = useStore(core.intents.store);
  const now = useNow(REDRAW_MS);
  const model: AdminModel = {
    point,
    ...useStore(core.view),
    health: useStore(core.health.store),
    outbox: useStore(core.outbox.store),
    prints: useStore(core.prints.store),
    dossiers: useStore(core.dossiers.store),
    backups: useStore(core.backups.store),
    history: useStore(core.history.store),
    numbers: useStore(core.numbers.store),
    selfTests: useStore(core.selfTests.store),
    access: useStore(core.access.store),
    updates: useStore(core.updates.store),
    intents,
    dossier: { mayErase: true, ...useStore(core.dossier.store), intents, now },
    care: { letters: useStore(core.care.letters.store), notices: useStore(core.care.notices.store), ...useStore(core.care.desk), intents, now },
    connection: useConnection(),
    now,
  };
  return <AdminView model={model} act={core.act} />;
}
