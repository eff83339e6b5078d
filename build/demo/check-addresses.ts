// Looks at every address of a started example point as a visitor would, and says what came.

import { print } from '../checks/step.ts';

/** Opens each window's address, takes its cookie and loads its page; loads the other pages as they are. True if all answered. */
export async function checkAddresses(windows: ReadonlyMap<string, string>, pages: readonly string[]): Promise<boolean> {
  let good = 0;
  let all = 0;
  const note = (what: string, isGood: boolean, words: string): void => {
    all += 1;
    if (isGood) good += 1;
    print(`  ${isGood ? 'ok    ' : 'FAILED'} ${what.padEnd(12)} ${words}`);
  };
  for (const [windowId, address] of windows) {
    const opened = await fetch(address, { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL(opened.headers.get('location') ?? '', address), { headers: { cookie } });
    const isPage = page.status === 200 && (await page.text()).includes('<script type="module"');
    const stranger = await fetch(new URL(opened.headers.get('location') ?? '', address));
    const again = await fetch(address, { redirect: 'manual' });
    note(windowId, isPage && stranger.status === 403 && again.status === 403, `page ${page.status}, without its cookie ${stranger.status}, its address a second time ${again.status}`);
  }
  for (const address of pages) {
    const page = await fetch(address);
    note('practice', page.status === 200, `page ${page.status}`);
  }
  print(`${good} of ${all} addresses answer.`);
  return all > 0 && good === all;
}
