// Plays a number of histories in several processes over one PostgreSQL, and adds up what came of them.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PROPERTIES } from './checker.ts';
import { seedOf, type Found, type Outcome } from './run.ts';
import { createDatabase, fastFolder, startDatabases } from './sim-city.ts';

/** What a run of histories came to. */
export interface Account {
  readonly histories: number;
  readonly seed: number;
  readonly violations: readonly Found[];
  /** Facts that each property was asked about, over all histories. */
  readonly perProperty: Readonly<Record<string, { readonly asked: number; readonly violations: number }>>;
  readonly events: number;
  readonly answers: number;
  readonly seconds: number;
  /** Of the one history of a run of one: equal for equal seeds. */
  readonly digest: string | null;
}

const outcomeSchema = z.object({
  seed: z.number(), digest: z.string(), events: z.number(), acks: z.number(), asked: z.record(z.string(), z.number()), violations: z.array(z.object({ seed: z.number(), property: z.string(), words: z.string() })),
});

export interface RunOptions {
  readonly histories: number;
  readonly seed: number;
  readonly workers: number;
  /** Writes everything that happens to the standard error, line by line. */
  readonly isTraced: boolean;
}

/** `told` hears of each history as it ends. */
export async function playHistories({ histories, seed, workers, isTraced }: RunOptions, told: (outcome: Outcome) => void): Promise<Account> {
  const startedAt = performance.now();
  await using folder = await fastFolder();
  await using databases = await startDatabases(folder.path);
  const outcomes: Outcome[] = [];
  const seeds = Array.from({ length: histories }, (_, index) => seedOf(seed, index));
  const busy: Promise<void>[] = [];
  for (let index = 0; index < Math.min(workers, histories); index += 1) {
    const share = { seeds: seeds.filter((_seed, place) => place % workers === index), databaseUrl: await createDatabase(databases.url, `histories_${index}`), folder: path.join(folder.path, `worker-${index}`), isTraced };
    mkdirSync(share.folder);
    busy.push(playShare(share, (outcome) => {
      outcomes.push(outcome);
      told(outcome);
    }));
  }
  // All come to their end before the database goes away under one of them.
  for (const end of await Promise.allSettled(busy)) if (end.status === 'rejected') throw end.reason;
  const violations = outcomes.flatMap((outcome) => outcome.violations);
  return {
    histories: outcomes.length, seed, violations,
    perProperty: Object.fromEntries(PROPERTIES.map((name) => [name, { asked: sum(outcomes.map(({ asked }) => asked[name] ?? 0)), violations: violations.filter(({ property }) => property === name).length }])),
    events: sum(outcomes.map(({ events }) => events)), answers: sum(outcomes.map(({ acks }) => acks)), seconds: Math.round(performance.now() - startedAt) / 1000,
    digest: outcomes.length === 1 ? (outcomes[0]?.digest ?? null) : null,
  };
}

/** A process that dies leaves its histories without a verdict, which is a failure. */
async function playShare(share: { readonly seeds: readonly number[]; readonly databaseUrl: string; readonly folder: string; readonly isTraced: boolean }, told: (outcome: Outcome) => void): Promise<void> {
  // Without the tether of the task: a process that is done with its share ends by itself.
  const worker = fork(path.join(import.meta.dirname, 'worker.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const closed = once(worker, 'close');
  worker.once('message', () => {
    worker.on('message', (message) => told(outcomeSchema.parse(message)));
    worker.send(share);
  });
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`a process of histories ended with ${String(code)}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
