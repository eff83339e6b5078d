// Entering what the portal shows: of what, how many points, read on which day.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { COMPONENT_IDS, GROUPS } from '../../../../shared/domain/index766/components.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { IndexView } from '../../../../shared/contract/index766.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptForm } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { parseTypedDate, typedDate } from '../../../parts/typed-date.ts';
import { pointsText, typedHundredths } from './points.ts';

const GROUP_IDS = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
const SUBJECTS = ['total', ...GROUP_IDS, ...COMPONENT_IDS] as const;
type Subject = (typeof SUBJECTS)[number];

/** Most points of what is entered, as this unit counts them. */
function maxIn({ max, groups }: Pick<IndexView, 'max' | 'groups'>, of: Subject): number {
  const found = groups.find(({ id }) => id === of) ?? groups.flatMap(({ rows }) => rows).find(({ id }) => id === of);
  return found?.max ?? max;
}

export function ReadingForm({ view, now, onEntered }: { readonly view: Pick<IndexView, 'period' | 'max' | 'groups'>; readonly now: number; onEntered(): void }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['reading'];
  const { period } = view;
  const [today] = useState(() => typedDate(businessDayOf(now as EpochMs)));
  const [typed, setTyped] = useKeptForm('reading', period);
  const { points = '', place = '', readOn = today } = typed;
  const of = SUBJECTS.find((id) => id === typed['of']) ?? 'total';
  const change = (field: 'of' | 'points' | 'place' | 'readOn') => (value: string): void => setTyped({ ...typed, [field]: value });
  const [entered, setEntered] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const max = maxIn(view, of);
  const hundredths = typedHundredths(points);
  const placeNumber = place.trim() === '' ? null : /^\d{1,4}$/.test(place.trim()) && Number(place) > 0 ? Number(place) : undefined;
  const day = parseTypedDate(readOn);
  const wrong = hundredths === null ? t('index.form.no-number') : hundredths > max * 100 ? t('error.reading.too-high', { max }) : undefined;

  function enter(): void {
    setTried(true);
    setEntered(null);
    if (hundredths === null || wrong !== undefined || placeNumber === undefined || day === null || day === '') return;
    void intents.run('reading', 'index.enter-reading', { period, of, hundredths, readOn: day, place: of === 'total' ? placeNumber : null }, ({ reading }) => {
      setEntered(t('index.form.entered', { name: t(`index.name.${of}`), points: pointsText(reading.points, texts) }));
      // The next one is often of the same day and subject.
      setTyped({ of, readOn });
      setTried(false);
      onEntered();
    });
  }

  return (
    <form
      className="reading-form"
      aria-label={t('index.form.title')}
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <h3>{t('index.form.title')}</h3>
      <p className="quiet">{t('index.form.explain')}</p>
      <div className="reading-fields">
        <label className="field reading-of">
          <span>{t('index.form.of')}</span>
          <select className="text-input" value={of} onChange={(event) => change('of')(event.target.value)}>
            {SUBJECTS.map((id) => (
              <option key={id} value={id}>
                {id === 'total' || id in GROUPS ? t(`index.name.${id}`) : `   ${id} ${t(`index.name.${id}`)}`}
              </option>
            ))}
          </select>
        </label>
        <TextField label={t('index.form.points', { max: pointsText(max, texts) })} value={points} onChange={change('points')} inputMode="numeric" maxLength={6} placeholder="19,53" error={wasTried || (hundredths !== null && wrong !== undefined) ? wrong : undefined} />
        <TextField label={t('index.form.read-on')} value={readOn} onChange={change('readOn')} maxLength={10} placeholder="24/11/2026" error={day === null || (wasTried && day === '') ? t('index.form.no-day') : undefined} />
        {of === 'total' && <TextField label={t('index.form.place')} value={place} onChange={change('place')} inputMode="numeric" maxLength={4} error={placeNumber === undefined ? t('index.form.no-place') : undefined} />}
      </div>
      {intent !== undefined && intent.failure !== null && <FailureNotice failure={intent.failure} />}
      {entered !== null && <Notice tone="success">{entered}</Notice>}
      <p>
        <Button kind="primary" submit busy={intent?.state === 'pending'} onPress={() => undefined}>
          {t('index.form.enter')}
        </Button>
      </p>
    </form>
  );
}
