// `npm run shell`: the built shell's specs alone, in Electron or its stand-in. Arguments go to Playwright.
import { checkShell } from '../checks/shell.ts';
import { runAlone } from '../checks/step.ts';

await runAlone('shell', checkShell);
