// Electron's `WebFrameMain`: one frame of a page, as it is at the moment it is looked at.

import { fromWire, originOf } from '../addresses.ts';
import type { PageLine } from '../engine/page-line.ts';
import { emitterFor } from '../trap.ts';

export class WebFrame extends emitterFor('webFrameMain') {
  readonly #line: PageLine;
  readonly #id: string;
  readonly #said: string | null;

  /** `said` is the address under which the frame spoke, where it did. */
  constructor(line: PageLine, id: string, said: string | null = null) {
    super();
    this.#line = line;
    this.#id = id;
    this.#said = said;
  }

  get url(): string {
    return this.#said ?? fromWire(this.#line.frames.get(this.#id)?.url ?? '');
  }

  get origin(): string {
    return originOf(this.url);
  }

  get parent(): WebFrame | null {
    const parentId = this.#line.frames.get(this.#id)?.parentId ?? null;
    return parentId === null ? null : new WebFrame(this.#line, parentId);
  }

  get top(): WebFrame {
    return this.parent?.top ?? this;
  }

  get frames(): readonly WebFrame[] {
    return this.#line.frames.children(this.#id).map(({ id }) => new WebFrame(this.#line, id));
  }

  get detached(): boolean {
    return this.#line.frames.get(this.#id) === null;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...values: unknown[]): void {
    this.#line.send(this.#id, channel, values);
  }
}
