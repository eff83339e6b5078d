// Guards of the station's door: what a window may say, and who may say it.

import { guard, integration, unit } from './guard.ts';

const DOOR = 'electron/station/door/door.ts';
const fire = integration('tests/security/door-over-memory.test.ts');

export const doorMutations = [
  guard('door: roles', DOOR, `if (!definition.roles.includes(caller.role)) return this.#failure(id, 'caller.refused', { command });`, '', fire),
  guard('door: own names only', DOOR, 'return Object.hasOwn(commands, name);', 'return name in commands;', fire),
  guard('door: inputs are parsed', DOOR, 'const input = definition.input.safeParse(frame.input);', 'const input = { success: true as boolean, data: frame.input, error: undefined as never };', fire),
  guard('door: frames are measured', DOOR, `if (text.length > MAX_REQUEST_CHARS) return this.#reply(client, this.#failure(frame.id, 'request.too-large', { most: MAX_REQUEST_CHARS }));`, '', fire),
  guard('door: a frame has nothing but its three keys', 'shared/contract/command.ts', 'export const requestFrameSchema = z.strictObject({', 'export const requestFrameSchema = z.object({', unit('tests/contract/door-memory.test.ts')),
  guard('contract: strict inputs', 'shared/contract/command.ts', 'const input = z.strictObject({ requestId', 'const input = z.object({ requestId', unit('tests/contract/door-memory.test.ts')),
  guard('door: the words of a bug stay inside', DOOR, `this.#failure(id, 'internal', {});`, `this.#failure(id, 'internal', { words: String(error) });`, unit('electron/station/door')),
];
