// Starts the built station bundle under plain Node, as Electron's utility process will: a bundle that nobody starts is not known to work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkStation } from '../../electron/host/fork-station.ts';
import { fromStationSchema } from '../../electron/link/parent-link.ts';
import { exampleWindows, readExampleProfile, writeMachineSettings } from '../demo/example-point.ts';
import { root } from './spawn.ts';

const longestMs = 30_000;

/** Starts it on an empty folder, waits until it is ready, and stops it; gives the faults seen. */
export async function startBuiltStation(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-built-'));
  try {
    const profile = readExampleProfile();
    const settings = writeMachineSettings(folder, {
      dataFolder: folder,
      profile,
      city: null,
      devices: {},
      host: { port: 0, windows: exampleWindows(profile) },
    });
    return await play(settings);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function play(settings: string): Promise<string[]> {
  const child = forkStation(join(root, 'out', 'station', 'station.js'), ['--settings', settings, '--host', 'browser']);
  return new Promise((resolve) => {
    const seen: string[] = [];
    const late = setTimeout(() => {
      seen.push('the built station was not ready, or did not end, in time');
      child.kill();
    }, longestMs);
    let isReady = false;
    child.onMessage((message) => {
      const said = fromStationSchema.parse(message);
      if (said.kind === 'ready') {
        isReady = true;
        child.send({ kind: 'stop' });
      } else if (said.kind === 'failed') {
        seen.push(`the built station failed: ${said.code} ${said.detail}`);
      }
    });
    child.onExit((how) => {
      clearTimeout(late);
      resolve(isReady && how === 'code 0' && seen.length === 0 ? [] : [...seen, `the built station ended with ${how}`]);
    });
  });
}
