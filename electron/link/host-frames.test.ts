// Which frames of a socket are the host's to answer.

import { expect, it } from 'vitest';
import { MAX_REQUEST_CHARS } from '../../shared/contract/command.ts';
import { hostRequestIn } from './host-frames.ts';

it('a request of the host’s family is found', () => {
  expect(hostRequestIn('{"id":3,"command":"host.state","input":{}}')).toEqual({ id: 3, command: 'host.state', input: {} });
});

it.each([
  ['a command of the station', '{"id":3,"command":"point.describe","input":{"note":"host.state"}}'], ['no JSON', '{"command":"host.state"'], ['no id', '{"command":"host.state","input":{}}'],
  ['a key too many', '{"id":3,"command":"host.state","input":{},"role":"admin"}'], ['too much', JSON.stringify({ id: 3, command: 'host.state', input: 'x'.repeat(MAX_REQUEST_CHARS) })],
])('%s is left to the station', (_name, text) => {
  expect(hostRequestIn(text)).toBeNull();
});
