// What a history leaves behind for its judge: what stations promised, printed and were told, and what there is in the end. Plain values, so that a test can write one by hand.

/** One line of a station's log, as it was seen in its store. */
export interface SeenEvent {
  readonly station: string;
  readonly opId: string;
  readonly seq: number;
  readonly incarnation: number;
  readonly type: string;
  readonly aggType: string;
  readonly aggId: string;
  readonly aggRev: number;
  readonly prevHash: string;
  readonly hash: string;
  /** SHA-256 of what it says, wherever it stands. */
  readonly content: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A line of a station's log with the moment of true time at which it was first seen. */
export interface MadeEvent extends SeenEvent {
  readonly seenAt: number;
  /** The run of the program that wrote it; each start is another. */
  readonly life: string;
}

/** A command was answered: whatever it wrote is promised from here on. */
export interface Ack {
  readonly at: number;
  readonly station: string;
  readonly command: string;
  readonly requestId: string;
  /** Operations that were in the log when the answer came and not when the answer before it came. */
  readonly opIds: readonly string[];
  readonly output: unknown;
}

/** A paper came out of a station's printer. */
export interface Print {
  readonly at: number;
  readonly station: string;
  readonly what: 'ticket' | 'receipt' | 'fee-receipt';
  /** The ticket's number, the dossier's id, or the number out of a book of receipts. */
  readonly of: string;
}

/** A page of the feed as a station got it. */
export interface Pull {
  readonly station: string;
  /** The run of the program that got it. */
  readonly life: string;
  readonly after: number;
  readonly numbers: readonly number[];
  /** What stands under each number. */
  readonly words: readonly string[];
}

/** A payment as a station's store has it. */
export interface PaymentState {
  readonly paymentId: string;
  readonly visitId: string;
  readonly method: string;
  readonly amount: number;
  readonly isConfirmed: boolean;
  readonly isReversed: boolean;
  /** The desk's day in which it counts, and that in which it was given back. */
  readonly confirmedDay: string | null;
  readonly reversedDay: string | null;
  /** Its number out of the book. */
  readonly number: number | null;
}

export interface StationMoney {
  readonly payments: readonly PaymentState[];
  /** Stretches of the book that are explained. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** Sums of closed days as they were then. */
  readonly closed: readonly { readonly day: string; readonly taken: number; readonly givenBack: number; readonly receipts: number }[];
  /** Days that want somebody. */
  readonly openDays: readonly string[];
  /** What whoever leads the point sees of the bank's words: each with its code. */
  readonly listed: readonly { readonly paymentId: string; readonly reference: string; readonly code: string }[];
  readonly owed: readonly { readonly dossierId: string; readonly amount: number }[];
}

/** Money that came onto the account; `bills` are the payments' numbers in its words. */
export interface BankLine {
  readonly reference: string;
  readonly amount: number;
  readonly bills: readonly string[];
}

export interface CityMoney {
  readonly payments: readonly { readonly paymentId: string; readonly station: string; readonly visitId: string; readonly method: string; readonly amount: number; readonly bill: string; readonly isConfirmed: boolean; readonly isReversed: boolean }[];
  /** Payments that the city has confirmed, and what their stations have answered. */
  readonly seen: readonly { readonly paymentId: string; readonly reference: string; readonly answer: string | null }[];
  readonly lines: readonly (BankLine & { readonly outcome: string; readonly paymentId: string | null; readonly isSettled: boolean })[];
  /** References that the city's people are shown. */
  readonly listed: readonly string[];
  readonly visits: readonly { readonly visitId: string; readonly dossierId: string }[];
}

export interface StationState {
  readonly station: string;
  readonly events: readonly SeenEvent[];
  readonly ackedSeq: number;
  readonly pulledNumber: number;
  readonly deadLetters: readonly { readonly opId: string; readonly code: string; /** Nobody has settled it. */ readonly isOpen: boolean }[];
  /** Operations that it had lost and that the city gave back. */
  readonly returned: readonly string[];
  /** What the city decided otherwise, as this station tells its officers. */
  readonly notices: readonly { readonly dossierId: string; readonly kind: string; readonly field: string; readonly lost: string; readonly opId: string }[];
  /** Places of its log that it says it has lost, and that the city has not given back. */
  readonly missing: readonly { readonly from: number; readonly to: number }[];
  readonly dossiers: readonly { readonly dossierId: string; readonly provisionalCode: string; readonly officialCode: string | null; readonly status: number }[];
  readonly tickets: readonly { readonly ticketId: string; readonly day: string; readonly number: string }[];
  /** Blocks of numbers; from `next` on none was given. */
  readonly leases: readonly { readonly series: string; readonly day: string; readonly lo: number; readonly hi: number; readonly next: number; readonly incarnation: number; readonly state: string }[];
  readonly blobs: readonly { readonly sha256: string; readonly state: string; readonly bytes: number; readonly hasFile: boolean }[];
  readonly money: StationMoney;
}

export interface CityState {
  readonly events: readonly SeenEvent[];
  readonly chains: readonly { readonly station: string; readonly incarnation: number; readonly highSeq: number; readonly headHash: string }[];
  readonly inbox: readonly string[];
  readonly dossiers: readonly { readonly dossierId: string; readonly station: string; readonly provisionalCode: string; readonly officialCode: string; readonly status: number }[];
  readonly pages: readonly { readonly dossierId: string; readonly sha256: string }[];
  /** `held` is the hash of the bytes that really lie there; null when there are none. */
  readonly blobs: readonly { readonly sha256: string; readonly bytes: number; readonly held: string | null }[];
  readonly feed: readonly { readonly number: number; readonly words: string; readonly type: string; readonly subject: string }[];
  readonly leases: readonly { readonly station: string; readonly incarnation: number; readonly agency: string; readonly day: string; readonly lo: number; readonly hi: number }[];
  /** What is kept without effect. */
  readonly unsettled: readonly { readonly opId: string; readonly station: string; readonly seq: number; readonly kind: 'rejected' | 'held' | 'kept'; readonly code: string; /** A person has given it up. */ readonly isWithdrawn: boolean }[];
  readonly incidents: readonly { readonly station: string; readonly code: string; readonly subject: string; readonly raw: string }[];
  readonly money: CityMoney;
}

export interface HistoryRecord {
  readonly seed: number;
  /** 'heals': faults end, and everything must come to rest. 'endless': they do not, and only what must never happen is asked. */
  readonly mode: 'heals' | 'endless';
  readonly faults: readonly string[];
  readonly made: readonly MadeEvent[];
  readonly acks: readonly Ack[];
  readonly prints: readonly Print[];
  readonly pulls: readonly Pull[];
  /** Operations that no real station made: those of the simulated old program, with whether they were confirmed to it. */
  readonly old: readonly { readonly opId: string; readonly isConfirmed: boolean }[];
  /** Pages whose file was damaged or lost before the city had said that it holds them. */
  readonly rotten: readonly string[];
  /** What came onto the account, as the city's people were shown it in the end; empty where nobody reads statements. */
  readonly bank: readonly BankLine[];
  /** Operations that were made to be refused. */
  readonly poison: readonly string[];
  readonly stations: readonly StationState[];
  readonly city: CityState;
  /** How the rest was reached after the faults had ended; null in mode 'endless'. */
  readonly rest: { readonly isReached: boolean; readonly tookMs: number; readonly boundMs: number } | null;
  /** Failures of the program's own that nobody had planned. */
  readonly bugs: readonly string[];
}

/** Something that must not be. */
export interface Violation {
  readonly property: string;
  readonly words: string;
}
