import { parseArgs } from 'node:util';
import { environmentSchema, type Settings } from '../config.ts';
import { checkDeployment } from './check-deployment.ts';
import { initGateway } from './init-gateway.ts';
import { whatIsNext } from './what-is-next.ts';

interface Streams {
  environment: Readonly<Record<string, string | undefined>>;
  out: { write(text: string): unknown };
}

/** The options of `init`, each a setting. Any other setting is taken from the environment, as a secret has to be. */
const SETTING_BY_OPTION = {
  origin: 'PARLEY_ORIGIN',
  data: 'PARLEY_DATA',
  port: 'PARLEY_PORT',
  name: 'PARLEY_NAME',
  identity: 'PARLEY_IDENTITY',
  dashboard: 'PARLEY_DASHBOARD',
  'metrics-port': 'PARLEY_METRICS_PORT',
} as const;

/** `init`: writes a file of settings and says how it goes on. */
export async function runInit(words: string[], { environment, out }: Streams): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      ...Object.fromEntries(
        Object.keys(SETTING_BY_OPTION).map((name) => [name, { type: 'string' as const }]),
      ),
      out: { type: 'string', default: 'parley.env' },
    },
  });
  const { out: file, ...given } = values as Partial<Record<string, string>>;
  const settings = Object.fromEntries(
    Object.keys(environmentSchema.shape).map((name) => [name, environment[name]]),
  );
  for (const [option, name] of Object.entries(SETTING_BY_OPTION))
    settings[name] = given[option] ?? settings[name];
  settings['PARLEY_DASHBOARD'] = dashboardOf(settings);
  out.write(whatIsNext(await initGateway({ file: file ?? 'parley.env', settings })));
}

/** `off`: none. What is not said is a name below the gateway's own, but on a laptop none. */
function dashboardOf(settings: Readonly<Record<string, string | undefined>>): string | undefined {
  const { PARLEY_DASHBOARD: wanted, PARLEY_ORIGIN: gateway = '', PARLEY_LOCAL: local } = settings;
  if (wanted === 'off') return undefined;
  if (wanted !== undefined || local === '1' || !URL.canParse(gateway)) return wanted;
  const { protocol, host } = new URL(gateway);
  return `${protocol}//my.${host}`;
}

/** `check`: a line for each thing that a deployment needs. `false`: something is missing. */
export async function runCheck(
  settings: Settings,
  { out }: Pick<Streams, 'out'>,
  signal: AbortSignal,
): Promise<boolean> {
  out.write(`Checking the gateway at ${settings.origin} ...\n`);
  const findings = await checkDeployment(settings, signal);
  for (const { what, ok, detail } of findings)
    out.write(`${ok ? 'ok    ' : 'FAILED'}  ${what.padEnd(14)} ${detail}\n`);
  return findings.every(({ ok }) => ok);
}
