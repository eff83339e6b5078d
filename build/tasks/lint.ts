// `npm run lint`: the linter on the whole tree, and the proof that its rules fire.
import { checkLint } from '../checks/lint.ts';
import { runAlone } from '../checks/step.ts';

await runAlone('lint', checkLint);
