// `npm run shape`: the shape of every file in the repository.
import { checkShape } from '../checks/shape.ts';
import { runAlone } from '../checks/step.ts';

await runAlone('shape', checkShape);
