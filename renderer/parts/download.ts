// Gives a table or a document to the person as a file, by the page's own means.

/** Saves a table under `name` where the browser puts its downloads. */
export function download({ name, text }: { readonly name: string; readonly text: string }): void {
  downloadFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}

/** Saves a PDF, which comes in pieces. */
export function downloadPdf(name: string, pieces: readonly Uint8Array<ArrayBuffer>[]): void {
  downloadFile(name, new Blob([...pieces], { type: 'application/pdf' }));
}

/** Saves a file that is made already, such as a spreadsheet. */
export function downloadFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has started the download by the end of this turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
