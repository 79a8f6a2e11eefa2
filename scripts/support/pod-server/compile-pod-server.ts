// A pod server's configuration is wired together at each start, from 2,500 descriptions of components: that is five of its six seconds.
// Here it is wired once, into a program of constructor calls, which is kept beside the installed packages.

import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE_FILE = createRequire(import.meta.url).resolve('@solid/community-server/package.json');
/** The server's own `require`: what it depends on, in the versions that it depends on. */
export const podServerRequire = createRequire(PACKAGE_FILE);

/** What this file makes is another program since. */
const FORM = 1;
const APP = 'urn:solid-server:default:App';

interface Strategy {
  createPrimitive(options: { value: unknown }): string;
  serializeDocument(name: string): string;
}
interface Components {
  ComponentsManager: {
    build(options: object): Promise<{ instantiate(name: string): Promise<string> }>;
  };
  ConstructionStrategyCommonJsString: new (options: object) => Strategy;
}

/** The program for a configuration file, compiled now or before. It exports a function from variables to the server's app. */
export async function compilePodServer(configFile: string): Promise<string> {
  const [version, config] = await Promise.all([readFile(PACKAGE_FILE), readFile(configFile)]);
  const key = createHash('sha256').update(`${FORM}\n${configFile}\n`).update(version).update(config);
  const folder = join(installedPackages(), '.cache', 'parley');
  const program = join(folder, `pod-server-${key.digest('hex').slice(0, 16)}.cjs`);
  if (
    await access(program).then(
      () => true,
      () => false,
    )
  )
    return program;
  const text = await compile(configFile);
  await mkdir(folder, { recursive: true });
  // Whole or not at all, also where two compile it at once.
  const draft = `${program}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, program);
  return program;
}

/** `…/node_modules`, from `…/node_modules/@solid/community-server/package.json`. */
const installedPackages = (): string => dirname(dirname(dirname(PACKAGE_FILE)));

async function compile(configFile: string): Promise<string> {
  const { ComponentsManager, ConstructionStrategyCommonJsString } = podServerRequire(
    'componentsjs',
  ) as Components;
  const strategy = new ConstructionStrategyCommonJsString({ asFunction: true, req: podServerRequire });
  // Its own writes texts between single quotes as they are.
  strategy.createPrimitive = ({ value }) => JSON.stringify(value);
  const manager = await ComponentsManager.build({
    mainModulePath: dirname(PACKAGE_FILE),
    constructionStrategy: strategy,
    configLoader: (registry: { register(file: string): Promise<void> }) => registry.register(configFile),
    // Of texts that stand for instances it would say that they are none.
    typeChecking: false,
    dumpErrorState: false,
    logLevel: 'error',
  });
  return strategy.serializeDocument(await manager.instantiate(APP));
}
