// `npm run icons`: draws the program's mark anew in every size.
import { join } from 'node:path';
import { root } from '../checks/spawn.ts';
import { drawIcons } from '../package/draw-icons.ts';

await drawIcons(join(root, 'build', 'package'));
