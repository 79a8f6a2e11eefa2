import type { Settings } from '../config.ts';
import type { Initialised } from './init-gateway.ts';

/** What a person reads after the first set-up: what DNS and TLS need, and how it goes on. */
export function whatIsNext({ file, settings }: Initialised): string {
  const { host, port, local } = settings;
  const upstream = upstreamOf(host, port);
  const { hostname } = new URL(settings.origin);
  const reaching = local
    ? []
    : [
        `DNS    ${hostname} needs an A or AAAA record that leads to the machine of the proxy.`,
        `TLS    a proxy with a certificate for ${hostname} passes every path on to http://${upstream},`,
        '       with the Host header as it came. With Caddy this is the whole file:',
        '',
        `           ${hostname} {`,
        `               reverse_proxy ${upstream}`,
        '           }',
        '',
        '       PARLEY_TRUSTED_PROXIES in the settings names it: then limits tell its callers apart.',
        '',
        ...identityLines(settings.identityUrl, hostname),
        ...dashboardLines(settings),
      ];
  return [
    `The settings are in ${file}; only this user can read them.`,
    '',
    ...reaching,
    `Start  parley-gateway --settings ${file} serve`,
    `Check  parley-gateway --settings ${file} check`,
    '',
    `Keep   ${settings.dataDir}`,
    '       has the secrets and the owner directory from the first start on. Back it up,',
    '       and not beside the database: whoever has both can read what owners approved.',
    '',
  ].join('\n');
}

function dashboardLines({ dashboard, host }: Settings): string[] {
  if (dashboard === undefined) return [];
  const { hostname } = new URL(dashboard.origin);
  return [
    `       ${hostname}, the owners' dashboard, needs both too, and its proxy passes every path on to`,
    `       http://${upstreamOf(host, dashboard.port)}, where this gateway serves it:`,
    '',
    `           ${hostname} {`,
    `               reverse_proxy ${upstreamOf(host, dashboard.port)}`,
    '           }',
    '',
  ];
}

const upstreamOf = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

function identityLines(identityUrl: string, hostname: string): string[] {
  const identity = new URL(identityUrl);
  if (identity.hostname === hostname) return [];
  return [
    `       ${identity.hostname} needs the same: it is the gateway's own identity and must stay served for ever.`,
    '',
  ];
}
