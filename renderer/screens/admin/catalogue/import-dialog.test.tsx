// A file goes to the station packed and in pieces, and is used only after its changes were shown.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { unpackCatalogue, UnfitCatalogue } from '../../../../electron/station/catalogue/unpack.ts';
import { cityCatalogue, shippedCatalogue } from '../../../../tests/gallery/desk/example-catalogue.ts';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { CatalogueSection } from './catalogue-section.tsx';
import { piecesOf } from './packed-file.ts';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function chosen(file: File, script: Script): Promise<{ readonly client: ScriptedClient; readonly screen: Stage }> {
  const client = scriptedClient({ 'catalogue.read': () => shippedCatalogue, ...script });
  const screen = (open = await stage(<CatalogueSection now={NOW} />, { client }));
  await screen.press('Nhận danh mục từ tệp');
  const picker = screen.find<HTMLInputElement>('dialog input[type="file"]');
  Object.defineProperty(picker, 'files', { value: [file] });
  await act(async () => void picker.dispatchEvent(new Event('change', { bubbles: true })));
  await expect.poll(() => screen.words(), { timeout: 5000 }).not.toContain('Đang gửi và kiểm tệp');
  return { client, screen };
}
const { held, counts, changes } = cityCatalogue();
/** Much that does not pack. */
const LARGE = Array.from({ length: 60_000 }, (_none, place) => ((place * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ');

test('a plain file is packed, a packed one is left as it is, and the pieces together are the file', async () => {
  for (const given of [new Blob([LARGE]), new Blob([new Uint8Array(gzipSync(LARGE))])]) {
    const pieces = await piecesOf(given);
    expect([pieces.length > 2, Math.max(...pieces.map(({ length }) => length))]).toEqual([true, 48_000]);
    expect(gunzipSync(Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))).toString('utf8') === LARGE).toBe(true);
  }
});

test('what it changes is shown, and only then it is used', async () => {
  const { client, screen } = await chosen(new File([LARGE], 'danh-muc.json'), {
    'catalogue.offer': ({ piece, pieces }) => (piece < pieces - 1 ? { isThere: false } : { isThere: true, held: { ...held, origin: 'file', edition: 0 }, counts, changes }),
    'catalogue.take': () => cityCatalogue(),
  });
  const sent = client.inputsOf('catalogue.offer');
  expect([sent.map(({ piece }) => piece), new Set(sent.map(({ fileId }) => fileId)).size]).toEqual([sent.map((_each, place) => place), 1]);
  for (const words of ['Danh mục nhận từ tệp, dữ liệu tháng 11/2026', 'Miễn lệ phí', 'Còn 35 thủ tục khác']) expect(screen.words()).toContain(words);
  expect(client.inputsOf('catalogue.take')).toEqual([]);
  await screen.press('Dùng danh mục này');
  expect(client.inputsOf('catalogue.take')).toMatchObject([{ fileId: sent[0]?.fileId }]);
  expect(screen.words()).toContain('bản 4');
});

test('a file that is whole but wrong says where by code and field, and what in the language of the window; nothing can be used', async () => {
  const { screen } = await chosen(new File(['{}'], 'danh-muc.json'), { 'catalogue.offer': () => Promise.reject(refusal('catalogue.unreadable', { where: '1.001193, papers.2.originals', fault: 'type' })) });
  expect(screen.words()).toContain('Chỗ sai: 1.001193, papers.2.originals (không đúng kiểu dữ liệu)');
  expect(screen.button('Dùng danh mục này').disabled).toBe(true);
});

test('half of a plain file is asked for again in the language of the window, as the station itself answers it', async () => {
  const whole = readFileSync(path.join(import.meta.dirname, '../../../../resources/catalogue/procedures.json'), 'utf8');
  const coming: string[] = [];
  const { screen } = await chosen(new File([whole.slice(0, whole.length / 2)], 'danh-muc.json'), {
    'catalogue.offer': async ({ pieces, base64 }) => {
      coming.push(base64);
      if (coming.length < pieces) return { isThere: false };
      const unfit: unknown = await unpackCatalogue(Buffer.concat(coming.map((piece) => Buffer.from(piece, 'base64'))), null).catch((thrown: unknown) => thrown);
      throw unfit instanceof UnfitCatalogue ? refusal(unfit.code, unfit.params) : unfit;
    },
  });
  expect(screen.words()).toContain('Chép lại tệp rồi chọn lại');
  expect(screen.words()).toContain('catalogue.broken');
  expect(screen.words()).not.toMatch(/Chỗ sai|JSON|whole|lines|ends/u);
  expect(screen.button('Dùng danh mục này').disabled).toBe(true);
});
