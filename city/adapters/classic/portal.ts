// Says steps to the classic adapter: look the dossier up, write it as new or as known by what was found, and then the step itself.
// The look-up comes right before each writing and is never kept: after a crash an answer of before may be wrong.

import { z } from 'zod';
import { change, readRows } from '../../database/rows.ts';
import { must } from '../../../shared/base/must.ts';
import { FAILURES, PortalFailure } from '../failures.ts';
import { RefusedUnderOldLogin, underFreshLogin } from '../login.ts';
import { fit } from '../mapping.ts';
import { keepClaim } from '../outbox/claim.ts';
import type { ClaimedStep } from '../outbox/claim.ts';
import { named, readCase } from '../outbox/read-case.ts';
import type { ProcedureWords } from '../outbox/read-case.ts';
import type { Portal, PortalParts } from '../portal.ts';
import type { ClassicSettings } from '../settings.ts';
import { ClassicAdapter, isSuccess } from './adapter.ts';
import type { CasePaper, PortalCase } from '../case.ts';
import { progressMessage, resultCode, syncMessage } from './map.ts';

const KEPT_MS = 7 * 86_400_000;
const procedureRow = z.object({ code: z.string(), title: z.string(), fieldCode: z.string(), fieldName: z.string(), results: z.array(z.object({ code: z.string(), name: z.string() })) });
/** What a procedure's results are called is told by some portals only, and taken where it can be read. */
const resultsAnswer = z.array(z.looseObject({ MAKETQUA: z.string().min(1).max(60), TENKETQUA: z.string().max(1000).catch('') })).max(50).catch([]);
const procedureAnswer = z.array(z.looseObject({
  TENTTHC: z.string().min(1).max(600), LINHVUCTHUCHIEN: z.array(z.looseObject({ MALINHVUC: z.string().min(1).max(30), TENLINHVUC: z.string().min(1).max(300) })).min(1), KETQUATHUCHIEN: resultsAnswer,
})).min(1);

export class ClassicPortal implements Portal {
  readonly #parts: PortalParts;
  readonly #settings: ClassicSettings;
  readonly #adapter: ClassicAdapter;

  constructor(parts: PortalParts, settings: ClassicSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#adapter = new ClassicAdapter(parts.line, settings);
  }

  /** TenTTHC and the field are the portal's own words: it is asked for them, and asked again after a week. */
  async #procedure(unitCode: string, code: string): Promise<ProcedureWords> {
    const { pool, clock } = this.#parts;
    const [known] = await readRows(pool, procedureRow, 'SELECT code, title, field_code AS "fieldCode", field_name AS "fieldName", results FROM portal_procedure WHERE code = $1 AND asked_at > $2 AND results IS NOT NULL', [code, clock.now() - KEPT_MS]);
    if (known !== undefined) return known;
    const { result } = await this.#adapter.call({ unitCode, service: 'LayThuTuc', members: { maTTHC: code }, isChange: false, isAnswered: (answer) => isSuccess(answer.error_code) || Array.isArray(answer.result) });
    const parsed = procedureAnswer.safeParse(result);
    if (!parsed.success) throw new PortalFailure('portal.procedure-unknown', code);
    const [procedure] = parsed.data;
    const [field] = must(procedure, 'at least one was parsed').LINHVUCTHUCHIEN;
    const results = procedure?.KETQUATHUCHIEN.map(({ MAKETQUA, TENKETQUA }) => ({ code: MAKETQUA, name: TENKETQUA })) ?? [];
    const words = { code, title: procedure?.TENTTHC ?? '', fieldCode: field?.MALINHVUC ?? '', fieldName: field?.TENLINHVUC ?? '', results };
    await change(
      pool,
      `INSERT INTO portal_procedure (code, title, field_code, field_name, results, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (code) DO UPDATE SET title = EXCLUDED.title, field_code = EXCLUDED.field_code, field_name = EXCLUDED.field_name, results = EXCLUDED.results, asked_at = EXCLUDED.asked_at`,
      [code, words.title, words.fieldCode, words.fieldName, JSON.stringify(results), clock.now()],
    );
    return words;
  }

  /** With the portal's codes for results that were taken again; a procedure that it does not know any more has none, and holds nothing up. */
  async #withLentCodes(unitCode: string, dossier: PortalCase): Promise<PortalCase> {
    if (!this.#settings.paperStates) return dossier;
    const papers: CasePaper[] = [];
    for (const paper of dossier.papers) {
      const code = paper.lent === undefined || paper.lent === null ? undefined : resultCode(paper.lent.names, await this.#resultsOf(unitCode, paper.lent.procedureCode));
      papers.push(code === undefined ? paper : { ...paper, lentCode: code });
    }
    return { ...dossier, papers };
  }

  async #resultsOf(unitCode: string, procedureCode: string): Promise<ProcedureWords['results']> {
    try {
      return (await this.#procedure(unitCode, procedureCode)).results;
    } catch (error) {
      if (error instanceof PortalFailure && !(error instanceof RefusedUnderOldLogin) && FAILURES[error.code].becomes === 'refusal') return [];
      throw error;
    }
  }

  async #isThere(unitCode: string, code: string): Promise<boolean> {
    const { result } = await this.#adapter.call({ unitCode, service: 'TraCuuHoSo', members: { mahoso: code }, isChange: false, isAnswered: (answer) => isSuccess(answer.error_code) || Array.isArray(answer.result) });
    return Array.isArray(result) && result.length > 0;
  }

  async send(step: ClaimedStep): Promise<void> {
    await underFreshLogin(() => this.#say(step));
  }

  async #keep(step: ClaimedStep): Promise<void> {
    await keepClaim(this.#parts.pool, this.#parts.clock, this.#settings, step);
  }

  async #say(step: ClaimedStep): Promise<void> {
    const unit = must(this.#settings.communes[step.commune], 'only steps of communes of the settings are taken');
    const { unitCode } = unit;
    const unnamed = await readCase(this.#parts.pool, step);
    const dossier = named(unnamed, await this.#procedure(unitCode, unnamed.procedureCode));
    const isAnswered = ({ error_code: code }: { readonly error_code?: string | undefined }): boolean => isSuccess(code);
    if (step.what === 'progress') {
      if (step.isUncertain && this.#settings.unknownOutcome === 'desk') throw new PortalFailure('portal.outcome-unknown');
      const message = fit(progressMessage(dossier, unit, this.#settings));
      await this.#keep(step);
      await this.#adapter.call({ unitCode, service: 'CapNhatTienDoHoSoMC', members: { data: [message] }, isChange: true, isAnswered });
      return;
    }
    const message = fit(syncMessage(await this.#withLentCodes(unitCode, dossier), unit, { ...this.#settings, serviceCodes: {}, statusLists: [], resultFiles: null }));
    const isUpdating = (await this.#isThere(unitCode, dossier.code)) ? 'True' : 'False';
    await this.#keep(step);
    await this.#adapter.call({ unitCode, service: 'DongBoHoSoMC', members: { isUpdating, data: [message] }, isChange: true, isAnswered });
  }
}
