// Lays out folders that look like Electron's downloads, with a placeholder for the executable: enough to try every step of packaging, and nothing that runs.

import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compile } from './tools.ts';

const here = import.meta.dirname;

/** Languages that Electron's download has files of, of many more. */
const locales = ['de', 'en-GB', 'en-US', 'fr', 'vi', 'zh-CN'];

/** Other files of the download whose names the packages must keep. */
const beside = {
  linux: ['chrome_100_percent.pak', 'chrome_200_percent.pak', 'resources.pak', 'icudtl.dat', 'snapshot_blob.bin', 'v8_context_snapshot.bin', 'libEGL.so', 'libGLESv2.so', 'libffmpeg.so', 'libvk_swiftshader.so', 'libvulkan.so.1', 'vk_swiftshader_icd.json', 'chrome_crashpad_handler', 'chrome-sandbox'],
  win32: ['chrome_100_percent.pak', 'chrome_200_percent.pak', 'resources.pak', 'icudtl.dat', 'snapshot_blob.bin', 'v8_context_snapshot.bin', 'd3dcompiler_47.dll', 'dxcompiler.dll', 'dxil.dll', 'ffmpeg.dll', 'libEGL.dll', 'libGLESv2.dll', 'vk_swiftshader.dll', 'vk_swiftshader_icd.json', 'vulkan-1.dll'],
} as const;

/** Makes the folder of one platform (x64) and gives it back. */
export async function makePlaceholderRuntime(folder: string, platform: 'linux' | 'win32', version: string): Promise<string> {
  const dist = path.join(folder, `${platform}-x64`);
  await rm(dist, { recursive: true, force: true });
  await mkdir(path.join(dist, 'locales'), { recursive: true });
  await mkdir(path.join(dist, 'resources'));
  const source = path.join(here, 'runtime.c');
  if (platform === 'linux') {
    await compile('gcc', ['-O1', '-s', '-o', path.join(dist, 'electron'), source]);
  } else {
    const resource = path.join(dist, 'version.o');
    await compile('x86_64-w64-mingw32-windres', [path.join(here, 'runtime.rc'), resource]);
    await compile('x86_64-w64-mingw32-gcc', ['-O1', '-s', '-o', path.join(dist, 'electron.exe'), source, resource]);
    await rm(resource);
  }
  const texts = [...beside[platform], 'LICENSE', 'LICENSES.chromium.html', ...locales.map((name) => `locales/${name}.pak`)];
  for (const name of texts) await writeFile(path.join(dist, name), `PLACEHOLDER: ${name}\n`);
  if (platform === 'linux') for (const name of ['chrome_crashpad_handler', 'chrome-sandbox']) await chmod(path.join(dist, name), 0o755);
  await writeFile(path.join(dist, 'version'), `${version}-placeholder`);
  return dist;
}
