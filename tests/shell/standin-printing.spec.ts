// A page from the administration to a printer of the operating system through the shell: laid out in a hidden window, printed without a dialog. In the stand-in only, which hears a played `lp`; Electron prints through the system's own library.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { words } from '../e2e/fixture/words.ts';
import { launchShell } from './fixture/launch.ts';
import { closeAll, expect, test, windowOf } from './fixture/shell-test.ts';

test.use({ wishes: { windows: [{ windowId: 'admin', caller: { role: 'admin' } }], practice: false } });

test('the test page comes out at the printer that was chosen, and no window stays behind', async ({ machine, launch }) => {
  const bin = path.join(machine.folder, 'bin');
  const printed = path.join(machine.folder, 'printed');
  await mkdir(bin);
  await writeFile(path.join(bin, 'lp'), `#!/bin/sh\n[ "$2" = office ] || exit 1\ncat > '${printed}.part' && mv '${printed}.part' '${printed}'\n`);
  await writeFile(path.join(bin, 'lpstat'), '#!/bin/sh\nprintf "office\\nlabels\\n"\n');
  for (const name of ['lp', 'lpstat']) await chmod(path.join(bin, name), 0o755);
  const app = await launchShell({ ...launch, env: { PATH: `${path.dirname(process.execPath)}:${bin}:${process.env['PATH'] ?? ''}` } });
  try {
    const page = await windowOf(app, 'admin');
    await page.getByText(words('host.print.title')).click();
    await page.getByRole('button', { name: words('host.print.list') }).click();
    await page.getByRole('button', { name: `${words('host.print.test')}: office` }).click();
    await expect(page.getByText(words('host.print.outcome.printed'))).toBeVisible();
    expect((await readFile(printed)).subarray(0, 5).toString()).toBe('%PDF-');
    await expect.poll(async () => await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    await closeAll(app);
  }
});
