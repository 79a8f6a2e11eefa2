import { resolve } from 'node:path';
import { z } from 'zod';
import { checkAddresses } from './check-addresses.ts';
import { type DashboardSettings, dashboardEnvironment, dashboardIn } from './dashboard/dashboard-settings.ts';
import { isProxyNetwork } from './http/peer-address.ts';
import { count, isWebAddress, list, origin, port, SettingsError } from './setting-kinds.ts';

export { SettingsError } from './setting-kinds.ts';

/**
 * Every setting of the gateway, read from the environment once, at the start. The descriptions are the documentation:
 * `docs/configuration.md` is made from them.
 */
export const environmentSchema = z.object({
  PARLEY_ORIGIN: origin.describe(
    'The public https origin of the gateway, such as https://gateway.example. A host of its own, no path.',
  ),
  PARLEY_PORT: port.default(8080).describe('TCP port to listen on. 0: any free one.'),
  PARLEY_HOST: z.string().default('127.0.0.1').describe('Address to listen on. Put a TLS proxy in front.'),
  PARLEY_DATA: z
    .string()
    .default('.parley/gateway')
    .describe('Folder for secrets, the owner directory and the embedded database.'),
  PARLEY_SECRETS_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, '32 random bytes in base64url: 43 characters')
    .optional()
    .describe(
      'Encrypts secrets.json in PARLEY_DATA: 32 random bytes in base64url. Unset: the file is only protected by its mode, 0600.',
    ),
  PARLEY_SECRETS_KEY_FILE: z
    .string()
    .optional()
    .describe('The same, as a file that holds it. Set one of the two.'),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('A PostgreSQL 15 or newer (postgres://…). Unset: an embedded one in PARLEY_DATA.'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Connections to PostgreSQL that this process may hold.'),
  PARLEY_JOURNAL_DAYS: z.coerce
    .number()
    .int()
    .min(14)
    .max(3_650)
    .default(400)
    .describe(
      "Days that the journal is kept in the database, in whole weeks. What is older stays in the owners' pods alone.",
    ),
  PARLEY_CACHE_MIB: z.coerce
    .number()
    .int()
    .min(6)
    .max(65_536)
    .default(192)
    .describe(
      "MiB of owners' documents (two thirds) and composed answers (one third) that this process keeps in memory, confirmed against the pods. More: fewer reads that wait for a pod.",
    ),
  PARLEY_IDENTITY: z
    .url()
    .refine(
      (text) => URL.canParse(text) && isWebAddress(new URL(text)) && /^[^?#]*\/$/.test(text),
      'an http or https address that ends in a slash',
    )
    .optional()
    .describe(
      "Stable address of the gateway's own WebID, ending in a slash. Default: PARLEY_ORIGIN + /identity/. Must stay served for ever.",
    ),
  PARLEY_NAME: z.string().min(1).max(80).default('Parley').describe('The name that owners see on the pages.'),
  PARLEY_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address such as smtps://user:password@mail.example' })
    .optional()
    .describe(
      'The mail server for notices to owners, such as smtps://user:password@mail.example: a secret. smtp:// beyond this machine is used only with STARTTLS. Unset: owners cannot choose mail.',
    ),
  PARLEY_MAIL_FROM: z
    .email()
    .optional()
    .describe('The address that such mail comes from. Needed with PARLEY_SMTP_URL.'),
  ...dashboardEnvironment,
  PARLEY_METRICS_PORT: z
    .union([z.literal('off'), port])
    .default('off')
    .describe('Port for Prometheus metrics on PARLEY_METRICS_HOST, or off.'),
  PARLEY_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address for the metrics. Anything but loopback: keep that network private, they ask nobody who it is.',
    ),
  PARLEY_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('The least important level that is logged.'),
  PARLEY_TRUSTED_PROXIES: list
    .pipe(z.array(z.string().trim().refine(isProxyNetwork, 'addresses or networks such as 10.0.0.0/8')))
    .describe(
      'Addresses or networks of the proxies in front, separated by commas: from these alone X-Forwarded-For is believed. Unset: it is not read, and limits count the peer of the connection.',
    ),
  PARLEY_MAX_CONNECTIONS: count.default(4_000).describe('TCP connections at once, of this process.'),
  PARLEY_MAX_CALLS: count
    .default(1_000)
    .describe(
      'Calls under way at once, of this process. Of these one address may have half, one vendor or owner a tenth.',
    ),
  PARLEY_CALLS_PER_ADDRESS: count
    .default(6_000)
    .describe('Calls a minute from one address that do not prove who calls, of this process.'),
  PARLEY_CALLS_PER_VENDOR: count
    .default(120_000)
    .describe('Calls a minute by one vendor that has proven to be it, of this process.'),
  PARLEY_CALLS_PER_OWNER: count
    .default(3_000)
    .describe('Calls a minute by one owner, with all her apps together, of this process.'),
  PARLEY_ASKS_PER_VENDOR: count
    .default(20_000)
    .describe(
      'Access requests that one vendor may make in 7 days, whoever they lead to. In the database, for all processes.',
    ),
  PARLEY_LOCAL: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1: a laptop. Loopback only; allows http for PARLEY_ORIGIN and for the origins in PARLEY_LOCAL_ORIGINS.',
    ),
  PARLEY_LOCAL_ORIGINS: list
    .pipe(z.array(origin))
    .describe(
      'With PARLEY_LOCAL=1: exact loopback origins, separated by commas, where pods, vendors and providers run.',
    ),
});

export interface Settings {
  readonly origin: string;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** 32 bytes in base64url, or the file that holds them. At most one of the two. */
  readonly secretsKey: string | undefined;
  readonly secretsKeyFile: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databasePool: number;
  /** Days that the journal is kept at least. */
  readonly journalDays: number;
  /** MiB for documents and answers in memory. */
  readonly cacheMiB: number;
  /** Ends in a slash; the issuer of the gateway's own identity. */
  readonly identityUrl: string;
  readonly name: string;
  /** By which owners can be told of notices. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** Unset: none is served. */
  readonly dashboard: DashboardSettings | undefined;
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly logLevel: string;
  /** Addresses and networks (CIDR) from which X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Of this process, at once. */
  readonly maxConnections: number;
  readonly maxCalls: number;
  /** Of this process, a minute. */
  readonly callsPerAddress: number;
  readonly callsPerVendor: number;
  readonly callsPerOwner: number;
  /** In 7 days, on all processes. */
  readonly asksPerVendor: number;
  readonly local: boolean;
  /** Exact loopback origins that the guarded fetch may reach. Empty unless local. */
  readonly localOrigins: readonly string[];
}

/**
 * The settings in an environment.
 *
 * @throws {SettingsError} naming each setting that is missing or wrong
 * @example readSettings({ PARLEY_ORIGIN: 'https://gateway.example' }).identityUrl // 'https://gateway.example/identity/'
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const about = environmentSchema.shape[name as keyof typeof environmentSchema.shape]?.description ?? '';
      return `  ${name}: ${issue.message}\n      ${about}`;
    });
    throw new SettingsError(`These settings are missing or wrong:\n${faults.join('\n')}`);
  }
  const values = parsed.data;
  const local = values.PARLEY_LOCAL === '1';
  const settings: Settings = {
    origin: values.PARLEY_ORIGIN,
    port: values.PARLEY_PORT,
    host: values.PARLEY_HOST,
    dataDir: resolve(values.PARLEY_DATA),
    secretsKey: values.PARLEY_SECRETS_KEY,
    secretsKeyFile: values.PARLEY_SECRETS_KEY_FILE,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL,
    journalDays: values.PARLEY_JOURNAL_DAYS,
    cacheMiB: values.PARLEY_CACHE_MIB,
    identityUrl: values.PARLEY_IDENTITY ?? `${values.PARLEY_ORIGIN}/identity/`,
    name: values.PARLEY_NAME,
    mail: mailIn(values),
    dashboard: dashboardIn(values),
    metricsHost: values.PARLEY_METRICS_HOST,
    metricsPort: values.PARLEY_METRICS_PORT === 'off' ? undefined : values.PARLEY_METRICS_PORT,
    logLevel: values.PARLEY_LOG,
    ...limitsIn(values),
    local,
    localOrigins: local ? [...new Set([values.PARLEY_ORIGIN, ...values.PARLEY_LOCAL_ORIGINS])] : [],
  };
  checkAddresses(settings, values.PARLEY_LOCAL_ORIGINS);
  if (settings.secretsKey !== undefined && settings.secretsKeyFile !== undefined)
    throw new SettingsError('Set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE, not both.');
  return settings;
}

function mailIn(values: z.output<typeof environmentSchema>): Settings['mail'] {
  const { PARLEY_SMTP_URL: smtpUrl, PARLEY_MAIL_FROM: from } = values;
  if (smtpUrl === undefined && from === undefined) return undefined;
  if (smtpUrl === undefined || from === undefined)
    throw new SettingsError('Set PARLEY_SMTP_URL and PARLEY_MAIL_FROM, or neither.');
  return { smtpUrl, from };
}

function limitsIn(values: z.output<typeof environmentSchema>) {
  return {
    trustedProxies: values.PARLEY_TRUSTED_PROXIES,
    maxConnections: values.PARLEY_MAX_CONNECTIONS,
    maxCalls: values.PARLEY_MAX_CALLS,
    callsPerAddress: values.PARLEY_CALLS_PER_ADDRESS,
    callsPerVendor: values.PARLEY_CALLS_PER_VENDOR,
    callsPerOwner: values.PARLEY_CALLS_PER_OWNER,
    asksPerVendor: values.PARLEY_ASKS_PER_VENDOR,
  };
}

function withoutEmpty(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
