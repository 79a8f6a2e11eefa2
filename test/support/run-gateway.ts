import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from './bare-environment.ts';

const main = fileURLToPath(new URL('../../packages/consent-gateway/src/main.ts', import.meta.url));

export interface GatewayAnswer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A command of the gateway in a process of its own, as an operator runs it. */
export function runGateway(
  environment: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<GatewayAnswer> {
  return new Promise((resolve) => {
    const options = { env: { ...bareEnvironment(), ...environment } };
    const child = execFile(
      process.execPath,
      ['--conditions=@parley/source', main, ...words],
      options,
      (_fault, out, err) => resolve({ exitCode: child.exitCode ?? -1, out, err }),
    );
  });
}
