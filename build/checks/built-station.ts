// Starts the built station bundle under plain Node, as Electron's utility process will, and lets it print: a bundle that nobody starts is not known to work.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { forkStation } from '../../electron/host/fork-station.ts';
import { fromStationSchema } from '../../electron/link/parent-link.ts';
import { practiceOptionsSchema, startPracticePoint } from '../../electron/practice/point.ts';
import { events } from '../../shared/contract/events.ts';
import { exampleWindows, readExampleProfile, writeMachineSettings } from '../demo/example-point.ts';
import { root } from './spawn.ts';

const longestMs = 30_000;
const clientId = 'kiosk';
const printed = z.object({ event: z.literal('print.changed'), payload: events['print.changed'].payload });

/** Starts the one in `app` (out/ of this tree, or that of an unpacked package) on an empty folder, takes a number, waits for the paper, and stops it; gives the faults seen. */
export async function startBuiltStation(app: string = root): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-built-'));
  try {
    const profile = readExampleProfile();
    await using practice = await startPracticePoint(practiceOptionsSchema.parse({ counters: [] }));
    const settings = writeMachineSettings(folder, {
      dataFolder: folder,
      profile,
      city: null,
      devices: practice.deviceSettings(),
      host: { port: 0, windows: exampleWindows(profile) },
    });
    const faults = await play(join(app, 'out', 'station', 'station.js'), settings, profile.fields[0]?.code ?? '');
    return practice.printer.pageCount() === 1 ? faults : [...faults, `the built station printed ${practice.printer.pageCount()} papers for one number`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function play(entry: string, settings: string, field: string): Promise<string[]> {
  const child = forkStation(entry, ['--settings', settings, '--host', 'browser']);
  return new Promise((resolve) => {
    const seen: string[] = [];
    const late = setTimeout(() => {
      seen.push('the built station did not come to its first paper, or did not end, in time');
      child.kill();
    }, longestMs);
    let hasPrinted = false;
    child.onMessage((message) => {
      const said = fromStationSchema.parse(message);
      if (said.kind === 'ready') {
        child.send({ kind: 'open', clientId, caller: { role: 'kiosk' } });
        child.send({ kind: 'frame', clientId, text: JSON.stringify({ id: 1, command: 'ticket.issue', input: { requestId: randomUUID(), field, priority: 'none', procedureCode: null } }) });
      } else if (said.kind === 'failed') {
        seen.push(`the built station failed: ${said.code} ${said.detail}`);
      } else if (said.kind === 'frame') {
        const { data } = printed.safeParse(JSON.parse(said.text));
        if (data?.payload.state === 'failed') seen.push(`the built station could not print: ${String(data.payload.code)}`);
        hasPrinted ||= data?.payload.state === 'printed';
        if (data?.payload.state === 'printed' || data?.payload.state === 'failed') child.send({ kind: 'stop' });
      }
    });
    child.onExit((how) => {
      clearTimeout(late);
      resolve(hasPrinted && how === 'code 0' && seen.length === 0 ? [] : [...seen, `the built station ended with ${how}`]);
    });
  });
}
