// The last net of a page: a bug while drawing becomes a sentence and a way on instead of a white screen.

import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { useTexts } from './texts/use-texts.tsx';

interface CrashGuardProps {
  readonly children: ReactNode;
}
interface CrashGuardState {
  readonly crashed: boolean;
}

/** React hands errors of drawing only to classes, hence this one. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override readonly state: CrashGuardState = { crashed: false };
  static getDerivedStateFromError(): CrashGuardState {
    return { crashed: true };
  }
  override render(): ReactNode {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed(): ReactNode {
  const { t } = useTexts();
  return (
    <main className="boot">
      <Notice
        tone="danger"
        heard="alert"
        title={t('common.crash.title')}
        action={
          <Button kind="primary" size="touch" icon="repeat" onPress={() => location.reload()}>
            {t('common.reload')}
          </Button>
        }
      >
        {t('common.crash.body')}
      </Notice>
    </main>
  );
}
