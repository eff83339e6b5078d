// `npm run unused`: files, exports and packages that nothing uses.
import { runAlone } from '../checks/step.ts';
import { checkUnused } from '../checks/unused.ts';

await runAlone('unused', checkUnused);
