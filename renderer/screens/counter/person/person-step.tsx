// Step 1: the person as the card or the officer says, doubts beside the field they are about, a refused card with what to do.

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import { IntentFailure } from '../lost/intent-failure.tsx';
import type { VisitProps } from '../visit/visit-column.tsx';
import { isReplaced } from '../visit/steps.ts';
import { PersonCard } from './person-card.tsx';
import { draftOf } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';

export function PersonStep(props: VisitProps): ReactNode {
  const { model, act, visit } = props;
  const texts = useTexts();
  const { t } = texts;
  const intent = model.intents['person'];
  const refusal = visit.readerRefusal;
  return (
    <div className="person">
      {refusal !== null && (model.ui.editing === null || refusal.at !== model.ui.refusalSeen) && <FailureNotice failure={localFailure(refusal.code)} tone="warning" title={t('counter.card.refused-at', { time: texts.moment(refusal.at, model.now) })} />}
      <Inside {...props} />
      <IntentFailure intent={intent} onRetry={() => act.retry('person')} />
    </div>
  );
}

function Inside(props: VisitProps): ReactNode {
  const { model, act, visit } = props;
  if (model.ui.editing !== null) return <PersonForm {...props} editing={model.ui.editing} />;
  if (visit.person === null) return <WaitForCard {...props} />;
  return <CheckPerson {...props} person={visit.person} onEdit={() => act.edit(draftOf(visit.person))} />;
}

function WaitForCard({ model, act }: VisitProps): ReactNode {
  const { t } = useTexts();
  const reader = known(model.status)?.devices.find(({ device, counterId }) => device === 'reader' && counterId === model.counterId);
  const type = useRef<HTMLButtonElement>(null);
  useEffect(() => type.current?.focus(), []);
  const isAway = reader !== undefined && reader.kind !== 'ready' && reader.kind !== 'busy';
  return (
    <div className="person-wait">
      {isAway ? (
        <Notice tone="warning" icon="reader">
          {t('counter.person.reader-absent')}
        </Notice>
      ) : (
        <div className="person-wait-card">
          <Icon name="reader" />
          <div>
            <p className="person-wait-title">{t('counter.person.wait-card')}</p>
            <p>{t('counter.person.wait-card-how')}</p>
          </div>
        </div>
      )}
      <Button ref={type} icon="keyboard" kind={isAway ? 'primary' : 'plain'} onPress={() => act.edit(draftOf(null))}>
        {t('counter.person.type')}
      </Button>
    </div>
  );
}

function CheckPerson({ model, act, visit, person, onEdit }: VisitProps & { readonly person: NonNullable<VisitProps['visit']['person']>; readonly onEdit: () => void }): ReactNode {
  const { t } = useTexts();
  const confirm = useRef<HTMLButtonElement>(null);
  const pending = model.intents['person']?.state === 'pending';
  // A person who is there now and was not before: the officer's next key is Enter.
  // Not when a second card came in the middle of other work: a key meant for that work must not agree to a stranger.
  const replaced = isReplaced(visit, model.ui);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => (replaced ? card : confirm).current?.focus(), [person.idNumber, person.fullName, replaced]);
  return (
    <form
      className="person-check"
      onSubmit={(event) => {
        event.preventDefault();
        act.agree();
      }}
    >
      {replaced && (
        <Notice tone="warning" icon="reader" heard="alert">
          {t('counter.receive.need-check-person', { name: person.fullName })}
        </Notice>
      )}
      <div ref={card} tabIndex={-1}>
        <PersonCard person={person} source={visit.personSource} warnings={visit.warnings} />
      </div>
      <p className="quiet-line">{t('counter.person.shown-to-citizen')}</p>
      <div className="person-foot">
        <TextField className="person-phone" label={t('counter.person.phone')} hint={t('counter.person.phone-hint')} inputMode="tel" maxLength={20} value={model.ui.phone ?? person.phone} onChange={act.setPhone} />
        <Button onPress={onEdit}>{t('counter.person.edit')}</Button>
        <Button ref={confirm} kind="primary" submit icon="check" keycap="Enter" busy={pending} onPress={() => undefined}>
          {t('counter.person.confirm')}
        </Button>
      </div>
    </form>
  );
}
