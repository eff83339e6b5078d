// What is published of the settings is what the program checks: schema, references, sample and the words of every key.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { machineSettingsSchema, readMachineSettings } from '../../electron/link/settings.ts';
import { KNOWN_MEANINGS, meaningOf } from '../../electron/link/settings-file/keys.ts';
import { allNodes, outlineOf, writtenSchema } from '../../electron/link/settings-file/outline.ts';
import { root } from '../checks/spawn.ts';
import { generatedFiles } from './generated-files.ts';

const nodes = allNodes(outlineOf(writtenSchema(machineSettingsSchema)));
const sentences = (language: string) => JSON.parse(readFileSync(path.join(root, `resources/settings/sentences.${language}.json`), 'utf8')) as Readonly<Record<string, string>>;

it.each(generatedFiles())('$file is what npm run settings:docs writes', ({ file, text }) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
});

it('every key has its meaning in both languages, and no meaning is without its key', () => {
  expect([...KNOWN_MEANINGS].toSorted()).toEqual(nodes.map(({ path: key }) => key).toSorted());
  expect(KNOWN_MEANINGS.filter((key) => Object.values(meaningOf(key)).some((words: string) => words.trim() === '' || words !== words.normalize('NFC')))).toEqual([]);
});

it('whatever sounds like a secret is marked as one', () => {
  // Public by their nature: a public key, the hash of a public key, the number of a product, a thing with keys.
  const open = ['city.recoveryKey', 'city.pin', 'devices.counters.*.reader.serialNumber', 'devices.counters.*.keypad'];
  const sounding = nodes.filter(({ path: key }) => /key|pin|hash|secret|token|pass/i.test(key.split('.').at(-1) ?? '') && !open.includes(key));
  expect(sounding.filter(({ isSecret }) => !isSecret).map(({ path: key }) => key)).toEqual([]);
  expect(sounding.map(({ path: key }) => key)).toContain('city.key');
});

it('the sample can be used as it is, and shows every group', () => {
  const sample = path.join(root, 'resources/settings/settings.example.jsonc');
  expect(readMachineSettings(sample).profile.commune).toBe('T149');
  const text = readFileSync(sample, 'utf8');
  expect(nodes.filter(({ path: key }) => !key.includes('.') && !key.includes('[')).map(({ key }) => key).filter((key) => !text.includes(`"${key}"`))).toEqual([]);
});

it('the sentences about wrong settings say the same with the same gaps in both languages', () => {
  const [vi, en] = [sentences('vi'), sentences('en')];
  const gaps = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).toSorted().join();
  expect(Object.keys(en)).toEqual(Object.keys(vi));
  expect(Object.keys(vi).filter((key) => gaps(vi[key]) !== gaps(en[key]) || vi[key]?.trim() === '' || vi[key] !== vi[key]?.normalize('NFC'))).toEqual([]);
});
