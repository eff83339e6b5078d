// `npm run imports`: who may import whom, checked on the tree and proved on planted violations.
import { checkImports } from '../checks/imports.ts';
import { runAlone } from '../checks/step.ts';

await runAlone('imports', checkImports);
