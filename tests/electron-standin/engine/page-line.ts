// The line to one page: prepares its target before its first script, carries words to and from the preload's worlds, and tells what happens to it.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeCodec } from '../page/codec.ts';
import { keyScript, pageScript, preloadScript } from '../page/scripts.ts';
import type { Session } from './cdp.ts';
import { Frames, type FrameState } from './frames.ts';
import type { Page } from './targets.ts';

const WORLD = 'electron-standin preload';
const KEY_WORLD = 'electron-standin keys';
const codec = makeCodec();

/** What a preload says. */
export interface Said {
  readonly kind: 'invoke' | 'send';
  readonly id: number;
  readonly channel: string;
  /** Address of the document that spoke, as Chromium has it. */
  readonly url: string;
  readonly values: readonly unknown[];
  /** Null when the frame is gone by now. */
  readonly frame: FrameState | null;
  /** Answers an invocation. */
  answer(worked: boolean, value: unknown): void;
}

/** How a page is prepared. */
export interface LineSetup {
  readonly preload: string | null;
  readonly inSubFrames: boolean;
  readonly process: Readonly<Record<string, unknown>>;
  readonly onSaid: (said: Said) => void;
}

/** The line, good until its target is gone. */
export class PageLine {
  readonly session: Session;
  readonly targetId: string;
  readonly frames: Frames;
  readonly #binding = `standin${randomBytes(8).toString('hex')}`;

  constructor({ session, targetId }: Page) {
    this.session = session;
    this.targetId = targetId;
    this.frames = new Frames(session, WORLD, targetId);
  }

  /** Prepares the target, and lets it run. To be called once. */
  async open({ preload, inSubFrames, process, onSaid }: LineSetup, isHeld: boolean, onReady: () => void): Promise<void> {
    const { session } = this;
    const setup = { secret: randomBytes(16).toString('hex'), binding: this.#binding, inSubFrames, process };
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#binding) onSaid(this.#read(payload, executionContextId));
    });
    const add = (source: string, worldName?: string): Promise<unknown> => session.send('Page.addScriptToEvaluateOnNewDocument', { source, ...(worldName === undefined ? {} : { worldName }) });
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Runtime.addBinding', { name: this.#binding, executionContextName: WORLD }),
      add(keyScript, KEY_WORLD),
      ...(preload === null ? [] : [add(pageScript(setup)), add(preloadScript(setup, readFileSync(preload, 'utf8')), WORLD)]),
    ]);
    onReady();
    if (isHeld) await session.send('Runtime.runIfWaitingForDebugger');
  }

  /** Says something to the preload of a frame; nobody hears it where there is none. */
  send(frameId: string, channel: string, values: readonly unknown[]): void {
    this.#tell(this.frames.worldIn(frameId), 'message', channel, true, values);
  }

  #read(payload: string, contextId: number): Said {
    const said = JSON.parse(payload) as { kind: 'invoke' | 'send'; id: number; channel: string; url: string; values: string };
    const world = this.frames.worldName(contextId);
    return {
      ...said,
      values: codec.decode(said.values) as unknown[],
      frame: this.frames.ofWorld(contextId),
      answer: (worked, value) => this.#tell(world, 'answer', said.id, worked, value),
    };
  }

  #tell(world: string | null, kind: string, id: number | string, worked: boolean, value: unknown): void {
    const text = codec.encode(value);
    if (world === null) return;
    const expression = `${this.#binding}Hear(${JSON.stringify(kind)}, ${JSON.stringify(id)}, ${String(worked)}, ${JSON.stringify(text)})`;
    // A document that has gone meanwhile hears nothing, in Electron as here.
    this.session.send('Runtime.evaluate', { expression, uniqueContextId: world }).catch(() => undefined);
  }
}
