// Makes the six-step calls: a token first, then one address for each, HTTP statuses for what is wrong.

import type { FormData } from 'undici';
import { z } from 'zod';
import { harmlessCode, PortalFailure } from '../failures.ts';
import { credentialsFor, RefusedUnderOldLogin, SharedLogin } from '../login.ts';
import type { PortalLine } from '../portal-http.ts';
import type { SixStepSettings } from '../settings.ts';

const tokenSchema = z.looseObject({ access_token: z.string().min(1).max(8000) });
const codeSchema = z.union([z.string().max(40), z.number()]).transform((code) => String(code).trim());
const answerSchema = z.looseObject({ error_code: codeSchema.optional() });

export interface SixStepCall {
  readonly step: keyof Omit<SixStepSettings['paths'], 'token'>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, unless it is a form with a file. */
  readonly body?: unknown;
  readonly file?: FormData;
  readonly isChange: boolean;
}

/** 'exists': the portal says that it has a dossier of this code already. */
export type SixStepAnswer = { readonly kind: 'answer'; readonly body: unknown } | { readonly kind: 'exists' };

export class SixStepCalls {
  readonly #line: PortalLine;
  readonly #settings: SixStepSettings;
  readonly #login: SharedLogin;

  constructor(line: PortalLine, settings: SixStepSettings) {
    this.#line = line;
    this.#settings = settings;
    this.#login = new SharedLogin(() => this.#askToken());
  }

  async #askToken(): Promise<string> {
    const { credentialsFile, tokenRequest, paths } = this.#settings;
    const { name, secret } = await credentialsFor(credentialsFile);
    const asked = tokenRequest === 'json'
      ? { body: JSON.stringify({ client_id: name, client_secret: secret }) }
      : { body: new URLSearchParams({ grant_type: 'client_credentials', client_id: name, client_secret: secret }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const { status, body } = await this.#line.ask({ method: 'POST', path: paths.token, ...asked, isChange: false });
    if (status >= 400) throw new PortalFailure('portal.login-refused', String(status));
    const parsed = tokenSchema.safeParse(body);
    if (!parsed.success) throw new PortalFailure('portal.unreadable', 'token');
    return parsed.data.access_token;
  }

  /** Makes a call under the present token. Throws `PortalFailure`; `RefusedUnderOldLogin` where it was refused under a token from before. */
  async call({ step, query = {}, body, file, isChange }: SixStepCall): Promise<SixStepAnswer> {
    const { paths, tokenIn, existsCodes } = this.#settings;
    const { value: token, isOld } = await this.#login.get();
    const isQuery = tokenIn === 'query';
    const { status, body: answer } = await this.#line.ask({
      method: body === undefined && file === undefined ? 'GET' : 'POST', path: paths[step], query: { ...query, ...(isQuery ? { token } : {}) }, headers: isQuery ? {} : { authorization: `Bearer ${token}` },
      ...(file === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: file }), isChange,
    });
    const parsed = answerSchema.safeParse(answer);
    const code = parsed.data?.error_code;
    if (status === 409 || (code !== undefined && existsCodes.includes(code))) return { kind: 'exists' };
    if (status < 400 && parsed.success && (code === undefined || /^0{1,2}$/.test(code))) return { kind: 'answer', body: answer };
    if (status < 400 && !parsed.success) throw new PortalFailure('portal.unreadable', `${step} ${status}`, isChange);
    await this.#login.drop(token);
    const detail = `${step} ${harmlessCode(code ?? String(status))}`;
    if (isOld) throw new RefusedUnderOldLogin('portal.refused', detail);
    // 404 is an address of the settings that is not there, 401 and 403 a right that is missing: nothing of the dossier.
    if (status === 404) throw new PortalFailure('portal.unreadable', detail);
    throw new PortalFailure(status === 401 || status === 403 ? 'portal.login-refused' : 'portal.refused', detail);
  }
}
