// What stands on the papers that a point prints; how it looks is the press's business.

import type { EpochMs } from '../../base/ids.ts';
import type { FormValues, PaperForm } from './form.ts';

/** What a queue ticket says. It has no name: a ticket is not personal data. */
export interface TicketPaper {
  readonly unitParent: string;
  readonly unitName: string;
  readonly fieldName: string;
  /** 'A001' */
  readonly number: string;
  readonly issuedAt: EpochMs;
  /** People with numbers before this one. */
  readonly waitingAhead: number;
  /** Counters that may call this number; empty if that is not known. */
  readonly counters: readonly number[];
  /** Marked without the reason, which is nobody's business. */
  readonly isPriority: boolean;
  /** Text of the QR, printable ASCII; null for a ticket without one. */
  readonly qr: string | null;
  /** Marks paper of the example point as worthless. */
  readonly isExample: boolean;
}

/** What a receipt (form 01, short) says. */
export interface ReceiptPaper {
  readonly unitParent: string;
  readonly unitName: string;
  readonly unitAddress: string;
  readonly unitPhone: string;
  /** The official code, or the provisional one while there is no other. */
  readonly code: string;
  readonly isProvisional: boolean;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly applicantName: string;
  /** As `maskIdNumber` gives it. */
  readonly applicantIdMasked: string;
  readonly papers: readonly { readonly name: string; readonly originals: number; readonly copies: number }[];
  readonly receivedAt: EpochMs;
  /** Null when the procedure states no time. */
  readonly dueAt: EpochMs | null;
  /** Each only where there is something to say: whose matter it is if not the applicant's, where the result goes by post, what was promised before the date that holds now, and how the fee is collected. */
  readonly owner?: string;
  readonly delivery?: string;
  readonly dueBefore?: EpochMs;
  readonly fee?: string;
  readonly counter: number;
  readonly officerName: string;
  readonly ticketNumber: string;
  /** Text of the QR, printable ASCII. */
  readonly qr: string;
  /** 1 for the first print; from 2 on the paper says that it is a reprint. */
  readonly copyNumber: number;
  readonly isExample: boolean;
}

/** What the slip of a complaint or proposal says: its code and when it is answered. Neither its words nor who wrote it. */
export interface PetitionPaper {
  readonly unitParent: string;
  readonly unitName: string;
  readonly unitPhone: string;
  readonly code: string;
  readonly kind: 'complaint' | 'proposal';
  readonly receivedAt: EpochMs;
  /** Null where the calendar of that year is not known. */
  readonly handleBy: EpochMs | null;
  readonly isExample: boolean;
}

/** What a cover sheet says. Nothing of the person: a sheet lies about on desks. */
export interface CoverPaper {
  readonly unitName: string;
  /** The ticket's number, by which the officer knows whose papers they are. */
  readonly number: string;
  readonly paperName: string;
  readonly procedureName: string;
  /** Which of how many papers of the checklist. */
  readonly place: number;
  readonly places: number;
  /** Text of the QR, as `formatCoverSheet` gives it. */
  readonly qr: string;
  readonly isExample: boolean;
}

/** A form for a page: its template and its words, fixed when it was asked for, so that what comes out later is what was promised then. */
export interface FormPaper {
  readonly form: PaperForm;
  /** The template's text. */
  readonly template: string;
  readonly values: FormValues;
  /** The code or number by which its pages are found together again. No name. */
  readonly label: string;
  /** 1 for the first print; from 2 on the paper says that it is a reprint. */
  readonly copyNumber: number;
  readonly isExample: boolean;
}
