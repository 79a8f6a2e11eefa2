import { join } from 'node:path';
import type { DemoOwner } from './data-folder.ts';
import type { Screen } from './screen.ts';
import { settingsFileOf, VENDOR_SETTINGS } from './settings-files.ts';
import type { Servers } from './start-servers.ts';

/** Where everything is, who may log in, and what to try by hand. */
export function showLogins(options: {
  servers: Servers;
  owners: readonly DemoOwner[];
  screen: Screen;
  /** Where the settings of the examples lie. */
  folder: string;
}): void {
  const { servers, owners, screen, folder } = options;
  const { gateway, dashboard } = servers;
  screen.heading('Now by hand');
  screen.rows([
    ["owners' dashboard", `${dashboard}/`],
    ['Acme Broadband', servers.acme.url],
    ["Acme's support team", `${servers.acme.team.url}  password ${servers.acme.team.password}`],
    ['Green Grocer', `${servers.grocer.url}  a shop in the order of what you prefer`],
    ['gateway', `${gateway}/`],
    ['pod server', servers.pods],
  ]);
  screen.line();
  screen.rows([
    ['owner', 'e-mail', 'password', 'WebID'],
    ...owners.map(({ name, email, password, webId }) => [name, email, password, webId]),
  ]);
  screen.line();
  screen.rows([
    [
      '1',
      `Open ${dashboard}/ and sign in with an owner's WebID: at the pod server, with e-mail and password.`,
    ],
    ['2', 'You see what waits, who may read what, and who has read it.'],
    ['3', `In the same browser open ${servers.acme.url} and press "Connect with Parley".`],
    [
      '4',
      'You are back at the dashboard, before what Acme asks. Take out what it should not see, and share.',
    ],
    ['5', 'You are at Acme, and see what its support team sees: what you left ticked.'],
  ]);
  screen.line();
  const example = (settings: string, name: string): void =>
    screen.command(`node scripts/run.mjs --env-file=${join(folder, settings)} examples/${name}`);
  screen.note(
    'In another terminal: see who read what, and whether it verifies; end what an owner has given;',
  );
  example(settingsFileOf(owners[0]?.name), '07-check-the-ledger.ts');
  example(settingsFileOf(owners.at(-1)?.name), '06-owner-narrows-pauses-withdraws.ts withdraw');
  screen.note('or ask as a vendor of your own:');
  example(VENDOR_SETTINGS, '03-vendor-asks.ts');
  screen.line(`\n${screen.good('Ready.')} It stays up until Ctrl-C.`);
}
