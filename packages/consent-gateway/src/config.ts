import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Every setting of the gateway, read from the environment once, at the start. The descriptions are the documentation:
 * `docs/configuration.md` is made from them.
 */
const isWebAddress = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === '';

const origin = z
  .url()
  .transform((text) => new URL(text))
  .refine(
    (url) => isWebAddress(url) && url.pathname === '/' && url.search === '',
    'an http or https origin without a path',
  )
  .transform((url) => url.origin);

const port = z.coerce.number().int().min(0).max(65_535);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((part) => part !== ''));

const webAddress = z
  .url()
  .refine((text) => URL.canParse(text) && isWebAddress(new URL(text)), 'an http or https address');

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
  PARLEY_DASHBOARD: origin
    .optional()
    .describe(
      "Public https origin of the owners' dashboard, such as https://my.gateway.example: a host of its own. Unset: none is served, and owners decide on the plain pages.",
    ),
  PARLEY_DASHBOARD_PORT: port
    .optional()
    .describe('TCP port on which the dashboard is served. Default: PARLEY_PORT + 1.'),
  PARLEY_PROVIDERS: list
    .pipe(z.array(webAddress))
    .describe(
      'Solid identity providers that the dashboard offers to sign in at: their issuers, separated by commas.',
    ),
  PARLEY_POD_SIGNUP: webAddress
    .optional()
    .describe('Where the dashboard sends somebody who has no pod yet: the sign-up page of a pod server.'),
  PARLEY_METRICS_PORT: z
    .union([z.literal('off'), port])
    .default('off')
    .describe('Loopback port for Prometheus metrics, or off.'),
  PARLEY_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('The least important level that is logged.'),
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
  /** Ends in a slash; the issuer of the gateway's own identity. */
  readonly identityUrl: string;
  readonly name: string;
  /** Unset: none is served. */
  readonly dashboard: DashboardSettings | undefined;
  readonly metricsPort: number | undefined;
  readonly logLevel: string;
  readonly local: boolean;
  /** Exact loopback origins that the guarded fetch may reach. Empty unless local. */
  readonly localOrigins: readonly string[];
}

export interface DashboardSettings {
  readonly origin: string;
  readonly port: number;
  /** Issuers. */
  readonly providers: readonly string[];
  readonly podSignup: string | undefined;
}

/** A setting is missing or wrong. The message names it and says what it takes; never the value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
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
    identityUrl: values.PARLEY_IDENTITY ?? `${values.PARLEY_ORIGIN}/identity/`,
    name: values.PARLEY_NAME,
    dashboard: dashboardIn(values),
    metricsPort: values.PARLEY_METRICS_PORT === 'off' ? undefined : values.PARLEY_METRICS_PORT,
    logLevel: values.PARLEY_LOG,
    local,
    localOrigins: local ? [...new Set([values.PARLEY_ORIGIN, ...values.PARLEY_LOCAL_ORIGINS])] : [],
  };
  checkAddresses(settings, values.PARLEY_LOCAL_ORIGINS);
  if (settings.secretsKey !== undefined && settings.secretsKeyFile !== undefined)
    throw new SettingsError('Set PARLEY_SECRETS_KEY or PARLEY_SECRETS_KEY_FILE, not both.');
  return settings;
}

function dashboardIn(values: z.output<typeof environmentSchema>): DashboardSettings | undefined {
  const { PARLEY_DASHBOARD: dashboardOrigin, PARLEY_PORT: gatewayPort } = values;
  if (dashboardOrigin === undefined) return undefined;
  return {
    origin: dashboardOrigin,
    port: values.PARLEY_DASHBOARD_PORT ?? (gatewayPort === 0 ? 0 : gatewayPort + 1),
    providers: values.PARLEY_PROVIDERS,
    podSignup: values.PARLEY_POD_SIGNUP,
  };
}

const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/;
const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

function checkAddresses(settings: Settings, localOrigins: readonly string[]): void {
  checkDashboard(settings);
  if (!settings.local) {
    if (localOrigins.length > 0)
      throw new SettingsError('PARLEY_LOCAL_ORIGINS works only with PARLEY_LOCAL=1.');
    if (![settings.origin, settings.identityUrl].every((url) => url.startsWith('https://'))) {
      throw new SettingsError(
        'PARLEY_ORIGIN and PARLEY_IDENTITY must be https. For a laptop, set PARLEY_LOCAL=1.',
      );
    }
    return;
  }
  if (
    ![settings.origin, settings.identityUrl, ...localOrigins].every(isLoopback) ||
    !['127.0.0.1', '::1', 'localhost'].includes(settings.host)
  ) {
    throw new SettingsError(
      'PARLEY_LOCAL=1 is for one machine: every address must be a loopback one, beside no public identity.',
    );
  }
}

/** Of its own: what runs on the gateway's origin could read what the dashboard keeps, and the other way round. */
function checkDashboard({ dashboard, origin: gateway, identityUrl, local }: Settings): void {
  if (dashboard === undefined) return;
  const { origin: own, providers, podSignup } = dashboard;
  if ([gateway, new URL(identityUrl).origin].includes(own))
    throw new SettingsError('PARLEY_DASHBOARD needs an origin of its own, not that of the gateway.');
  const addresses = [own, ...providers, ...(podSignup === undefined ? [] : [podSignup])];
  const isFine = (url: string): boolean => url.startsWith('https://') || (local && isLoopback(url));
  if (!addresses.every(isFine) || (local && !isLoopback(own)))
    throw new SettingsError(
      'PARLEY_DASHBOARD, PARLEY_PROVIDERS and PARLEY_POD_SIGNUP must be https; on a laptop, with PARLEY_LOCAL=1, the dashboard is a loopback address.',
    );
}

function withoutEmpty(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
