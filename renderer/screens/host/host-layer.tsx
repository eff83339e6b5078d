// Lies over every screen: says when the station starts again, covers the screen while it cannot run, and holds the way out for a technician. The screen beneath stays as it is, with what is typed in it.

import type { ReactNode } from 'react';
import type { HostState } from '../../../shared/contract/host.ts';
import type { Client } from '../../client/client.ts';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { ExitCorner } from './exit-corner.tsx';
import { isStaff } from './host-state.ts';
import { SettingsTrouble } from './settings-trouble.tsx';
import { StationTrouble } from './station-trouble.tsx';
import './host.css';

export interface HostLayerProps {
  readonly client: Client;
  /** Null where the host has not answered: then nothing lies over the screen. */
  readonly host: HostState | null;
  readonly children: ReactNode;
}

export function HostLayer({ client, host, children }: HostLayerProps): ReactNode {
  const trouble = host?.trouble ?? null;
  return (
    <>
      <div className="host-beneath" inert={trouble !== null}>
        {children}
      </div>
      {host !== null && host.station.kind === 'restarting' && <Restarting isStaff={isStaff(host)} />}
      {host !== null && trouble?.kind === 'station' && <StationTrouble client={client} host={host} trouble={trouble} />}
      {host !== null && trouble?.kind === 'settings' && <SettingsTrouble client={client} host={host} trouble={trouble} />}
      {host !== null && host.exit !== 'free' && !isStaff(host) && <ExitCorner client={client} />}
    </>
  );
}

/** Comes up only when the restart takes longer than a blink. */
function Restarting({ isStaff: forStaff }: { readonly isStaff: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <output className="host-strip" data-public={!forStaff}>
      <Icon name="repeat" />
      <span>
        <strong>{t(forStaff ? 'host.restarting.staff.title' : 'host.restarting.public.title')}</strong>{' '}
        {t(forStaff ? 'host.restarting.staff.body' : 'host.restarting.public.body')}
      </span>
    </output>
  );
}
