// The commands of signing: one piece of work at a counter at a time, begun by one call and asked after by others.

import type { CounterId, DossierId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { signingCommands, SigningState } from '../../../../shared/contract/signing.ts';
import { DamagedBlob } from '../../store/blob-files.ts';
import { dossierById } from '../../store/dossiers.ts';
import { signedDocumentsOf } from '../../store/signed-documents.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { counterOf } from '../visit/own-visit.ts';
import { failureCodeOf } from '../visit/scan-failure.ts';
import { digitisationOf } from './digitisation.ts';
import { scanResult } from './scan-result.ts';
import { livingDossier, pagesToSign, signPart } from './sign-part.ts';

interface Work {
  readonly dossierId: DossierId;
  state: SigningState;
}

/** `onBug` hears of failures that are nobody's but ours. */
export function createSigningHandlers(onBug: (error: unknown) => void): Handlers<keyof typeof signingCommands> {
  /** What each counter does, or did last. */
  const works = new Map<CounterId, Work>();

  const begin = (context: CommandContext, caller: Caller, dossierId: DossierId, first: SigningState, run: (work: Work) => Promise<SigningState>): SigningState => {
    const counterId = counterOf(caller);
    if (works.get(counterId)?.state.kind === 'working') throw new Refusal('signing.busy');
    const work: Work = { dossierId, state: first };
    works.set(counterId, work);
    run(work).then(
      (state) => void (work.state = state),
      (error: unknown) => void (work.state = failed(error)),
    ).finally(() => context.publish('dossiers.changed', {})).catch(onBug);
    return work.state;
  };
  const failed = (error: unknown): SigningState => {
    if (error instanceof Refusal) return { kind: 'failed', code: error.code, pin: pinIn(error) };
    if (error instanceof DamagedBlob) return { kind: 'failed', code: 'page.damaged', pin: null };
    const { code, isBug } = failureCodeOf(error, new AbortController().signal);
    if (isBug) onBug(error);
    return { kind: 'failed', code, pin: null };
  };

  return {
    'signing.read': (context, { dossierId }, caller) =>
      context.database.write((store) => {
        const row = dossierById(store, dossierId);
        if (row === null) throw new Refusal('dossier.unknown');
        noteAccess(store, context, caller, dossierId, 'detail');
        return digitisationOf(store, row);
      }),
    'signing.tokens': async (context) => ({ tokens: [...(await context.signing.tokens())] }),
    'signing.begin': (context, order, caller) => {
      context.database.read((store) => void pagesToSign(store, livingDossier(store, order.dossierId), order.part));
      return begin(context, caller, order.dossierId, { kind: 'working', step: 'document' }, (work) => signPart(context, order, actorOf(caller), (state) => void (work.state = state)));
    },
    'signing.state': (_context, { dossierId }, caller) => {
      const work = works.get(counterOf(caller));
      return work?.dossierId === dossierId ? work.state : { kind: 'none' };
    },
    'signing.verify': verify,
    'signing.scan-result': (context, { dossierId, source }, caller) => {
      const counterId = counterOf(caller);
      context.database.read((store) => void livingDossier(store, dossierId));
      const scanner = context.scannerOf(counterId);
      if (scanner === null) throw new Refusal('scanner.absent');
      if (!context.hasRoomForScans()) throw new Refusal('scan.disk-full');
      return begin(context, caller, dossierId, { kind: 'working', step: 'scanner' }, async () => ({ kind: 'scanned', pages: await scanResult(context, scanner, { dossierId, source, actor: actorOf(caller) }) }));
    },
  };
}

/** On record before anything of it is told. */
const verify: Handler<'signing.verify'> = async (context, { dossierId, documentId }, caller) => {
  const found = context.database.write((store) => {
    const row = dossierById(store, dossierId);
    if (row === null) throw new Refusal('dossier.unknown');
    const signed = signedDocumentsOf(store, dossierId).find((one) => one.documentId === documentId);
    if (signed === undefined) throw new Refusal('page.not-found');
    noteAccess(store, context, caller, dossierId, 'page');
    return signed;
  });
  if (found.blobState === 'purged') throw new Refusal('page.purged');
  try {
    return await context.signing.verify(await context.blobs.read(found.sha256), found.signature === null ? null : Buffer.from(found.signature, 'base64'));
  } catch (error) {
    if (error instanceof DamagedBlob) throw new Refusal('page.damaged');
    throw error;
  }
};

function pinIn({ params }: Refusal): Extract<SigningState, { readonly kind: 'failed' }>['pin'] {
  const { pin } = params;
  return pin === 'fine' || pin === 'few-left' || pin === 'last-try' || pin === 'locked' ? pin : null;
}
