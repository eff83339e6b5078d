// Answers a citizen who asks how their dossier stands. Whatever does not fit gets the same answer, so that codes and numbers cannot be tried out one by one.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { ParsedInput } from '../../../../shared/contract/commands.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { parseDossierCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { parseReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { findByCodeAndNumber, findByReceipt } from '../../store/lookup.ts';
import type { Handler } from '../context.ts';
import { lookUpView } from './dossier-view.ts';

/** 'dossier.look-up' */
export const lookUp: Handler<'dossier.look-up'> = (context, input) => {
  const row = context.database.read((store) => find(store, input));
  if (row === null) throw new Refusal('dossier.not-found');
  return lookUpView(row);
};

function find(store: Readable, input: ParsedInput<'dossier.look-up'>): DossierRow | null {
  if (input.by === 'receipt') {
    const receipt = parseReceiptQr(input.text);
    return receipt === null ? null : findByReceipt(store, receipt.dossierId, receipt.code.code);
  }
  // The city's codes are its own: one of a form unknown here is compared as it was typed.
  const code = parseDossierCode(input.code)?.code ?? input.code.trim().toUpperCase();
  // Numbers that are not of twelve digits (old cards, passports) are compared as they were typed.
  const idNumber = parseIdNumber(input.idNumber) ?? input.idNumber.trim();
  return findByCodeAndNumber(store, code, idNumber);
}
