// A guard in one place, and the ways to say who must notice that it is gone.

import type { Mutation } from '../../faults/mutations/list.ts';

type By = Mutation['by'];

/** A guard that stands in one place of one file. */
export function guard(name: string, file: string, find: string, put: string, by: By): Mutation {
  return { name, changes: [{ file, find, put }], by };
}
export const unit = (...files: readonly string[]): By => ({ kind: 'tests', project: 'unit', files });
export const integration = (file: string, named?: string): By => ({ kind: 'tests', project: 'integration', files: [file], ...(named === undefined ? {} : { named }) });
export const shell = (file: string, named: string): By => ({ kind: 'shell', files: [file], named });
