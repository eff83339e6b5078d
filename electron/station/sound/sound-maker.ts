// One order carried out: the own folder looked at, the call's clips found and joined, or taken from those joined lately.

import type { OwnRecordings } from '../../../shared/contract/sound.ts';
import { CHIME, spokenCall } from '../../../shared/domain/call/spoken-call.ts';
import { spokenHelp } from '../../../shared/domain/call/spoken-help.ts';
import { ClipLibrary } from './clip-library.ts';
import { joinClips } from './join.ts';
import type { SoundOrder } from './sound-thread.ts';
import { writeWav } from './wav.ts';

/** Announcements that are kept: the numbers at the counters now, which are those called again. */
const KEPT = 16;

/** A maker over the shipped clips. */
export function createSoundMaker(shippedFolder: string): (order: SoundOrder) => { readonly own: OwnRecordings; readonly wav: Uint8Array | null } {
  const library = new ClipLibrary(shippedFolder);
  const kept = new Map<string, Uint8Array>();
  let lastOwn = '';
  return ({ ownFolder, call }) => {
    const own = library.look(ownFolder);
    const ownNow = `${ownFolder ?? ''} ${library.stamp()}`;
    if (ownNow !== lastOwn) kept.clear();
    lastOwn = ownNow;
    if (call === null) return { own, wav: null };
    const isHelp = 'topic' in call;
    const phrases = isHelp ? spokenHelp(call.topic, call.number) : spokenCall(call);
    if (phrases === null) return { own, wav: null };
    const { hasChime, times } = isHelp ? { hasChime: false, times: 1 } : call;
    const key = isHelp ? `${call.topic} ${call.number ?? ''}` : `${call.number} ${call.counterId} ${hasChime} ${times}`;
    const before = kept.get(key);
    if (before !== undefined) return { own, wav: before };
    const clips = phrases.map((phrase) => phrase.map((name) => library.clip(name)));
    const wav = writeWav(joinClips({ chime: hasChime ? library.clip(CHIME) : null, phrases: clips, times }));
    kept.set(key, wav);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return { own, wav };
  };
}
