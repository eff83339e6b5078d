// What is left of an event's body once the person in it is forgotten: it still says what happened to which dossier, and reads as its type and version, but no name, number or free word.

/** Stands where the schema wants at least one character. */
export const REDACTED = '—';

type Body = Readonly<Record<string, unknown>>;

/** 'erased': the scanned pages are forgotten as well. 'outdated': they stay named, since the city has them under that name. */
export type RedactionReason = 'erased' | 'outdated';

const APPLICANT = { idNumber: '', oldIdNumber: '', fullName: REDACTED, birthDate: '', address: '', issuedOn: '', phone: '', sex: 'unknown' };

const REDACTIONS: Readonly<Record<string, (body: Body, reason: RedactionReason) => Body>> = {
  'dossier.opened': (body, reason) => ({
    ...body, applicant: { source: asObject(body['applicant'])['source'] ?? 'typed', ...APPLICANT },
    ...('intake' in body ? { intake: { ...asObject(body['intake']), behalf: null, delivery: null } } : {}),
    ...(reason === 'erased' ? { papers: [] } : 'papers' in body ? { papers: withoutReasons(body['papers']) } : {}),
  }),
  'dossier.corrected': (body) => ({ ...body, fields: {}, reason: REDACTED }),
  'dossier.moved': (body) => ({ ...body, reason: '' }),
  'dossier.voided': (body) => ({ ...body, reason: REDACTED }),
  'dossier.apologised': (body) => ({ ...body, reason: REDACTED }),
  'dossier.page-removed': (body) => ({ ...body, reason: REDACTED }),
  'dossier.noted': (body) => ({ ...body, text: REDACTED }),
  'dossier.result-arrived': ({ issuedOn: _day, ...body }) => ({ ...body, number: '', abstract: '' }),
  'dossier.owner-called': (body) => ({ ...body, note: '' }),
  'dossier.result-returned': (body) => ({ ...body, toName: REDACTED, toNumber: '', proof: '', tracking: '', papersBack: [], unpaid: body['unpaid'] === null ? null : { ...asObject(body['unpaid']), reason: '' } }),
  'operation.withdrawn': (body) => ({ ...body, reason: REDACTED }),
  'fee.charged': (body) => ({ ...body, reason: '', lines: Array.isArray(body['lines']) ? body['lines'].map(withoutProof) : [] }),
  'fee.let-off': (body) => ({ ...body, reason: '' }),
  'ticket.priority-checked': (body) => ({ ...body, reason: '' }),
  'petition.received': (body) => ({ ...body, text: REDACTED, contactName: '', contactPhone: '' }),
  'petition.moved': (body) => ({ ...body, words: '' }),
  'ticket.held': (body) => ({ ...body, reason: '' }),
};

/** Types of events in which a person's data or an officer's free words may stand. */
export const PERSONAL_TYPES: readonly string[] = Object.keys(REDACTIONS);

/** Null for a type that has nothing personal. */
export function redactBody(type: string, body: Body, reason: RedactionReason): Body | null {
  return Object.hasOwn(REDACTIONS, type) ? (REDACTIONS[type]?.(body, reason) ?? null) : null;
}

/** What was paid stays; which certificate somebody had shown, of what paper the copies were, and why an amount was another, goes. */
function withoutProof(line: unknown): Body {
  const { original: _name, ...known } = asObject(line);
  const { exemption, changed } = known;
  return { ...known, exemption: exemption === null ? null : { ...asObject(exemption), proof: '' }, changed: changed === null ? null : { ...asObject(changed), reason: '' } };
}

/** An officer's words on a paper, and the code of another dossier of the person, go; what was handed in stays. */
function withoutReasons(papers: unknown): unknown {
  if (!Array.isArray(papers)) return papers;
  return papers.map((paper: unknown) => {
    const { outsideReason, reusedFrom: _code, reusedResult: _result, ...rest } = asObject(paper);
    return outsideReason === undefined ? rest : { ...rest, name: REDACTED, outsideReason: REDACTED };
  });
}

function asObject(value: unknown): Body {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
