// Where visits are kept: one small file, so that a restart forgets nobody who could no longer stop what they share.

import { type SessionData, Store } from 'express-session';
import { readKept, writeKept } from './kept-file.ts';

type Kept = Record<string, SessionData>;

const MOST_VISITS = 1_000;

export class FileSessionStore extends Store {
  readonly #file: string;
  readonly #kept: Map<string, SessionData>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, kept: Kept) {
    super();
    this.#file = file;
    this.#kept = new Map(Object.entries(kept));
  }

  static async open(file: string): Promise<FileSessionStore> {
    return new FileSessionStore(file, (await readKept<Kept>(file)) ?? {});
  }

  override get(id: string, callback: (fault: unknown, session?: SessionData | null) => void): void {
    const found = this.#kept.get(id);
    const { expires } = found?.cookie ?? {};
    const isOver = expires !== undefined && expires !== null && Date.parse(String(expires)) <= Date.now();
    // A copy: what a page changes counts when it is saved.
    callback(null, found === undefined || isOver ? null : structuredClone(found));
  }

  override set(id: string, session: SessionData, callback?: (fault?: unknown) => void): void {
    this.#kept.delete(id);
    this.#kept.set(id, JSON.parse(JSON.stringify(session)) as SessionData);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_VISITS && oldest !== undefined) this.#kept.delete(oldest);
    this.#write(callback);
  }

  override destroy(id: string, callback?: (fault?: unknown) => void): void {
    this.#kept.delete(id);
    this.#write(callback);
  }

  #write(callback: ((fault?: unknown) => void) | undefined): void {
    this.#writing = this.#writing
      .catch(() => {})
      .then(() => writeKept(this.#file, Object.fromEntries(this.#kept)));
    this.#writing.then(
      () => callback?.(),
      (fault: unknown) => callback?.(fault),
    );
  }
}
