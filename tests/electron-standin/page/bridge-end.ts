// One end of the bridge between a preload's world and its page's: isolated worlds share nothing but the DOM, so calls cross as events with a secret name. Read as source into pages; stands alone.

import type { Codec, Handles } from './codec.ts';

type Callable = (...values: unknown[]) => unknown;

export interface BridgeEnd {
  /** Puts a value before the other side under a name. */
  expose(name: string, value: unknown): void;
  /** Told of what the other side exposes. */
  onExposed(listener: (name: string, value: unknown) => void): void;
}

/** Makes an end that hears events named `mine` and sends events named `theirs`. */
export function makeBridgeEnd(codec: Codec, mine: string, theirs: string): BridgeEnd {
  const dispatch = window.dispatchEvent.bind(window);
  const Crossing = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const apply = Reflect.apply;
  const functions: Callable[] = [];
  const known = new WeakMap<Callable, number>();
  const proxies = new Map<number, Callable>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const answers: (readonly [boolean, unknown])[] = [];
  let nextPromise = 0;
  let hear: (name: string, value: unknown) => void = () => undefined;

  const say = (...message: unknown[]): void => {
    dispatch(new Crossing(theirs, { detail: codec.encode(message, handles) }));
  };
  const plain = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
  const handles: Handles = {
    toHandle(value) {
      if (typeof value === 'function') {
        const id = known.get(value as Callable) ?? functions.push(value as Callable) - 1;
        known.set(value as Callable, id);
        return ['f', id];
      }
      const id = (nextPromise += 1);
      (value as Promise<unknown>).then(
        (result) => say('settle', id, true, result),
        (error: unknown) => say('settle', id, false, plain(error)),
      );
      return ['p', id];
    },
    fromHandle(handle) {
      const [kind, id] = handle as [string, number];
      if (kind === 'p') return new Promise((resolve, reject) => void promises.set(id, { resolve, reject }));
      const there = proxies.get(id);
      if (there !== undefined) return there;
      const proxy: Callable = (...values) => {
        say('call', id, values);
        const answer = answers.pop();
        if (answer === undefined) throw new Error('The other side of the bridge is gone.');
        if (!answer[0]) throw answer[1] as Error;
        return answer[1];
      };
      proxies.set(id, proxy);
      return proxy;
    },
  };
  const act: Record<string, Callable | undefined> = {
    call(id, values) {
      try {
        say('answer', true, apply(functions[id as number] as Callable, undefined, values as unknown[]));
      } catch (error) {
        say('answer', false, plain(error));
      }
    },
    answer(worked, value) {
      answers.push([worked as boolean, value]);
    },
    settle(id, worked, value) {
      const waiting = promises.get(id as number);
      promises.delete(id as number);
      if (worked === true) waiting?.resolve(value);
      else waiting?.reject(value);
    },
    expose(name, value) {
      hear(name as string, value);
    },
  };
  window.addEventListener(mine, (event) => {
    event.stopImmediatePropagation();
    const [what, ...values] = codec.decode(apply(detailOf as Callable, event, []) as string, handles) as [string, ...unknown[]];
    act[what]?.(...values);
  });
  return {
    expose: (name, value) => say('expose', name, value),
    onExposed: (listener) => {
      hear = listener;
    },
  };
}
