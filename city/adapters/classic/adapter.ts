// Talks to the classic adapter: one address for all services, a session in each request, and an error code in each answer.

import { z } from 'zod';
import { harmlessCode, PortalFailure } from '../failures.ts';
import { credentialsFor, RefusedUnderOldLogin, SharedLogin } from '../login.ts';
import type { PortalLine } from '../portal-http.ts';
import type { ClassicSettings } from '../settings.ts';

/** Codes come as texts and as numbers. */
const codeSchema = z.union([z.string().max(40), z.number()]).transform((code) => String(code).trim());
const loginSchema = z.looseObject({ error_code: codeSchema, session: z.string().min(1).max(4000).optional() });
const answerSchema = z.looseObject({ error_code: codeSchema.optional(), result: z.unknown().optional() });
export type ClassicAnswer = z.infer<typeof answerSchema>;

/** '0' and '00' are success. */
export function isSuccess(code: string | undefined): boolean {
  return code !== undefined && /^0{1,2}$/.test(code);
}

export interface ClassicCall {
  readonly unitCode: string;
  readonly service: 'LayThuTuc' | 'TraCuuHoSo' | 'DongBoHoSoMC' | 'CapNhatTienDoHoSoMC';
  readonly members: Readonly<Record<string, unknown>>;
  readonly isChange: boolean;
  /** What counts as answered; anything else was refused, or the session has expired. */
  readonly isAnswered: (answer: ClassicAnswer) => boolean;
}

export class ClassicAdapter {
  readonly #line: PortalLine;
  readonly #settings: ClassicSettings;
  readonly #login: SharedLogin;

  constructor(line: PortalLine, settings: ClassicSettings) {
    this.#line = line;
    this.#settings = settings;
    this.#login = new SharedLogin(() => this.#logIn());
  }

  async #logIn(): Promise<string> {
    const { name, secret } = await credentialsFor(this.#settings.credentialsFile);
    const { status, body } = await this.#line.ask({ method: 'POST', path: this.#settings.paths.login, body: JSON.stringify({ username: name, password: secret }), isChange: false });
    const parsed = loginSchema.safeParse(body);
    if (status === 401 || status === 403) throw new PortalFailure('portal.login-refused', String(status));
    if (!parsed.success) throw new PortalFailure('portal.unreadable', `login ${status}`);
    const { error_code: code, session } = parsed.data;
    if (!isSuccess(code) || session === undefined) throw new PortalFailure('portal.login-refused', harmlessCode(code));
    return session;
  }

  /** Asks a service under the present session. Throws `PortalFailure`; `RefusedUnderOldLogin` where it was refused under a session from before. */
  async call({ unitCode, service, members, isChange, isAnswered }: ClassicCall): Promise<ClassicAnswer> {
    const { value: session, isOld } = await this.#login.get();
    const { status, body } = await this.#line.ask({ method: 'POST', path: this.#settings.paths.service, body: JSON.stringify({ session, madonvi: unitCode, service, ...members }), isChange });
    const parsed = answerSchema.safeParse(body);
    const isOutside = status === 401 || status === 403;
    if (!isOutside && !parsed.success) throw new PortalFailure('portal.unreadable', `${service} ${status}`, isChange);
    if (!isOutside && parsed.success && isAnswered(parsed.data)) return parsed.data;
    await this.#login.drop(session);
    const detail = `${service} ${harmlessCode(parsed.data?.error_code ?? String(status))}`;
    if (isOld) throw new RefusedUnderOldLogin('portal.refused', detail);
    throw isOutside ? new PortalFailure('portal.login-refused', String(status)) : new PortalFailure('portal.refused', detail);
  }
}
