// Guards that the promises rest on, each with the change that takes it away and the tests that must then fail. A guard whose absence nobody notices is not guarded.

/** One guard taken away. `find` must stand in the file exactly once. */
export interface Mutation {
  readonly name: string;
  readonly changes: readonly { readonly file: string; readonly find: string; readonly put: string }[];
  /** What must turn red: power cuts, histories, or test files of a vitest project. */
  readonly by: { readonly kind: 'power'; readonly points: number } | { readonly kind: 'histories'; readonly count: number } | { readonly kind: 'tests'; readonly project: 'unit' | 'integration'; readonly files: readonly string[] };
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
];
