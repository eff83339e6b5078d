// `npm run unit`: the unit tests of every zone; with paths, only the tests below them.
import { runAlone } from '../checks/step.ts';
import { runVitest } from '../checks/tests.ts';

await runAlone('unit', (args) => runVitest('unit', [], args));
