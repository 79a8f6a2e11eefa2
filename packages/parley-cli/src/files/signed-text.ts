/** A signed text, and where it stands. */
export interface SignedText {
  readonly jws: string;
  readonly file: string;
  /** Absent where the file has no such text. */
  readonly bytes?: { readonly from: number; readonly to: number };
}

/** A signed text at its place in the text of a file. */
export function placeIn(file: string, content: string, jws: string): SignedText {
  const at = jws === '' ? -1 : content.indexOf(jws);
  if (at < 0) return { file, jws };
  const from = Buffer.byteLength(content.slice(0, at));
  return { file, jws, bytes: { from, to: from + Buffer.byteLength(jws) } };
}

/** The place in words: `1.ttl, bytes 120 to 3400`. */
export function placeInWords({ file, bytes }: SignedText): string {
  return bytes === undefined ? file : `${file}, bytes ${bytes.from} to ${bytes.to}`;
}
