// Electron's `screen`: the displays that Chromium sees, with their comings and goings.

import { readScreens, type ScreenInfo } from '../engine/screens.ts';
import type { Session } from '../engine/cdp.ts';
import { emitterFor } from '../trap.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Display {
  readonly id: number;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly [key: string]: unknown;
}

const POLL_MS = 400;

class Screen extends emitterFor('screen') {
  #displays: readonly Display[] = [];
  #asker: (() => Session | null) | null = null;

  /** Called by the stand-in: the first look, and whom to ask from then on. */
  async _start(first: Session, asker: () => Session | null): Promise<void> {
    this.#displays = (await readScreens(first)).map(displayOf);
    this.#asker = asker;
    setInterval(() => void this.#look(), POLL_MS).unref();
  }

  getAllDisplays(): readonly Display[] {
    return this.#displays;
  }

  getPrimaryDisplay(): Display | undefined {
    return this.#displays[0];
  }

  getDisplayNearestPoint({ x, y }: { readonly x: number; readonly y: number }): Display | undefined {
    const distance = ({ bounds }: Display): number => Math.hypot(gap(x, bounds.x, bounds.width), gap(y, bounds.y, bounds.height));
    return this.#displays.toSorted((left, right) => distance(left) - distance(right))[0];
  }

  getDisplayMatching(rectangle: Rectangle): Display | undefined {
    return this.#displays.toSorted((left, right) => overlap(right.bounds, rectangle) - overlap(left.bounds, rectangle))[0];
  }

  async #look(): Promise<void> {
    const session = this.#asker?.() ?? null;
    if (session === null) return;
    const infos = await readScreens(session).catch(() => null);
    if (infos === null) return;
    const before = this.#displays;
    const now = infos.map(displayOf);
    this.#displays = now;
    for (const gone of before) if (!now.some(({ id }) => id === gone.id)) this.emit('display-removed', {}, gone);
    for (const here of now) {
      const old = before.find(({ id }) => id === here.id);
      if (old === undefined) this.emit('display-added', {}, here);
      else if (JSON.stringify(old) !== JSON.stringify(here)) this.emit('display-metrics-changed', {}, here, ['bounds', 'workArea']);
    }
  }
}

function gap(point: number, start: number, length: number): number {
  return Math.max(start - point, 0, point - (start + length));
}

function overlap(left: Rectangle, right: Rectangle): number {
  const side = (a: number, aLength: number, b: number, bLength: number): number => Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
  return side(left.x, left.width, right.x, right.width) * side(left.y, left.height, right.y, right.height);
}

function displayOf(info: ScreenInfo): Display {
  const bounds = { x: info.left, y: info.top, width: info.width, height: info.height };
  return {
    id: Number(info.id),
    label: info.label,
    bounds,
    workArea: { x: info.availLeft, y: info.availTop, width: info.availWidth, height: info.availHeight },
    size: { width: info.width, height: info.height },
    workAreaSize: { width: info.availWidth, height: info.availHeight },
    scaleFactor: info.devicePixelRatio,
    rotation: info.orientation.angle,
    internal: info.isInternal,
    colorDepth: info.colorDepth,
    touchSupport: 'unknown',
    monochrome: false,
    detected: true,
  };
}

export const screen = new Screen();
