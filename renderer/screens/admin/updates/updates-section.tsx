// New versions of the program: what runs, what was found, when it is put in place, and how the last one ended.

import type { ReactNode } from 'react';
import type { UpdateState } from '../../../../shared/contract/update.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminProps } from '../admin-model.ts';
import { FoundCard } from './found-card.tsx';
import './updates.css';

export function UpdatesSection({ updates, model, act }: AdminProps & { readonly updates: UpdateState }): ReactNode {
  const { t } = useTexts();
  const { asked, failure } = model.updateAsk;
  return (
    <div className="updates">
      <div className="updates-side">
        <FoundCard updates={updates} now={model.now} asked={asked} act={act} />
        {failure !== null && <FailureNotice failure={failure} />}
        <LastCard updates={updates} now={model.now} />
      </div>
      <div className="updates-side">
        <section className="card" aria-label={t('admin.updates.installed')}>
          <h2>{t('admin.updates.installed')}</h2>
          <p className="updates-version digits">{t('admin.updates.version', { version: updates.version })}</p>
          {updates.trouble !== null && <FailureNotice tone="danger" failure={localFailure(updates.trouble)} />}
          {updates.isKept ? <Kept updates={updates} /> : <Notice tone="warning" heard="none">{t('admin.updates.unmanaged')}</Notice>}
        </section>
        {updates.isKept && (
          <section className="card" aria-label={t('admin.updates.sources')}>
            <h2>{t('admin.updates.sources')}</h2>
            <Sources updates={updates} now={model.now} />
            <p className="updates-acts">
              <Button icon="repeat" busy={asked === 'line'} onPress={() => act.lookForUpdates('line')}>{t(asked === 'line' ? 'admin.updates.looking' : 'admin.updates.look')}</Button>
              <Button icon="search" busy={asked === 'usb'} onPress={() => act.lookForUpdates('usb')}>{t(asked === 'usb' ? 'admin.updates.looking' : 'admin.updates.look-usb')}</Button>
            </p>
          </section>
        )}
      </div>
    </div>
  );
}

function Kept({ updates: { previous, channel, isAutomatic, window } }: { readonly updates: UpdateState }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <p>{previous === null ? t('admin.updates.no-previous') : t('admin.updates.previous', { version: previous })}</p>
      <p>{t(isAutomatic ? 'admin.updates.window-automatic' : 'admin.updates.window-asked', window)}</p>
      <p className="quiet">{t(`admin.updates.channel.${channel}`)}</p>
    </>
  );
}

function Sources({ updates: { sources }, now }: { readonly updates: UpdateState; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('admin.updates.source')}</th>
          <th scope="col">{t('admin.updates.looked-at')}</th>
          <th scope="col">{t('admin.updates.result')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ name, lookedAt, code }) => (
          <tr key={name}>
            <td>{t(`admin.updates.source.${name}`)}</td>
            <td className="digits">{lookedAt === null ? t('admin.updates.looked-never') : moment(lookedAt, now)}</td>
            <td>{code !== null ? t(`error.${code}`) : lookedAt === null ? '–' : t('admin.updates.looked-fine')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastCard({ updates: { last }, now }: { readonly updates: UpdateState; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  const isWell = last === null || last.kind === 'installed';
  return (
    <section className="card" aria-label={t('admin.updates.last')}>
      <h2>{t('admin.updates.last')}</h2>
      {last === null ? (
        <p>{t('admin.updates.last-none')}</p>
      ) : isWell ? (
        <p>{t('admin.updates.last.installed', { time: moment(last.at, now), version: last.version })}</p>
      ) : (
        <Notice tone={last.kind === 'stayed' ? 'danger' : 'warning'} heard="none" title={t(`admin.updates.last.${last.code === 'update.not-returned' ? 'stayed-by-failure' : last.kind}`, { time: moment(last.at, now), version: last.version })}>
          {last.code !== null && t(`error.${last.code}`)}
          {last.checks.length > 0 && ` ${t('admin.updates.last-checks', { checks: last.checks.join(', ') })}`}
        </Notice>
      )}
    </section>
  );
}
