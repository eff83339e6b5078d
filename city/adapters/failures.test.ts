// The page for the city's people names everything that can stand in the way, and everything that can be set.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FAILURES, harmlessCode, PortalFailure } from './failures.ts';

const page = readFile(join(import.meta.dirname, '../../docs/portal.md'), 'utf8');

it.each(Object.entries(FAILURES))('%s has its line, with whose turn it is', async (code, { owner }) => {
  const lines = (await page).split('\n').filter((line) => line.startsWith('| `portal.') && line.includes(`\`${code}\``));
  expect(lines.map((line) => line.split('|')[3]?.trim())).toEqual([owner]);
});

it.each(['dialect', 'url', 'paths', 'credentialsFile', 'authorityFile', 'since', 'communes', 'applicantKinds', 'parallel', 'timeoutMs', 'everyMs', 'firstPauseMs', 'longestPauseMs', 'refusals', 'unknownOutcome', 'paperKinds', 'supplementStates', 'additions', 'serviceCodes', 'codes', 'nextCodeOf', 'tokenRequest', 'tokenIn', 'existsCodes', 'dates', 'statusLists', 'paperStates', 'resultNumbers', 'organisationKinds', 'officerLength', 'resultFiles', 'laterByHand'])('the setting %s is explained', async (name) => {
  expect(await page).toMatch(new RegExp(`[\`"]${name}[\`"]`));
});

it('a portal\'s own words are not kept, only a short code', () => {
  expect(['-2', 'ERR_04', 'Nguyen Thi Vi Du', 'Nguyễn'].map(harmlessCode)).toEqual(['-2', 'ERR_04', '?', '?']);
  expect(new PortalFailure('portal.refused', 'x'.repeat(999)).detail).toHaveLength(300);
});
