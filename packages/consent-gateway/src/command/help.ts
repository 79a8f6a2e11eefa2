import { environmentSchema } from '../config.ts';

/** What a person reads who has never seen this command. */
export function helpText(): string {
  return `parley-gateway: the consent gateway of Parley

Usage
  parley-gateway init               write a file of settings, and say what DNS and TLS need
      --origin URL                    the public https address of the gateway
      --out FILE                      where the settings go (default: parley.env)
      --dashboard URL                 the public https address of the owners' dashboard, or off
                                      (default: my. before the gateway's name)
      --data DIR, --port N, --name NAME, --identity URL, --metrics-port N
                                      as the settings below; DATABASE_URL is taken from
                                      the environment, because it holds a password
  parley-gateway check              say whether database, DNS, TLS and proxy are right
  parley-gateway serve              start the gateway and stay (Ctrl-C stops it cleanly)
  parley-gateway migrate            bring the database up to date, then end
  parley-gateway vendor add         enter a vendor, or renew its keys
      --client-id ID                  the OAuth client id it will use
      --name NAME                     what owners read
      --redirect-uri URL              where the browser goes back to (may be repeated)
      --keys FILE                     its public keys: a JWK or a JWK Set, P-256
      --site URL                      its web site (optional)
  parley-gateway vendor list        all vendors the gateway knows, a line each
  parley-gateway vendor hold ID     stop all consents of a vendor
  parley-gateway vendor release ID  lift a hold; what its document says now is accepted
  parley-gateway consent revoke ID  end a consent
      --reason TEXT                   why; it is signed into the owner's pod
  parley-gateway key list           the keys that sign, and what may be done with each
  parley-gateway key rotate KIND    make a new key: token, record or identity
      --now                           it signs at once: the key before was stolen
  parley-gateway key retire ID      take a key out of use that no longer signs
      --now                           also while what it signed is in use: it was stolen
  parley-gateway key encrypt        encrypt secrets.json with PARLEY_SECRETS_KEY
  parley-gateway key decrypt        write it as plain text again, to change that key
  parley-gateway --settings FILE …  any of these, with the settings from a file
  parley-gateway backup FILE        write the database into a file, beside a gateway at work
  parley-gateway restore FILE       fill an empty database from it, then compare with the pods
  parley-gateway rebuild            bring back from the pods whom the database lacks
      --all                           read every pod: brings back consents that were held
  parley-gateway audit              what operators have changed by these commands, a line each
      --verify                        whether any of it is missing or was changed
  parley-gateway --help             this text

A vendor need not be entered: one whose client id is an https address of its own
client document is known by that document.

Settings (from the environment)
${settingLines()}

On a laptop
  PARLEY_LOCAL=1 PARLEY_ORIGIN=http://localhost:8080 parley-gateway serve
`;
}

const WIDTH = 25;

function settingLines(): string {
  return Object.entries(environmentSchema.shape)
    .map(([name, schema]) => `  ${name.padEnd(WIDTH)}${schema.description ?? ''}`)
    .join('\n');
}
