// The guards of windows, browser host and door, each with the change that takes it away and the tests that must then fail.

import type { Mutation } from '../../faults/mutations/list.ts';
import { doorMutations } from './of-the-door.ts';
import { hostMutations } from './of-the-host.ts';
import { shellMutations } from './of-the-shell.ts';

export const securityMutations: readonly Mutation[] = [...doorMutations, ...hostMutations, ...shellMutations];
