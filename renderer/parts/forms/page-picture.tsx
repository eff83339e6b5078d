// The picture of a page, as the station drew it, with the way to the other pages of the paper.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import './forms.css';

interface PagePictureProps {
  readonly png: string;
  readonly page: number;
  readonly pages: number;
  onPage(page: number): void;
}

export function PagePicture({ png, page, pages, onPage }: PagePictureProps): ReactNode {
  const { t } = useTexts();
  const url = usePicture(png);
  const words = t('form.preview', { page: page + 1, pages });
  return (
    <figure className="form-page">
      {url !== null && <img src={url} alt={words} />}
      <figcaption>
        {pages > 1 && (
          <Button icon="back" disabled={page === 0} onPress={() => onPage(page - 1)}>
            {t('form.previous')}
          </Button>
        )}
        <span className="digits">{words}</span>
        {pages > 1 && (
          <Button icon="forward" disabled={page + 1 >= pages} onPress={() => onPage(page + 1)}>
            {t('form.next')}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}

/** An address for as long as the picture is shown: the pages' policy takes pictures from nowhere else. */
function usePicture(png: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(atob(png), (letter) => letter.codePointAt(0) ?? 0)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url;
}
