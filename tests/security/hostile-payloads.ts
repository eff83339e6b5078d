// What a page taken over by somebody else could say: the same words for every way in, over memory, a socket or a bridge.

import fc from 'fast-check';
import { stationFrameSchema, type Caller, type StationFrame } from '../../shared/contract/command.ts';
import { windowCommands } from '../../shared/contract/commands.ts';

/** A call; the input is JSON text, since '__proto__' is an own key only there. */
export interface HostileCall {
  readonly command: string;
  readonly input: string;
}

/** Names that are no command: inherited, look-alike, too long, half letters, other spellings. */
export const hostileNames: readonly string[] = [
  '', ' ', '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', '__lookupSetter__', 'isPrototypeOf', 'then', 'toJSON', 'ticket.steal', 'ticket.issue ', ' ticket.issue', 'TICKET.ISSUE', 'ticket.issue\u0000', 'ticket%2eissue', 'ticket.іssue',
  'host.', 'host.eval', 'host.__proto__', 'host.constructor', 'HOST.STATE', '*', '../ticket.issue', 'mot-cua:call', 'x'.repeat(64), 'x'.repeat(65), '\ud800', '0', 'null', 'undefined', '[object Object]', '💥',
];

const deep = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Inputs that are no input of any command, or hold more than one. */
export const hostileInputs: readonly string[] = [
  'null', '[]', '[{}]', '"x"', '0', 'true', '-0', '1e308', '1e400', '-1e400', '9007199254740993', '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '{"":""}', '{"__proto__":{"polluted":true}}', '{"__proto__":null}', '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"hasOwnProperty":1,"valueOf":1}', '{"then":"x"}', '{"toJSON":"x"}', '{"length":4294967296,"0":1}', '{"requestId":"__proto__"}', '{"requestId":{"toString":"x"}}', '{"role":"admin","caller":{"role":"admin"}}', '{"a":1,"a":2}',
  deep('[', ']', 2000), deep('{"a":', '}', 2000), `{"requestId":${deep('[', ']', 500)}}`, `{"text":"${'x'.repeat(20_000)}"}`, `{"text":"${'ộ'.repeat(20_000)}"}`, `[${'{},'.repeat(5000)}{}]`, `{${Array.from({ length: 2000 }, (_, index) => `"k${index}":1`).join()}}`,
];

/** Inputs that are nearly good, for commands that change something. */
const nearlyGood: readonly HostileCall[] = [
  ['ticket.issue', { field: 'A', priority: 'none', procedureCode: null }], ['queue.next', {}], ['ticket.finish', { ticketId: '018f0000-0000-7000-8000-00000000000f' }],
].flatMap(([command, good]) => {
  const whole = { requestId: '018f0000-0000-7000-8000-0000000000aa', ...(good as object) };
  const changed: unknown[] = [
    { ...whole, extra: 1 }, { ...whole, role: 'admin' }, { ...whole, counterId: 2 }, { ...whole, requestId: null }, { ...whole, requestId: '018F0000-0000-7000-8000-0000000000AA' }, { ...whole, requestId: ['018f0000-0000-7000-8000-0000000000aa'] }, [whole], { ...whole, requestId: 1e308 }, good,
  ];
  return [...changed.map((input) => ({ command: command as string, input: JSON.stringify(input) })), { command: command as string, input: JSON.stringify(whole).replace('{', '{"__proto__":{"role":"admin"},') }];
});

/** Every name of ours with every bad input, and every bad name. */
export function hostileCalls(): readonly HostileCall[] {
  const names = Object.keys(windowCommands).filter((name) => !ENDS_THE_TEST.has(name));
  return [...names.flatMap((command) => hostileInputs.map((input) => ({ command, input }))), ...hostileNames.flatMap((command) => ['{}', '{"__proto__":{"role":"admin"}}'].map((input) => ({ command, input }))), ...nearlyGood];
}
/** Two that end what answers, and take nothing for an input over the bridge: left to the tests of the host's own door. */
const ENDS_THE_TEST: ReadonlySet<string> = new Set(['host.leave', 'host.retry']);

/** Those that put another station in this one's place, and take nothing for an input: said well by chance they end the test and no more. */
const PUTS_ANOTHER: ReadonlySet<string> = new Set([...ENDS_THE_TEST, 'recovery.retry', 'recovery.salvage', 'setup.restart', 'training.begin', 'training.end', 'training.afresh']);
const isNothing = (input: string): boolean => /^\s*\{\s*\}\s*$/u.test(input);

/** Random ones: names of ours and others, JSON of any shape with keys that mean something here. */
export const anyCall: fc.Arbitrary<HostileCall> = fc.record({
  command: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...Object.keys(windowCommands)) }, { weight: 1, arbitrary: fc.constantFrom(...hostileNames) }, { weight: 1, arbitrary: fc.string({ maxLength: 80, unit: 'binary' }) }),
  input: fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.constantFrom(...hostileInputs.filter((text) => text.length < 5000)),
    fc.dictionary(fc.oneof(fc.constantFrom('requestId', 'ticketId', 'visitId', 'dossierId', 'counterId', 'field', 'role', '__proto__', 'constructor', 'limit', 'text', 'day'), fc.string({ maxLength: 12 })), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 8, noNullPrototype: false }).map((value) => JSON.stringify(value)),
  ),
}).filter(({ command, input }) => !PUTS_ANOTHER.has(command) || !isNothing(input));

/** Texts that are no frame, or one that nobody is answered to. */
export const hostileTexts: readonly string[] = [
  '', ' ', '{', '}', 'null', 'true', '[]', '"x"', '0', '{}', '{"id":null}', '{"id":-1,"command":"point.describe","input":{}}', '{"id":1.5,"command":"point.describe","input":{}}', '{"id":"1","command":"point.describe","input":{}}', '{"id":1e400,"command":"point.describe","input":{}}', '{"id":9007199254740993,"command":"point.describe","input":{}}',
  '{"id":[1],"command":"point.describe","input":{}}', '{"command":"point.describe","input":{}}', '\ufeff{"id":1}', '{"id":1}garbage', "{'id':1}", '{"id":01}', '{"__proto__":{"id":1},"command":"point.describe"}', deep('[', ']', 30_000), deep('{"a":', '}', 10_000), '{"event":"ticket.called","payload":{}}', 'x'.repeat(60_000), '\ud800', '{"id":NaN}', '{"id":Infinity}', '{"kind":"stop"}', '{"kind":"open","clientId":"x","caller":{"role":"admin"}}',
];

/** Any text, whole frames with a letter changed among them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.json({ maxDepth: 5 }),
  fc.tuple(fc.constantFrom('{"id":1,"command":"point.describe","input":{}}', '{"id":2,"command":"ticket.issue","input":{"requestId":"x"}}'), fc.nat(60), fc.string({ maxLength: 3, unit: 'binary' })).map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + put.length)),
);

/** What an answer to a hostile call may be; words about why it is not. 'internal' says that something was not foreseen. */
export function faultOf(call: HostileCall, caller: Caller, frame: unknown): string | null {
  const parsed = stationFrameSchema.safeParse(frame);
  if (!parsed.success || 'event' in parsed.data) return `${call.command} was answered with no frame of the contract`;
  const answer: Extract<StationFrame, { id: number }> = parsed.data;
  if (answer.ok) {
    const definition = Object.hasOwn(windowCommands, call.command) ? windowCommands[call.command as keyof typeof windowCommands] : null;
    if (definition === null) return `${JSON.stringify(call.command)} is no command and was done`;
    if (!(definition.roles as readonly string[]).includes(caller.role)) return `${call.command} was done for ${caller.role}`;
    if (!definition.input.safeParse(JSON.parse(call.input)).success) return `${call.command} was done with ${call.input.slice(0, 200)}`;
    return null;
  }
  if (answer.error.code === 'internal') return `${call.command} with ${call.input.slice(0, 200)} was not foreseen`;
  return JSON.stringify(answer.error.params).length > 400 ? `${call.command} says too much of why` : null;
}

/** The frame of a call, by hand: what a page would not write. */
export function frameText(id: number, { command, input }: HostileCall): string {
  return `{"id":${id},"command":${JSON.stringify(command)},"input":${input}}`;
}
