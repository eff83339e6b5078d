// `npm run security:mutations`: takes each guard of the windows, the browser host and the door away in a copy of the sources and demands that its checks turn red. `--only TEXT` for the guards whose name holds it, `--json`.

import { parseArgs } from 'node:util';
import { judgeGuards } from '../../tests/faults/mutations/mutate.ts';
import { securityMutations } from '../../tests/security/mutations/list.ts';
import { print } from '../checks/step.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, json: { type: 'boolean', default: false } } });
const chosen = securityMutations.filter(({ name }) => name.includes(values.only));
const say = (words: string): void => {
  if (!values.json) print(words);
};
const verdicts = await judgeGuards(chosen, say, 'mutated-security');
const caught = verdicts.filter(({ kind }) => kind === 'caught').length;
print(values.json ? JSON.stringify({ guards: verdicts.length, caught, verdicts }) : `${caught} of ${verdicts.length} guards cannot be taken away without a check turning red.`);
process.exitCode = caught === verdicts.length && caught > 0 ? 0 : 1;
