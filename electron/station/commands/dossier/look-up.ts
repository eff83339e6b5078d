// Answers a citizen who asks how their dossier stands. Whatever does not fit gets the same answer, so that codes and numbers cannot be tried out one by one; and who goes on trying waits longer each time.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { ParsedInput } from '../../../../shared/contract/commands.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { readingsOfCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { findByCodeAndNumber, findByReceipt } from '../../store/lookup.ts';
import type { Handler } from '../context.ts';
import { lookUpView } from './dossier-view.ts';
import { TrialLimit } from './trial-limit.ts';

/** 'dossier.look-up'. Misses are counted by who the window is, not by its connection: one that is opened anew starts no new count. */
export function lookUpHandler(): Handler<'dossier.look-up'> {
  const limits = new Map<string, TrialLimit>();
  return (context, input, caller) => {
    const name = windowName(caller);
    const limit = limits.get(name) ?? new TrialLimit();
    limits.set(name, limit);
    const now = context.clock.monotonic();
    const waitMs = limit.waitMs(now);
    if (waitMs > 0) throw new Refusal('lookup.wait', { seconds: Math.ceil(waitMs / 1000) });
    const row = context.database.read((store) => find(store, input));
    if (row !== null) return lookUpView(row);
    const nextWaitMs = limit.miss(now);
    if (nextWaitMs > 0) context.note('lookup.trials', { window: name, waitSeconds: nextWaitMs / 1000 });
    throw new Refusal('dossier.not-found');
  };
}

function windowName(caller: Caller): string {
  return 'counterId' in caller ? `${caller.role}-${caller.counterId}` : caller.role;
}

function find(store: Readable, input: ParsedInput<'dossier.look-up'>): DossierRow | null {
  if (input.by === 'receipt') {
    const receipt = parseReceiptQr(input.text);
    return receipt === null ? null : findByReceipt(store, receipt.dossierId, receipt.code.code);
  }
  // The city's codes are its own: one of a form unknown here is compared as it was typed. One without its dashes may mean several.
  const codes = new Set([...readingsOfCode(input.code).map(({ code }) => code as string), input.code.trim().toUpperCase()]);
  // Numbers that are not of twelve digits (old cards, passports) are compared as they were typed.
  const idNumber = parseIdNumber(input.idNumber) ?? input.idNumber.trim();
  for (const code of codes) {
    const row = findByCodeAndNumber(store, code, idNumber);
    if (row !== null) return row;
  }
  return null;
}
