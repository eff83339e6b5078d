// What dies while people use it: a page, and the station while a number is being given out.
import { expect, test } from './fixture/shell-test.ts';
import { words } from '../e2e/fixture/words.ts';

test.use({ wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }], practice: true } });

test('a page that crashes comes back by itself and works', async ({ app, window, lines }) => {
  const page = await window('kiosk');
  await expect(page.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { before: 'the crash' }));
  await app.evaluate(({ BrowserWindow }) => {
    for (const each of BrowserWindow.getAllWindows()) each.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => lines.some((line) => line.includes('"page.gone"'))).toBe(true);
  // Playwright gives a crashed page up for good: from here on the shell itself is asked.
  const inPage = (code: string): Promise<unknown> =>
    app.evaluate(async ({ BrowserWindow }, text) => (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text)) as unknown, code);
  const press = async (name: string): Promise<void> => {
    const click = `{ const button = [...document.querySelectorAll('button')].find((each) => each.textContent.includes(${JSON.stringify(name)})); button?.click(); button !== undefined }`;
    await expect.poll(() => inPage(click).catch(() => false), { message: `there is a button ${name}` }).toBe(true);
  };
  await press(words('kiosk.home.take'));
  await press('Hộ tịch – Chứng thực');
  await expect.poll(() => inPage('document.body.textContent')).toContain('A001');
  expect(await inPage('document.documentElement.dataset.before ?? null')).toBe(null);
});

test('a page that could not be loaded is loaded again by itself', async ({ app, window, lines }) => {
  await expect((await window('kiosk')).getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
  await app.evaluate(async ({ BrowserWindow }) => {
    // Whatever answers our own scheme fails once, as a disk may.
    const Real = globalThis.Response;
    globalThis.Response = class {
      constructor() {
        globalThis.Response = Real;
        throw new TypeError('once');
      }
    } as unknown as typeof Response;
    await BrowserWindow.getAllWindows()[0]?.webContents.loadURL('app://mot-cua/index.html').catch(() => undefined);
  });
  await expect.poll(() => lines.some((line) => line.includes('"page.load-failed"')), { message: 'the nurse was told' }).toBe(true);
  await expect((await window('kiosk')).getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
});

test('a station killed while a number is being given out gives exactly one, and the kiosk shows it', async ({ app, machine, window, lines }) => {
  const page = await window('kiosk');
  await page.getByRole('button', { name: words('kiosk.home.take') }).click();
  const field = page.getByRole('button', { name: 'Hộ tịch – Chứng thực' });
  await expect(field).toBeVisible();
  const pid = stationPid(lines);
  // Stopped first: what the touch asks for is then under way for certain, and no one has answered it.
  process.kill(pid, 'SIGSTOP');
  await field.click();
  process.kill(pid, 'SIGKILL');
  // Where the station is back late, the page says that it does not know, and that asking again gives no second number.
  const again = page.getByRole('button', { name: words('common.try-again') });
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    await expect(page.getByText('A001').first()).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByText(words('kiosk.print.done'))).toBeVisible();
  expect(stationPid(lines)).not.toBe(pid);

  const next = await page.evaluate(() =>
    (Reflect.get(globalThis, 'motCua') as { call(command: string, input: unknown): Promise<unknown> }).call('ticket.issue', { requestId: '0197a1de-7c40-7c2f-8a4b-6a3f00000001', field: 'A', priority: 'none', procedureCode: null }),
  );
  expect(next).toMatchObject({ ok: true, output: { number: 'A002' } });
  expect(machine.devices?.printer.pageCount()).toBeGreaterThanOrEqual(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

/** Process id of the station that last said it was ready. */
function stationPid(lines: readonly string[]): number {
  const ready = lines.findLast((line) => line.includes('"station.ready"')) ?? '';
  const pid = Number(/"pid":(\d+)/.exec(ready)?.[1]);
  expect(pid, 'the station has told its process id').toBeGreaterThan(0);
  return pid;
}
