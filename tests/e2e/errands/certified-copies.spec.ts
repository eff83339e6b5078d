// Three people, twelve certified copies: each pays by pages in cash, takes a receipt of the book and a paper of its own form, and the drawer closes.
import { expect, test } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, receive, receiptNumber, statusesAtCity, takeNumber } from '../fixture/errand.ts';
import { MAI_HUONG, THU_HA, VAN_DUC } from '../fixture/people.ts';
import { fetched, inkOf } from '../fixture/seen.ts';
import { words } from '../fixture/words.ts';

/** By the circular: 2 000 đồng for each of the first two pages of a copy, 1 000 for each further one. */
const PEOPLE = [
  { card: MAI_HUONG, copies: '5', pages: '1', owes: 10_000, words: '10.000' },
  { card: VAN_DUC, copies: '4', pages: '3', owes: 20_000, words: '20.000' },
  { card: THU_HA, copies: '3', pages: '2', owes: 12_000, words: '12.000' },
] as const;

test('three people get twelve certified copies, each with a receipt of the book, and the drawer holds what they paid', async ({ openWindow, point }) => {
  const kiosk = await openWindow('kiosk', { width: 1080, height: 1920 });
  const numbers: string[] = [];
  for (const _ of PEOPLE) numbers.push(await takeNumber(kiosk, 'Hộ tịch – Chứng thực'));
  const counter = await openWindow('counter-1');
  const display = await openWindow('display-1');
  const desk = deskAt(counter, 1, point);
  await using door = await point.ask('counter-1');
  const inDrawer = async (): Promise<number> => (await door.call('drawer.read', {})).drawers.find(({ counterId }) => counterId === 1)?.expected ?? 0;
  const before = await inDrawer();
  const papersBefore = await point.devices.printed();
  const receipts: number[] = [];
  const codes: string[] = [];

  for (const [place, { card, copies, pages, words: owed }] of PEOPLE.entries()) {
    await callAndRead(desk, numbers[place] ?? '', card);
    await chooseProcedure(desk, 'sao y', 'Chứng thực bản sao từ bản chính');
    await bringPaper(desk);
    await desk.hands.press('F11');
    await expect(counter.getByLabel(words('fee.quantity', { unit: 'bản' }))).toBeFocused();
    await desk.hands.type(copies);
    await desk.hands.press('Tab');
    await expect(counter.getByLabel(words('fee.pages'))).toBeFocused();
    await desk.hands.type(pages);
    await expect(counter.locator('.fee-total.digits')).toHaveText(words('fee.dong', { amount: owed }));
    await counter.getByRole('textbox', { name: words('fee.handed') }).press('Enter');
    receipts.push(await receiptNumber(desk));
    codes.push(await receive(desk));
    await expect(display.getByText(words('display.receipt.title'))).toBeVisible();
    await finish(desk);
  }

  expect(receipts).toEqual([0, 1, 2].map((step) => (receipts[0] ?? 0) + step));
  expect((await inDrawer()) - before).toBe(42_000);
  // Of each a paper for the dossier and one for the money, with words on it.
  await expect.poll(() => point.devices.printed()).toBeGreaterThanOrEqual(papersBefore + 6);
  for (let paper = papersBefore + 1; paper <= papersBefore + 6; paper += 1) expect(await inkOf(await point.devices.paper(paper))).toBeGreaterThan(5000);
  for (const [place, code] of codes.entries()) {
    const { dossier, papers } = await dossierAtStation(point, code);
    expect([dossier.ticketNumber, dossier.status, papers.length]).toEqual([numbers[place], 2, 1]);
  }
  await statusesAtCity(point, codes, [2, 2, 2]);

  await counter.getByRole('button', { name: new RegExp((codes[0] ?? '').replaceAll('.', String.raw`\.`)) }).click();
  await counter.getByRole('button', { name: words('form.open') }).click();
  await counter.getByRole('radio', { name: words('form.name.receipt-certified') }).check();
  await expect(counter.getByText(words('form.drawing'))).toHaveCount(0);
  const { name, bytes } = await fetched(counter, () => counter.getByRole('button', { name: words('form.pdf') }).click());
  expect(name).toMatch(/\.pdf$/);
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.length).toBeGreaterThan(5000);
});
