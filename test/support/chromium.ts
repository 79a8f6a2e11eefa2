// A Chromium for the tests of pages: one that is installed, else the one that @sparticuz/chromium brings, with the libraries and fonts
// that it brings, so that it starts on a machine with nothing but a C library.

import { existsSync, globSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import manifest from '../../package.json' with { type: 'json' };
import { repositoryFolder } from '../../scripts/install.mjs';
import { runCommand } from '../../scripts/support/run-command.ts';

interface Found {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `PARLEY_CHROMIUM` names one, or is `brought`: the one of the package, whatever is installed. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = installed() ?? (await brought());
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    // Root has no sandbox of its own; a container's shared memory is small.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const PLAYWRIGHTS = ['.cache/ms-playwright', 'Library/Caches/ms-playwright', 'AppData/Local/ms-playwright'];

function installed(): Found | undefined {
  const named = process.env['PARLEY_CHROMIUM'];
  if (named === 'brought') return undefined;
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...ELSEWHERE,
    ...PLAYWRIGHTS.flatMap((cache) =>
      globSync(join(homedir(), cache, 'chromium*/chrome-*/{chrome,headless_shell,chrome.exe,Chromium.app}')),
    ),
  ];
  const executablePath = candidates.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, env: {} };
}

const cache = join(repositoryFolder, 'node_modules/.cache/parley-chromium');

/** It unpacks its libraries only where it believes to run on Amazon's machines, and always into the folder for temporary files. */
async function brought(): Promise<Found> {
  const folder = join(cache, manifest.devDependencies['@sparticuz/chromium']);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    const unpack =
      "const { default: brought } = await import('@sparticuz/chromium'); await brought.executablePath();";
    await runCommand(process.execPath, ['--input-type=module', '--eval', unpack], repositoryFolder, {
      TMPDIR: draft,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    });
    await writeFile(join(draft, 'fonts/fonts.conf'), fontsOf(folder));
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), folder].join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/** Its own file names only folders of Amazon's machines. */
const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts/fonts')}</dir><cachedir>${join(folder, 'fonts/cache')}</cachedir></fontconfig>
`;
