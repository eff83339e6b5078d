// Entry for the city's team, on a machine that is not a server: makes the recovery key pair once, and opens a station's wrap into the text that an officer types.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { writeKeyText } from '../shared/domain/codes/key-text.ts';
import { makeRecoveryKey, unseal, UnopenedWrap } from './recovery/recovery-key.ts';

const USAGE = `recovery make --private FILE                 makes the pair; prints the public key for the stations' settings ("city.recoveryKey")
recovery unseal --private FILE --wrap FILE   prints the key of the station that left the wrap
The passphrase of the private key, at least 12 characters, is read from RECOVERY_PASSPHRASE.`;

const environmentSchema = z.object({ RECOVERY_PASSPHRASE: z.string().min(12) });

function run(): string | null {
  const { values, positionals } = parseArgs({ options: { private: { type: 'string' }, wrap: { type: 'string' } }, allowPositionals: true });
  const environment = environmentSchema.safeParse(process.env).data;
  const [what, ...more] = positionals;
  if (environment === undefined || values.private === undefined || more.length > 0) return null;
  if (what === 'make') {
    const { privatePem, publicKey } = makeRecoveryKey(environment.RECOVERY_PASSPHRASE);
    // 'wx': a private key is never written over, since every wrap sealed to it would be lost.
    writeFileSync(values.private, privatePem, { mode: 0o600, flag: 'wx', flush: true });
    return publicKey;
  }
  if (what !== 'unseal' || values.wrap === undefined) return null;
  const { key, commune, station } = unseal(readFileSync(values.wrap, 'utf8'), readFileSync(values.private, 'utf8'), environment.RECOVERY_PASSPHRASE);
  return `${commune} ${station}\n${writeKeyText(key)}`;
}

try {
  const said = run();
  process.stdout.write(said === null ? '' : `${said}\n`);
  if (said === null) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 64;
  }
} catch (error) {
  process.stderr.write(`${error instanceof UnopenedWrap ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
