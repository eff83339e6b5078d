// A complaint written on the citizen display: its page, its contact, its end, and how it looks where the station does not answer.

import type { EpochMs } from '../../../shared/base/ids.ts';
import { CitizenDisplayScreen } from '../../../renderer/screens/citizen-display/citizen-display-screen.tsx';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { COUNTER, examplePoint, NOW } from './example-point.ts';

const point = examplePoint('citizen-display');
const touched = { ...point, counters: point.counters.map((counter) => ({ ...counter, touchDisplay: true })) };

function written(name: string, steps: readonly Step[], script: Script = {}): Picture {
  return {
    name: `citizen-display-petition${name}`, role: 'citizen-display', sizes: ['landscape', 'small'], steps: ['Phản ánh, kiến nghị', ...steps], screen: <CitizenDisplayScreen point={touched} />,
    client: () => scriptedClient({
      'display.read': () => ({ counterId: COUNTER, officerName: 'Nguyễn Thị Hồng Vân', officerTitle: '', fieldNames: ['Hộ tịch – Chứng thực'], view: { kind: 'open' } }),
      'petition.receive': () => ({ code: 'PA-K1-261124-07', receivedAt: NOW, handleBy: (NOW + 21 * 86_400_000) as EpochMs, print: null }), ...script,
    }),
  };
}

export const displayPetitionPictures: readonly Picture[] = [
  written('', ['Thái độ phục vụ', ...'cho']),
  written('-empty', ['Gửi', { see: 'Xin viết nội dung' }]),
  written('-contact', ['a', 'Để lại số điện thoại', { see: 'Liên hệ' }]),
  written('-done', ['a', 'Gửi', { see: 'PA-K1-261124-07' }]),
  written('-failed', ['a', 'Gửi', { see: 'Chưa gửi được' }], { 'petition.receive': () => Promise.reject(refusal('station.unreachable')) }),
];
