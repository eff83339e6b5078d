// What the stand-in for a portal can be told to do wrong, so many times, to so much of what it is asked.

import { z } from 'zod';

export const faultSchema = z.strictObject({
  kind: z.enum([
    /** The session is no longer known. */ 'session-expired',
    /** 500 with a text. */ 'server-error',
    /** The answer takes `ms`. */ 'slow',
    /** It is taken, and the connection is cut before the answer. */ 'answer-lost',
    /** The connection is cut before anything is taken. */ 'cut',
    /** It is taken, and the answer says `code`. */ 'wrong-code',
    /** It is not taken, and the answer says `code`. */ 'refused',
    /** A page for people, with 200. */ 'maintenance',
    /** JSON that says nothing. */ 'nonsense',
    /** A firewall before the portal does not let it through: 403 with a page for people. */ 'blocked',
  ]),
  /** Name of a service or step; without it, whatever is asked. */
  on: z.string().exactOptional(),
  /** Only for what has this in its body. */
  saying: z.string().min(1).exactOptional(),
  times: z.int().min(1).default(1),
  ms: z.int().min(0).default(0),
  code: z.string().default('99'),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults that are still to come, oldest first. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  tell(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The next one for what is asked; each is used up. */
  next(asked: string, body = ''): Fault | null {
    const found = this.#waiting.find(({ fault: { on, saying } }) => (on === undefined || on === asked) && (saying === undefined || body.includes(saying)));
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting = this.#waiting.filter((each) => each !== found);
    return found.fault;
  }
}
