// Keeps this station and the city in step for as long as it runs: a lane that sends text, one that sends pages, one that listens. Starts again by itself when the network is back.

import { setMaxListeners } from 'node:events';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { SyncState } from '../../../shared/contract/point.ts';
import { BackOff } from '../life/back-off.ts';
import { Wake } from '../life/wake.ts';
import { lastEvent } from '../store/event-log.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import { Gathered } from './gathered.ts';
import { reclaimHistory } from './history.ts';
import { hindranceOf, waitAfter, type LaneTools } from './lane.ts';
import { LinkState, type Lane } from './link-state.ts';
import { watchLink } from './link-watch.ts';
import { runPullLane } from './pull-lane.ts';
import { OwnStanding } from './own-standing.ts';
import { believe, pushWaiting, riseAbove, type PushParts } from './push-lane.ts';
import { RightOfWay } from './right-of-way.ts';
import { runScanLane } from './scan-lane.ts';
import type { SyncParts } from './sync-parts.ts';

/** A lane with nothing to do looks again after this long, in ms; usually it is rung. */
const LOOK_EVERY_MS = 25_000;
/** Every window reads its dossiers anew when they have changed, and each page that goes out changes one. */
const DOSSIERS_TOLD_MS = 1000;
const LANES = ['send', 'listen', 'scan'] as const satisfies readonly Lane[];

/** Running sync. */
export interface Sync extends AsyncDisposable {
  /** An event was committed. */
  wake(): void;
  /** The city knows this incarnation of the station and lends it nothing more: before anything else is sent, a newer one is begun. */
  superseded(incarnation: number): void;
  /** A person asks: forget the waiting time. */
  now(): void;
  read(): SyncState;
}

/** Starts the lanes; they end with the returned disposable. */
export function startSync(parts: SyncParts): Sync {
  const { database, clock, client } = parts;
  const state = new LinkState(database, clock, client !== null, parts.onState);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const dossiersChanged = new Gathered(clock, DOSSIERS_TOLD_MS, () => told(parts.onDossiers, parts.onBug), stop.signal);
  const rightOfWay = new RightOfWay(clock);

  const toolsOf = (lane: Lane): LaneTools => {
    const bell = new Wake(clock);
    const backOff = new BackOff(clock, parts.backOff);
    return {
      bell, backOff,
      reached: () => {
        state.reached(lane);
        // One lane got through: what the weather did to the others may be over too, so they need not wait any longer.
        for (const other of LANES) if (other !== lane && isWeather(state.hindranceOf(other)?.code)) lanes[other].bell.ring();
      },
      rests: () => state.rests(lane),
      failed: async (failure, waitMs = waitAfter(failure, backOff, clock)) => {
        if (stop.signal.aborted) return;
        const hindrance = hindranceOf(failure);
        if (hindrance.kind === 'refused' && 'detail' in failure) parts.onNote('sync.refused', { lane, code: failure.code, detail: failure.detail ?? '' });
        else if ('detail' in failure && state.hindranceOf(lane)?.code !== failure.code) parts.onNote('sync.line', { lane, code: failure.code, detail: failure.detail ?? '' });
        state.failed(lane, hindrance, waitMs);
        await bell.wait(waitMs, stop.signal);
      },
    };
  };
  const lanes: Readonly<Record<Lane, LaneTools>> = { send: toolsOf('send'), listen: toolsOf('listen'), scan: toolsOf('scan') };
  const isTextThrough = (): boolean => state.hindranceOf('send') === null && database.read((store) => readSyncMarks(store).ackedSeq >= lastEvent(store).seq);

  const standing = new OwnStanding({ database, clock, identity: parts.identity, onFound: () => lanes.send.bell.ring() });
  let newestKnown = 0;
  /** What earlier lives have lost comes before what this one has to say, if the city answers; nothing waits for it. */
  const reclaim = async (city: CityClient): Promise<void> => {
    const end = await reclaimHistory({ database, client: city, identity: parts.identity, clock }, stop.signal);
    if (end.kind === 'broken') parts.onNote('sync.refused', { lane: 'send', code: 'city.history', detail: end.detail });
    if (end.kind === 'failed' && end.failure.kind === 'refused') parts.onNote('sync.refused', { lane: 'send', code: end.failure.code, detail: end.failure.detail });
    // An answer that did not come says nothing of the one before it.
    if (end.kind !== 'failed') state.historyBroken(end.kind === 'broken');
    if (end.kind !== 'whole' || end.returned === 0) return;
    parts.onNote('sync.returned', { events: end.returned });
    dossiersChanged.ring();
    lanes.scan.bell.ring();
  };

  const runPushLane = async (city: CityClient, lane: LaneTools): Promise<void> => {
    const pushParts: PushParts = {
      database, clock, client: city,
      takeNewIncarnation: (other) => {
        const isBorn = parts.takeNewIncarnation(other);
        if (isBorn) parts.onNote('sync.reborn', { ...other });
        return isBorn;
      },
      onMoved: () => {
        standing.heard();
        lane.backOff.reset();
        lane.reached();
        dossiersChanged.ring();
      },
      onRewound: (from, to) => {
        standing.heard();
        parts.onNote('sync.rewound', { from, to });
      },
    };
    while (!stop.signal.aborted) {
      rightOfWay.claim();
      // A sender that may not begin anew goes on: only numbers are refused to it, not what it has to say.
      const found = standing.take();
      if (found !== null && !believe(pushParts, found)) parts.onNote('sync.refused', { lane: 'send', code: 'city.fork', detail: 'the city has more of this station than its store' });
      if (newestKnown >= parts.identity.incarnation && !riseAbove(pushParts, newestKnown)) parts.onNote('sync.refused', { lane: 'send', code: 'city.superseded', detail: `incarnation ${newestKnown} is known` });
      newestKnown = 0;
      const end = await reclaim(city).then(() => pushWaiting(pushParts, stop.signal)).finally(() => rightOfWay.release());
      if (stop.signal.aborted) return;
      if (end.kind === 'failed') {
        await lane.failed(end.failure);
        continue;
      }
      // Of what was found to be another life on the way, the city is asked when all is sent.
      await reclaim(city);
      lane.rests();
      lanes.scan.bell.ring();
      await lane.bell.wait(LOOK_EVERY_MS, stop.signal);
    }
  };

  const work = {
    send: runPushLane,
    listen: (city: CityClient, lane: LaneTools) =>
      runPullLane({
        database, clock, client: city, station: parts.identity.station, breathMs: Math.min(parts.backOff.baseMs, 1000),
        standing: { doubt: () => standing.doubt(), ask: (signal) => standing.ask(city, signal), isSure: () => standing.isSure() },
        onDossiers: () => dossiersChanged.ring(), onSnapshot: (dossiers) => parts.onNote('sync.snapshot', { dossiers }), onBankWords: () => told(parts.onBankWords, parts.onBug),
      }, lane, stop.signal),
    scan: (city: CityClient, lane: LaneTools) =>
      runScanLane({
        database, clock, client: city, blobs: parts.blobs, ...(parts.pieceBytes === undefined ? {} : { pieceBytes: parts.pieceBytes }), mayGoOn: (signal) => rightOfWay.mayGoOn(signal), isTextThrough, onMoved: () => dossiersChanged.ring(), lookEveryMs: LOOK_EVERY_MS,
      }, lane, stop.signal),
  } as const satisfies Record<Lane, unknown>;

  /** A lane survives its own bug: it is reported, shown, and the work goes on after a pause. */
  const guarded = async (lane: Lane, city: CityClient): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await work[lane](city, lanes[lane]);
      } catch (error) {
        if (stop.signal.aborted) return;
        parts.onBug(error);
        showBug(lane, error);
        await lanes[lane].bell.wait(parts.backOff.capMs, stop.signal);
      }
    }
  };

  /** What broke the lane may keep its state from being stored as well; then the log has to do. */
  const showBug = (lane: Lane, error: unknown): void => {
    try {
      state.failed(lane, { kind: 'refused', code: error instanceof Refusal ? error.code : 'internal' }, parts.backOff.capMs);
    } catch (again) {
      parts.onBug(again);
    }
  };

  const tryAgain = (): void => {
    for (const lane of LANES) lanes[lane].bell.ring();
  };
  const onLinkUp = (): void => {
    for (const lane of LANES) lanes[lane].backOff.reset();
    tryAgain();
  };
  const running = client === null ? [] : LANES.map((lane) => guarded(lane, client));
  if (client !== null && parts.addresses !== undefined) running.push(watchLink({ clock, addresses: parts.addresses, onUp: onLinkUp, onBug: parts.onBug }, stop.signal));
  return {
    wake: () => {
      // While text is held back, the waiting time holds: a busy counter must not knock at every ticket.
      if (state.hindranceOf('send') === null) lanes.send.bell.ring();
      else state.tell();
    },
    superseded: (incarnation) => {
      newestKnown = incarnation;
      lanes.send.bell.ring();
    },
    now: tryAgain,
    read: () => state.read(),
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all(running);
      await client?.[Symbol.asyncDispose]();
    },
  };
}

/** What passes by itself, and for all lanes at once. */
function isWeather(code: string | undefined): boolean {
  return code === 'city.unreachable' || code === 'city.captive-portal' || code === 'city.clock';
}

/** Whoever is told stands apart from the lanes: what breaks there is nobody's failure to reach the city. */
function told(tell: () => void, onBug: SyncParts['onBug']): void {
  try {
    tell();
  } catch (error) {
    onBug(error);
  }
}
