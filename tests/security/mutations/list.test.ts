// The guards that are taken away on demand stand where their lists say: a list that nobody runs every day would go stale unseen.

import { expect, it } from 'vitest';
import { root } from '../../../build/checks/spawn.ts';
import { mutations } from '../../faults/mutations/list.ts';
import { misplacedIn } from '../../faults/mutations/mutate.ts';
import { securityMutations } from './list.ts';

it.each([...mutations, ...securityMutations].map((mutation) => [mutation.name, mutation] as const))('%s', (_name, mutation) => {
  expect(misplacedIn(root, mutation)).toBeNull();
});
