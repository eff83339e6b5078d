// Gives a text to the person as a file, by the page's own means.

/** Saves `text` under `name` where the browser puts its downloads. */
export function download({ name, text }: { readonly name: string; readonly text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has started the download by the end of this turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
