// Says steps by the six-step calls: the portal's next code, the pages, the dossier once, then each step and the status it leads to.
// These calls have no look-up and no second writing of a dossier: a code is kept before it is used, so that a dossier that went out twice went out under one code; what comes of fees and results goes with its status, and what has no call to a person.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { change, readRows } from '../../database/rows.ts';
import type { PortalCase } from '../case.ts';
import { PortalFailure } from '../failures.ts';
import { RefusedUnderOldLogin, underFreshLogin } from '../login.ts';
import { fit } from '../mapping.ts';
import { keepClaim, noteByHand } from '../outbox/claim.ts';
import type { ClaimedStep } from '../outbox/claim.ts';
import { lookForRest, noteHeard } from '../outbox/heard.ts';
import { named, readCase } from '../outbox/read-case.ts';
import type { Portal, PortalParts } from '../portal.ts';
import type { SixStepSettings } from '../settings.ts';
import { SixStepCalls } from './calls.ts';
import { sendFiles } from './files.ts';
import { createMessage, statusMessage, stepMessage } from './map.ts';
import type { StatusMessage } from './messages.ts';

const portalCode = z.string().regex(/^[A-Za-z0-9.-]{1,48}$/);
const nextSchema = z.looseObject({ value: portalCode });
const createdSchema = z.looseObject({ data: z.looseObject({ maHoSo: portalCode.nullish() }) });
const codeRow = z.object({ code: z.string().nullable(), procedureCode: z.string() });

export class SixStepPortal implements Portal {
  readonly #parts: PortalParts;
  readonly #settings: SixStepSettings;
  readonly #calls: SixStepCalls;

  constructor(parts: PortalParts, settings: SixStepSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#calls = new SixStepCalls(parts.line, settings);
  }

  async send(step: ClaimedStep): Promise<void> {
    await underFreshLogin(() => this.#say(step));
  }

  async #say(step: ClaimedStep): Promise<void> {
    // A file that went up twice lies there unnamed, and a status is where a dossier stands: only these two would be doubled.
    const isDoubled = step.what === 'dossier' || step.what === 'progress';
    if (isDoubled && step.isUncertain && this.#settings.unknownOutcome === 'desk') throw new PortalFailure('portal.outcome-unknown');
    switch (step.what) {
      case 'code':
        return this.#takeCode(step);
      case 'files':
        return sendFiles(this.#parts, this.#settings, this.#calls, step, 'papers');
      case 'result-files':
        return sendFiles(this.#parts, this.#settings, this.#calls, step, 'result');
      case 'rest':
        return lookForRest(this.#parts.pool, this.#parts.clock, this.#settings, step, await this.#read(step));
      case 'dossier':
      case 'progress':
      case 'status':
        return this.#tell(step, step.what);
    }
  }

  /** A number that was given and not kept, since somebody died between the two, is lost and never used. */
  async #takeCode({ commune, dossierId }: ClaimedStep): Promise<void> {
    const { pool } = this.#parts;
    const [row] = await readRows(pool, codeRow, 'SELECT c.code, d.procedure_code AS "procedureCode" FROM portal_case c JOIN dossier d USING (commune, dossier_id) WHERE c.commune = $1 AND c.dossier_id = $2', [commune, dossierId]);
    const { code, procedureCode } = must(row, 'a step has its dossier');
    if (code !== null) return;
    const unit = must(this.#settings.communes[commune], 'only steps of communes of the settings are taken');
    const answered = await this.#calls.call({ step: 'nextCode', query: { code: this.#settings.nextCodeOf === 'unit' ? unit.unitCode : procedureCode }, isChange: false });
    const parsed = nextSchema.safeParse(answered.kind === 'answer' ? answered.body : null);
    if (!parsed.success) throw new PortalFailure('portal.unreadable', 'nextCode');
    await change(pool, 'UPDATE portal_case SET code = $3 WHERE commune = $1 AND dossier_id = $2 AND code IS NULL', [commune, dossierId, parsed.data.value]);
  }

  async #read(step: ClaimedStep): Promise<PortalCase> {
    const unnamed = await readCase(this.#parts.pool, step);
    const title = unnamed.subject === '' ? unnamed.procedureCode : unnamed.subject;
    return named(unnamed, { code: unnamed.procedureCode, title, fieldCode: '', fieldName: '', results: [] });
  }

  async #tell(step: ClaimedStep, what: 'dossier' | 'progress' | 'status'): Promise<void> {
    const unit = must(this.#settings.communes[step.commune], 'only steps of communes of the settings are taken');
    const dossier = await this.#read(step);
    const { dates } = this.#settings;
    if (what === 'progress') return this.#change(step, what, [fit(stepMessage(dossier, unit, this.#settings, dates))]);
    if (what === 'status') return this.#stand(step, fit(statusMessage(dossier, this.#settings)));
    const message = fit(createMessage(dossier, unit, { ...this.#settings, paperKinds: null, supplementStates: null, supplementTerm: null, additions: true, feeWords: null, paperStates: false, transferGateway: '0' }, dates));
    const heard = { fees: message.DanhSachLePhi ?? [], results: [] };
    await this.#keep(step);
    const answered = await this.#calls.call({ step: what, body: message, isChange: true });
    // What went out once and is there now is ours; what never went out and is there is somebody else's.
    if (answered.kind === 'exists' && !step.isUncertain) throw new PortalFailure('portal.refused', 'dossier exists');
    if (answered.kind === 'exists') return noteHeard(this.#parts.pool, step, heard);
    const parsed = createdSchema.safeParse(answered.body);
    if (!parsed.success) throw new PortalFailure('portal.unreadable', 'dossier', true);
    const given = parsed.data.data.maHoSo ?? dossier.code;
    await noteHeard(this.#parts.pool, step, heard);
    if (given !== dossier.code) await change(this.#parts.pool, 'UPDATE portal_case SET code = $3 WHERE commune = $1 AND dossier_id = $2', [step.commune, step.dossierId, given]);
  }

  /** A list that the portal will not have stops no dossier: it stands where it stands without the pages of the result, then without any list, which the desk has. */
  async #stand(step: ClaimedStep, message: StatusMessage): Promise<void> {
    const { pool, clock } = this.#parts;
    const { MaHoSo, TrangThai, DanhSachLePhi: fees, DanhSachGiayToKetQua: results } = message;
    const refusal = await this.#refusalOf(step, message);
    if (refusal === null) return noteHeard(pool, step, { fees: fees ?? null, results: results ?? null });
    if (results?.some((line) => 'IdGiayTo' in line) === true) {
      const names = [...new Set(results.map(({ TenGiayTo }) => TenGiayTo))].map((TenGiayTo) => ({ TenGiayTo }));
      if ((await this.#refusalOf(step, { ...message, DanhSachGiayToKetQua: names })) === null) return noteHeard(pool, step, { fees: fees ?? null, results: names });
    }
    await this.#change(step, 'status', [{ MaHoSo, TrangThai }]);
    await noteByHand(pool, clock, step, 'portal.lists-refused', refusal);
    return noteHeard(pool, step, { fees: fees ?? null, results: results ?? null });
  }

  /** Says a status; what the portal answered where it is its lists that may be refused, and null where it took them. */
  async #refusalOf(step: ClaimedStep, message: StatusMessage): Promise<string | null> {
    try {
      await this.#change(step, 'status', [message]);
      return null;
    } catch (error) {
      const hasLists = Object.keys(message).length > 2;
      if (!hasLists || error instanceof RefusedUnderOldLogin || !(error instanceof PortalFailure) || error.code !== 'portal.refused') throw error;
      return error.detail;
    }
  }

  async #keep(step: ClaimedStep): Promise<void> {
    await keepClaim(this.#parts.pool, this.#parts.clock, this.#settings, step);
  }

  async #change(step: ClaimedStep, what: 'progress' | 'status', body: readonly unknown[]): Promise<void> {
    await this.#keep(step);
    const answered = await this.#calls.call({ step: what, body, isChange: true });
    if (answered.kind === 'exists') throw new PortalFailure('portal.refused', `${what} exists`);
  }
}
