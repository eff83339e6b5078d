// The person's earlier dossiers here: shown once the officer has said what for, with what is taken over from them.

import type { ReactNode } from 'react';
import type { Earlier } from '../../../../shared/contract/intake.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { EarlierLook } from '../counter-ui.ts';
import { isSameName } from './same-name.ts';
import type { IntakeDialogProps } from './intake-dialog.tsx';
import { intakeKey } from './intake-keys.ts';

const FIELDS = ['phone', 'email', 'address', 'oldIdNumber', 'issuedOn'] as const;
type Field = (typeof FIELDS)[number];
const LABELS = { phone: 'counter.person.phone', email: 'counter.person.email', address: 'counter.person.address', oldIdNumber: 'counter.person.old-id-number', issuedOn: 'counter.person.issued-on' } as const;

export function EarlierDialog(props: IntakeDialogProps): ReactNode {
  const { visit, model, act } = props;
  const { t } = useTexts();
  const look = model.ui.earlier;
  const intent = model.intents[intakeKey('earlier')];
  return (
    <Dialog
      wide
      title={t('counter.earlier.title', { count: visit.earlier })}
      onClose={() => act.openDialog(null)}
      actions={
        <Button keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.dialog.back')}
        </Button>
      }
    >
      {look === null ? <Purpose act={act} /> : <Looked {...props} look={look} />}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </Dialog>
  );
}

/** The key that showed it is gone with its button: the next Enter takes the first. */
function focusNow(element: HTMLElement | null): void {
  element?.focus();
}

/** Nothing of the earlier dossiers is known to this window before one of the two keys is pressed. */
function Purpose({ act }: Pick<IntakeDialogProps, 'act'>): ReactNode {
  const { t } = useTexts();
  return (
    <div
      className="earlier-purpose"
      role="group"
      aria-label={t('counter.earlier.why')}
      onKeyDown={(event) => {
        if (event.key === '1') act.lookAtEarlier('reuse-details');
        if (event.key === '2') act.lookAtEarlier('reuse-papers');
      }}
    >
      <p>{t('counter.earlier.why')}</p>
      <Button ref={focusFirst} icon="person" keycap="1" onPress={() => act.lookAtEarlier('reuse-details')}>
        {t('counter.earlier.details')}
      </Button>
      <Button icon="paper" keycap="2" onPress={() => act.lookAtEarlier('reuse-papers')}>
        {t('counter.earlier.papers')}
      </Button>
      <p className="quiet-line">{t('counter.earlier.noted')}</p>
    </div>
  );
}

function Looked({ look, ...props }: IntakeDialogProps & { readonly look: EarlierLook }): ReactNode {
  if (look.failure !== null) return <FailureNotice failure={look.failure} />;
  if (look.found === null) return <Loading />;
  return (
    <>
      <Whose {...props} found={look.found} />
      {look.purpose === 'reuse-details' ? <Details {...props} found={look.found} /> : <Papers {...props} found={look.found} />}
    </>
  );
}

/** Names before anything is taken over: a number may have been mistyped, now or then. */
function Whose({ visit, found }: IntakeDialogProps & { readonly found: Earlier }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const name = visit.person?.fullName ?? '';
  return (
    <>
      {found.dossiers.some(({ fullName }) => !isSameName(fullName, name)) && <Notice tone="danger" heard="alert">{t('counter.earlier.other-name', { name })}</Notice>}
      <ul className="earlier-papers">
        {found.dossiers.map(({ dossierId, code, fullName, procedureName, receivedAt }) => (
          <li key={dossierId}>
            <span>
              <strong>{fullName}</strong>
              <span className="quiet-line">{t('counter.earlier.dossier', { code, date: texts.date(receivedAt), procedure: procedureName })}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Details({ visit, model, act, found }: IntakeDialogProps & { readonly found: Earlier }): ReactNode {
  const { t } = useTexts();
  const { person } = visit;
  const { fields } = found;
  if (person === null || fields === null) return <EmptyState icon="person" title={t('counter.earlier.nothing')} />;
  const shown = (field: Field, value: string): string => (value === '' ? t('counter.person.empty') : field === 'issuedOn' ? typedDate(value) : value);
  const changed = FIELDS.filter((field) => fields[field] !== '' && fields[field] !== (person[field] ?? ''));
  if (changed.length === 0) return <EmptyState icon="check-circle" title={t('counter.earlier.same')} />;
  const pending = model.intents['person']?.state === 'pending';
  return (
    <table className="earlier-table">
      <thead>
        <tr>
          <th scope="col">{t('counter.earlier.field')}</th>
          <th scope="col">{t('counter.earlier.now')}</th>
          <th scope="col">{t('counter.earlier.before')}</th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {changed.map((field, place) => (
          <tr key={field}>
            <th scope="row">{t(LABELS[field])}</th>
            <td>{shown(field, person[field] ?? '')}</td>
            <td>{shown(field, fields[field])}</td>
            <td>
              <Button {...(place === 0 ? { ref: focusNow } : {})} busy={pending} onPress={() => act.takeEarlier({ [field]: fields[field] })}>
                {t('counter.earlier.take')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Papers({ visit, model, act, found }: IntakeDialogProps & { readonly found: Earlier }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const asked = visit.procedure?.papers ?? [];
  if (found.papers.length === 0) return <EmptyState icon="paper" title={t('counter.earlier.no-papers')} />;
  if (asked.length === 0) return <Notice tone="warning">{t('counter.receive.need-procedure')}</Notice>;
  const nameOf = (of: string): string => found.dossiers.find(({ dossierId }) => dossierId === of)?.fullName ?? '';
  const chosen = asked.find(({ paperId }) => paperId === model.ui.focusedPaper) ?? asked[0];
  return (
    <>
      <label className="field">
        <span>{t('counter.earlier.for')}</span>
        <select className="text-input" value={chosen?.paperId} onChange={(event) => act.focusPaper(event.target.value)}>
          {asked.map(({ paperId, name }) => (
            <option key={paperId} value={paperId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ul className="earlier-papers">
        {found.papers.map(({ dossierId, code, receivedAt, paperId, name, pages }, place) => (
          <li key={`${dossierId} ${paperId}`}>
            <span>
              <strong>{name}</strong>
              <span className="quiet-line">{t(`counter.earlier.of.${paperId === RESULT_PAPER ? 'result' : 'paper'}`, { name: nameOf(dossierId), code, date: texts.date(receivedAt), pages })}</span>
            </span>
            <Button {...(place === 0 ? { ref: focusNow } : {})} busy={model.intents[intakeKey('earlier')]?.state === 'pending'} onPress={() => chosen !== undefined && act.reusePaper(chosen.paperId, dossierId, paperId)}>
              {t('counter.earlier.reuse')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
