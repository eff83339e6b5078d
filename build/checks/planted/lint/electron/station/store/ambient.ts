// Takes ids from the air; the mark stands on the line that must be reported.
import { randomUUID } from 'node:crypto'; // planted: house(injected-time-and-chance)
import { v7 } from 'uuid'; // planted: house(injected-time-and-chance)

export const id = (): string => randomUUID() + v7() + crypto.randomUUID(); // planted: house(injected-time-and-chance)
