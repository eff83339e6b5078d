// Speaks the calls one after another: listens for calls, keeps the line of those that wait, and tells the station how the loudspeaker is heard.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Heard, Sound } from '../../../../shared/contract/sound.ts';
import type { Client } from '../../../client/client.ts';
import { isNew, nextCall, STALE_MS, withCall, type CallMemory, type WaitingCall } from './call-line.ts';
import type { Loudspeaker } from './loudspeaker.ts';

/** How often the station is told how the loudspeaker is heard, in ms. */
const REPORT_MS = 10_000;

interface HallSpeakerParts {
  readonly client: Client;
  readonly loudspeaker: Loudspeaker;
  readonly sound: Pick<Sound, 'loudspeaker' | 'volume'>;
  /** Epoch ms by the station's clock. */
  readonly now: () => number;
  /** The line of another speaker before this one; this one goes on with it. */
  readonly memory: CallMemory;
  /** Whether a number that waits to be spoken is still called to that counter. */
  readonly isWanted: (call: WaitingCall) => boolean;
}

export interface HallSpeaker {
  /** How it is heard; null before that is known. */
  readonly heard: StoreApi<{ readonly now: Heard | null }>;
  /** A touch on the board: a browser that waited for one lets sound through from now on. */
  touch(): void;
  end(): void;
}

/** Begins to listen and to speak. */
export function startHallSpeaker({ client, loudspeaker, sound, now, memory, isWanted }: HallSpeakerParts): HallSpeaker {
  const heard = createStore<{ readonly now: Heard | null }>(() => ({ now: null }));
  let speaking: WaitingCall | null = null;
  let isOver = false;
  let hasSpoken = false;

  const look = async (): Promise<void> => {
    const chosen = await loudspeaker.choose(sound.loudspeaker).catch(() => ({ heard: 'none' as const, names: [] }));
    if (isOver) return;
    heard.setState({ now: chosen.heard });
    const told = hasSpoken;
    hasSpoken = false;
    // A station that is away is told by the next report.
    await client.call('sound.report', { heard: chosen.heard, loudspeakers: chosen.names.slice(0, 32), hasSpoken: told }).catch(() => {
      hasSpoken ||= told;
    });
  };

  const speak = async ({ number, counterId, calledAt, isTrial, loudspeaker: tried }: WaitingCall): Promise<void> => {
    const said = await client.call('announcement.read', { number, counterId: counterId as CounterId, isTrial });
    // The station may have been away for as long as the call was worth.
    if (said.kind === 'quiet' || isOver || (!isTrial && now() - calledAt > STALE_MS)) return;
    // A trial that another loudspeaker spoke would prove nothing. The look after each call goes back to the usual one.
    if (tried !== undefined && (await loudspeaker.choose(tried)).heard !== 'chosen') return;
    await loudspeaker.play(Uint8Array.from(atob(said.base64), (letter) => letter.codePointAt(0) ?? 0), sound.volume);
    hasSpoken = true;
  };

  /** One call after the other until none waits; a call that cannot be spoken stands on the board all the same. */
  const work = async (): Promise<void> => {
    if (speaking !== null || isOver) return;
    for (;;) {
      const { call, rest } = nextCall(memory.line, now(), isWanted);
      memory.line = rest;
      speaking = call;
      if (call === null) return;
      await speak(call).catch(() => undefined);
      // What follows is the next speaker's.
      if (isOver) return;
      // Not waited for: how it is heard is no reason to hold up the next call.
      void look();
    }
  };

  const take = (call: WaitingCall): void => {
    memory.line = withCall(memory.line, call);
    void work();
  };
  const takeCalled = (called: QueueOverview['calling'][number]): void => {
    if (isNew(memory, called, now())) take({ number: called.number, counterId: called.counterId, calledAt: called.calledAt, isTrial: false });
  };
  const isFirst = memory.since === null;
  const since = memory.since ?? now();
  memory.since = since;
  /** Calls that were made while the station was away from here have not been heard of. */
  const catchUp = async (): Promise<void> => {
    // A connection that breaks again is opened again.
    const calling = await client.call('queue.overview', {}).then((overview) => overview.calling, () => []);
    if (isOver) return;
    const missed = calling.filter(({ calledAt }) => calledAt > since && now() - calledAt <= STALE_MS);
    for (const called of missed.toSorted((one, other) => one.calledAt - other.calledAt)) takeCalled(called);
  };
  const timer = setInterval(() => void look(), REPORT_MS);
  const stops = [
    client.on('ticket.called', takeCalled),
    client.on('sound.asked', ({ number, counterId, loudspeaker: tried }) => take({ number, counterId, calledAt: now(), isTrial: true, loudspeaker: tried })),
    client.onConnection(({ kind }) => {
      if (kind !== 'open') return;
      void look();
      void catchUp();
    }),
    loudspeaker.onDevices(() => void look()),
  ];
  void look();
  if (!isFirst) void catchUp();
  void work();
  return {
    heard,
    touch: () => void loudspeaker.wake().then(look),
    end: () => {
      isOver = true;
      // Cut off in the middle: whoever speaks next says it from the beginning.
      if (speaking !== null) memory.line = [speaking, ...memory.line];
      clearInterval(timer);
      for (const stop of stops) stop();
      loudspeaker.close();
    },
  };
}
