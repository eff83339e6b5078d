// `npm run sounds`: speaks every clip of a call and every sentence of the kiosk's help with Debian's espeak-ng and writes it to resources/sounds. Only for whoever changes the words; the clips are kept in the repository.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { shapeClip } from '../../electron/station/sound/clip-shape.ts';
import { readWav, writeWav } from '../../electron/station/sound/wav.ts';
import { must } from '../../shared/base/must.ts';
import { CHIME, CLIPS } from '../../shared/domain/call/spoken-call.ts';
import { HELP_TOPICS, helpClip } from '../../shared/domain/call/spoken-help.ts';
import { root, run } from '../checks/spawn.ts';
import { ensureTools } from '../setup/system-tools.ts';
import { makeChime } from '../sounds/chime.ts';

/** Northern Vietnamese; words a minute and pitch chosen so that single letters can be told apart. */
const VOICE = ['-v', 'vi', '-s', '145', '-p', '45'];
/** What espeak-ng is told instead, where it would say something else: 'gi' alone comes out as one consonant, and 'không' without its stress. */
const INSTEAD: Readonly<Record<string, string>> = { 'chu-j': 'di', 'so-0': "[[x'o7N]]" };
/** The words of the screen as a person reads them aloud. */
const kioskWords = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(path.join(root, 'resources', 'texts', 'kiosk.vi.json'), 'utf8')));
const HELP = HELP_TOPICS.map((topic): [string, string] => [helpClip(topic), must(kioskWords[`kiosk.help.${topic}`], 'every topic has its words').replaceAll('/', ' ').replaceAll(/[«»]/g, '')]);
const target = path.join(root, 'resources', 'sounds');

if (!(await ensureTools(['espeak-ng']))) throw new Error('espeak-ng is needed for speaking, and is not there');
const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-sounds-'));
try {
  await writeFile(path.join(target, `${CHIME}.wav`), writeWav(makeChime()));
  for (const [name, words] of [...CLIPS, ...HELP]) {
    const file = path.join(folder, `${name}.wav`);
    const spoken = await run('espeak-ng', [...VOICE, '-w', file, INSTEAD[name] ?? words]);
    if (spoken.code !== 0) throw new Error(`espeak-ng could not say "${words}": ${spoken.err}`);
    await writeFile(path.join(target, `${name}.wav`), writeWav(shapeClip(readWav(await readFile(file)))));
  }
  process.stdout.write(`${CLIPS.size + HELP.length + 1} clips are in ${path.relative(root, target)}.\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
