// `npm run lab`: devices against peers that are not ours, with whatever the system's packages bring. Arguments choose files.
import { runAlone } from '../checks/step.ts';
import { runVitest } from '../checks/tests.ts';

await runAlone('lab', (args) => runVitest('lab', args.length === 0 ? ['tests/lab'] : [], args));
