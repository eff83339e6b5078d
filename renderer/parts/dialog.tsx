// A modal question: focus goes in and comes back, Escape means "not now".

import { createContext, useContext, useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import './pieces.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons; the safe one first, it gets the focus unless another has `autoFocus`. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
  /** For lists and forms of several columns. */
  readonly wide?: boolean;
}

/** What has to be said in whatever dialog is in front, since it hides the page. */
export const DialogNote = createContext<ReactNode>(null);

/** What keeps its place in sight when it has the focus as the dialog opens. */
const WRITTEN_IN = 'input, textarea, select';

/** Open as long as it is rendered. */
export function Dialog({ title, children, actions, onClose, wide = false }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const note = useContext(DialogNote);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    if (!dialog.open) dialog.showModal();
    // The browser brings what it gives the focus into sight: of a long dialog that would be its last line. It is read from its title on, unless words are to be written into it.
    if (document.activeElement?.matches(WRITTEN_IN) !== true) dialog.scrollTop = 0;
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-wide={wide}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A question inside this one, or a file chooser that was left, says the same further up.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId} className="dialog-title">
        {title}
      </h2>
      {note !== null && <div className="dialog-note">{note}</div>}
      {children}
      <div className="dialog-actions">{actions}</div>
    </dialog>
  );
}
