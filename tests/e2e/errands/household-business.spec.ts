// A household business: the fee that the council set is typed in and asked for by VietQR, which a phone reads off the citizen's screen; the receipt comes only with the money.
import type { Page } from '@playwright/test';
import { ACCOUNT, expect, test } from '../fixture/example-point.ts';
import type { ExamplePoint } from '../fixture/example-point.ts';
import { bringPaper, callAndRead, chooseProcedure, deskAt, dossierAtStation, finish, receive, receiptNumber, statusesAtCity, takeNumber } from '../fixture/errand.ts';
import type { Desk } from '../fixture/errand.ts';
import { VAN_DUC } from '../fixture/people.ts';
import { codeOnScreen, inkOf } from '../fixture/seen.ts';
import { words } from '../fixture/words.ts';

/** Fields of an EMVCo text: two digits of name, two of length. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4));
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** CRC-16/CCITT-FALSE, as EMVCo signs its texts. */
function crcOf(text: string): string {
  let crc = 0xff_ff;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x80_00) === 0 ? crc << 1 : (crc << 1) ^ 0x10_21) & 0xff_ff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** Comes to the counter as far as the fee that the council set: a number, a card, the papers, and the amount typed in. */
async function broughtToTheFee(openWindow: (windowId: string, size?: { readonly width: number; readonly height: number }) => Promise<Page>, point: ExamplePoint): Promise<{ readonly number: string; readonly counter: Page; readonly display: Page; readonly desk: Desk }> {
  const number = await takeNumber(await openWindow('kiosk', { width: 1080, height: 1920 }), 'Đăng ký kinh doanh');
  const counter = await openWindow('counter-5');
  const display = await openWindow('display-5');
  const desk = deskAt(counter, 5, point);
  await callAndRead(desk, number, VAN_DUC);
  await chooseProcedure(desk, 'mo ho kinh doanh', 'Đăng ký thành lập hộ kinh doanh');
  await bringPaper(desk, 2);
  await desk.hands.press('F11');
  await expect(counter.getByLabel(words('fee.quantity', { unit: 'hồ sơ' }))).toBeFocused();
  await desk.hands.press('Tab');
  await desk.hands.type('100000');
  return { number, counter, display, desk };
}

test('a household business is registered with the fee paid by VietQR, and the receipt follows the money', async ({ openWindow, point }) => {
  const { counter, display, desk } = await broughtToTheFee(openWindow, point);
  await using door = await point.ask('counter-5');
  await expect(counter.locator('.fee-total.digits')).toHaveText(words('fee.dong', { amount: '100.000' }));
  await desk.hands.press('F8');
  await expect(display.getByText(words('display.pay.title'))).toBeVisible();

  const text = await codeOnScreen(display.locator('svg.qr'));
  const fields = fieldsOf(text);
  const account = fieldsOf(fields.get('38') ?? '');
  expect([fields.get('00'), fields.get('01'), fields.get('53'), fields.get('54'), fields.get('58')]).toEqual(['01', '12', '704', '100000', 'VN']);
  expect([account.get('00'), account.get('02')]).toEqual(['A000000727', 'QRIBFTTA']);
  expect([...fieldsOf(account.get('01') ?? '').values()]).toEqual([ACCOUNT.bankNumber, ACCOUNT.account]);
  expect(fields.get('63')).toBe(crcOf(text.slice(0, -4)));

  // Nobody has seen the money: no receipt yet, and the code's number is the payment's.
  const asked = (await door.call('fee.read', {}))?.payments[0];
  expect([asked?.state, asked?.receipt, asked?.amount]).toEqual(['pending', null, 100_000]);
  expect(fieldsOf(fields.get('62') ?? '').get('01')).toBe(asked?.billNumber);
  await expect(display.getByText(ACCOUNT.holder)).toBeVisible();

  const printed = await point.devices.printed();
  await counter.getByRole('button', { name: words('fee.confirm', { amount: '100.000' }) }).click();
  const receipt = await receiptNumber(desk);
  await expect.poll(() => point.devices.printed()).toBe(printed + 1);
  expect(await inkOf(await point.devices.paper(printed + 1))).toBeGreaterThan(5000);
  await expect(display.locator('svg.qr')).toHaveCount(0);
  const paid = (await door.call('fee.read', {}))?.payments;
  expect(paid?.map(({ state, receipt: given }) => [state, given?.number])).toEqual([['confirmed', receipt]]);

  const code = await receive(desk);
  await finish(desk);
  const { dossier, papers } = await dossierAtStation(point, code);
  expect([dossier.status, dossier.pages, papers[0]?.originals]).toEqual([2, 2, 1]);
  await statusesAtCity(point, [code], [2]);
});

test('the city confirms the transfer by the bank’s statement: both screens say so by themselves, and the receipt comes without anybody pressing', async ({ openWindow, point }) => {
  const { number, counter, display, desk } = await broughtToTheFee(openWindow, point);
  await using door = await point.ask('counter-5');
  await desk.hands.press('F8');
  await expect(display.locator('svg.qr')).toBeVisible();
  const bill = (await door.call('fee.read', {}))?.payments[0]?.billNumber ?? '';
  await expect.poll(async () => (await door.call('status.read', {})).sync.waitingEvents).toBe(0);

  const printed = await point.devices.printed();
  expect(await point.bankSays(`MBVCB.1234567.${bill.toLowerCase()} ${number} LE PHI.CT tu 0011`, 100_000, 'FT26194000001')).toContain('confirmed for station');
  await expect(counter.getByText('FT26194000001')).toBeVisible();
  await expect(display.getByText(words('display.paid.title', { amount: '100.000' }))).toBeVisible();
  const receipt = await receiptNumber(desk);
  await expect.poll(() => point.devices.printed()).toBe(printed + 1);
  expect((await door.call('fee.read', {}))?.payments.map(({ state, receipt: given, confirmed }) => [state, given?.number, confirmed?.officerName])).toEqual([['confirmed', receipt, '']]);

  const code = await receive(desk);
  await finish(desk);
  await statusesAtCity(point, [code], [2]);
});
