import { type DashboardConfiguration, dashboardConfigurationSchema } from '@parley/protocol';
import { createContext, useContext } from 'react';

/** What this app has to know before anybody has signed in: the file beside it. */
export async function readConfiguration(): Promise<DashboardConfiguration> {
  const answer = await fetch('/config.json', { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  return dashboardConfigurationSchema.parse(await answer.json());
}

const ConfigurationContext = createContext<DashboardConfiguration | undefined>(undefined);
export const ConfigurationProvider = ConfigurationContext;

export function useConfiguration(): DashboardConfiguration {
  const configuration = useContext(ConfigurationContext);
  if (configuration === undefined) throw new Error('no ConfigurationProvider');
  return configuration;
}
