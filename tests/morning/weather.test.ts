// The network of a morning is away for a third of it, however many visits there are and however long they take.

import { expect, test } from 'vitest';
import { Chance } from './chance.ts';
import { Weather } from './weather.ts';

const STEP_MS = 25;

/** Lets `visits` visits of chance lengths pass and gives what was done, and the share of the time without a network. */
function pass(visits: number, seed: number): { readonly deeds: string; readonly share: number } {
  const chance = new Chance(seed);
  const deeds: string[] = [];
  const weather = new Weather({ line: { cut: () => void deeds.push('cut'), heal: () => void deeds.push('heal'), calm: () => void deeds.push('calm') }, printer: { setState: (state) => void deeds.push(state) } }, 1000);
  let now = 1000;
  for (let visit = 0; visit < visits; visit += 1) {
    for (let left = chance.between(50, 900); left > 0; left -= STEP_MS) {
      now += STEP_MS;
      weather.look(visit / visits, now);
    }
  }
  while (!weather.end(now)) now += STEP_MS;
  return { deeds: deeds.join(' '), share: weather.offlineMs(now) / (now - 1000) };
}

test.each([5, 12, 60, 400])('%i visits lack the network for a third of the time, and paper for a while', (visits) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const { deeds, share } = pass(visits, seed);
    expect(share).toBeGreaterThan(0.32);
    expect(share).toBeLessThan(0.36);
    expect(deeds).toMatch(/^cut paper-out .*\bok\b.* heal calm$/);
    expect(deeds.split(' ').filter((deed) => deed === 'cut').length).toBe(deeds.split(' ').filter((deed) => deed === 'heal').length);
  }
});

test('a long morning loses its network three times and once more at the end', () => {
  expect(pass(400, 1).deeds.replace(/paper-out |ok /g, '')).toBe('cut heal cut heal cut heal cut heal calm');
});
