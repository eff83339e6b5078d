// The line at the foot of a year's table: a day off or a day made up for, refused beside the field that is wrong.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { useKeptForm } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { readTyped } from './calendar-draft.ts';
import type { CalendarDay, TypedDay, TypedFault } from './calendar-draft.ts';

const EMPTY: TypedDay = { day: '', insteadOf: '', name: '', kind: 'holiday' };
const KINDS: readonly CalendarDay['kind'][] = ['holiday', 'substitute', 'swap', 'made-up'];

export function AddDay({ year, days, onAdd }: { readonly year: number; readonly days: readonly CalendarDay[]; onAdd(line: CalendarDay): void }): ReactNode {
  const { t } = useTexts();
  const [kept, setKept] = useKeptForm('calendar-add', String(year));
  const typed: TypedDay = { ...EMPTY, ...kept, kind: KINDS.find((kind) => kind === kept['kind']) ?? EMPTY.kind };
  const [fault, setFault] = useState<TypedFault | null>(null);
  const change = (more: Partial<TypedDay>): void => {
    setKept({ ...typed, ...more });
    setFault(null);
  };
  const errorOf = (field: TypedFault['field']): string | undefined => (fault?.field === field ? t(`calendar.fault.${fault.kind}`, { year }) : undefined);
  return (
    <form
      className="calendar-add"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readTyped(typed, year, days);
        if ('fault' in read) return setFault(read.fault);
        onAdd(read.line);
        return setKept({ kind: typed.kind });
      }}
    >
      <Choices legend={t('calendar.kind')} name="calendar-kind" choices={KINDS.map((kind) => ({ value: kind, words: t(`calendar.kind.${kind}`) }))} chosen={typed.kind} onChoose={(kind) => change({ kind })} />
      <div className="calendar-fields">
        <TextField label={t('calendar.day')} value={typed.day} placeholder={`02/09/${year}`} error={errorOf('day')} maxLength={10} onChange={(day) => change({ day })} />
        {typed.kind === 'made-up' && <TextField label={t('calendar.instead-of')} value={typed.insteadOf} placeholder={`31/08/${year}`} error={errorOf('insteadOf')} maxLength={10} onChange={(insteadOf) => change({ insteadOf })} />}
        <TextField className="calendar-name" label={t('calendar.name')} value={typed.name} error={errorOf('name')} maxLength={120} onChange={(name) => change({ name })} />
        <Button submit icon="calendar" onPress={() => undefined}>
          {t('calendar.add')}
        </Button>
      </div>
    </form>
  );
}
