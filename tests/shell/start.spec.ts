// The start of the shell: the kiosk paints, its page has the bridge and nothing else, and a number taken over it is durable.
import { launchShell } from './fixture/launch.ts';
import { closeAll, expect, test, windowOf } from './fixture/shell-test.ts';
import { words } from '../e2e/fixture/words.ts';

test.use({ wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'board', caller: { role: 'board' } }], practice: true } });

test('a citizen takes a number, the board counts it, and a pulled plug does not take it back', async ({ app, machine, launch, window }) => {
  const kiosk = await window('kiosk');
  await kiosk.getByRole('button', { name: words('kiosk.home.take') }).click();
  await kiosk.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
  await expect(kiosk.getByText('A001').first()).toBeVisible();
  await expect(kiosk.getByText(words('kiosk.print.done'))).toBeVisible();
  expect(machine.devices?.printer.pageCount()).toBe(1);

  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGKILL');
  await ended;
  const again = await launchShell(launch);
  try {
    const page = await windowOf(again, 'kiosk');
    await page.getByRole('button', { name: words('kiosk.home.take') }).click();
    await page.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
    await expect(page.getByText('A002').first()).toBeVisible();
  } finally {
    await closeAll(again);
  }
});

test('a page has the frozen bridge, and neither Node nor anything of the preload', async ({ window }) => {
  const page = await window('kiosk');
  const found = await page.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname', 'exports'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'motCua') as object).toSorted(),
    isFrozen: Object.isFrozen(Reflect.get(globalThis, 'motCua')),
    canBeReplaced: Reflect.set(globalThis, 'motCua', {}),
  }));
  expect(found).toEqual({ names: [], bridge: ['call', 'subscribe', 'version'], isFrozen: true, canBeReplaced: false });
});

test('a page gets whatever it asks of the station, and a refusal by its code', async ({ window }) => {
  const page = await window('kiosk');
  const ask = (command: string, input: unknown): Promise<unknown> =>
    page.evaluate(([name, value]) => (Reflect.get(globalThis, 'motCua') as { call(command: unknown, input: unknown): Promise<unknown> }).call(name, value), [command, input] as const);
  await expect.poll(() => ask('point.describe', {}), { message: 'the station is there' }).toMatchObject({ ok: true });
  expect(await ask('queue.next', {})).toMatchObject({ ok: false, error: { code: 'caller.refused' } });
  expect(await ask('host.state', {})).toMatchObject({ ok: true, output: { caller: { role: 'kiosk' }, station: { kind: 'running' } } });
});
