// How a dossier's fee is collected, as form 01 has to say it: paid, asked for, before or with the result, exempt, or not at all and why.

import { OTHER_EXEMPTION } from '../../../../shared/domain/fee/usual-fees.ts';
import { filled } from '../../../../shared/domain/paper/form-words.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { owedFee } from '../../store/owed-fees.ts';
import { receiptName, standingPayment } from '../../store/payments.ts';
import { factsOf } from '../../store/projections/facts.ts';
import type { CommandContext } from '../context.ts';
import { dongText } from './fee-values.ts';

/** By the payment that stands, else by what was charged last; null where nobody has said anything of a fee. */
export function feeManner({ forms: { words } }: Pick<CommandContext, 'forms'>, store: Readable, row: DossierRow): string | null {
  const payment = standingPayment(store, row.visitId);
  if (payment !== null) {
    const [amount, number] = [dongText(payment.amount), receiptName(payment)];
    return number === null ? filled(words['paper.form.unpaid'], { amount }) : filled(words['paper.form.paid'], { amount, number });
  }
  const charged = factsOf(store, 'dossier', row.dossierId).findLast((each) => each.type === 'fee.charged')?.body;
  if (charged === undefined) return null;
  if (charged.total > 0) {
    // Let off, or given back with the dossier.
    const how = owedFee(store, row.dossierId) === null ? 'not-due' : charged.manner === 'later' ? 'later' : 'now';
    return filled(words[`paper.form.fee-${how}`], { amount: dongText(charged.total) });
  }
  const exempt = listed(charged.lines.map(exemptionWords));
  if (exempt !== '') return filled(words['paper.form.fee-exempt'], { reason: exempt });
  const reason = charged.manner === 'none' ? charged.reason : listed(charged.lines.map(({ changed }) => changed?.reason ?? ''));
  return reason === '' ? words['paper.form.fee-none'] : filled(words['paper.form.fee-none-why'], { reason });
}

/** The group; where it is on no list, what the officer wrote of it. */
function exemptionWords({ exemption }: LogEventBody<'fee.charged'>['lines'][number]): string {
  if (exemption === null) return '';
  return exemption.exemptionId === OTHER_EXEMPTION.exemptionId && exemption.proof !== '' ? exemption.proof : exemption.name;
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].filter((each) => each !== '').join('; ');
}
