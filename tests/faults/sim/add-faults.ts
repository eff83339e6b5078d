// Sets people to work in a history, and each kind of fault of its plan, again and again until the busy time is over.

import type { Chance } from '../../morning/chance.ts';
import { damagePage } from './acts.ts';
import { Officers } from './officer.ts';
import type { Recorder } from './recorder.ts';
import type { SimCity } from './sim-city.ts';
import type { SimNet } from './sim-line.ts';
import type { SimStation } from './sim-station.ts';
import type { Plan } from './swarm.ts';
import type { World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly net: SimNet;
  readonly plan: Plan;
  readonly chance: Chance;
  readonly stations: SimStation[];
  readonly recorder: Recorder;
  readonly copyOf: (station: SimStation, label: string, machine: string) => SimStation;
}

/** People come and go until the busy time is over. */
export function employ(scene: Scene, officers: Officers): void {
  every(scene, scene.plan.pauseMs, () => officers.act());
}

/** Again and again at random moments, until the busy time is over. */
export function every({ world, plan, chance }: Scene, meanMs: number, work: () => void | Promise<void>): void {
  const next = (): void => {
    world.after(-Math.log(1 - chance.next()) * meanMs, async () => {
      if (world.now > plan.lastsMs) return;
      await work();
      next();
    });
  };
  next();
}

/** Each kind of fault, again and again. */
export function addFaults(scene: Scene, city: SimCity): void {
  const { world, net, plan, chance, stations, recorder, copyOf } = scene;
  const running = (): SimStation | null => {
    const up = stations.filter((station) => station.isRunning);
    return up.length === 0 ? null : chance.pick(up);
  };
  const comesBack = (station: SimStation): void => {
    world.after(chance.between(500, 20_000), async () => {
      if (!station.isRunning) await station.start();
    });
  };
  if (plan.faults.has('cuts')) {
    every(scene, 40_000, () => {
      const name = chance.is(0.4) ? '*' : chance.pick(stations).name;
      net.cut.add(name);
      world.after(chance.between(2000, 120_000), () => void net.cut.delete(name));
    });
  }
  if (plan.faults.has('forgets')) every(scene, 40_000, () => city.forget(chance.between(0, 5)));
  if (plan.faults.has('rot')) every(scene, 20_000, () => {
      const station = running();
      if (station !== null) damagePage(station, world, recorder, chance);
    });
  if (plan.faults.has('city-back')) {
    world.after(chance.between(0, plan.lastsMs / 2), async () => {
      const restore = await city.copy();
      world.after(chance.between(1000, plan.lastsMs / 2), async () => {
        await restore();
        world.trace('the city is put back');
        // Longer than the breath that a station takes between two questions: whoever asks or is about to ask gets no answer.
        net.cityGoes(chance.between(2000, 30_000));
      });
    });
  }
  if (plan.faults.has('crashes')) every(scene, 60_000, () => running()?.die('power'));
  if (plan.faults.has('stops')) every(scene, 80_000, async () => void (await running()?.stop()));
  if (plan.faults.has('crash-in-transaction')) every(scene, 30_000, () => running()?.dieSoon(chance.between(0, 12)));
  if (plan.faults.has('crash-on-answer')) {
    net.diesOnAnswer = (name) => {
      if (!chance.is(0.02)) return false;
      stations.find((station) => station.name === name)?.die('as an answer arrives');
      return true;
    };
  }
  if (plan.faults.has('clocks')) {
    every(scene, 40_000, () => {
      const station = running();
      if (station !== null) station.skewMs = chance.pick([0, 0, -3_600_000, 3_600_000, -11 * 365 * 86_400_000, 10 * 365 * 86_400_000, -120_000, 15 * 3_600_000, ...(plan.faults.has('poison') ? [80 * 365 * 86_400_000] : [])]);
    });
  }
  if (plan.faults.has('clones') || plan.faults.has('twins')) {
    // A copy of the disk goes on as a second station: on another machine, or as a copy of the whole machine.
    world.after(chance.between(0, plan.lastsMs), async () => {
      const original = chance.pick(stations);
      const isTwin = plan.faults.has('twins');
      const clone = copyOf(original, `${original.name}b`, isTwin ? original.name : `${original.name} cloned`);
      await clone.start();
      stations.push(clone);
      if (isTwin && chance.is(0.7)) {
        // As long as neither hears of the other, both give the same numbers.
        net.cut.add(original.name);
        world.after(chance.between(10_000, 60_000), () => void net.cut.delete(original.name));
      }
      employ(scene, new Officers(clone, world, recorder, chance.fork(), plan.poison));
    });
  }
  if (plan.faults.has('restores') || plan.faults.has('images')) {
    // A copy is put back some time later: of the store alone, or of the whole folder with the mark beside it.
    const station = chance.pick(stations);
    world.after(chance.between(0, plan.lastsMs / 2), () => {
      const copy = station.copy();
      world.after(chance.between(1000, plan.lastsMs / 2), async () => {
        // Its mark says how far it was: a copy is put back by a person, long after the second in which a mark is written. Whoever dies over stopping has not written it, and is started once more.
        do {
          if (!station.isRunning) await station.start();
        } while (!(await station.stop()));
        station.restore(copy, plan.faults.has('images'));
        await station.start();
      });
    });
  }
  // Whoever lies dead is started again by somebody.
  every(scene, 10_000, () => {
    for (const station of stations) if (!station.isRunning) comesBack(station);
  });
}
