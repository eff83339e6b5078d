// The next step of a complaint: chosen of those that may be taken now, with the words or the owner that it needs.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { Petition } from '../../../../shared/contract/feedback.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'petition';
type Step = 'assigned' | 'refused' | 'asked' | 'supplied' | 'answered' | 'published' | 'disliked' | 'repeated';
/** The station has the last word; what it would refuse is not offered. */
const STEPS: Readonly<Record<Petition['state'], readonly Step[]>> = {
  open: ['assigned', 'answered', 'asked', 'refused'],
  asked: ['supplied', 'assigned', 'answered', 'refused'],
  answered: ['published', 'disliked', 'repeated', 'assigned'],
  published: ['disliked', 'repeated'],
  refused: [],
};

/** The clocks of steps that may be taken and need not be: too late, they make the complaint late. */
const CLOCK_OF = { refused: 'refuse', asked: 'ask' } as const;

export function PetitionDialog({ petition, now, onClose, onMoved }: { readonly petition: Petition; readonly now: number; readonly onClose: () => void; readonly onMoved: () => void }): ReactNode {
  const { client, newRequestId } = useServices();
  const { t } = useTexts();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const steps = STEPS[petition.state];
  const [step, setStep] = useState<Step | null>(steps[0] ?? null);
  const [owner, setOwner] = useState(petition.owner);
  const [words, setWords] = useKeptWords(`petition ${petition.petitionId}`);
  const field = useId();
  const needsWords = step === 'refused' || step === 'asked' || step === 'answered';
  const tooLate = step !== 'refused' && step !== 'asked' ? null : petition.clocks.some((clock) => clock.step === CLOCK_OF[step] && clock.dueAt < now) ? step : null;
  const isReady = step !== null && (!needsWords || words.trim() !== '') && (step !== 'assigned' || owner.trim() !== '');
  return (
    <Dialog
      title={petition.code}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.back')}</Button>
          {step !== null && (
            <Button kind="primary" busy={intent?.state === 'pending'} disabled={!isReady} onPress={() => void intents.run(KEY, 'petition.move', { petitionId: petition.petitionId, step, owner: step === 'assigned' ? owner : '', words }, onMoved)}>
              {t('feedback.save')}
            </Button>
          )}
        </>
      }
    >
      <p className="petition-text">{petition.text}</p>
      {(petition.contactName !== '' || petition.contactPhone !== '') && <Sender petition={petition} />}
      {steps.length === 0 && <p>{t('feedback.no-step')}</p>}
      {steps.length > 0 && <Choices<Step> legend={t('feedback.step')} name="petition-step" choices={steps.map((value) => ({ value, words: t(`feedback.step.${value}`) }))} chosen={step} onChoose={setStep} />}
      {tooLate !== null && <Notice tone="warning">{t(`feedback.too-late.${tooLate}`)}</Notice>}
      {step === 'assigned' && <TextField label={t('feedback.owner-label')} value={owner} maxLength={80} onChange={setOwner} />}
      {step !== null && step !== 'assigned' && (
        <div className="field">
          <label htmlFor={field}>{t(needsWords ? `feedback.words.${step}` : 'feedback.words')}</label>
          <textarea id={field} rows={4} maxLength={2_000} value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </Dialog>
  );
}

/** Cut until somebody asks for it: that is a look at a person, and stands in the access log. */
function Sender({ petition: { petitionId, ...cut } }: { readonly petition: Petition }): ReactNode {
  const { client } = useServices();
  const { t } = useTexts();
  const [whole, setWhole] = useState<Pick<Petition, 'contactName' | 'contactPhone'> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { contactName, contactPhone } = whole ?? cut;
  return (
    <>
      <p className="digits">{t('feedback.contact', { contact: [contactName, contactPhone].filter((part) => part !== '').join(' · ') })}</p>
      {whole === null && (
        <Button
          icon="person"
          onPress={() => {
            client.call('petition.contact', { petitionId }).then(setWhole, (error: unknown) => setFailure(failureOf(error)));
          }}
        >
          {t('feedback.show-contact')}
        </Button>
      )}
      {failure !== null && whole === null && <FailureNotice failure={failure} />}
    </>
  );
}
