// What runs in a page before its own scripts: the page's end of the bridge, and the world of the preload. Both are read as source into pages and stand alone.

import type { BridgeEnd, makeBridgeEnd } from './bridge-end.ts';
import type { Codec, makeCodec } from './codec.ts';

/** What both worlds of one window know. */
export interface WorldSetup {
  /** Known to the two worlds of one window and to nobody else. */
  readonly secret: string;
  /** Name of the function that carries words to Node; seen from the preload's world only. */
  readonly binding: string;
  readonly inSubFrames: boolean;
  readonly process: Readonly<Record<string, unknown>>;
}

interface Tools {
  readonly makeCodec: typeof makeCodec;
  readonly makeBridgeEnd: typeof makeBridgeEnd;
}

/** The page's world: whatever the preload exposes stands on `window`, frozen to its depths. */
export function pageWorld(setup: WorldSetup, { makeCodec, makeBridgeEnd }: Tools): void {
  if (!setup.inSubFrames && window !== window.top) return;
  const deepFreeze = (value: unknown): unknown => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
      if (!Object.isFrozen(value)) for (const held of Object.values(Object.freeze(value))) deepFreeze(held);
    }
    return value;
  };
  makeBridgeEnd(makeCodec(), `${setup.secret}-page`, `${setup.secret}-preload`).onExposed((name, value) => {
    Object.defineProperty(window, name, { value: deepFreeze(value), enumerable: true, writable: false, configurable: false });
  });
}

type Listener = (event: object, ...values: unknown[]) => void;

/** The preload's world: `require('electron')` with contextBridge and ipcRenderer, and the preload itself. */
export function preloadWorld(setup: WorldSetup, { makeCodec, makeBridgeEnd }: Tools, preload: (...given: unknown[]) => void): void {
  if (!setup.inSubFrames && window !== window.top) return;
  const codec: Codec = makeCodec();
  const bridge: BridgeEnd = makeBridgeEnd(codec, `${setup.secret}-preload`, `${setup.secret}-page`);
  const world = globalThis as unknown as Record<string, unknown>;
  const tell = world[setup.binding] as (text: string) => void;
  const refuse = (name: string): never => {
    throw new Error(`electron-standin: ${name} is not implemented`);
  };
  const trap = <Members extends object>(name: string, members: Members): Members =>
    new Proxy(members, { get: (target, key) => (typeof key === 'symbol' || key in target || key === 'then' ? (Reflect.get(target, key) as unknown) : refuse(`${name}.${key}`)) });

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Listener[]>();
  let lastCall = 0;
  const send = (kind: string, id: number, channel: string, values: unknown[]): void => {
    tell(JSON.stringify({ kind, id, channel, url: location.href, values: codec.encode(values) }));
  };
  const add = (channel: string, listener: Listener): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  };
  const remove = (channel: string, listener: Listener): void => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener));
  };
  const ipcRenderer = trap('ipcRenderer', {
    invoke(channel: string, ...values: unknown[]) {
      const id = (lastCall += 1);
      return new Promise((resolve, reject) => {
        send('invoke', id, channel, values);
        waiting.set(id, { resolve, reject });
      });
    },
    send: (channel: string, ...values: unknown[]) => send('send', 0, channel, values),
    on(channel: string, listener: Listener) {
      add(channel, listener);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const once: Listener = (event, ...values) => {
        remove(channel, once);
        listener(event, ...values);
      };
      add(channel, once);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      remove(channel, listener);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener) {
      remove(channel, listener);
      return ipcRenderer;
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });
  Object.defineProperty(world, `${setup.binding}Hear`, {
    value: (kind: string, id: number | string, worked: boolean, text: string) => {
      const value = codec.decode(text);
      if (kind === 'answer') {
        const call = waiting.get(id as number);
        waiting.delete(id as number);
        if (worked) call?.resolve(value);
        else call?.reject(value as Error);
      } else {
        for (const listener of listeners.get(id as string) ?? []) listener({ sender: ipcRenderer, ports: [] }, ...(value as unknown[]));
      }
    },
  });
  const contextBridge = trap('contextBridge', {
    exposeInMainWorld: (name: string, value: unknown) => bridge.expose(name, value),
  });
  const electron = trap('electron', { contextBridge, ipcRenderer });
  const require = (name: string): unknown => (name === 'electron' ? electron : refuse(`require('${name}') of a sandboxed preload`));
  const module = { exports: {} };
  preload(module.exports, require, module, trap('process', { ...setup.process }));
}
