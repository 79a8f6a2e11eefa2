import { z } from 'zod';
import { isLoopback, list, origin, port, SettingsError, webAddress } from '../setting-kinds.ts';

/** What of the environment is about the dashboard. */
export const dashboardEnvironment = {
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
};

export interface DashboardSettings {
  readonly origin: string;
  readonly port: number;
  /** Issuers. */
  readonly providers: readonly string[];
  readonly podSignup: string | undefined;
}

type Values = z.output<z.ZodObject<typeof dashboardEnvironment>>;

/** `undefined`: none is wanted. */
export function dashboardIn(
  values: Values & { readonly PARLEY_PORT: number },
): DashboardSettings | undefined {
  const { PARLEY_DASHBOARD: dashboardOrigin, PARLEY_PORT: gatewayPort } = values;
  if (dashboardOrigin === undefined) return undefined;
  return {
    origin: dashboardOrigin,
    port: values.PARLEY_DASHBOARD_PORT ?? (gatewayPort === 0 ? 0 : gatewayPort + 1),
    providers: values.PARLEY_PROVIDERS,
    podSignup: values.PARLEY_POD_SIGNUP,
  };
}

interface Checked {
  readonly dashboard: DashboardSettings | undefined;
  readonly origin: string;
  readonly identityUrl: string;
  readonly local: boolean;
}

/** Of its own: what runs on the gateway's origin could read what the dashboard keeps, and the other way round. */
export function checkDashboard({ dashboard, origin: gateway, identityUrl, local }: Checked): void {
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
