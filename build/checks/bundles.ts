// Builds everything that is shipped and looks at the result: pages that fit their policy, a preload that is one file.
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleMain, bundlePreload, bundleRenderer, bundleStation, bundleTools } from '../bundle/bundles.ts';
import { startBuiltStation } from './built-station.ts';
import { root } from './spawn.ts';
import type { StepResult } from './step.ts';

const out = join(root, 'out');

/** Builds and looks; each thing looked at counts as one. */
export async function checkBundles(): Promise<StepResult> {
  const builds = { renderer: bundleRenderer, main: bundleMain, preload: bundlePreload, station: bundleStation, tools: bundleTools };
  const report: string[] = [];
  let passed = 0;
  for (const [name, start] of Object.entries(builds)) {
    try {
      await start();
      passed += 1;
    } catch (cause) {
      report.push(`build of ${name}: ${String(cause)}`);
    }
  }
  for (const look of [pagesFitThePolicy, pagesAreRelative, preloadIsOneFile, noHostInside, trainingReachesNobody, nothingIsLeftBehind, () => startBuiltStation()]) {
    const faults = await look().catch((cause: unknown) => [String(cause)]);
    if (faults.length === 0) passed += 1;
    report.push(...faults);
  }
  return { passed, failed: report.length, counted: 'bundles and looks at them', report };
}

async function pagesFitThePolicy(): Promise<string[]> {
  const html = await readFile(join(out, 'renderer', 'index.html'), 'utf8');
  return pageFaults(html);
}

/** What in a page's HTML the content policy would refuse. */
export function pageFaults(html: string): string[] {
  const faults: string[] = [];
  if (/<script(?![^>]*\ssrc=)/i.test(html)) faults.push('index.html holds an inline script');
  if (/<style|\sstyle=/i.test(html)) faults.push('index.html holds an inline style');
  if (/\son\w+=/i.test(html)) faults.push('index.html holds an inline event handler');
  if (/(?:src|href)="(?!\.\/)/i.test(html)) faults.push('index.html has an address that is not relative');
  if (/<meta[^>]+content-security-policy/i.test(html)) faults.push('index.html carries a policy; that is the header’s business');
  return faults;
}

async function pagesAreRelative(): Promise<string[]> {
  const files = await readdir(join(out, 'renderer', 'assets'));
  const faults: string[] = [];
  for (const file of files.filter((name) => /\.(js|css)$/.test(name))) {
    const text = await readFile(join(out, 'renderer', 'assets', file), 'utf8');
    if (/url\(\s*["']?(?:\/|https?:|data:)/.test(text)) faults.push(`${file} loads something by an address that is not relative`);
    if (/\bnew Function\(|\beval\(/.test(text)) faults.push(`${file} makes code from text`);
  }
  if (!files.some((file) => file.endsWith('.woff2'))) faults.push('no font was shipped with the pages');
  return faults;
}

async function preloadIsOneFile(): Promise<string[]> {
  const files = await readdir(join(out, 'preload'));
  if (files.join() !== 'preload.cjs') return [`the preload is ${files.join(', ')}, not one file`];
  const text = await readFile(join(out, 'preload', 'preload.cjs'), 'utf8');
  const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  return required.some((name) => name !== 'electron')
    ? [`the preload needs ${required.join(', ')}; a sandboxed one has only electron`]
    : [];
}

/** Only the browser host has these; a program that falls back to it has a door that no package may have. */
const hostMarks: readonly RegExp[] = [/mot-cua-window/, /\bWebSocketServer\b/, /\bstartHostServer\b/, /\bfindBrowser\b/, /\.listen\(\s*[\w.]*port/];

/** What of the browser host stands in the text of a bundle. */
export function hostFaults(name: string, text: string): string[] {
  return hostMarks.filter((mark) => mark.test(text)).map((mark) => `${name} holds ${mark.source}: the browser host is no part of what is shipped`);
}

async function noHostInside(): Promise<string[]> {
  const names = ['main/main.js', 'preload/preload.cjs', 'station/station.js'];
  return (await Promise.all(names.map(async (name) => hostFaults(name, await readFile(join(out, name), 'utf8'))))).flat();
}

/** What speaks with a city or fetches new versions; a station of training has no line of it. */
const cityMarks: readonly RegExp[] = [/\bCityClient\b/, /\/v1\/(?:push|changes|leases|blobs)/, /\bundici\b/];

/** What of a city stands in the text of a bundle. */
export function cityFaults(name: string, text: string): string[] {
  return cityMarks.filter((mark) => mark.test(text)).map((mark) => `${name} holds ${mark.source}: training reaches nobody`);
}

async function trainingReachesNobody(): Promise<string[]> {
  const [training, serving] = await Promise.all(['training', 'station'].map(async (name) => await readFile(join(out, 'station', `${name}.js`), 'utf8')));
  // The marks are those of today's client, or they would find nothing for ever.
  const blind = cityMarks.filter((mark) => !mark.test(serving ?? '')).map((mark) => `station.js does not hold ${mark.source}`);
  return [...cityFaults('training.js', training ?? ''), ...blind];
}

async function nothingIsLeftBehind(): Promise<string[]> {
  const entries = await readdir(out, { recursive: true });
  const wrong = entries.filter((file) => /\.(map|test\.\w+|env)$/.test(file));
  const missing = ['main/main.js', 'station/station.js', 'station/training.js', 'station/paper-worker.js', 'station/store-worker.js', 'station/backup-worker.js', 'tools/tool.js', 'station/picture-worker.js', 'station/page-worker.js', 'station/leaf-worker.js', 'station/binder-worker.js', 'station/form-worker.js', 'station/update-worker.js', 'station/sound-worker.js', 'station/spooler-worker.js', 'station/cover-worker.js', 'keeper/keeper.mjs', 'renderer/index.html'].filter((file) => !existsSync(join(out, file)));
  return [...wrong.map((file) => `out/${file} must not be shipped`), ...missing.map((file) => `out/${file} is missing`)];
}
