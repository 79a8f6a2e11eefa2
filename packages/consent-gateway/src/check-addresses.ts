import type { Settings } from './config.ts';
import { checkDashboard } from './dashboard/dashboard-settings.ts';
import { isLoopback, SettingsError } from './setting-kinds.ts';

/** Public addresses are https; with PARLEY_LOCAL=1 none is public. @throws {SettingsError} */
export function checkAddresses(settings: Settings, localOrigins: readonly string[]): void {
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
    ![settings.host, settings.metricsHost].every((host) => ['127.0.0.1', '::1', 'localhost'].includes(host))
  ) {
    throw new SettingsError(
      'PARLEY_LOCAL=1 is for one machine: every address must be a loopback one, beside no public identity.',
    );
  }
}
