// The hall board in each of its states.

import { BoardScreen } from '../../../renderer/screens/board/board-screen.tsx';
import type { Loudspeaker } from '../../../renderer/screens/board/voice/loudspeaker.ts';
import type { Heard } from '../../../shared/contract/sound.ts';
import { endless, refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { NOW } from '../desk/example-point.ts';
import { exampleHost } from '../desk/example-host.ts';
import type { Picture } from '../picture.ts';
import { calls, emptyOverview, hallPoint, hallSound, overview, realPoint } from './example-hall.ts';

function board(name: string, script: Script, more: Partial<Picture> = {}): Picture {
  return { name: `board-${name}`, role: 'board', sizes: ['landscape', 'small'], screen: <BoardScreen point={hallPoint('board')} />, client: () => scriptedClient(script), steps: [], ...more };
}

const old = calls.map((call) => ({ ...call, calledAt: call.calledAt - 60_000 }));
const wide = Array.from({ length: 8 }, (_, index) => ({ number: `W08${index}`, counterId: index + 8, calledAt: NOW - index * 60_000, calls: 1 }));
const two = [{ number: 'B005', counterId: 3, calledAt: NOW - 2_000, calls: 1 }, { ...calls[0], calledAt: NOW - 9_000 }, ...calls.slice(2)];

/** A loudspeaker that is heard so, and plays nothing. */
function voice(as: Heard): { readonly makeLoudspeaker: () => Loudspeaker } {
  const nothing = { play: () => Promise.resolve(), choose: () => Promise.resolve({ heard: as, names: [] }), onDevices: () => () => undefined, wake: () => Promise.resolve(), close: () => undefined };
  return { makeLoudspeaker: () => nothing };
}
const heard = (as: Heard): Script => ({ 'queue.overview': () => overview(), 'host.state': () => exampleHost({ role: 'board' }), 'sound.read': () => hallSound({ heard: as, loudspeaker: 'TV' }), 'sound.report': () => ({}) });

export const boardPictures: readonly Picture[] = [
  board('calling', { 'queue.overview': () => overview() }),
  board('calling-real', { 'queue.overview': () => overview() }, { screen: <BoardScreen point={realPoint('board')} /> }),
  board('calling-again', { 'queue.overview': () => overview({ calling: [{ ...calls[0], calls: 2 }], recent: [{ ...calls[0], calls: 2 }, ...calls.slice(1)] }) }),
  board('calling-two', { 'queue.overview': () => overview({ calling: two.slice(0, 4), recent: two }) }),
  board('calm', { 'queue.overview': () => overview({ calling: old.slice(0, 4), recent: old }) }),
  board('calling-wide', { 'queue.overview': () => overview({ calling: wide, recent: wide, counters: wide.map(({ counterId, number }) => ({ counterId, number, state: 'open' })) }) }),
  board('voice-blocked', heard('blocked'), { screen: <BoardScreen point={hallPoint('board')} voice={voice('blocked')} /> }),
  board('voice-instead', heard('instead'), { screen: <BoardScreen point={realPoint('board')} voice={voice('instead')} /> }),
  board('voice-blocked-english', heard('blocked'), { screen: <BoardScreen point={hallPoint('board')} voice={voice('blocked')} />, language: 'en' }),
  board('nobody', { 'queue.overview': () => emptyOverview }),
  board('loading', { 'queue.overview': () => endless() }),
  board('unreachable', { 'queue.overview': () => Promise.reject(refusal('station.unreachable')) }),
  board('stale', { 'queue.overview': () => overview() }, {
    steps: [(client) => client.answer({ 'queue.overview': () => Promise.reject(refusal('station.unreachable')) }), (client) => client.emit('queue.changed', {})],
  }),
  board('english', { 'queue.overview': () => overview() }, { language: 'en' }),
];
