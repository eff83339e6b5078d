// The card of the hall's voice in the health screen, in each of its states.

import { SoundCard } from '../../../renderer/screens/admin/health/sound-card.tsx';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import type { Sound } from '../../../shared/contract/sound.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { hallSound } from '../hall/example-hall.ts';
import type { Picture, Step } from '../picture.ts';
import { minutesAgo } from './example-point.ts';

const own: Sound['own'] = {
  isThere: true, used: 31,
  skipped: [{ file: 'so-5.wav', fault: 'format' }, { file: 'xin moi so (bản thu lại lần hai của chị Hương, phòng họp).wav', fault: 'unknown-name' }, { file: 'chu-a.wav', fault: 'silent' }],
};

function card(name: string, sound: Partial<Sound>, steps: readonly Step[] = [], script: Script = {}): Picture {
  return {
    name: `admin-voice-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps,
    client: () => scriptedClient({ 'sound.read': () => hallSound(sound), 'sound.try': () => ({ number: 'A025', counterId: counterIdSchema.parse(1) }), ...script }),
    screen: (
      <main className="health-side">
        <h1>Sức khỏe</h1>
        <SoundCard />
      </main>
    ),
  };
}

const act = 'Đọc thử một số';

export const soundPictures: readonly Picture[] = [
  card('heard', { loudspeaker: 'HDMI – TV sảnh', spokeAt: minutesAgo(2) }, [act, { see: 'A025' }]),
  card('instead', { heard: 'instead', loudspeaker: 'HDMI – TV sảnh', loudspeakers: ['Loa ngoài (Realtek High Definition Audio)', 'Tai nghe'], own }),
  card('silent', { heard: null }, [act, { see: 'loudspeaker.absent' }], { 'sound.try': () => Promise.reject(refusal('loudspeaker.absent')) }),
  card('off', { isOn: false }),
  card('no-board', { windowId: null }),
];
