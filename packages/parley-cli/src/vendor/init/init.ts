// `parley init`: a vendor's app that works, in an empty folder.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, DONE } from '../../command/session.ts';
import { WrongUse } from '../../command/wrong-use.ts';
import { plain } from '../../words/plain.ts';
import { isSafe } from '../setup/local-address.ts';
import { type AppFile, type AppOptions, appFiles } from './app-files.ts';

const MAX_PORT = 65_535;

/** @throws {WrongUse} */
export const init: Command = async (words, { out }) => {
  const options = {
    name: { type: 'string' },
    port: { type: 'string', default: '4000' },
    gateway: { type: 'string', default: 'http://localhost:4711' },
  } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  if (positionals.length > 1) throw new WrongUse('init takes one folder.');
  const folder = resolve(positionals[0] ?? '.');
  const files = await appFiles(checked({ ...values, folder }));
  await makeEmpty(folder);
  for (const file of files) await write(folder, file);
  out.write(farewell(relative(process.cwd(), folder), files));
  return DONE;
};

function checked(stated: { name?: string; port: string; gateway: string; folder: string }): AppOptions {
  const port = Number(stated.port);
  if (!/^\d+$/.test(stated.port) || port < 1 || port > MAX_PORT)
    throw new WrongUse('--port needs a number of 1 to 65535.');
  if (!URL.canParse(stated.gateway) || !isSafe(new URL(stated.gateway)))
    throw new WrongUse('--gateway needs an https address, or one of this machine.');
  const name = basename(stated.folder)
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const clientName = (stated.name ?? basename(stated.folder)).trim();
  return {
    name: name || 'vendor-app',
    clientName: clientName || 'Vendor',
    port,
    gateway: new URL(stated.gateway).origin,
  };
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => {
    throw new WrongUse(`${folder} cannot be made.`);
  });
  if ((await readdir(folder)).length > 0)
    throw new WrongUse(`${folder} is not empty. Name a new folder: parley init my-app`);
}

/** Nothing is ever overwritten, whatever has come meanwhile. */
async function write(folder: string, { path, content, isSecret }: AppFile): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true, ...(isSecret && { mode: 0o700 }) });
  await writeFile(file, content, { flag: 'wx', ...(isSecret && { mode: 0o600 }) });
}

function farewell(folder: string, files: readonly AppFile[]): string {
  const lines = [
    ...files.map(
      ({ path, isSecret }) =>
        `  ${path}${isSecret ? '   your private key: keep it secret, it is who you are' : ''}`,
    ),
    '',
    'Next',
    ...(folder === '' ? [] : [`  cd ${folder}`]),
    '  npm install',
    '  npm run sandbox      a gateway with a made-up person; leave it running',
    '  npm start            in another terminal; then open the address that it prints',
    '  npm run doctor       whether all is well, and what to do where not',
  ];
  return ['Written', ...lines].map((line) => `${plain(line)}\n`).join('');
}
