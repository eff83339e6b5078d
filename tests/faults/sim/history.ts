// One history: a plan from the seed, people at work and faults around them, then rest, then the judge's view of everything.

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readFeedRange } from '../../../city/feed/read.ts';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { readCityAnew } from './acts.ts';
import { addFaults, employ, every, type Scene } from './add-faults.ts';
import { actAtDesk } from './desk.ts';
import { Officers } from './officer.ts';
import { OldProgram } from './old-program.ts';
import { readCity } from './read-city.ts';
import type { HistoryRecord } from './record.ts';
import { Recorder } from './recorder.ts';
import { SimBank } from './sim-bank.ts';
import { COMMUNE, type SimCity } from './sim-city.ts';
import { FAIR, SimNet } from './sim-line.ts';
import { SimStation } from './sim-station.ts';
import { planHistory } from './swarm.ts';
import { World } from './world.ts';

/** How long, in true time, everything may take to come to rest after the last fault: two waits after a refusal, the longest back-off, and the sending itself. */
const REST_MS = 20 * 60_000;

/** Where the feed has not grown for so long, in true time, nobody is about to say anything: longer than a held question that nobody answers is waited for. */
const QUIET_MS = 45_000;

/** What a run of histories shares. */
export interface Ground {
  readonly city: SimCity;
  /** A folder in memory. */
  readonly folder: string;
  /** A migrated store without a fact in it. */
  readonly template: string;
  /** Hears everything that happens, line by line. */
  readonly told?: (line: string) => void;
}

export function prepareTemplate(folder: string): string {
  const template = path.join(folder, 'template');
  StationDatabase.open(template, Buffer.alloc(32, 7))[Symbol.dispose]();
  rmSync(path.join(template, 'station.lock'), { force: true });
  return template;
}

/** Plays the history of a seed. The digest is the same for the same seed and the same program. */
export async function playHistory(seed: number, { city, folder, template, told }: Ground): Promise<{ readonly record: HistoryRecord; readonly digest: string; readonly events: number }> {
  const world = new World(seed, told);
  const plan = planHistory(world.chance.fork());
  await city.begin(world);
  const root = path.join(folder, `history-${seed}`);
  mkdirSync(root, { recursive: true });
  const recorder = new Recorder(world);
  const net = new SimNet(world, world.chance.fork(), (call) => city.ask(call));
  net.weather = plan.weather;
  const make = (station: string, label: string, machine: string, from: string): SimStation =>
    new SimStation({ world, net, recorder, chance: world.chance.fork(), root, template: from, station, label, machine, printerFails: plan.faults.has('printer') ? 0.2 : 0, readsAnew: plan.faults.has('rereads') ? 0.4 : 0 });
  const stations = plan.stations.map((station) => make(station, station, station, template));
  const copyOf = (one: SimStation, label: string, machine: string): SimStation => make(one.name.slice(0, 2), label, machine, one.folder);
  const scene: Scene = { world, net, plan, chance: world.chance.fork(), stations, recorder, copyOf };
  const bank = plan.faults.has('bank') ? new SimBank({ world, net, city, chance: world.chance.fork(), recorder, folder: root }) : null;
  const old = plan.faults.has('old-program') ? new OldProgram(world, net, recorder, world.chance.fork(), plan.faults.has('poison')) : null;
  try {
    for (const station of stations) {
      station.diskFails = plan.faults.has('disk') ? 0.004 : 0;
      await station.start();
      employ(scene, new Officers(station, world, recorder, world.chance.fork(), plan.poison));
    }
    old?.start(plan.lastsMs);
    addFaults(scene, city);
    if (plan.faults.has('desk')) every(scene, 12_000, () => actAtDesk(world, net, city, scene.chance));
    if (bank !== null) {
      every(scene, 4000, () => bank.moves());
      every(scene, 15_000, () => bank.readSome());
    }
    await world.run(plan.lastsMs);
    const rest = plan.mode === 'heals' ? await heal(scene, city, old, bank) : null;
    for (const station of stations) if (!station.isRunning) await station.start();
    const states = [];
    for (const station of stations) states.push(await station.state());
    const record: HistoryRecord = {
      seed, mode: plan.mode, faults: [...plan.faults], made: recorder.made, acks: recorder.acks, prints: recorder.prints, pulls: recorder.pulls, old: old?.said ?? [], poison: recorder.poison, rotten: recorder.rotten, bank: bank?.account ?? [], stations: states, city: await readCity(city), rest,
      bugs: [...recorder.bugs, ...city.alarms.filter(({ what }) => what === 'operation.apply-failed').map(({ facts }) => `city: ${JSON.stringify(facts)}`)],
    };
    world.trace(JSON.stringify([record.stations, record.city]));
    return { record, digest: world.digest(), events: world.worked };
  } finally {
    for (const station of stations) station.die('history ends');
    world.end();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Everything is repaired: lines, clocks, machines. Then it must come to rest within the bound. */
async function heal({ world, net, stations, plan }: Scene, city: SimCity, old: OldProgram | null, bank: SimBank | null): Promise<NonNullable<HistoryRecord['rest']>> {
  // A city that is being put back is there again before anything else is repaired.
  await world.run(world.now + 60_000, () => !net.isCityAway);
  net.weather = FAIR;
  net.cut.clear();
  net.diesOnAnswer = () => false;
  world.trace('heals');
  for (const station of stations) {
    station.skewMs = 0;
    if (station.isRunning) station.dieSoon(null);
    // A disk that failed is replaced, and the program started anew on what was on it.
    if (station.diskFails > 0) station.die('to get another disk');
    station.diskFails = 0;
    if (!station.isRunning) await station.start();
  }
  const begun = world.now;
  await bank?.readAll();
  const endOfFeed = async (): Promise<number> => (await readFeedRange(city.pool, COMMUNE)).last;
  let end = await endOfFeed();
  const isAtRest = (): boolean => stations.every((station) => station.isAtRest && (station.readUpTo ?? -1) >= end) && (old?.isDone ?? true);
  if (plan.faults.has('city-back')) {
    // Whether its feed is to be read anew is for a person to say.
    const look = (): void => {
      for (const station of stations) readCityAnew(station, world);
      if (world.now < begun + REST_MS) world.after(20_000, look);
    };
    look();
  }
  // What was sent last is heard of later, a city that was put back gets everything once more, and a station that has just come up says that it rests before it has looked around: each has others say more.
  for (let before = -1; before !== end && world.now < begun + REST_MS; ) {
    before = end;
    await world.run(Math.min(world.now + QUIET_MS, begun + REST_MS));
    end = await endOfFeed();
    await world.run(begun + REST_MS, isAtRest);
    end = await endOfFeed();
  }
  return { isReached: isAtRest(), tookMs: world.now - begun, boundMs: REST_MS };
}
