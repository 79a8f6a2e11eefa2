/** Has the browser keep a text as a file. */
export function download(file: {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has taken it once this is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
