// `npm run update:keys -- --name WORDS --private FILE`: makes a pair of the maker's keys; the public half goes into the shipped list, the private one into a file that must lie outside of the repository.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeKeyPair, readKeyList, type KeyList } from '../../electron/update/bundle/keys.ts';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';

const { values } = parseArgs({ options: { name: { type: 'string' }, private: { type: 'string' }, list: { type: 'string', default: path.join(root, 'resources', 'updates', 'maker-keys.json') } } });
const privateFile = values.private === undefined ? null : path.resolve(values.private);
if (values.name === undefined || privateFile === null) {
  print('usage: npm run update:keys -- --name WORDS --private FILE [--list FILE]');
  process.exitCode = 2;
} else if (!path.relative(root, privateFile).startsWith('..') || existsSync(privateFile)) {
  print(existsSync(privateFile) ? 'the file is there already: a private key is never written over' : 'a private key must not lie in the repository');
  process.exitCode = 1;
} else {
  const { entry, privateKey } = makeKeyPair(values.name);
  writeFileSync(privateFile, privateKey, { mode: 0o600, flag: 'wx' });
  const list = JSON.parse(readFileSync(values.list, 'utf8')) as KeyList;
  const text = `${JSON.stringify({ format: 1, keys: [...list.keys, entry] }, null, 2)}\n`;
  readKeyList(text);
  writeFileSync(values.list, text);
  print(`${entry.keyId} stands in ${values.list}; its private half lies in ${privateFile}. Keep a copy of that file where a fire does not reach it.`);
}
