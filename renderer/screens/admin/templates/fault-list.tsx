// What is wrong with a template: each mistake with its line, a sentence that says what to do, and the names that may have been meant at one press.

import type { ReactNode } from 'react';
import type { TemplateFaultView } from '../../../../shared/contract/template.ts';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Mistakes of which a word is replaced by another. */
const REPLACED: readonly TemplateFaultView['kind'][] = ['unknown-field', 'unknown-block', 'unknown-setting', 'not-a-list', 'not-a-code'];

interface FaultListProps {
  readonly faults: readonly TemplateFaultView[];
  onGo(line: number): void;
  onRepair(fault: TemplateFaultView, name: string): void;
}

export function FaultList({ faults, onGo, onRepair }: FaultListProps): ReactNode {
  const { t } = useTexts();
  if (faults.length === 0) return null;
  return (
    <section id="template-faults" className="template-faults" role="alert" aria-label={t('template.faults', { count: faults.length })}>
      <h4>{t('template.faults', { count: faults.length })}</h4>
      <ul>
        {faults.map((fault, index) => (
          <li key={`${fault.line} ${fault.kind} ${index}`}>
            {fault.line === 0 ? (
              <strong>{t('template.whole')}</strong>
            ) : (
              <button type="button" className="template-line digits" onClick={() => onGo(fault.line)}>
                {t('template.line', { line: fault.line })}
              </button>
            )}
            <span>{t(`template.fault.${fault.kind}`, { word: fault.word })}</span>
            {REPLACED.includes(fault.kind) && fault.line > 0 && fault.word !== '' &&
              fault.near.map((name) => (
                <Button key={name} kind="quiet" onPress={() => onRepair(fault, name)}>
                  {t('template.replace', { name })}
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
