// `npm run typecheck`: every zone's types, through the project references of tsconfig.json.
import { checkTypes } from '../checks/types.ts';
import { runAlone } from '../checks/step.ts';

await runAlone('types', checkTypes);
