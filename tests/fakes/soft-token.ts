// A token made of files (SoftHSM2) with certificates of an authority that openssl plays: real PKCS#11 and real X.509, and nobody's name.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../build/checks/spawn.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import type { TokenProcess } from '../../electron/station/signing/token/ask-token.ts';

export const MODULE = '/usr/lib/softhsm/libsofthsm2.so';
export const PIN = '246813';
export const SIGNER = 'Nguyễn Văn Mẫu';

export interface SoftToken extends Disposable {
  readonly folder: string;
  /** The authority's own certificate, as PEM. */
  readonly root: string;
  /** How the tokens' process is started beside this token. */
  readonly process: TokenProcess;
  /** Writes a key with its certificate onto the token; `days` before today they began, and how long they hold. Returns DER. */
  issue(id: string, subject: string, kind?: 'rsa' | 'ec', days?: { readonly from: number; readonly for: number }): Promise<Buffer<ArrayBuffer>>;
  /** Out of the machine. */
  pull(): void;
}

/** @throws Error where SoftHSM2 cannot be had */
export async function softToken(): Promise<SoftToken> {
  if (!(await ensureTools(['softhsm2-util', 'pkcs11-tool', 'openssl']))) throw new Error('SoftHSM2, OpenSC and openssl cannot be installed here');
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-token-'));
  const tokens = path.join(folder, 'tokens');
  const configuration = path.join(folder, 'softhsm2.conf');
  mkdirSync(tokens);
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const environment = { PATH: process.env['PATH'], SOFTHSM2_CONF: configuration };
  const make = async (program: string, args: readonly string[]): Promise<void> => {
    const ran = await run(program, args, { cwd: folder, env: environment });
    if (ran.code !== 0) throw new Error(`${program}: ${ran.err || ran.out}`);
  };
  await make('softhsm2-util', ['--init-token', '--free', '--label', 'Can bo', '--pin', PIN, '--so-pin', '87654321']);
  await make('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650', '-subj', '/C=VN/O=Thu nghiem/CN=CA thu nghiem', '-addext', 'keyUsage=critical,keyCertSign']);
  writeFileSync(path.join(folder, 'extensions'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n');
  return {
    folder, root: path.join(folder, 'root.pem'),
    process: { program: process.execPath, entry: path.join(import.meta.dirname, '../../electron/station/token-worker.ts'), environment, clock: systemClock },
    issue: async (id, subject, kind = 'rsa', days = { from: 0, for: 365 }) => {
      const file = (end: string): string => `${id}.${end}`;
      await make('openssl', ['genpkey', ...(kind === 'rsa' ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']), '-out', file('key')]);
      await make('openssl', ['req', '-new', '-key', file('key'), '-utf8', '-subj', subject, '-out', file('csr')]);
      const date = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
      if (days.from === 0) await make('openssl', ['x509', '-req', '-in', file('csr'), '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', String(days.for), '-extfile', 'extensions', '-outform', 'DER', '-out', file('der')]);
      else {
        writeFileSync(path.join(folder, 'ca.conf'), `[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=${folder}\ndefault_md=sha256\npolicy=any\nstring_mask=utf8only\n[any]\ncommonName=supplied\norganizationName=optional\ncountryName=optional\n`);
        writeFileSync(path.join(folder, 'index.txt'), '');
        writeFileSync(path.join(folder, 'serial'), '1000\n');
        await make('openssl', ['ca', '-batch', '-utf8', '-config', 'ca.conf', '-cert', 'root.pem', '-keyfile', 'root.key', '-in', file('csr'), '-startdate', date(days.from), '-enddate', date(days.from + days.for), '-extfile', 'extensions', '-notext', '-out', file('pem')]);
        await make('openssl', ['x509', '-in', file('pem'), '-outform', 'DER', '-out', file('der')]);
      }
      await make('pkcs11-tool', ['--module', MODULE, '--login', '--pin', PIN, '--write-object', file('der'), '--type', 'cert', '--id', id]);
      await make('softhsm2-util', ['--import', file('key'), '--token', 'Can bo', '--label', id, '--id', id, '--pin', PIN]);
      return readFileSync(path.join(folder, file('der')));
    },
    pull: () => {
      rmSync(tokens, { recursive: true, force: true });
      mkdirSync(tokens);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
