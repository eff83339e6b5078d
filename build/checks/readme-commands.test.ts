// Which commands are found in a README, and which are refused.
import { describe, expect, test } from 'vitest';
import { commandFault, readmeCommands } from './readme-commands.ts';

const scripts = new Set(['start', 'test', 'morning']);

test('fenced commands are found, comments and other fences are not', () => {
  const text =
    '```sh\n# first\nnpm start\nnpm test # all\n```\n\n```text\nnpm nothing\n```\n\n```sh run\nnpm run morning -- --seed 7\n```\n';
  expect(readmeCommands(text)).toEqual([
    { text: 'npm start', isRun: false },
    { text: 'npm test', isRun: false },
    { text: 'npm run morning -- --seed 7', isRun: true },
  ]);
});

describe('a command', () => {
  test.each(['git clone ADDRESS', 'cd mot-cua', 'npm start', 'npm test', 'npm run morning -- --seed 7', 'npm start -- --shell=electron'])(
    '%s may stand in the README',
    (text) => {
      expect(commandFault(text, scripts)).toBeNull();
    },
  );

  test.each(['npm run nothing', 'npm morning', 'curl example.org', 'npm install x y', 'rm -rf .'])('%s may not', (text) => {
    expect(commandFault(text, scripts)).toContain(text);
  });
});
