import type { DemoOwner } from './data-folder.ts';
import type { Screen } from './screen.ts';
import type { Servers } from './start-servers.ts';

/** Where everything is, who may log in, and what to try by hand. */
export function showLogins(options: {
  servers: Servers;
  owners: readonly DemoOwner[];
  screen: Screen;
  /** Where the logins stand. */
  file: string;
}): void {
  const { servers, owners, screen, file } = options;
  const { gateway, ownVendor } = servers;
  screen.heading('Now by hand');
  screen.rows([
    ['Acme Broadband', servers.acme.url],
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
    ['1', `Open ${servers.acme.url} and press "Connect with Parley".`],
    ['2', "You are at the gateway. Take out what Acme should not see, paste an owner's WebID, and share."],
    ['3', "Sign in at the pod server's own page with that owner's e-mail and password, and authorize."],
    ['4', 'You are back at Acme, and see what its support team sees: what you left ticked.'],
  ]);
  screen.line();
  screen.note('In another terminal: end what an owner has given, then look at Acme again;');
  screen.command(
    `node scripts/run.mjs examples/04-owner-withdraws.ts ${gateway} ${owners.at(-1)?.name} ${file}`,
  );
  screen.note('or ask as a vendor of your own:');
  screen.command(`node scripts/run.mjs examples/03-vendor-asks.ts ${gateway} ${ownVendor}`);
  screen.line(`\n${screen.good('Ready.')} It stays up until Ctrl-C.`);
}
