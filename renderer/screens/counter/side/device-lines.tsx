// The devices that this counter works with, each with its state in a word and, in trouble, what to do.

import type { ReactNode } from 'react';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { DeviceState } from '../../../../shared/contract/point.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const ICONS: Readonly<Record<DeviceState['device'], IconName>> = {
  'ticket-printer': 'printer', panel: 'keyboard', loudspeaker: 'megaphone', reader: 'reader', scanner: 'scanner', keypad: 'keyboard', 'counter-display': 'counter',
};

export function DeviceLines({ devices, counterId }: { readonly devices: readonly DeviceState[]; readonly counterId: CounterId }): ReactNode {
  const { t, failure } = useTexts();
  const own = devices.filter((device) => device.counterId === null || device.counterId === counterId);
  return (
    <section className="side-card" aria-label={t('counter.side.devices')}>
      <ul className="devices">
        {own.map(({ device, counterId: at, kind, code }) => (
          <li key={`${device}-${at ?? 'point'}`} className="device" data-kind={kind}>
            <Icon name={ICONS[device]} />
            <span className="device-name">{t(`counter.device.${device}`)}</span>
            <span className="device-state">{t(`counter.device.kind.${kind}`)}</span>
            {code !== null && kind !== 'ready' && <p className="device-why">{failure(localFailure(code))}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
