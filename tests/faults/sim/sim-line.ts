// The line between one station and the city, with all that lines do: delay, lose questions or answers, deliver twice, late or in another order, answer in the city's place, be dead.

import { z } from 'zod';
import type { RawAnswer } from '../../../electron/station/sync/classify.ts';
import type { CityCall, CityTransport } from '../../../electron/station/sync/http-transport.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import type { Chance } from '../../morning/chance.ts';
import type { World } from './world.ts';

/** What a line does, each a chance in [0, 1] for one exchange. */
export interface Weather {
  readonly losesQuestion: number;
  readonly losesAnswer: number;
  readonly doubles: number;
  /** Delivers so late that the asker has given up, as half-open connections do. */
  readonly dawdles: number;
  /** A captive portal or proxy answers. */
  readonly isCaptive: number;
  /** The gateway says that it has too much to do. */
  readonly isBusy: number;
  readonly slowestMs: number;
}

export const FAIR: Weather = { losesQuestion: 0, losesAnswer: 0, doubles: 0, dawdles: 0, isCaptive: 0, isBusy: 0, slowestMs: 60 };

/** Whoever is at the other end. */
export type CityEnd = (call: CityCall) => Promise<RawAnswer>;

/** What the line tells of an exchange, for the record. */
export type Arrived = (call: CityCall, answer: RawAnswer) => void;

const heldAnswer = z.object({ items: z.array(z.unknown()).length(0), last: z.int() });

/** Shared by all lines of a history: the weather, the cuts, and who waits for news. */
export class SimNet {
  readonly world: World;
  readonly city: CityEnd;
  readonly chance: Chance;
  weather: Weather = FAIR;
  /** Stations that reach nobody; '*' is everybody. */
  readonly cut = new Set<string>();
  /** Nobody reaches the city itself: it is being put back. */
  isCityAway = false;
  /** Asked before an answer is handed over: true when the asker's process dies at that very moment. */
  diesOnAnswer: (station: string, call: CityCall) => boolean = () => false;
  readonly #waiting = new Set<() => void>();
  readonly #asking = new Set<(why: string) => void>();

  constructor(world: World, chance: Chance, city: CityEnd) {
    this.world = world;
    this.chance = chance;
    this.city = city;
  }

  /** The city has something new to say: held questions are looked at again. */
  feedGrew(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** The city is not there for `ms`: whatever is under way to it gets no answer, and nothing reaches it. */
  cityGoes(ms: number): void {
    this.isCityAway = true;
    this.world.after(ms, () => void (this.isCityAway = false));
    for (const fail of [...this.#asking]) fail('the city is gone');
  }

  /** Has `fail` called if the city goes away; the returned function takes it back. */
  asks(fail: (why: string) => void): () => void {
    this.#asking.add(fail);
    return () => void this.#asking.delete(fail);
  }

  /** Calls `wake` once, after `ms` or when there may be news. */
  waitForNews(ms: number, wake: () => void | Promise<void>): void {
    const once = (): void => {
      if (!this.#waiting.delete(once)) return;
      cancel();
      this.world.after(0, wake);
    };
    const cancel = this.world.after(ms, once);
    this.#waiting.add(once);
  }
}

/** The line of one run of a station's program. */
export class SimLine implements CityTransport {
  readonly #net: SimNet;
  readonly #station: string;
  readonly #arrived: Arrived;
  isDead = false;

  constructor(net: SimNet, station: string, arrived: Arrived) {
    this.#net = net;
    this.#station = station;
    this.#arrived = arrived;
  }

  ask(call: CityCall, signal: AbortSignal): Promise<RawAnswer> {
    const { world, chance, weather } = this.#net;
    return new Promise((resolve, reject) => {
      let isOpen = true;
      const givenUp = world.after(call.timeoutMs, () => fail('no answer in time'));
      const end = (then: () => void): void => {
        if (!isOpen) return;
        isOpen = false;
        givenUp();
        answered();
        signal.removeEventListener('abort', aborted);
        if (!this.isDead) then();
      };
      const fail = (why: string): void => end(() => reject(new Error(why)));
      const answered = this.#net.asks(fail);
      const aborted = (): void => fail('aborted');
      const answer = (raw: RawAnswer): void => {
        world.after(this.#delay(), () => {
          if (!isOpen || this.isDead || this.#isCut()) return;
          if (this.#net.diesOnAnswer(this.#station, call)) return;
          this.#arrived(call, raw);
          end(() => resolve(raw));
        });
      };
      if (signal.aborted) return aborted();
      signal.addEventListener('abort', aborted, { once: true });
      if (this.#isCut()) return void (chance.is(0.5) ? world.after(5, () => fail('no route')) : undefined);
      if (chance.is(weather.isCaptive)) return answer(chance.pick(STRANGERS));
      if (chance.is(weather.losesQuestion)) return;
      const isAnswerLost = chance.is(weather.losesAnswer);
      const late = chance.is(weather.dawdles) ? call.timeoutMs + chance.between(1000, 20_000) : 0;
      world.after(this.#delay() + late, () => this.#deliver(call, isAnswerLost ? () => undefined : answer));
      if (chance.is(weather.doubles)) world.after(this.#delay() + chance.between(0, 3000), () => this.#deliver(call, () => undefined));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isDead = true;
    await Promise.resolve();
  }

  /** At the city: asked, committed and answered before anything else in the world happens. */
  async #deliver(call: CityCall, answer: (raw: RawAnswer) => void): Promise<void> {
    const { city, chance, weather } = this.#net;
    if (this.#isCut()) return;
    if (chance.is(weather.isBusy)) return answer(busyAnswer(call, chance));
    const { call: asked, waitMs } = withoutWaiting(call);
    const raw = await city(asked);
    if (call.method !== 'GET') this.#net.feedGrew();
    if (waitMs === 0 || !isEmptyPage(raw)) return answer(raw);
    // A held question: the city is asked again when there is news, and what it said is handed over when the time is up.
    this.#net.waitForNews(waitMs, () => this.#deliverAgain(asked, answer));
  }

  async #deliverAgain(call: CityCall, answer: (raw: RawAnswer) => void): Promise<void> {
    if (!this.isDead && !this.#isCut()) answer(await this.#net.city(call));
  }

  #isCut(): boolean {
    return this.#net.isCityAway || this.#net.cut.has('*') || this.#net.cut.has(this.#station);
  }

  #delay(): number {
    return this.#net.chance.between(5, this.#net.weather.slowestMs);
  }
}

/** What a hotel, a proxy or a broken box says in the city's place. */
const STRANGERS: readonly RawAnswer[] = [
  { status: 200, contentType: 'text/html; charset=utf-8', text: '<html><title>Đăng nhập Wi-Fi</title></html>' },
  { status: 302, contentType: 'text/html', text: '' },
  { status: 511, contentType: 'application/json', text: '{"login":"http://10.0.0.1/"}' },
  { status: 200, contentType: WIRE_CONTENT_TYPE, text: '{"requestId":"00000000-of-somebody-else","results":[],"ackedSeq":0,"cityTime":1}' },
  { status: 502, contentType: 'text/plain', text: 'Bad Gateway' },
];

function busyAnswer(call: CityCall, chance: Chance): RawAnswer {
  const body = { requestId: call.headers['x-request-id'], error: { code: chance.pick(['wire.overloaded', 'wire.internal'] as const), detail: 'later', ...(chance.is(0.5) ? { retryAfterMs: 2000 } : {}) } };
  return { status: 503, contentType: WIRE_CONTENT_TYPE, text: JSON.stringify(body) };
}

/** The city must not really wait: the line does it in its place. */
function withoutWaiting(call: CityCall): { readonly call: CityCall; readonly waitMs: number } {
  const waitMs = Number(/[?&]waitMs=(\d+)/.exec(call.path)?.[1] ?? 0);
  return { call: { ...call, path: call.path.replace(/waitMs=\d+/, 'waitMs=0') }, waitMs };
}

function isEmptyPage({ status, text }: RawAnswer): boolean {
  return status === 200 && heldAnswer.safeParse(JSON.parse(text)).success;
}
