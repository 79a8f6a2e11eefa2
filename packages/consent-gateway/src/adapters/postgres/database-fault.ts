import { GatewayError } from '../../gateway-error.ts';

const RETRY_AFTER_SECONDS = 2;

/** SQLSTATEs that pass by themselves. @see https://www.postgresql.org/docs/18/errcodes-appendix.html */
const PASSING_STATES = new Set([
  '57014', // query_canceled: statement_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '55P03', // lock_not_available
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '25006', // read_only_sql_transaction: the server has become a replica
  '25P03', // idle_in_transaction_session_timeout
]);
/** connection_exception, insufficient_resources, system_error */
const PASSING_CLASSES = ['08', '53', '58'];

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** pg gives these no code. */
const DRIVER_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

/** Whether the database was not reachable, too slow, or gave up: nothing is wrong with what was asked of it. */
export function isDatabaseFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseFault);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK_CODES.has(code) || PASSING_STATES.has(code)) return true;
  if (code.length === 5 && PASSING_CLASSES.includes(code.slice(0, 2))) return true;
  return DRIVER_MESSAGES.some((text) => error.message.startsWith(text));
}

/** Whether the server undid the work because of others at the same time: doing it again is right. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}

/**
 * Runs database work; where the database fails the caller gets `temporarily_unavailable` with a time to wait, anything else as it is.
 *
 * @throws {GatewayError} temporarily_unavailable
 */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDatabaseFault(error);
  }
}

/** The error to throw for one that came out of pg or kysely. */
export function toDatabaseFault(error: unknown): unknown {
  if (!isDatabaseFault(error)) return error;
  return new GatewayError('temporarily_unavailable', 'The database is not reachable or too slow.', {
    cause: error,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
