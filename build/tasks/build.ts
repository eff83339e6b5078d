// `npm run build`: builds all that is shipped into out/ and looks at the result; with `renderer`, the pages only, when they are stale.
import { ensureRenderer } from '../bundle/fresh.ts';
import { checkBundles } from '../checks/bundles.ts';
import { print, runAlone } from '../checks/step.ts';

if (process.argv[2] === 'renderer') {
  const { built } = await ensureRenderer();
  print(built ? 'The pages were built.' : 'The pages are as their sources say.');
} else {
  await runAlone('build', checkBundles);
}
