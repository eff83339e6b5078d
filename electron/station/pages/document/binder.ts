// Answers the orders of the binder's thread: holds the documents that are being bound, and the last that were.

import { must } from '../../../../shared/base/must.ts';
import { unpackLeaf } from '../leaf/leaf.ts';
import { type Binding, startBinding } from './bind.ts';
import type { BinderAnswer, BinderOrder } from './binder-thread.ts';

/** More finished documents are not held at once; the oldest goes and can be bound again. */
const MOST_HELD = 3;

export function createBinder(): (order: BinderOrder) => Promise<BinderAnswer> {
  const begun = new Map<string, Binding>();
  const finished = new Map<string, { readonly bytes: Uint8Array; readonly missing: number }>();
  const bindingOf = (document: string): Binding => must(begun.get(document), 'a document is begun before anything is added');
  return async (order) => {
    const { document } = order;
    switch (order.kind) {
      case 'begin':
        // One is bound at a time: what was begun before was given up.
        begun.clear();
        begun.set(document, await startBinding(order.title, order.at));
        return { kind: 'done' };
      case 'leaf':
        await bindingOf(document).add(unpackLeaf(order.bytes));
        return { kind: 'done' };
      case 'pdf':
        return { kind: (await bindingOf(document).addPdf(order.bytes)) ? 'done' : 'unreadable' };
      case 'finish': {
        finished.set(document, { bytes: await bindingOf(document).finish(), missing: order.missing });
        begun.delete(document);
        for (const [oldest] of finished) if (finished.size > MOST_HELD) finished.delete(oldest);
        return { kind: 'done' };
      }
      case 'piece': {
        const held = finished.get(document);
        if (held === undefined) return { kind: 'unknown' };
        const { bytes, missing } = held;
        // A copy: what is sent of a view is the whole that it looks at.
        return { kind: 'piece', bytes: bytes.length, missing, piece: bytes.slice(order.from, order.from + order.most) };
      }
    }
  };
}
