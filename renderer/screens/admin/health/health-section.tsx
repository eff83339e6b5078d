// Health: numbered self-checks with a sentence each, which host runs this, and every device.

import type { ReactNode } from 'react';
import type { Check, Health } from '../../../../shared/contract/admin.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { checkSentence } from './check-sentence.ts';
import { HostCard } from './host-card.tsx';
import { PassphraseCard } from './passphrase-card.tsx';
import { SoundCard } from './sound-card.tsx';

const LOOKS: Readonly<Record<Check['state'], { readonly tone: Tone; readonly icon: IconName }>> = {
  ok: { tone: 'success', icon: 'check' },
  warning: { tone: 'warning', icon: 'warning' },
  failed: { tone: 'danger', icon: 'stop' },
  pending: { tone: 'info', icon: 'clock' },
};

export function HealthSection({ health, now, lockDown }: { readonly health: Health; readonly now: number; /** The card of the lock-down test, where there is one. */ readonly lockDown?: ReactNode }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  return (
    <div className="health">
      <div className="health-main">
        <Verdict checks={health.checks} />
        {health.host.kind !== 'electron' && (
          <Notice tone="warning" heard="none">
            {t(health.host.kind === 'browser' ? 'admin.health.host.browser-warning' : 'host.card.shell.standin')}
          </Notice>
        )}
        <table className="table">
          <caption className="only-heard">{t('admin.health.checks')}</caption>
          <thead>
            <tr>
              <th scope="col" className="table-narrow">
                {t('admin.health.number')}
              </th>
              <th scope="col" className="table-state">
                {t('admin.health.state')}
              </th>
              <th scope="col">{t('admin.health.finding')}</th>
              <th scope="col" className="table-state">
                {t('admin.health.checked-at')}
              </th>
            </tr>
          </thead>
          <tbody>
            {health.checks.map((check) => (
              <tr key={check.number} data-state={check.state}>
                <td className="digits">{check.number}</td>
                <td>
                  <Badge tone={LOOKS[check.state].tone} icon={LOOKS[check.state].icon}>
                    {t(`admin.health.state.${check.state}`)}
                  </Badge>
                </td>
                <td>{checkSentence(check, texts)}</td>
                <td className="digits">{check.at === null ? '–' : texts.moment(check.at, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="health-side">
        <Machine health={health} />
        <Devices health={health} now={now} />
        <SoundCard />
        <HostCard now={now} />
        {lockDown}
        <PassphraseCard />
      </div>
    </div>
  );
}

function Verdict({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const { t } = useTexts();
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const warning = checks.filter(({ state }) => state === 'warning').length;
  const pending = checks.filter(({ state }) => state === 'pending').length;
  const state: Check['state'] = failed > 0 ? 'failed' : warning > 0 ? 'warning' : pending > 0 ? 'pending' : 'ok';
  const words = [
    failed > 0 ? t('admin.health.some-failed', { count: failed }) : '',
    warning > 0 ? t('admin.health.some-warning', { count: warning }) : '',
    pending > 0 ? t('admin.health.some-pending', { count: pending }) : '',
  ].filter((part) => part !== '').join(', ');
  return (
    <h2 className="verdict" data-state={state}>
      <Icon name={LOOKS[state].icon === 'check' ? 'check-circle' : LOOKS[state].icon} />
      {state === 'ok' ? t('admin.health.all-ok') : words}
    </h2>
  );
}

function Machine({ health }: { readonly health: Health }): ReactNode {
  const { t } = useTexts();
  const { host } = health;
  const rows = [
    [t('admin.health.host'), host.kind === 'electron' ? t('admin.health.host.electron', { version: host.electronVersion ?? '' }) : t(health.host.kind === 'browser' ? 'admin.health.host.browser' : 'common.badge.standin')],
    [t('admin.health.program'), health.programVersion],
    [t('admin.health.node'), host.nodeVersion],
    [t('admin.health.station'), health.stationId],
    [t('admin.health.commune'), health.communeId],
    [t('admin.health.incarnation'), String(health.incarnation)],
  ] as const;
  return (
    <section className="card">
      <h2>{t('admin.health.machine')}</h2>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="digits">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const DEVICE_TONES: Readonly<Record<Health['devices'][number]['kind'], Tone>> = { 'not-configured': 'neutral', absent: 'warning', ready: 'success', busy: 'info', trouble: 'danger' };

function Devices({ health, now }: { readonly health: Health; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <section className="card">
      <h2>{t('admin.health.devices')}</h2>
      {health.devices.length === 0 && <p className="quiet">{t('admin.health.no-devices')}</p>}
      <ul className="admin-devices">
        {health.devices.map(({ device, counterId, kind, code, since }) => (
          <li key={`${device}-${counterId ?? 'point'}`}>
            <p className="admin-device">
              <strong>{t(`admin.device.${device}`)}</strong>
              <span className="quiet">{counterId === null ? t('admin.device.of-point') : t('admin.device.of-counter', { counter: counterId })}</span>
              <Badge tone={DEVICE_TONES[kind]}>{t(`admin.device.kind.${kind}`)}</Badge>
            </p>
            {kind !== 'not-configured' && (kind !== 'ready' || code !== null) && (
              <p className="admin-device-why">
                {t('admin.device.since', { time: moment(since, now) })} {code !== null && <FailureWords failure={localFailure(code)} />}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
