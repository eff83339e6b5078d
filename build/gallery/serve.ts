// Builds the gallery's page and serves it under the very headers of the program, so that a picture also proves the content policy.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { contentSecurityPolicy, fileTypes, pageHeaders } from '../../electron/link/content-policy.ts';
import { root } from '../checks/spawn.ts';

const folder = join(root, 'out', 'gallery-page');

/** Builds tests/gallery into out/gallery-page. */
export async function buildGallery(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    envDir: false,
    publicDir: false,
    root: join(root, 'tests', 'gallery'),
    base: './',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome120', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 3000 },
  });
}

export interface GalleryServer extends AsyncDisposable {
  readonly address: string;
}

/** Serves the built page on a free port of this machine. */
export async function serveGallery(): Promise<GalleryServer> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
      const file = path === '/' ? 'index.html' : path.slice(1);
      const type = fileTypes[extname(file)];
      try {
        if (type === undefined || file.includes('..')) throw new Error(`no page ${file}`);
        const body = await readFile(join(folder, file));
        response.writeHead(200, { ...pageHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy() }).end(body);
      } catch {
        response.writeHead(404, pageHeaders).end();
      }
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
