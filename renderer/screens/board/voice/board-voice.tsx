// The board's voice on the screen: silent where all is well or another window speaks, a sign to touch where the browser wants one, a small word where the wrong loudspeaker speaks.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import { remember, type Remembered } from '../../../client/remembered.ts';
import { Icon } from '../../../parts/icons.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { useHostState } from '../../host/host-state.ts';
import type { CallMemory } from './call-line.ts';
import { startHallSpeaker, type HallSpeaker } from './hall-speaker.ts';
import { browserLoudspeaker, type Loudspeaker } from './loudspeaker.ts';
import './board-voice.css';

export interface BoardVoiceProps {
  readonly overview: Remembered<QueueOverview>;
  /** For tests and pictures, where there is nothing to be heard. */
  readonly makeLoudspeaker?: () => Loudspeaker | null;
}

export function BoardVoice({ overview, makeLoudspeaker = browserLoudspeaker }: BoardVoiceProps): ReactNode {
  const { client, now } = useServices();
  const host = useHostState(client);
  const [sound] = useMemory((services) => remember(services.client, { read: () => services.client.call('sound.read', {}), again: ['point.changed'], now: services.now }));
  const [speaker, setSpeaker] = useState<HallSpeaker | null>(null);
  const latest = useRef(overview);
  const memory = useRef<CallMemory>({ line: [], since: null, taken: new Map() });
  useEffect(() => void (latest.current = overview), [overview]);
  // The station's clock is compared anew with each answer about the point: no reason to begin again.
  const clock = useRef(now);
  useEffect(() => void (clock.current = now), [now]);
  const settings = sound.kind === 'known' ? sound.value : null;
  const speaks = settings !== null && settings.isOn && settings.windowId !== null && host?.windowId === settings.windowId;
  const [loudspeaker, volume] = [settings?.loudspeaker ?? null, settings?.volume ?? 0];
  useEffect(() => {
    if (!speaks) return undefined;
    const own = makeLoudspeaker();
    if (own === null) return undefined;
    const started = startHallSpeaker({
      client,
      memory: memory.current,
      now: () => clock.current(),
      loudspeaker: own,
      sound: { loudspeaker, volume },
      isWanted: ({ number, counterId, calledAt }) => isStillCalled(latest.current, number, counterId, calledAt),
    });
    setSpeaker(started);
    return () => {
      setSpeaker(null);
      started.end();
    };
  }, [client, speaks, loudspeaker, volume, makeLoudspeaker]);
  return speaker === null ? null : <Sign speaker={speaker} />;
}

/** What the last overview says of a number; one that is older than the call knows nothing of it. */
function isStillCalled(overview: Remembered<QueueOverview>, number: string, counterId: number, calledAt: number): boolean {
  if (overview.kind !== 'known' || overview.failure !== null || overview.at <= calledAt) return true;
  return overview.value.calling.some((call) => call.number === number && call.counterId === counterId);
}

function Sign({ speaker }: { readonly speaker: HallSpeaker }): ReactNode {
  const { t } = useTexts();
  const { now: heard } = useStore(speaker.heard);
  if (heard === null || heard === 'chosen') return null;
  if (heard === 'blocked') {
    return (
      <button type="button" className="board-voice-touch" onClick={() => speaker.touch()}>
        <Icon name="megaphone" />
        <strong>{t('board.sound.touch')}</strong>
        <span>{t('board.sound.touch-more')}</span>
      </button>
    );
  }
  return (
    <p className="board-voice-word">
      <Icon name="megaphone" /> {t(heard === 'instead' ? 'board.sound.instead' : 'board.sound.none')}
    </p>
  );
}
