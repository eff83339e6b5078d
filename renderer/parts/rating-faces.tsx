// The three levels of a rating as three large keys, each with a face and the words of the public service.

import type { ReactNode } from 'react';
import type { RatingLevel } from '../../shared/contract/feedback.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { useTexts } from './texts/use-texts.tsx';
import './rating-faces.css';

const FACES: readonly { readonly level: RatingLevel; readonly icon: IconName }[] = [
  { level: 'very-satisfied', icon: 'face-glad' },
  { level: 'satisfied', icon: 'face-happy' },
  { level: 'dissatisfied', icon: 'face-sad' },
];

export function RatingFaces({ busy, onChoose }: { readonly busy: boolean; readonly onChoose: (level: RatingLevel) => void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="rating-faces">
      {FACES.map(({ level, icon }) => (
        <button type="button" key={level} className="rating-face" data-level={level} disabled={busy} onClick={() => onChoose(level)}>
          <Icon name={icon} />
          <span>{t(`common.rating.${level}`)}</span>
        </button>
      ))}
    </div>
  );
}
