// `npm run update:sign -- --payload FILE --manifest FILE --key FILE [--key FILE] --out FOLDER`: makes a bundle of the program's installer or archive, signed by one or two of the maker's keys.

import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { migrations } from '../../electron/station/store/migrations/all.ts';
import { readKeyList, readPrivateKey } from '../../electron/update/bundle/keys.ts';
import { readSigned, signManifest } from '../../electron/update/bundle/verify.ts';
import { MANIFEST_FILE, PAYLOAD_FILE, updateManifestSchema, type UpdateManifest } from '../../shared/wire/updates.ts';
import { must } from '../../shared/base/must.ts';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';

const USAGE = 'usage: npm run update:sign -- --payload FILE --manifest FILE --key FILE [--key FILE] --out FOLDER [--days N] [--list FILE]\nThe manifest names channel, platform, arch, kind, sequence, fromVersion, storeFrom, mayGoBack, notes; the rest is read from the program and the payload.';
/** What a person says of a bundle; see docs/updates.md. */
const saidSchema = z.strictObject({
  ...updateManifestSchema.pick({ channel: true, platform: true, arch: true, kind: true, sequence: true, fromVersion: true, notes: true }).shape,
  version: updateManifestSchema.shape.version.optional(),
  storeFrom: z.int().min(0), mayGoBack: z.boolean(), installedBytes: z.int().min(1).optional(),
});
const packageSchema = z.object({ version: z.string() });
const DAY_MS = 86_400_000;
/** An archive with Chromium in it grows to about this much when it is unpacked. */
const GROWS_BY = 3.5;

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}

async function sign(): Promise<number> {
  const { values } = parseArgs({ options: { payload: { type: 'string' }, manifest: { type: 'string' }, key: { type: 'string', multiple: true }, out: { type: 'string' }, days: { type: 'string', default: '180' }, list: { type: 'string', default: path.join(root, 'resources', 'updates', 'maker-keys.json') } } });
  const { payload, manifest: saidFile, key: keyFiles, out } = values;
  if (payload === undefined || saidFile === undefined || keyFiles === undefined || out === undefined) {
    print(USAGE);
    return 2;
  }
  const { storeFrom, mayGoBack, installedBytes, version, ...said } = saidSchema.parse(JSON.parse(readFileSync(saidFile, 'utf8')));
  const { size } = statSync(payload);
  const now = Date.now();
  const manifest: UpdateManifest = updateManifestSchema.parse({
    format: 1, product: 'mot-cua', ...said,
    version: version ?? packageSchema.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).version,
    store: { from: storeFrom, to: must(migrations.at(-1), 'there is at least one migration').version, mayGoBack },
    payload: { bytes: size, sha256: await sha256Of(payload), installedBytes: installedBytes ?? Math.ceil(size * GROWS_BY) },
    notBefore: now - DAY_MS, expires: now + Number(values.days) * DAY_MS,
  });
  const bytes = Buffer.from(JSON.stringify(signManifest(manifest, keyFiles.map((file) => readPrivateKey(readFileSync(file, 'utf8'))))));
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, MANIFEST_FILE), bytes);
  copyFileSync(payload, path.join(out, PAYLOAD_FILE));
  const checked = readSigned(bytes, readKeyList(readFileSync(values.list, 'utf8')));
  if (checked.kind === 'refused') {
    print(`signed, and no station of this program would take it: ${checked.fault}. Is the public key in ${values.list}?`);
    return 1;
  }
  print(`${checked.id} version ${manifest.version}, ${size} bytes, in ${out}`);
  return 0;
}

process.exitCode = await sign();
