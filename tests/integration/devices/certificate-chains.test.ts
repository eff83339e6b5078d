// Certificates as openssl makes them: which may sign documents, which links of a chain count, and what a bundle that was made to be slow costs.

import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../../build/checks/spawn.ts';
import { maySignDocuments } from '../../../electron/station/signing/cms/certificate.ts';
import { chainOf } from '../../../electron/station/signing/cms/chain.ts';

const AUTHORITY = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n';
const PERSON = 'basicConstraints=critical,CA:FALSE\n';
const SIGNS = `${PERSON}keyUsage=critical,digitalSignature,nonRepudiation\n`;
const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const RSA_1024 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'];
const RSA_2048 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
/** While all of them hold. */
const NOW = Date.now() + 3_600_000;
let folder: string;

async function openssl(...args: readonly string[]): Promise<void> {
  const ran = await run('openssl', args, { cwd: folder });
  if (ran.code !== 0) throw new Error(ran.err);
}
/** A key and who wants to be certified with it. */
async function key(name: string, kind = EC): Promise<void> {
  await openssl('genpkey', ...kind, '-out', `${name}.key`);
  await openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
}
async function root(name: string, kind = EC, digest = '-sha256'): Promise<X509Certificate> {
  await key(name, kind);
  writeFileSync(path.join(folder, 'extensions'), AUTHORITY);
  await openssl('x509', '-req', '-in', `${name}.csr`, '-key', `${name}.key`, digest, '-extfile', 'extensions', '-out', `${name}.pem`);
  return new X509Certificate(readFileSync(path.join(folder, `${name}.pem`)));
}
async function certify(name: string, by: string, extensions: string, digest = '-sha256'): Promise<X509Certificate> {
  writeFileSync(path.join(folder, 'extensions'), extensions);
  const file = `${name}-by-${by}.pem`;
  await openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, digest, '-extfile', 'extensions', '-out', file);
  return new X509Certificate(readFileSync(path.join(folder, file)));
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-chains-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a certificate', () => {
  it('signs documents if its key usage says so or says nothing, and not if it is for something else', async () => {
    const top = await root('top');
    await key('officer');
    const usages = ['digitalSignature', 'nonRepudiation', 'critical,digitalSignature,keyEncipherment', 'keyEncipherment', 'critical,keyAgreement,encipherOnly', 'critical,keyCertSign,cRLSign'];
    const may: boolean[] = [];
    const chains: string[] = [];
    for (const usage of usages) {
      const one = await certify('officer', 'top', `${PERSON}keyUsage=${usage}\n`);
      may.push(maySignDocuments(one));
      chains.push(chainOf(one, [top], [], NOW));
    }
    expect(may).toEqual([true, true, true, false, false, false]);
    expect(chains).toEqual(['trusted', 'trusted', 'trusted', 'unfit', 'unfit', 'unfit']);
    expect(maySignDocuments(await certify('officer', 'top', PERSON))).toBe(true);
    expect(chainOf(await certify('officer', 'top', AUTHORITY), [], [], NOW)).toBe('unfit');
  });

  it('of a server, of programs or of a time-stamp alone signs no documents', async () => {
    const top = await root('top');
    await key('officer');
    const purposes = ['serverAuth', 'codeSigning', 'critical,timeStamping', 'OCSPSigning', 'emailProtection', 'clientAuth,emailProtection', 'serverAuth,clientAuth', '1.3.6.1.5.5.7.3.36'];
    const chains: string[] = [];
    for (const purpose of purposes) chains.push(chainOf(await certify('officer', 'top', `${SIGNS}extendedKeyUsage=${purpose}\n`), [top], [], NOW));
    expect(chains).toEqual(['unfit', 'unfit', 'unfit', 'unfit', 'trusted', 'trusted', 'trusted', 'trusted']);
  });

  it('with a short RSA key signs nothing, whoever vouches for it', async () => {
    const top = await root('top');
    await key('short', RSA_1024);
    const short = await certify('short', 'top', SIGNS);
    expect([maySignDocuments(short), chainOf(short, [top], [], NOW)]).toEqual([false, 'unfit']);
  });
});

describe('a chain', () => {
  it.each([['-sha1', 'broken'], ['-md5', 'broken'], ['-sha384', 'trusted']] as const)('with a link that was signed with %s is %s', async (digest, state) => {
    const top = await root('top', RSA_2048);
    await key('middle', RSA_2048);
    await key('officer');
    const middle = await certify('middle', 'top', AUTHORITY, digest);
    writeFileSync(path.join(folder, 'middle.pem'), middle.toString());
    expect(chainOf(await certify('officer', 'middle', SIGNS), [top], [middle], NOW)).toBe(state);
    expect(chainOf(await certify('officer', 'top', SIGNS, digest), [top], [], NOW)).toBe(state);
  });

  it('by an authority with a short RSA key is broken, and an old root that signed itself with SHA-1 is trusted as it lies there', async () => {
    const short = await root('short-root', RSA_1024);
    const old = await root('old-root', EC, '-sha1');
    await key('officer');
    expect(chainOf(await certify('officer', 'short-root', SIGNS), [short], [], NOW)).toBe('broken');
    expect(chainOf(await certify('officer', 'old-root', SIGNS), [old], [], NOW)).toBe('trusted');
  });

  it('through five authorities that all vouch for one another is given up after each was looked at once', async () => {
    const names = ['ring-1', 'ring-2', 'ring-3', 'ring-4', 'ring-5'];
    const selves: X509Certificate[] = [];
    for (const name of names) selves.push(await root(name));
    const crossed: X509Certificate[] = [];
    for (const name of names) for (const by of names) if (name !== by) crossed.push(await certify(name, by, AUTHORITY));
    await key('officer');
    const officer = await certify('officer', 'ring-1', SIGNS);
    const elsewhere = await root('elsewhere');
    const looked = vi.spyOn(X509Certificate.prototype, 'verify');
    expect(chainOf(officer, [elsewhere], crossed, NOW)).toBe('unknown');
    expect(looked.mock.calls.length).toBeLessThan(crossed.length * crossed.length);
    looked.mockRestore();
    expect(chainOf(officer, [...selves.slice(4), elsewhere], crossed, NOW)).toBe('trusted');
  });
});
