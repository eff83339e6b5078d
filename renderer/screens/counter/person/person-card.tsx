// A person's data to be read and compared, each doubt in amber beside its own field.

import type { ReactNode } from 'react';
import type { Person, Visit } from '../../../../shared/contract/visit.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';

type Warning = Visit['warnings'][number];

/** The field that a doubt stands beside. */
export const WARNING_FIELD: Readonly<Record<Warning, keyof Person>> = {
  'id-length': 'idNumber',
  'id-province': 'idNumber',
  'id-sex': 'sex',
  'id-birth-year': 'birthDate',
  'birth-date': 'birthDate',
  'issue-date': 'issuedOn',
  'fields-missing': 'address',
};

/** 'TRẦN THỊ BÌNH · 001185000012 · 24/11/1985': the person in a line. */
export function personLine(person: Person, t: Texts['t']): string {
  return [person.fullName, person.idNumber, typedDate(person.birthDate), person.sex === 'unknown' ? '' : t(`counter.person.sex.${person.sex}`)].filter((part) => part !== '').join(' · ');
}

/** '001 185 000 012': easier to compare with the card. */
function grouped(idNumber: string): string {
  return idNumber.length === 12 ? (idNumber.match(/.{3}/g) ?? []).join(' ') : idNumber;
}

export function PersonCard({ person, source, warnings }: { readonly person: Person; readonly source: Visit['personSource']; readonly warnings: readonly Warning[] }): ReactNode {
  const { t } = useTexts();
  const rows = [
    ['idNumber', t('counter.person.id-number'), grouped(person.idNumber)],
    ['birthDate', t('counter.person.birth-date'), typedDate(person.birthDate)],
    ['sex', t('counter.person.sex'), t(`counter.person.sex.${person.sex}`)],
    ['issuedOn', t('counter.person.issued-on'), typedDate(person.issuedOn)],
    ['oldIdNumber', t('counter.person.old-id-number'), person.oldIdNumber],
    ['address', t('counter.person.address'), person.address],
    ...(person.email === undefined || person.email === '' ? [] : [['email', t('counter.person.email'), person.email] as const]),
  ] as const;
  function doubtsOf(field: keyof Person): ReactNode {
    return warnings
      .filter((warning) => WARNING_FIELD[warning] === field)
      .map((warning) => (
        <p key={warning} className="person-doubt">
          <Icon name="warning" />
          <span>{t(`counter.warning.${warning}`)}</span>
        </p>
      ));
  }
  return (
    <div className="person-card">
      <div className="person-name">
        <h2>{person.fullName}</h2>
        {source !== null && <Badge tone={source === 'card' ? 'success' : 'neutral'}>{t(source === 'card' ? 'counter.person.from-card' : 'counter.person.typed')}</Badge>}
      </div>
      {doubtsOf('fullName')}
      <dl className="person-facts">
        {rows.map(([field, label, value]) => (
          <div key={field} data-field={field}>
            <dt>{label}</dt>
            <dd>
              <p className={field === 'address' || field === 'email' ? 'person-fact' : 'person-fact digits'}>{value === '' ? <span className="quiet">{t('counter.person.empty')}</span> : value}</p>
              {doubtsOf(field)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
