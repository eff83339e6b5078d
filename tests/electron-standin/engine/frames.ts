// Frames of one page and the preload's worlds in them, as Chromium tells of them.

import type { Session } from './cdp.ts';

export interface FrameState {
  readonly id: string;
  readonly parentId: string | null;
  /** Address as Chromium has it. */
  readonly url: string;
}

/** Kept up to date from the moment it is made. */
export class Frames {
  readonly #frames = new Map<string, FrameState>();
  readonly #worlds = new Map<number, { readonly uniqueId: string; readonly frameId: string }>();

  constructor(session: Session, world: string, mainId: string) {
    this.#frames.set(mainId, { id: mainId, parentId: null, url: 'about:blank' });
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#frames.set(frameId, { id: frameId, parentId: parentFrameId, url: 'about:blank' });
    });
    session.on('Page.frameDetached', ({ frameId }) => void this.#frames.delete(frameId));
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#frames.set(frame.id, { id: frame.id, parentId: frame.parentId ?? null, url: `${frame.url}${frame.urlFragment ?? ''}` });
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId);
      if (frame !== undefined) this.#frames.set(frameId, { ...frame, url });
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId;
      if (context.name === world && frameId !== undefined) this.#worlds.set(context.id, { uniqueId: context.uniqueId, frameId });
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void this.#worlds.delete(executionContextId));
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
  }

  get(id: string): FrameState | null {
    return this.#frames.get(id) ?? null;
  }

  children(id: string): readonly FrameState[] {
    return [...this.#frames.values()].filter(({ parentId }) => parentId === id);
  }

  /** The frame in which a world lives; null once either is gone. */
  ofWorld(contextId: number): FrameState | null {
    const world = this.#worlds.get(contextId);
    return world === undefined ? null : this.get(world.frameId);
  }

  /** Name of the preload's world in a frame, for `Runtime.evaluate`; the youngest where an old one has not been cleared yet. */
  worldIn(frameId: string): string | null {
    return [...this.#worlds.values()].findLast((world) => world.frameId === frameId)?.uniqueId ?? null;
  }

  /** The same for a world by its number. */
  worldName(contextId: number): string | null {
    return this.#worlds.get(contextId)?.uniqueId ?? null;
  }
}
