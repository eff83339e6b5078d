// The admin window's screen; its parts stand in this folder.

import type { ReactNode } from 'react';
import { HostBadges } from '../../parts/badge.tsx';
import type { ScreenProps } from '../registry.ts';

export function AdminScreen({ point }: ScreenProps): ReactNode {
  return <HostBadges point={point} />;
}
