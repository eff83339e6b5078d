// `npm run settings:docs`: writes the published schema of the settings and both references anew out of the schema that the program uses.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';
import { generatedFiles } from '../settings/generated-files.ts';

for (const { file, text } of generatedFiles()) {
  writeFileSync(path.join(root, file), text);
  print(`${file} written`);
}
