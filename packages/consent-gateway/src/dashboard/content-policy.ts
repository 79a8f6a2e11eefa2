interface Served {
  readonly gateway: string;
  readonly local: boolean;
}

/** Only on one machine. Pods may have names of their own there. */
const LOOPBACK =
  'http://localhost:* http://*.localhost:* http://127.0.0.1:* ws://localhost:* ws://*.localhost:* ws://127.0.0.1:*';

/**
 * What the dashboard's page may do: run and show the files beside it, nothing else, nothing inline, in no frame. It may connect to any
 * https address, because it has to reach the person's own provider, WebID and pods, and nobody knows these before the person has said who
 * they are; and to any wss address, by which pods tell of changes. What it has read itself it may show as a picture (`blob:`). No form leaves the page: what is sent goes by script.
 */
export function dashboardPolicy({ gateway, local }: Served): string {
  const rules = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'worker-src': "'self'",
    'connect-src': `'self' ${gateway} https: wss:${local ? ` ${LOOPBACK}` : ''}`,
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The script that shows a message of the gateway while no page is open loads nothing and connects to nobody. */
export const SERVICE_WORKER_POLICY = "default-src 'none'";
