// The simulated histories as one step of the tests: always the same ones, so that a red run says something of the change and not of the dice.

import { join } from 'node:path';
import { z } from 'zod';
import { linesOf, root, run } from './spawn.ts';
import type { StepResult } from './step.ts';

const accountSchema = z.object({ histories: z.int(), seed: z.int(), violations: z.array(z.object({ seed: z.number(), property: z.string(), words: z.string() })), perProperty: z.record(z.string(), z.object({ asked: z.int() })) });

/** Plays histories from a base seed; each is one check, and so is each property that had something to look at. */
export async function playFaults(histories: number, seed: number): Promise<StepResult> {
  const ran = await run(process.execPath, [join(root, 'build', 'tasks', 'faults.ts'), `--histories=${String(histories)}`, `--seed=${String(seed)}`, '--json']);
  const account = accountSchema.safeParse(parseJson(ran.out));
  if (!account.success) return { passed: 0, failed: 1, counted: 'histories', report: [...linesOf(ran), 'faults: no account was given'] };
  const { violations, perProperty, histories: played } = account.data;
  const bad = new Set(violations.map((one) => one.seed)).size;
  const idle = Object.entries(perProperty).filter(([, { asked }]) => asked === 0).map(([name]) => `faults: ${name} had nothing to look at`);
  const missing = histories - played;
  return {
    passed: played - bad,
    failed: bad + idle.length + missing,
    counted: 'histories',
    report: [`histories from seed ${String(seed)}`, ...violations.slice(0, 20).map((one) => `seed ${String(one.seed)}: ${one.property}: ${one.words}`), ...idle],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it wrote, it is not an account; the caller shows it.
    return undefined;
  }
}
