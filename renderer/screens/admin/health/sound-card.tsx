// The hall's voice for who looks after the point: how it is heard, a number spoken to try it, which loudspeakers the board finds, and recordings that cannot be used.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { CallOutput } from '../../../../shared/contract/commands.ts';
import type { Sound } from '../../../../shared/contract/sound.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge, type Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const EVERY_MS = 5_000;
const TONES: Readonly<Record<NonNullable<Sound['heard']>, Tone>> = { chosen: 'success', instead: 'warning', blocked: 'warning', none: 'danger' };

export function SoundCard(): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [sound] = useMemory((services) => remember(services.client, { read: () => services.client.call('sound.read', {}), again: ['devices.changed'], everyMs: EVERY_MS, now: services.now }));
  const [asked, setAsked] = useState<CallOutput<'sound.try'> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);

  function speak(): void {
    setBusy(true);
    setAsked(null);
    setFailure(null);
    client
      .call('sound.try', {})
      .then(setAsked, (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  }

  if (sound.kind !== 'known') return null;
  const { isOn, windowId } = sound.value;
  return (
    <section className="card">
      <h2>{t('admin.sound.title')}</h2>
      {!isOn || windowId === null ? (
        <p className="quiet">{t(isOn ? 'admin.sound.no-board' : 'admin.sound.off')}</p>
      ) : (
        <>
          <Facts sound={sound.value} />
          <p>
            <Button icon="megaphone" busy={isBusy} onPress={speak}>
              {t('admin.sound.try')}
            </Button>
          </p>
          {asked !== null && <Notice tone="info">{t('admin.sound.asked', { number: asked.number, counter: asked.counterId })}</Notice>}
          {failure !== null && <FailureNotice failure={failure} />}
        </>
      )}
    </section>
  );
}

function Facts({ sound: { heard, loudspeaker, loudspeakers, volume, spokeAt, own } }: { readonly sound: Sound }): ReactNode {
  const { t, moment } = useTexts();
  const { now } = useServices();
  const rows: readonly (readonly [string, string])[] = [
    [t('admin.sound.loudspeaker'), loudspeaker ?? t('admin.sound.loudspeaker.own')],
    [t('admin.sound.volume'), `${volume} %`],
    ...(loudspeakers.length > 0 ? [[t('admin.sound.found'), loudspeakers.join(' · ')] as const] : []),
    ...(own.isThere === true ? [[t('admin.sound.recordings'), t('admin.sound.used', { used: own.used })] as const] : []),
  ];
  return (
    <>
      <p>
        <Badge tone={heard === null ? 'warning' : TONES[heard]}>{t(`admin.sound.heard.${heard ?? 'silent'}`)}</Badge>
      </p>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {own.skipped.length > 0 && (
        <ul className="plain-list">
          {own.skipped.map(({ file, fault }) => (
            <li key={file}>
              <strong>{file}</strong>: {t(`admin.sound.fault.${fault}`)}
            </li>
          ))}
        </ul>
      )}
      {spokeAt !== null && <p className="quiet">{t('admin.sound.spoke', { time: moment(spokeAt, now()) })}</p>}
    </>
  );
}
