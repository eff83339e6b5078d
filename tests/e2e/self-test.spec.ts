// The self-test of a locked-down screen in a real browser: begun in the administration, gone through at the kiosk to its end, kept over a reload, and told of in the administration.
import { SELF_TEST_STEPS } from '../../shared/contract/self-test.ts';
import { expect, test } from './fixture/example-point.ts';
import { words } from './fixture/words.ts';

/** Middles of the five crosses, as parts of the page. */
const CROSSES = [[0.06, 0.06], [0.94, 0.06], [0.06, 0.94], [0.94, 0.94], [0.5, 0.5]] as const;
const KIOSK = { width: 1080, height: 1920 };

test('a technician goes through every step at the kiosk, a reload fails the step it cut off, and the result is in the administration', async ({ openWindow }) => {
  const [kiosk, admin] = [await openWindow('kiosk', KIOSK), await openWindow('admin')];
  await admin.getByRole('tab', { name: words('admin.tab.health') }).click();
  await admin.getByLabel(words('self-test.summary.who')).fill('Trần Văn Mẫu');
  await admin.getByRole('button', { name: `${words('self-test.card.begin')}: ${words('self-test.window.kiosk')}` }).click();
  await kiosk.getByRole('button', { name: words('self-test.start') }).click();
  for (const step of SELF_TEST_STEPS) {
    await expect(kiosk.getByRole('heading', { name: words(`self-test.${step}.title`) })).toBeVisible();
    if (step === 'touch') {
      for (const [number, [x, y]] of CROSSES.entries()) {
        await expect(kiosk.getByText(words('self-test.target', { number: number + 1 }))).toBeVisible();
        await kiosk.mouse.click(x * KIOSK.width, y * KIOSK.height);
      }
      await kiosk.getByRole('button', { name: words('self-test.touch.nothing') }).click();
    } else if (step === 'edge-left') {
      await kiosk.getByRole('button', { name: words('self-test.nothing') }).click();
    } else if (step === 'edge-right') {
      // What was tried took the page away: that is what the step is there to find.
      await expect(kiosk.getByRole('button', { name: words('self-test.nothing') })).toBeEnabled();
      await kiosk.reload();
      await kiosk.getByRole('button', { name: words('self-test.record-failed') }).click();
    } else {
      await kiosk.getByRole('button', { name: words('self-test.skip') }).click();
    }
  }
  const counts = words('self-test.summary.counts', { passed: 2, failed: 1, skipped: SELF_TEST_STEPS.length - 3 });
  await expect(kiosk.getByText(counts)).toBeVisible();
  await kiosk.getByRole('button', { name: words('self-test.summary.save') }).click();
  await expect(kiosk.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
  await expect(admin.getByText(counts)).toBeVisible();
});
