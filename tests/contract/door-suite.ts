// What a window may rely on at the station's door, whatever carries its frames: one suite for memory, WebSocket and IPC.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller, StationFrame } from '../../shared/contract/command.ts';
import { MAX_REQUEST_CHARS, stationFrameSchema } from '../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../shared/contract/commands.ts';
import { v7 } from 'uuid';

/** A window's end of a transport. */
export interface WindowEnd {
  send(text: string): void;
  onText(listener: (text: string) => void): void;
  close(): void | Promise<void>;
}

/** A station with a store of its own, and a point of at least two counters of which the first two serve its first field. */
export interface Stage extends AsyncDisposable {
  /** Opens a window of this role; the transport, not the window, says who it is. */
  open(caller: Caller): Promise<WindowEnd>;
}

const DEADLINE = { timeout: 10_000, interval: 5 };

class Window {
  readonly end: WindowEnd;
  readonly frames: StationFrame[] = [];
  #lastId = 0;

  constructor(end: WindowEnd) {
    this.end = end;
    end.onText((text) => void this.frames.push(stationFrameSchema.parse(JSON.parse(text))));
  }

  /** Sends any text and waits for the answer to an id. */
  async answerTo(id: number, text: string): Promise<Extract<StationFrame, { id: number }>> {
    this.end.send(text);
    return await vi.waitFor(() => this.frames.find((frame): frame is Extract<StationFrame, { id: number }> => 'id' in frame && frame.id === id) ?? expect.fail(`no answer to ${id}`), DEADLINE);
  }

  async ask(command: string, input: unknown): Promise<Extract<StationFrame, { id: number }>> {
    this.#lastId += 1;
    return await this.answerTo(this.#lastId, JSON.stringify({ id: this.#lastId, command, input }));
  }

  async call<Name extends CommandName>(command: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
    const answer = await this.ask(command, input);
    if (!answer.ok) throw new Error(`${command}: ${answer.error.code}`);
    return commands[command].output.parse(answer.output) as CommandOutput<Name>;
  }

  /** Code of the refusal, or 'ok'. */
  async code(command: string, input: unknown): Promise<string> {
    const answer = await this.ask(command, input);
    return answer.ok ? 'ok' : answer.error.code;
  }

  events(): string[] {
    return this.frames.flatMap((frame) => ('event' in frame ? [frame.event] : []));
  }
}

/** Runs the suite over what `start` gives; the tests share one stage, since a real station takes its time to start. */
export function describeDoor(name: string, start: () => Promise<Stage>): void {
  describe(`the door over ${name}`, () => {
    let stage: Stage;
    const open = async (caller: unknown): Promise<Window> => new Window(await stage.open(caller as Caller));
    const request = (input: object) => ({ requestId: v7(), ...input });
    const aTicket = (field: string) => request({ field, priority: 'none', procedureCode: null });
    beforeAll(async () => {
      stage = await start();
    });
    afterAll(async () => await stage[Symbol.asyncDispose]());

    const waiting = async (window: Window): Promise<number> => (await window.call('queue.overview', {})).fields.reduce((sum, queue) => sum + queue.waiting, 0);
    /** A counter's window with nobody at the counter. */
    const freeCounter = async (counterId: number): Promise<Window> => {
      const window = await open({ role: 'counter', counterId });
      const { current } = await window.call('desk.read', {});
      if (current !== null) await window.call('ticket.finish', request({ ticketId: current.ticketId }) as CommandInput<'ticket.finish'>);
      return window;
    };

    it('says to each window who it is', async () => {
      const callers = [{ role: 'kiosk' }, { role: 'counter', counterId: 1 }, { role: 'citizen-display', counterId: 2 }, { role: 'board' }, { role: 'admin' }];
      for (const caller of callers) expect((await (await open(caller)).call('point.describe', {})).caller).toEqual(caller);
    });

    it('knows only the commands of the contract', async () => {
      const kiosk = await open({ role: 'kiosk' });
      for (const command of ['ticket.steal', 'toString', '__proto__', 'constructor', 'hasOwnProperty']) expect(await kiosk.code(command, {})).toBe('command.unknown');
    });

    it('lets a role call what is meant for it and nothing else', async () => {
      expect(await (await open({ role: 'kiosk' })).code('queue.next', request({}))).toBe('caller.refused');
      expect(await (await open({ role: 'board' })).code('ticket.issue', aTicket('A'))).toBe('caller.refused');
      expect(await (await open({ role: 'citizen-display', counterId: 1 })).code('desk.read', {})).toBe('caller.refused');
      expect(await (await open({ role: 'counter', counterId: 1 })).code('health.read', {})).toBe('caller.refused');
    });

    it('refuses whatever is not the input of a command, naming the field', async () => {
      const kiosk = await open({ role: 'kiosk' });
      const before = await waiting(kiosk);
      const good = aTicket('A');
      const wrong: readonly [unknown, string][] = [
        [null, ''], ['A', ''], [[good], ''], [{}, 'requestId'], [{ ...good, field: 'a' }, 'field'], [{ ...good, field: 7 }, 'field'], [{ ...good, priority: 'first' }, 'priority'], [{ ...good, requestId: 'x' }, 'requestId'],
        [{ ...good, procedureCode: undefined }, 'procedureCode'], [{ ...good, extra: true }, ''],
      ];
      for (const [input, field] of wrong) expect(await kiosk.ask('ticket.issue', input)).toMatchObject({ ok: false, error: { code: 'request.invalid', params: { command: 'ticket.issue', field } } });
      expect(await waiting(kiosk)).toBe(before);
    });

    it('refuses with a code, the values of its sentence and a trace id', async () => {
      const kiosk = await open({ role: 'kiosk' });
      const answer = await kiosk.ask('ticket.read', { ticketId: '018f0000-0000-7000-8000-00000000000f' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'ticket.not-found', params: {}, traceId: expect.stringMatching(/./) as unknown } });
    });

    it('does not answer what has no id, answers what has one, and goes on', async () => {
      const kiosk = await open({ role: 'kiosk' });
      for (const text of ['', '{', 'null', '[]', '"x"', '{"command":"queue.overview","input":{}}', '{"id":-1,"command":"queue.overview","input":{}}', '{"id":"1","command":"queue.overview","input":{}}']) kiosk.end.send(text);
      expect(await kiosk.answerTo(70, '{"id":70}')).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
      expect(await kiosk.answerTo(71, '{"id":71,"command":"queue.overview","input":{},"role":"admin"}')).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
      expect(await kiosk.answerTo(72, JSON.stringify({ id: 72, command: 'queue.overview', input: { filler: 'x'.repeat(MAX_REQUEST_CHARS) } }))).toMatchObject({ ok: false, error: { code: 'request.too-large' } });
      expect(await kiosk.code('queue.overview', {})).toBe('ok');
      expect(kiosk.frames.filter((frame) => 'id' in frame)).toHaveLength(4);
    });

    it('does the same request once, even if it comes twice at once', async () => {
      const kiosk = await open({ role: 'kiosk' });
      const { fields } = await kiosk.call('point.describe', {});
      const before = await waiting(kiosk);
      const input = aTicket(fields[0]?.code ?? '');
      const [one, other] = await Promise.all([kiosk.ask('ticket.issue', input), kiosk.ask('ticket.issue', input)]);
      expect(one).toMatchObject({ ok: true });
      expect({ ...one, id: 0 }).toEqual({ ...other, id: 0 });
      expect(await waiting(kiosk)).toBe(before + 1);
    });

    it('gives every counter that calls at once a person of its own', async () => {
      const kiosk = await open({ role: 'kiosk' });
      const { fields, counters } = await kiosk.call('point.describe', {});
      for (const field of fields.filter((own) => own.takesTickets)) {
        for (let index = 0; index < 5; index += 1) await kiosk.call('ticket.issue', aTicket(field.code) as CommandInput<'ticket.issue'>);
      }
      const windows = await Promise.all(counters.map(async ({ counterId }) => await freeCounter(counterId)));
      const called = await Promise.all(windows.map(async (window) => await window.call('queue.next', request({}) as CommandInput<'queue.next'>)));
      const numbers = called.map((answer) => answer.ticket?.number);
      expect(numbers).not.toContain(undefined);
      expect(new Set(numbers).size).toBe(counters.length);
      const again = await Promise.all(windows.map(async (window) => await window.code('queue.next', request({}))));
      expect(new Set(again)).toEqual(new Set(['counter.busy']));
    });

    it('tells windows what is theirs to know', async () => {
      await freeCounter(1);
      const [kiosk, board, one, two, display, admin] = await Promise.all(
        [{ role: 'kiosk' }, { role: 'board' }, { role: 'counter', counterId: 1 }, { role: 'counter', counterId: 2 }, { role: 'citizen-display', counterId: 1 }, { role: 'admin' }].map(open),
      );
      if (!kiosk || !board || !one || !two || !display || !admin) throw new Error('six windows were opened');
      const { counters } = await kiosk.call('point.describe', {});
      await kiosk.call('ticket.issue', aTicket(counters[0]?.fields[0] ?? '') as CommandInput<'ticket.issue'>);
      await one.call('queue.next', request({}) as CommandInput<'queue.next'>);
      for (const window of [kiosk, board, one, two, display]) await vi.waitFor(() => expect(window.events()).toContain('ticket.called'), DEADLINE);
      for (const window of [one, display]) await vi.waitFor(() => expect(window.events()).toContain('visit.changed'), DEADLINE);
      for (const window of [kiosk, board, two, admin]) {
        await window.call('point.describe', {});
        expect(window.events()).not.toContain('visit.changed');
      }
      expect(admin.events()).not.toContain('ticket.called');
    });

    it('forgets a window that has gone and knows it when it comes again', async () => {
      const kiosk = await open({ role: 'kiosk' });
      await kiosk.end.close();
      const frames = kiosk.frames.length;
      const back = await open({ role: 'kiosk' });
      await back.call('ticket.issue', aTicket('A') as CommandInput<'ticket.issue'>);
      expect(kiosk.frames).toHaveLength(frames);
    });
  });
}
