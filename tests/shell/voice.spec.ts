// The board may learn the names of loudspeakers, which Chromium hides behind the microphone: it must never get the microphone itself.
import { expect, test } from './fixture/shell-test.ts';

test.use({ wishes: { windows: [{ windowId: 'board', caller: { role: 'board' } }, { windowId: 'kiosk', caller: { role: 'kiosk' } }], practice: false } });

test('no window gets a microphone, a camera or a picture of a screen, the board that chooses a loudspeaker least of all', async ({ window }) => {
  for (const role of ['board', 'kiosk'] as const) {
    const page = await window(role);
    const got = await page.evaluate(async () => {
      const tried = async (ask: () => Promise<unknown>): Promise<string> => await ask().then(() => 'got it', (error: Error) => error.name);
      return [
        await tried(() => navigator.mediaDevices.getUserMedia({ audio: true })), await tried(() => navigator.mediaDevices.getUserMedia({ video: true })),
        await tried(() => navigator.mediaDevices.getDisplayMedia()),
      ];
    });
    for (const outcome of got) expect(outcome, role).toMatch(/^(NotAllowedError|NotFoundError|InvalidStateError|NotSupportedError)$/);
  }
});

test('the board tells the station how it is heard, and the kiosk does not', async ({ window }) => {
  const board = await window('board');
  await window('kiosk');
  const state = () => board.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'motCua') as { call(command: string, input: unknown): Promise<{ readonly output: { readonly heard: string | null; readonly windowId: string | null } }> };
    return (await bridge.call('sound.read', {})).output;
  });
  await expect.poll(async () => (await state()).heard).not.toBeNull();
  expect((await state()).windowId).toBe('board');
});
