export type EmbeddedPostgresCode =
  /** The platform has no binaries, or they cannot be run. */
  | 'binaries_unusable'
  /** The data folder cannot be written, belongs to somebody else, or is damaged. */
  | 'folder_unusable'
  /** Another process works on the folder and does not finish. */
  | 'folder_busy'
  | 'initdb_failed'
  | 'start_failed'
  | 'stop_failed';

/** The embedded database cannot be used. The message says what is wrong and what to do; it holds no password. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresCode;

  constructor(code: EmbeddedPostgresCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
