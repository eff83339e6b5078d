// The self-test of a kiosk in each of its states, reached by the touches that a technician makes.

import type { ReactNode } from 'react';
import { SelfTestScreen } from '../../../renderer/screens/self-test/self-test-screen.tsx';
import type { SelfTest, SelfTestStep } from '../../../shared/contract/self-test.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { minutesAgo } from '../desk/example-point.ts';
import { selfTestUpTo, wholeSelfTest } from '../desk/example-self-test.ts';
import type { Picture, SizeName, Step } from '../picture.ts';

const all: readonly SizeName[] = ['portrait', 'landscape', 'small'];

function selfTest(name: string, run: SelfTest, { steps = [], hasRestarted = false, script = {} }: { readonly steps?: readonly Step[]; readonly hasRestarted?: boolean; readonly script?: Script } = {}): Picture {
  const screen: ReactNode = <SelfTestScreen run={run} hasRestarted={hasRestarted} />;
  return { name: `self-test-${name}`, role: 'kiosk', sizes: all, screen, client: () => scriptedClient({ 'self-test.note': () => run, ...script }), steps };
}
const at = (step: SelfTestStep, steps: readonly Step[] = []): Picture => selfTest(step, selfTestUpTo(step), { steps });
const blur: Step = () => void window.dispatchEvent(new Event('blur'));

export const selfTestPictures: readonly Picture[] = [
  selfTest('intro', selfTestUpTo('screen')),
  at('touch', [{ see: 'Chạm dấu' }]),
  at('edge-left', [{ see: 'Máy chưa nhận' }]),
  selfTest('edge-escaped', selfTestUpTo('edge-right'), { steps: [{ see: 'Máy chưa nhận' }, blur, { see: 'mất tiêu điểm' }] }),
  selfTest('keys', selfTestUpTo('function-keys'), { steps: [{ see: 'Máy chưa nhận' }, () => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F11' })), { see: 'F11' }] }),
  at('ctrl-alt-del', [{ see: 'Không có mục nào' }]),
  at('sound', [{ see: 'Phát âm thanh' }]),
  at('clock', [{ see: 'UTC' }]),
  selfTest('restarted', selfTestUpTo('restart', [{ step: 'restart', state: 'begun', sights: [], said: null, detail: '', at: minutesAgo(1) }]), { hasRestarted: true, steps: [{ see: 'khởi động lại và' }] }),
  selfTest('not-restarted', selfTestUpTo('restart', [{ step: 'restart', state: 'begun', sights: [], said: null, detail: '', at: minutesAgo(1) }]), { steps: [{ see: 'chưa khởi động lại' }] }),
  selfTest('unsaved', selfTestUpTo('pinch'), { script: { 'self-test.note': () => Promise.reject(refusal('self-test.over')) }, steps: [{ see: 'đã kết thúc' }] }),
  selfTest('summary', wholeSelfTest('')),
];
