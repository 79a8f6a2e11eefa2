import { z } from 'zod';

/** `GET /config.json` on the dashboard's origin: what the dashboard has to know before anybody has signed in. Nothing of it is secret. */
export const dashboardConfigurationSchema = z.object({
  /** Origin of the gateway that the dashboard steers. */
  gateway: z.url(),
  /** The name that owners see. */
  name: z.string(),
  /** Solid identity providers that are offered to who has none: their issuers. */
  providers: z.array(z.url()),
  /** Where somebody without a pod gets one at the operator's own pod server. */
  podSignup: z.url().optional(),
});
export type DashboardConfiguration = z.output<typeof dashboardConfigurationSchema>;
