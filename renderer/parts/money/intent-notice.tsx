// Why an intent failed, below the button that stands for it; nothing while there is nothing to say.

import type { ReactNode } from 'react';
import type { Intent } from '../../client/intents.ts';
import { FailureNotice } from '../notice.tsx';

export function IntentNotice({ intent }: { readonly intent: Intent | undefined }): ReactNode {
  const failure = intent?.failure ?? null;
  return failure === null ? null : <FailureNotice failure={failure} />;
}
