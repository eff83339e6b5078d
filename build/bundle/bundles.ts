// The four bundles of the program: pages, Electron main, preload and station. What each may leave outside is said here, and each names the packages that are in it.
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { InlineConfig } from 'vite';
import { root } from '../checks/spawn.ts';
import { packagesIn } from './packages-in.ts';

const out = join(root, 'out');

/** Chromium of Electron 45 and of every browser the browser host may meet. */
const pageTarget = 'chrome120';

const base = {
  configFile: false,
  logLevel: 'warn',
  envDir: false,
  publicDir: false,
} satisfies InlineConfig;

const nodeModules = [...builtinModules, /^node:/];

/** Packages with a binary of their own; they stay packages beside the bundle. */
const nativePackages = ['better-sqlite3', 'node-hid', '@serialport/bindings-cpp', '@napi-rs/canvas', 'koffi'];

/** The pages: relative addresses, since each window lives below a path of its own; nothing inline, since the policy forbids it. */
export async function bundleRenderer(): Promise<readonly string[]> {
  const built = await build({
    ...base,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      target: pageTarget,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
    },
  });
  return packagesIn(built);
}

interface NodeBundle {
  readonly entry: string;
  readonly folder: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
  readonly external: readonly (string | RegExp)[];
  /** Puts the file beside those that are there already. */
  readonly besides?: boolean;
}

async function bundleForNode({ entry, folder, file, format, external, besides = false }: NodeBundle): Promise<readonly string[]> {
  const built = await build({
    ...base,
    root,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, entry),
      outDir: join(out, folder),
      emptyOutDir: !besides,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external: [...nodeModules, ...external],
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  });
  return packagesIn(built);
}

/** Electron's main process, as an ES module. */
export function bundleMain(): Promise<readonly string[]> {
  return bundleForNode({ entry: 'electron/main.ts', folder: 'main', file: 'main.js', format: 'es', external: ['electron'] });
}

/** The preload, as one CommonJS file: a sandboxed preload can be nothing else. */
export function bundlePreload(): Promise<readonly string[]> {
  return bundleForNode({
    entry: 'electron/preload.ts',
    folder: 'preload',
    file: 'preload.cjs',
    format: 'cjs',
    external: ['electron'],
  });
}

/** The station process and its threads, as ES modules beside their native packages. */
export async function bundleStation(): Promise<readonly string[]> {
  const common = { folder: 'station', format: 'es', external: nativePackages } as const;
  const used = [...nativePackages];
  for (const [index, name] of ['station', 'training', 'paper-worker', 'store-worker', 'backup-worker', 'picture-worker', 'page-worker', 'leaf-worker', 'binder-worker', 'form-worker', 'update-worker', 'sound-worker', 'spooler-worker', 'cover-worker', 'token-worker', 'signature-worker'].entries())
    used.push(...(await bundleForNode({ ...common, entry: `electron/station/${name}.ts`, file: `${name}.js`, besides: index > 0 })));
  used.push(...(await bundleForNode({ entry: 'electron/update/keeper/main.ts', folder: 'keeper', file: 'keeper.mjs', format: 'es', external: [] })));
  return used;
}

/** All five, into `out/`; gives the packages that are in them or beside them. */
export async function bundleAll(): Promise<readonly string[]> {
  const used = [...(await bundleRenderer()), ...(await bundleMain()), ...(await bundlePreload()), ...(await bundleStation()), ...(await bundleTools())];
  return [...new Set(used)];
}

/** The command line of a machine, as an ES module beside the same native packages. */
export function bundleTools(): Promise<readonly string[]> {
  return bundleForNode({ entry: 'electron/tools/main.ts', folder: 'tools', file: 'tool.js', format: 'es', external: nativePackages });
}
