// Makes everything that the stand-in lacks throw by its name: a test must never pass because something silently was not there.

import { EventEmitter } from 'node:events';

/** Asked for by Node, by promises or by inspectors of any object whatever it is. */
const harmless: ReadonlySet<string> = new Set(['then', 'catch', 'toJSON', 'inspect', 'nodeType', 'domain', 'asymmetricMatch']);

/** Throws for a member that the stand-in does not have. */
export function notImplemented(what: string): never {
  throw new Error(`electron-standin: ${what} is not implemented`);
}

/** The end of a prototype chain: whatever no one before it knew throws as `name.member`. */
function trapFor(name: string, base: object): object {
  return new Proxy(Object.create(base) as object, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || key.startsWith('_') || harmless.has(key)) return Reflect.get(target, key, receiver);
      return notImplemented(`${name}.${key}`);
    },
  });
}

/** A base class of Electron's emitters: an EventEmitter whose unknown members, its class's too, throw as `name.member`. */
export function emitterFor(name: string): new () => EventEmitter {
  const base = class {
    constructor() {
      Reflect.apply(EventEmitter as unknown as (this: unknown) => void, this, []);
    }
  };
  Object.setPrototypeOf(base.prototype, Object.create(trapFor(name, Object.prototype), Object.getOwnPropertyDescriptors(EventEmitter.prototype)) as object);
  Object.setPrototypeOf(base, trapFor(name, Function.prototype));
  return base as unknown as new () => EventEmitter;
}

/** Lets the unknown members of a plain object throw as `name.member`. */
export function trapped<Members extends object>(name: string, members: Members): Members {
  return Object.setPrototypeOf(members, trapFor(name, Object.prototype)) as Members;
}

/** An export that the stand-in lacks altogether: it can be imported, as a bundle does, and throws at the first touch. */
export function missing(name: string): unknown {
  const refuse = (): never => notImplemented(name);
  return new Proxy(function absent() {}, {
    get: (_target, key) => (typeof key === 'symbol' || harmless.has(key) ? undefined : notImplemented(`${name}.${key}`)),
    apply: refuse,
    construct: refuse,
    set: refuse,
  });
}
