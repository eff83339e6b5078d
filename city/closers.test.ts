// A part of the gateway that cannot be ended leaves no other part running.

import { expect, it } from 'vitest';
import { closeAll } from './closers.ts';

it('each part is ended, the last begun first, and what failed first is said', async () => {
  const ended: string[] = [];
  const part = (name: string, fails = false) => async () => {
    ended.push(name);
    if (fails) throw new Error(name);
    return Promise.resolve();
  };
  await expect(closeAll([part('database'), part('pool', true), part('upkeep', true), part('server')])).rejects.toThrow('upkeep');
  expect(ended).toEqual(['server', 'upkeep', 'pool', 'database']);
});
