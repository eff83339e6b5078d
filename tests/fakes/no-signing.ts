// A machine without a token; nothing is signed here.

import { Refusal } from '../../shared/contract/errors.ts';
import type { SigningDesk } from '../../electron/station/commands/context.ts';

export const noSigning: SigningDesk = {
  tokens: () => Promise.reject(new Refusal('token.no-module')),
  sign: () => Promise.reject(new Refusal('token.no-module')),
  verify: () => Promise.resolve({ integrity: 'unreadable', signer: null }),
};
