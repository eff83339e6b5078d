// What a command may reach: the store, the clock, the point's profile and the ports of the machine around it.

import type { CommandName, CommandOutput, ParsedInput } from '../../../shared/contract/commands.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import type { EventName, EventPayload } from '../../../shared/contract/events.ts';
import type { Host, Status } from '../../../shared/contract/point.ts';
import type { PointProfile } from '../../../shared/contract/point-profile.ts';
import type { Digitisation, SignatureVerdict, Token } from '../../../shared/contract/signing.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import type { Acting, Officer } from '../../../shared/contract/staff.ts';
import type { BusinessDay, CounterId, DossierId, EpochMs, FieldCode, ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import type { HolidayTable } from '../../../shared/domain/due-date/office-calendar.ts';
import type { PaperForm } from '../../../shared/domain/paper/form.ts';
import type { FormWords } from '../../../shared/domain/paper/form-words.ts';
import type { FormPaper } from '../../../shared/domain/paper/paper-words.ts';
import type { Clock } from '../life/clock.ts';
import type { DocumentScanner } from '../devices/ports.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import type { LogIdentity } from '../store/event-log.ts';
import type { ReaderWorks } from './reader/reader-works.ts';
import type { LeafRow } from '../store/page-leaves.ts';

/** Tells windows; always called from an after-commit hook or where nothing is being committed. */
export type Publish = <Name extends EventName>(event: Name, payload: EventPayload<Name>) => void;

/** The document that is made of a dossier's pages. */
export interface DossierDocuments {
  /** A piece of at most `most` bytes from a byte on, and the length of the whole, with the pages that are missing in it; null while it is still being bound, or once the `binding` that was named is held no more. */
  piece(
    order: { readonly dossierId: DossierId; readonly part: number; readonly title: string; readonly at: EpochMs; readonly pages: readonly LeafRow[] },
    binding: string | null,
    from: number,
    most: number,
  ): Promise<{ readonly binding: string; readonly missing: number; readonly bytes: number; readonly piece: Uint8Array } | null>;
}

/** Tokens, and what is made with them. All throw `Refusal`. */
export interface SigningDesk {
  tokens(): Promise<readonly Token[]>;
  /** The file as it is to be kept: with the signature in it, or as it was and `apart` the signature. The PIN is handed on and kept nowhere. */
  sign(order: { readonly file: Uint8Array; readonly format: 'pades' | 'cades'; readonly tokenSerial: string; readonly fingerprint: string; readonly pin: string; readonly dareLastTry: boolean }): Promise<{
    readonly file: Uint8Array;
    readonly apart: Uint8Array | null;
    readonly signedAt: EpochMs;
    readonly signer: Pick<Digitisation['signed'][number], 'name' | 'organisation' | 'issuer' | 'serial'> & { readonly fingerprint: string; readonly validTo: EpochMs };
  }>;
  verify(file: Uint8Array, apart: Uint8Array | null): Promise<SignatureVerdict>;
}

/** Forms for pages: the templates that came with the program, and the thread that draws. */
export interface Forms {
  readonly shipped: Readonly<Record<PaperForm, string>>;
  /** The tables of days off that came with the program. */
  readonly holidays: readonly HolidayTable[];
  /** What the program writes into fields. */
  readonly words: FormWords;
  /** False where no printer of tickets is configured. */
  readonly hasRoll: boolean;
  /** The printers of the operating system; throws as `SystemPrinter` says. */
  printers(): Promise<readonly { readonly name: string; readonly label: string }[]>;
  /** The whole paper as a PDF. Both throw for a paper that cannot be drawn. */
  pdf(paper: FormPaper): Promise<{ readonly pages: number; readonly pdf: Uint8Array }>;
  /** PNG pictures of at most `most` pages from `from` (0 is the first) on; `pages` counts all. */
  pictures(paper: FormPaper, wanted: { readonly dpi: number; readonly from: number; readonly most: number }): Promise<{ readonly pages: number; readonly pictures: readonly Uint8Array[] }>;
}

/** The catalogue as commands use it. */
export interface Catalogue {
  /** As it held at a time, for what was begun then; as it holds now without one. */
  read(code: ProcedureCode, at?: EpochMs): Procedure | null;
  search(text: string, field: FieldCode | null, limit: number): { readonly procedures: readonly Procedure[]; readonly total: number };
  /** The month of the one that holds now, such as '2026-07'. */
  asOf(): string;
  /** Those that a commune decides and that were taken from their own pages on the portal, as they hold now. */
  portalPages(): readonly Procedure[];
}

/** Everything that commands share; built once in compose.ts. */
export interface CommandContext {
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly identity: LogIdentity;
  /** Of this one call; not there for what the station does by itself. */
  readonly acting?: Acting;
  /** Who works at a counter now; null where nobody is signed in there. */
  readonly officerAt?: (counterId: CounterId) => Officer | null;
  /** The day to count numbers by, as well as it is known; while it is suspect none of the city's numbers may be used. */
  trueDay(): { readonly day: BusinessDay; readonly isSuspect: boolean };
  readonly point: PointProfile;
  readonly publish: Publish;
  readonly catalogue: Catalogue;
  /** Where the reader works for the search. */
  readonly readers: ReaderWorks;
  readonly blobs: BlobFiles;
  /** The scanner of a counter; null where none is configured. */
  scannerOf(counterId: CounterId): DocumentScanner | null;
  /** A small JPEG of a picture; null if it is none. */
  previewOf(bytes: Uint8Array): Promise<Uint8Array | null>;
  /** The look-out for cover sheets among scanned pages. */
  readonly covers: {
    /** To be called after a page was committed. */
    scanned(): void;
    /** Null if every page of the visit is known for what it is; else whether that came about in bearable time. */
    settled(visitId: VisitId): Promise<boolean> | null;
  };
  /** Binds the document of a dossier's pages and gives a piece of it. */
  readonly documents: DossierDocuments;
  readonly forms: Forms;
  readonly signing: SigningDesk;
  /** Wakes the print runner after a job was committed. */
  wakePrinter(): void;
  /** Wakes sync after an event was committed. */
  wakeSync(): void;
  /** A line for who looks after the point; never what somebody typed. */
  note(event: string, values: Readonly<Record<string, string | number | boolean>>): void;
  /** Sync and devices as they are now. */
  status(): Status;
  /** False while the disk is too full for scans. */
  hasRoomForScans(): boolean;
  readonly host: Host;
  readonly programVersion: string;
}

/** The code behind one command. `input` is parsed; the caller's role has been allowed. */
export type Handler<Name extends CommandName> = (context: CommandContext, input: ParsedInput<Name>, caller: Caller) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
/** One handler for each name of an area. */
export type Handlers<Name extends CommandName> = { readonly [Key in Name]: Handler<Key> };
