// The bundles that a city (or a neighbour in a point's network) hands out: one folder each, with how far its roll-out has got. What is signed in them is the maker's; here only shape and hash are looked at.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { compareVersions } from '../../shared/domain/update/version.ts';
import { MANIFEST_FILE, MAX_MANIFEST_BYTES, PAYLOAD_FILE, signedManifestSchema, signedText, type SignedManifest, type UpdateQuery } from '../../shared/wire/updates.ts';
import type { CityClock } from '../clock.ts';

const ROLLOUT_FILE = 'rollout.json';
/** A change of the roll-out is seen after so long, in ms. */
const LOOK_AGAIN_MS = 3000;
/** A folder of half a copy is none. */
const UNFINISHED = '.part';

export const rolloutSchema = z.strictObject({
  /** Part of the stations that are offered it, in percent: the same ones at each step, and some more. */
  percent: z.int().min(0).max(100),
  /** Stations that are offered it whatever the percentage, such as 'T149/K1'. */
  stations: z.array(z.string().regex(/^[A-Z0-9]{2,12}\/[A-Z0-9]{1,8}$/)).max(5000),
  /** Offered to nobody any more; who has it keeps it. */
  isWithdrawn: z.boolean(),
});
export type Rollout = z.infer<typeof rolloutSchema>;

export interface PublishedBundle {
  readonly id: string;
  readonly signed: SignedManifest;
  readonly rollout: Rollout;
}

/** Bundles below one folder; several gateways may share it. */
export class Published {
  readonly #root: string;
  readonly #clock: CityClock;
  #seen: { readonly at: number; readonly bundles: readonly PublishedBundle[] } | null = null;

  constructor(root: string, clock: CityClock) {
    this.#root = root;
    this.#clock = clock;
  }

  /** All that are whole, the newest first. A folder that holds something else is passed over. */
  async list(): Promise<readonly PublishedBundle[]> {
    const at = this.#clock.monotonic();
    if (this.#seen !== null && at - this.#seen.at < LOOK_AGAIN_MS) return this.#seen.bundles;
    const names = await readdir(this.#root).catch(() => []);
    const found = await Promise.all(names.filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => this.#read(name)));
    const bundles = found.filter((bundle) => bundle !== null).sort((one, other) => other.signed.manifest.sequence - one.signed.manifest.sequence);
    this.#seen = { at, bundles };
    return bundles;
  }

  /** The newest that a station may take next; null where there is nothing for it. */
  async offerFor(query: UpdateQuery, station: string): Promise<SignedManifest | null> {
    const now = this.#clock.now();
    const fits = ({ id, rollout, signed: { manifest } }: PublishedBundle): boolean =>
      isOffered(id, rollout, station) && manifest.platform === query.platform && manifest.arch === query.arch && manifest.kind === query.kind && (manifest.channel === 'stable' || query.channel === 'pilot') &&
      manifest.sequence > query.sequence && compareVersions(manifest.version, query.version) > 0 && compareVersions(query.version, manifest.fromVersion) >= 0 && now >= manifest.notBefore && now < manifest.expires;
    return (await this.list()).find(fits)?.signed ?? null;
  }

  /** Size of a payload that this station is offered, by its hash; null for any other, which it cannot tell from one that is not there. */
  async payloadFor(sha256: string, station: string): Promise<{ readonly bytes: number; readonly read: (from: number, to: number) => ReturnType<typeof createReadStream> } | null> {
    const bundle = (await this.list()).find(({ id, rollout, signed }) => signed.manifest.payload.sha256 === sha256 && isOffered(id, rollout, station));
    if (bundle === undefined) return null;
    const file = join(this.#root, bundle.id, PAYLOAD_FILE);
    const { bytes } = bundle.signed.manifest.payload;
    if ((await stat(file).catch(() => null))?.size !== bytes) return null;
    return { bytes, read: (from, to) => createReadStream(file, { start: from, end: to }) };
  }

  /** Copies a bundle's folder in, for nobody at first; throws where it is not what its manifest says. */
  async publish(folder: string, rollout: Rollout): Promise<string> {
    const signed = signedManifestSchema.parse(JSON.parse(await readSmall(join(folder, MANIFEST_FILE))));
    const id = idOf(signed);
    const place = join(this.#root, id);
    await mkdir(this.#root, { recursive: true });
    await rm(place + UNFINISHED, { recursive: true, force: true });
    await mkdir(place + UNFINISHED);
    await writeDurably(join(place + UNFINISHED, MANIFEST_FILE), JSON.stringify(signed));
    await writeDurably(join(place + UNFINISHED, ROLLOUT_FILE), JSON.stringify(rollout));
    await copyPayload(join(folder, PAYLOAD_FILE), join(place + UNFINISHED, PAYLOAD_FILE), signed.manifest.payload);
    await rename(place + UNFINISHED, place);
    this.#seen = null;
    return id;
  }

  /** Changes how far a roll-out has got; throws where there is no such bundle. */
  async setRollout(id: string, change: (rollout: Rollout) => Rollout): Promise<Rollout> {
    const bundle = (await this.list()).find((one) => one.id === id);
    if (bundle === undefined) throw new Error('there is no such bundle');
    const rollout = rolloutSchema.parse(change(bundle.rollout));
    const file = join(this.#root, id, ROLLOUT_FILE);
    await writeDurably(`${file}.tmp`, JSON.stringify(rollout));
    await rename(`${file}.tmp`, file);
    this.#seen = null;
    return rollout;
  }

  async #read(id: string): Promise<PublishedBundle | null> {
    try {
      const signed = signedManifestSchema.parse(JSON.parse(await readSmall(join(this.#root, id, MANIFEST_FILE))));
      const rollout = rolloutSchema.parse(JSON.parse(await readSmall(join(this.#root, id, ROLLOUT_FILE))));
      return idOf(signed) === id ? { id, signed, rollout } : null;
    } catch {
      return null;
    }
  }
}

/** SHA-256 of what was signed. */
function idOf({ manifest }: SignedManifest): string {
  return createHash('sha256').update(signedText(manifest)).digest('hex');
}

/** A station stands at the same hundredth of a bundle for ever, and of another bundle at another: the first to try are not always the same. */
function isOffered(id: string, { percent, stations, isWithdrawn }: Rollout, station: string): boolean {
  if (isWithdrawn) return false;
  return stations.includes(station) || createHash('sha256').update(`${id} ${station}`).digest().readUInt32BE(0) % 100 < percent;
}

async function readSmall(file: string): Promise<string> {
  if ((await stat(file)).size > MAX_MANIFEST_BYTES * 4) throw new Error('the file is too large');
  return readFile(file, 'utf8');
}

async function writeDurably(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'w', 0o644);
  await handle.writeFile(text);
  await handle.sync();
}

async function copyPayload(from: string, to: string, { bytes, sha256 }: SignedManifest['manifest']['payload']): Promise<void> {
  const hash = createHash('sha256');
  let copied = 0;
  await using handle = await open(to, 'w', 0o644);
  for await (const piece of createReadStream(from) as AsyncIterable<Buffer>) {
    hash.update(piece);
    copied += piece.length;
    await handle.writeFile(piece);
  }
  if (copied !== bytes || hash.digest('hex') !== sha256) throw new Error('the payload is not the one of the manifest');
  await handle.sync();
}
