// One question to a portal over HTTP: its certificate checked, its silence bounded, and whatever comes back told apart: an answer, a refusal, maintenance, nonsense, nothing.

import { Agent, request } from 'undici';
import type { FormData } from 'undici';
import { PortalFailure } from './failures.ts';
import type { PortalSettings } from './settings.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;
/** Before these nothing of the request has reached the portal. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** What stands before a portal says so while the portal is away, or has no time for another question now: nothing of the dossier. */
const AWAY = new Set([408, 425, 429, 502, 503, 504]);
/** Of these the portal behind may have been asked all the same. */
const AWAY_PERHAPS_ASKED = new Set([408, 504]);

export interface PortalRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** True for what changes something there: when no answer comes, nobody knows whether it has. */
  readonly isChange: boolean;
}

/** A body that is JSON, with its status. */
export interface PortalAnswer {
  readonly status: number;
  readonly body: unknown;
}

function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) if ('code' in each && typeof each.code === 'string') return each.code;
  return '';
}

function broken(error: unknown, isChange: boolean): PortalFailure {
  const code = codeOf(error);
  if (CERTIFICATE.test(code)) return new PortalFailure('portal.certificate', code);
  return new PortalFailure('portal.unreachable', code, isChange && !NEVER_SENT.has(code));
}

/** The line to one portal. */
export class PortalLine implements AsyncDisposable {
  readonly #agent: Agent;
  readonly #settings: PortalSettings;

  constructor(settings: PortalSettings) {
    this.#settings = settings;
    const { timeoutMs, authority, parallel } = settings;
    this.#agent = new Agent({
      connections: parallel + 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: MOST_BYTES,
      connect: { timeout: timeoutMs, rejectUnauthorized: true, ...(authority === null ? {} : { ca: authority }) },
    });
  }

  /** Asks and gives what JSON came back, with a status below 500 that speaks of what was asked; redirects are not followed: a message goes where the settings say. Throws `PortalFailure`. */
  async ask({ method, path, query, headers = {}, body, isChange }: PortalRequest): Promise<PortalAnswer> {
    const url = new URL(`${this.#settings.url.replace(/\/+$/, '')}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const signal = AbortSignal.timeout(this.#settings.timeoutMs);
    let status: number;
    let text: string;
    try {
      const answered = await request(url, {
        method, dispatcher: this.#agent, signal, headers: { accept: 'application/json', ...(typeof body === 'string' ? { 'content-type': 'application/json; charset=utf-8' } : {}), ...headers }, ...(body === undefined ? {} : { body }),
      });
      status = answered.statusCode;
      text = await answered.body.text();
    } catch (error) {
      throw broken(error, isChange);
    }
    if (AWAY.has(status)) throw new PortalFailure('portal.maintenance', String(status), isChange && AWAY_PERHAPS_ASKED.has(status));
    if (/^\s*</.test(text)) throw new PortalFailure(status >= 500 ? 'portal.server-error' : 'portal.maintenance', String(status), isChange);
    if (status >= 500) throw new PortalFailure('portal.server-error', String(status), isChange);
    if (status === 401) return { status, body: null };
    try {
      return { status, body: JSON.parse(text) as unknown };
    } catch {
      throw new PortalFailure('portal.unreadable', String(status), isChange);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}
