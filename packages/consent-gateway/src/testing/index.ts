/** For tests and the demo: what is not part of the gateway's public interface. */
export { EmbeddedPostgresError } from '../adapters/postgres/embedded/embedded-postgres-error.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../adapters/postgres/embedded/start-embedded-postgres.ts';
