// What the host of this machine says: its shell, each window and its display, how a kiosk is left, what happened lately, and a test page for a printer of the system.

import type { ReactNode } from 'react';
import type { HostState, HostWindow } from '../../../../shared/contract/host.ts';
import { Badge, ShellBadge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { useHostState } from '../../host/host-state.ts';
import '../../host/host.css';
import { SystemPrinterTest } from './system-printer-test.tsx';

/** Nothing until the host has answered. */
export function HostCard({ now }: { readonly now: number }): ReactNode {
  const { client } = useServices();
  const host = useHostState(client);
  return host === null ? null : <HostFacts host={host} now={now} />;
}

const PLACES: Readonly<Record<HostWindow['place'], Tone>> = { shown: 'success', hidden: 'warning', left: 'info' };
const PAGES: Readonly<Record<HostWindow['page'], Tone>> = { loading: 'info', live: 'success', hung: 'danger', reloading: 'warning', 'given-up': 'danger' };

function HostFacts({ host, now }: { readonly host: HostState; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <section className="card">
      <h2>{t('host.card.title')}</h2>
      <p>
        {t(`host.card.shell.${host.shell}`, { version: host.electron ?? '' })} <ShellBadge shell={host.shell} />
      </p>
      {host.exit === 'no-pin' ? (
        <Notice tone="warning" heard="none">
          {t('host.card.exit.no-pin')}
        </Notice>
      ) : (
        <p className="quiet">{t(`host.card.exit.${host.exit}`)}</p>
      )}
      <ul className="admin-devices">
        {host.windows.map(({ windowId, role, place, display, page }) => (
          <li key={windowId}>
            <p className="admin-device">
              <strong>{t(`host.role.${role}`)}</strong>
              <span className="quiet">
                {windowId}
                {display !== null && ` · ${t('host.card.on', { display })}`}
              </span>
              <Badge tone={PLACES[place]}>{t(`host.place.${place}`)}</Badge>
              {page !== 'live' && <Badge tone={PAGES[page]}>{t(`host.page.${page}`)}</Badge>}
            </p>
          </li>
        ))}
      </ul>
      <details className="host-fold">
        <summary>
          {t('host.card.incidents')} ({host.incidents.length})
        </summary>
        {host.incidents.length === 0 && <p className="quiet">{t('host.card.no-incidents')}</p>}
        <ul>
          {host.incidents.map(({ at, code, windowId, detail }) => (
            <li key={`${String(at)}-${code}-${windowId ?? ''}`}>
              <span className="digits">{moment(at, now)}</span> {t(`host.incident.${code}`)}{' '}
              <small className="failure-code">
                ({code}
                {windowId !== null && ` · ${windowId}`}
                {detail !== '' && ` · ${detail}`})
              </small>
            </li>
          ))}
        </ul>
      </details>
      <SystemPrinterTest />
    </section>
  );
}
