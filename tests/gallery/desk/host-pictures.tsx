// What lies over screens for their host: a restart, a station that cannot run, wrong settings, the way out of a kiosk; and the host's card in the health screen.

import type { ReactNode } from 'react';
import { HostCard } from '../../../renderer/screens/admin/health/host-card.tsx';
import { ExitDialog } from '../../../renderer/screens/host/exit-dialog.tsx';
import { HostLayer } from '../../../renderer/screens/host/host-layer.tsx';
import { KioskScreen } from '../../../renderer/screens/kiosk/kiosk-screen.tsx';
import type { Caller, Role } from '../../../shared/contract/command.ts';
import type { HostState } from '../../../shared/contract/host.ts';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { realPoint } from '../hall/example-hall.ts';
import { kioskScript } from '../hall/kiosk-pictures.tsx';
import type { Picture, SizeName, Step } from '../picture.ts';
import { exampleHost, failedHost, troubledHost, updatingHost, wrongSettings } from './example-host.ts';
import { NOW } from './example-point.ts';

const every: readonly SizeName[] = ['portrait', 'landscape', 'small'];
const desk: readonly SizeName[] = ['landscape', 'small'];
const kiosk: Caller = { role: 'kiosk' };
const counter: Caller = { role: 'counter', counterId: counterIdSchema.parse(1) };
const restarting: HostState['station'] = { kind: 'restarting', since: NOW, nextAt: NOW, deaths: 1, code: 'station.unreachable' };

interface More {
  readonly sizes?: readonly SizeName[];
  readonly script?: Script;
  readonly steps?: readonly Step[];
}
function picture(name: string, role: Role, screen: (client: ReturnType<typeof scriptedClient>) => ReactNode, { sizes = desk, script = {}, steps = [] }: More = {}): Picture {
  const client = scriptedClient({ ...kioskScript(), ...script });
  return { name: `host-${name}`, role, sizes, screen: screen(client), client: () => client, steps };
}
const over = (host: HostState) => (client: ReturnType<typeof scriptedClient>): ReactNode => (
  <HostLayer client={client} host={host}>
    {host.caller.role === 'kiosk' ? <KioskScreen point={realPoint('kiosk')} /> : (
      <main className="boot">
        <h1>Quầy 1</h1>
      </main>
    )}
  </HostLayer>
);
const dialog = (client: ReturnType<typeof scriptedClient>): ReactNode => <ExitDialog client={client} onClose={() => undefined} />;
const choices = { 'host.unlock': () => ({ choices: ['leave-full-screen' as const, 'restart-program' as const, 'shut-down' as const, 'close' as const] }) };

export const hostPictures: readonly Picture[] = [
  picture('restarting-kiosk', 'kiosk', over(exampleHost(kiosk, { station: restarting })), { sizes: every, steps: [{ see: 'đang khởi động lại' }] }),
  picture('restarting-counter', 'counter', over(exampleHost(counter, { station: restarting })), { steps: [{ see: 'tự khởi động lại' }] }),
  picture('failed-kiosk', 'kiosk', over(failedHost(kiosk)), { sizes: every }),
  picture('failed-counter', 'counter', over(failedHost(counter))),
  picture('failed-standin', 'counter', over(failedHost(counter, { shell: 'standin', electron: null }))),
  picture('updating-kiosk', 'kiosk', over(updatingHost(kiosk)), { sizes: every }),
  picture('updating-counter', 'counter', over(updatingHost(counter))),
  picture('settings-admin', 'admin', over(exampleHost({ role: 'admin' }, { station: { kind: 'none' }, trouble: wrongSettings }))),
  picture('settings-kiosk', 'kiosk', over(exampleHost(kiosk, { station: { kind: 'none' }, trouble: wrongSettings })), { sizes: every }),
  picture('exit-pin', 'kiosk', dialog, { sizes: every, steps: ['1', '2', '3', '4'] }),
  picture('exit-wrong', 'kiosk', dialog, { sizes: every, script: { 'host.unlock': () => Promise.reject(refusal('pin.wrong', { seconds: 8 })) }, steps: ['1', '2', '3', '4', 'Mở khóa', { see: '8 giây' }] }),
  picture('exit-choices', 'kiosk', dialog, { sizes: every, script: choices, steps: ['1', '2', '3', '4', 'Mở khóa', { see: 'Tắt máy' }] }),
  picture('card', 'admin', () => (
    <main className="health-side">
      <h1>Sức khỏe</h1>
      <HostCard now={NOW} />
    </main>
  ), { script: { 'host.state': () => troubledHost }, steps: [{ see: 'chờ màn hình' }] }),
];
