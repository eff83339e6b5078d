// Switches of a command line that a package does not start with.

import { expect, it } from 'vitest';
import { isPriedInto } from './prying.ts';

it.each(['inspect', 'inspect-brk', 'inspect-port', 'remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'js-flags', 'load-extension'])('--%s ends a package', (name) => {
  expect(isPriedInto((asked) => asked === name)).toBe(true);
});

it.each(['settings', 'autostart', 'hidden'])('--%s does not', (name) => {
  expect(isPriedInto((asked) => asked === name)).toBe(false);
});
