// Guards that the promises rest on, each with the change that takes it away and the tests that must then fail. A guard whose absence nobody notices is not guarded.

import { moneyMutations } from './money.ts';

/** One guard taken away. `find` must stand in the file exactly once. */
export interface Mutation {
  readonly name: string;
  readonly changes: readonly { readonly file: string; readonly find: string; readonly put: string }[];
  /** What must turn red: power cuts, histories, test files of a vitest project, or specs of the built shell; `named` takes only tests whose name holds it. */
  readonly by: { readonly kind: 'power'; readonly points: number } | { readonly kind: 'histories'; readonly count: number } | { readonly kind: 'tests'; readonly project: 'unit' | 'integration'; readonly files: readonly string[]; readonly named?: string } | { readonly kind: 'shell'; readonly files: readonly string[]; readonly named: string };
}

export const mutations: readonly Mutation[] = [
  {
    name: 'FULL: a commit is synced before it is answered',
    changes: [
      { file: 'electron/station/store/open-connection.ts', find: `connection.pragma('synchronous=FULL');`, put: `connection.pragma('synchronous=NORMAL');` },
      { file: 'electron/station/store/open-connection.ts', find: `['synchronous', 2],`, put: `['synchronous', 1],` },
    ],
    by: { kind: 'power', points: 400 },
  },
  {
    name: 'inbox: an operation has its effect once, however often it comes',
    changes: [
      {
        file: 'city/push/inbox.ts',
        find: 'return batch.filter((sealed) => isNew.has(sealed.operation.opId) && firsts.get(sealed.operation.opId) === sealed);',
        put: 'return batch.filter((sealed) => firsts.get(sealed.operation.opId) === sealed);',
      },
    ],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/city/push.test.ts', 'tests/integration/city/incarnations.test.ts'] },
  },
  {
    name: 'counter lock: the order of feed numbers is the order of commits',
    changes: [
      {
        file: 'city/feed/append.ts',
        find: 'WITH counter AS (UPDATE feed_counter SET last = last + $2 WHERE commune = $1 RETURNING last),',
        put: 'WITH counter AS (SELECT last + $2 AS last FROM feed_counter WHERE commune = $1), moved AS (UPDATE feed_counter SET last = last + $2 WHERE commune = $1),',
      },
    ],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/city/feed.test.ts', 'tests/integration/city/races.test.ts'] },
  },
  {
    name: 'incarnation: a store that was put back begins a new one',
    changes: [{ file: 'electron/station/store/rebirth.ts', find: `if (isBehind) return 'restored';`, put: `if (isBehind) return 'same';` }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/store/rebirth.test.ts'] },
  },
  {
    name: 'standing: who comes back asks the city how far it holds his log',
    changes: [{ file: 'electron/station/sync/pull-lane.ts', find: 'await parts.standing.ask(signal);', put: '' }],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/sync/lives.test.ts', 'tests/integration/sync/restored.test.ts'], named: 'a whole folder that was put back|from a station that has nothing to say' },
  },
  {
    name: 'standing: what the city said of a log is asked again when it is old',
    changes: [{ file: 'electron/station/sync/own-standing.ts', find: ' && now - this.#saidAt < GOOD_FOR_MS', put: '' }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/sync/own-standing.test.ts'] },
  },
  {
    name: 'letters: one that came back sends nothing of the log again',
    changes: [{ file: 'electron/station/store/sync-state.ts', find: 'WHERE returned IS NULL AND NOT EXISTS', put: 'WHERE NOT EXISTS' }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/store/sync-state.test.ts'] },
  },
  {
    name: 'epoch: a number lent to an older incarnation is not good for a newer one',
    changes: [
      {
        file: 'city/dossiers/codes.ts',
        find: 'return holder.incarnation === incarnation || (holder.incarnation < incarnation && holder.bornAt !== null && at <= holder.bornAt);',
        put: 'return holder.incarnation <= incarnation && at >= 0;',
      },
    ],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/city/printed-codes.test.ts'] },
  },
  {
    name: 'hash: what was changed after it was sealed is not taken',
    changes: [{ file: 'city/push/chain.ts', find: `if (hash !== seal && !isHeld) return { seq, what: 'the hash is not that of its operation' };`, put: '' }],
    by: { kind: 'tests', project: 'unit', files: ['city/push/chain.test.ts'] },
  },
  {
    name: 'seals: the station notices what was changed in its own log',
    changes: [{ file: 'electron/station/store/seals.ts', find: 'if (!follows || (!redacted.has(operation.seq) && hash !== sealOf(identity, unsealed)))', put: 'if (!follows)' }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/store/event-log.test.ts'] },
  },
  {
    name: 'once: a request sent twice is answered, not done, again',
    changes: [{ file: 'electron/station/store/requests.ts', find: 'if (known !== null) {', put: `if (known !== null && known.command === '') {` }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/store/requests.test.ts'] },
  },
  {
    name: 'paper: a print is marked as begun before its first byte leaves',
    changes: [{ file: 'electron/station/printing/print-runner.ts', find: 'markPrinting(store, job.printJobId);', put: '' }],
    by: { kind: 'tests', project: 'unit', files: ['electron/station/printing/print-runner.test.ts'] },
  },
  ...moneyMutations,
];
