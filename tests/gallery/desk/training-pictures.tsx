// Training: its section of the admin window, and the band over a screen of each role.

import type { ReactNode } from 'react';
import { must } from '../../../shared/base/must.ts';
import type { Training } from '../../../shared/contract/training.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { BoardScreen } from '../../../renderer/screens/board/board-screen.tsx';
import { KioskScreen } from '../../../renderer/screens/kiosk/kiosk-screen.tsx';
import { TrainingBand } from '../../../renderer/parts/training-band.tsx';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import { hallPoint, overview } from '../hall/example-hall.ts';
import { kioskScript } from '../hall/kiosk-pictures.tsx';
import type { Picture, Step } from '../picture.ts';
import { counterStates } from './counter-states.tsx';
import { adminModel } from './example-model.ts';
import { displayStates } from './other-states.tsx';
import { stillActs } from './still.ts';

function section(name: string, training: Partial<Training>, steps: readonly Step[]): Picture {
  const inTraining = training.isTraining === true;
  return {
    name: `admin-training-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps,
    screen: banded(<AdminView model={adminModel({ tab: 'training' })} act={stillActs as AdminActions} />, inTraining),
    client: () =>
      scriptedClient({
        'training.read': () => ({ isTraining: false, canSwitch: true, serving: 0, waiting: 0, ...training }),
        'training.begin': () => Promise.reject(refusal('training.visit-open', { count: 1 })),
        'training.afresh': () => ({}),
      }),
  };
}

function banded(screen: ReactNode, isTraining = true): ReactNode {
  return (
    <>
      {isTraining && <TrainingBand />}
      {screen}
    </>
  );
}

export const trainingPictures: readonly Picture[] = [
  section('off', {}, [{ see: 'Máy đang làm việc thật.' }]),
  section('begin', { waiting: 3 }, ['Bắt đầu tập dùng', { see: 'Hiện có 3 người đang chờ gọi.' }]),
  section('refused', { serving: 1 }, ['Bắt đầu tập dùng', { see: 'tạm ngừng phục vụ' }, () => [...document.querySelectorAll<HTMLButtonElement>('dialog button')].at(-1)?.click(), { see: 'training.visit-open' }]),
  section('on', { isTraining: true, waiting: 4 }, [{ see: 'Máy đang ở chế độ tập dùng.' }]),
  section('afresh', { isTraining: true, waiting: 4 }, ['Tập lại từ đầu', { see: 'Dữ liệu thật không bị đụng tới.' }]),
  section('only', { isTraining: true, canSwitch: false }, [{ see: 'Máy này chỉ mở để tập dùng.' }]),
  { name: 'counter-training', role: 'counter', sizes: ['landscape', 'small'], screen: banded(must(counterStates['papers'], 'a counter that serves somebody')) },
  { name: 'citizen-display-training', role: 'citizen-display', sizes: ['landscape', 'small'], screen: banded(must(displayStates['serving'], 'a display of somebody who is served')) },
  { name: 'board-training', role: 'board', sizes: ['landscape', 'small'], screen: banded(<BoardScreen point={hallPoint('board')} />), client: () => scriptedClient({ 'queue.overview': () => overview() }), steps: [] },
  { name: 'kiosk-training', role: 'kiosk', sizes: ['portrait', 'landscape', 'small'], screen: banded(<KioskScreen point={hallPoint('kiosk')} />), client: () => scriptedClient(kioskScript()), steps: [] },
];
