// Which screen a window shows, by the role that the host gave it; each is loaded only where it is needed.

import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { Role } from '../../shared/contract/command.ts';
import type { Point } from '../../shared/contract/point.ts';
import type { SelfTestScreenProps } from './self-test/self-test-screen.tsx';

export interface ScreenProps {
  readonly point: Point;
}

/** Instead of any of them while the station's store does not open. */
export const recoveryScreen: ComponentType<ScreenProps> = lazy(async () => ({ default: (await import('./recovery/recovery-screen.tsx')).RecoveryScreen }));

/** Instead of a screen for citizens while a technician tries how it is locked down. */
export const selfTestScreen: ComponentType<SelfTestScreenProps> = lazy(async () => ({ default: (await import('./self-test/self-test-screen.tsx')).SelfTestScreen }));

export const screens: Readonly<Record<Role, ComponentType<ScreenProps>>> = {
  kiosk: lazy(async () => ({ default: (await import('./kiosk/kiosk-screen.tsx')).KioskScreen })),
  counter: lazy(async () => ({ default: (await import('./counter/counter-screen.tsx')).CounterScreen })),
  'citizen-display': lazy(async () => ({ default: (await import('./citizen-display/citizen-display-screen.tsx')).CitizenDisplayScreen })),
  board: lazy(async () => ({ default: (await import('./board/board-screen.tsx')).BoardScreen })),
  admin: lazy(async () => ({ default: (await import('./admin/admin-screen.tsx')).AdminScreen })),
};
