// The card of the hall's voice says how it is heard, has a number spoken, and names each recording that cannot be used.
import { afterEach, expect, test } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import { scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage, type Stage } from '../../../../tests/fakes/stage.tsx';
import { soundPictures } from '../../../../tests/gallery/desk/sound-pictures.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const SAID: Readonly<Record<string, string>> = {
  heard: 'Đang phát qua loa đã chọn.', instead: 'Chưa thấy loa đã chọn', silent: 'Bảng gọi số chưa báo về.', off: 'Tiếng gọi số đang tắt', 'no-board': 'Máy này không mở bảng gọi số',
};

test.each(Object.entries(SAID))('the state %s says "%s"', async (name, words) => {
  const picture = must(soundPictures.find((one) => one.name === `admin-voice-${name}`), name);
  open = await stage(picture.screen, { client: must(picture.client, name)() });
  expect(open.words()).toContain(words);
});

test('every recording that cannot be used is named with why', async () => {
  const picture = must(soundPictures.find(({ name }) => name === 'admin-voice-instead'), 'a picture');
  open = await stage(picture.screen, { client: must(picture.client, 'a client')() });
  expect([...open.root.querySelectorAll('li')].map((line) => line.textContent)).toEqual([
    'so-5.wav: không phải PCM 16 bit, một hoặc hai kênh', 'xin moi so (bản thu lại lần hai của chị Hương, phòng họp).wav: tên không đúng tên tiếng nào', 'chu-a.wav: không có tiếng',
  ]);
});

test('a number is spoken at a touch, and which one is said', async () => {
  const picture = must(soundPictures.find(({ name }) => name === 'admin-voice-heard'), 'a picture');
  const client = must(picture.client, 'a client')();
  open = await stage(picture.screen, { client });
  await open.press('Đọc thử một số');
  expect(open.words()).toContain('số A025 đến quầy số 1');
  expect(client.inputsOf('sound.try')).toEqual([{}]);
});

test('a station that does not know the voice leaves the card out', async () => {
  open = await stage(must(soundPictures[0], 'a picture').screen, { client: scriptedClient({}) });
  expect(open.words()).not.toContain('Tiếng gọi số');
});
