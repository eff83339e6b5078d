// The main job without a person, as one step of the tests: a short morning whose own account must add up.
import { join } from 'node:path';
import { z } from 'zod';
import { linesOf, root, run } from './spawn.ts';
import type { StepResult } from './step.ts';

const counts = ['ticketsIssued', 'ticketsPrinted', 'callsMade', 'dossiersOpened', 'pagesScanned', 'receiptsPrinted'] as const;
const count = z.int().min(0);

const accountSchema = z.object({
  seed: count,
  visits: count,
  ...(Object.fromEntries(counts.map((name) => [name, count])) as Record<(typeof counts)[number], typeof count>),
  offlineMs: z.number().min(0),
  drainMs: z.number().min(0),
  cityDossiers: count,
  cityScans: count,
  lost: count,
  doubled: count,
  unexplained: count,
});

/** Plays a morning of `visits` and looks at its account; each thing looked at counts as one. */
export async function playMorning(visits: number, seed: number): Promise<StepResult> {
  const ran = await run(process.execPath, [
    join(root, 'build', 'tasks', 'morning.ts'),
    `--visits=${String(visits)}`,
    `--seed=${String(seed)}`,
    '--json',
  ]);
  const account = accountSchema.safeParse(jsonOf(ran.out));
  if (!account.success) {
    return { passed: 0, failed: 1, counted: 'looks', report: [...linesOf(ran), 'morning: no account was given'] };
  }
  const is = account.data;
  const looks: readonly (readonly [string, boolean])[] = [
    ['the morning ends well', ran.code === 0],
    ['every visit was played', is.visits === visits && is.seed === seed],
    ...counts.map((name) => [`some ${name}`, is[name] > 0] as const),
    ['the network was away', is.offlineMs > 0],
    ['every dossier is at the city', is.cityDossiers === is.dossiersOpened],
    ['nothing is lost, doubled or unexplained', is.lost + is.doubled + is.unexplained === 0],
  ];
  const wrong = looks.filter(([, isSo]) => !isSo).map(([name]) => `morning: not so — ${name}`);
  return {
    passed: looks.length - wrong.length,
    failed: wrong.length,
    counted: 'looks',
    report: wrong.length === 0 ? [] : [...linesOf(ran), ...wrong],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it wrote, it is not an account; the caller shows it.
    return undefined;
  }
}
