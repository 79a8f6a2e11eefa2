// What each command for a vendor's developers says about itself, by its name.

const INIT = `parley init [DIR]: writes a vendor's app that works

It asks a person, comes back with the decision, and shows what was approved: express, and the vendor SDK.
DIR is made, or has to be empty; nothing is ever overwritten. Default: this folder.

Options
  --name "Acme Broadband"   what owners read; default: the folder's name
  --port 4000               where the app listens on this machine
  --gateway ORIGIN          the consent gateway; default: http://localhost:4711, for the sandbox

Try
  parley init my-app
`;

const SANDBOX = `parley sandbox: a gateway with a made-up owner, on this machine

It checks what your app sends as strictly as a real gateway does. Its owner does not exist; she has preferences and
issues, and answers at once. What you type while it runs, she does: 'pause', 'narrow issues.title', 'withdraw' and more.
The same by HTTP: curl -d 'pause' http://localhost:4711/sandbox
It listens on localhost alone, keeps nothing, and ends with Ctrl-C.

Options
  --port PORT               default: that of the gateway in this folder's parley.json, else any free one
  --only FIELD...           she gives nothing but these, such as: --only issues.title preferences.topic
  --refuse                  she refuses
  --defer                   she decides later

Try
  parley sandbox --port 4711
`;

const DOCTOR = `parley doctor: is my set-up right, and what do I do where it is not?

Looks at your key, your client document, your redirect URI, your clock, the gateway, your saved receipts, and your webhook: a line each.
It reads parley.json in this folder, as 'parley init' writes it; options go before it. Nothing is changed, no secret shown.

Options
  --settings FILE           another file than parley.json
  --client-id URL           where your client document stands
  --redirect-uri URL        where browsers come back to
  --gateway ORIGIN          also PARLEY_GATEWAY
  --key FILE                your private key, as a JSON Web Key
  --receipts FOLDER         where createFileReceiptStore keeps them
  --json                    one object for a program instead of words

Exit codes
  0  all is well; 1  something is to mend; 2  nothing was looked at
`;

const LISTEN = `parley listen: passes on to your app, on this machine, what the gateway tells

Gateways deliver webhooks to public https addresses. This command opens the connection from your side, and sends each event to
your app as a webhook, signed by the published test key: give TEST_WEBHOOK_PUBLIC_KEY of @parley/vendor-sdk/testing to publicKeys
there, on your machine alone. It begins with what happened half a minute ago, and ends with Ctrl-C.

Options
  --forward-to URL          where your app takes webhooks, such as http://localhost:4000/webhooks; default: parley.json
  --gateway ORIGIN          also PARLEY_GATEWAY; default: parley.json
  --after EVENT             all that came after this one, by its id; the gateway keeps 30 days
  --client-id URL, --key FILE, --settings FILE     as for 'parley doctor'

Exit codes
  0  your app has taken every one; 1  some it has not; 2  nothing was passed on
`;

const TRIGGER = `parley trigger EVENT: sends a made-up event to your app, on this machine

It is signed by the published test key, like those of 'parley listen' and of the sandbox. No gateway is asked.
EVENT is one of consent.requested, .given, .narrowed, .extended, .paused, .resumed, .withdrawn, .relinquished, .revoked, .expired,
.expiring, .deletion_due; preferences.changed, issues.changed, contact.changed; message.added; webhook.test.

Options
  --forward-to URL          where your app takes webhooks; default: parley.json
  --consent ID              of this consent instead of one that there is not
  --item ID                 of this item
  --settings FILE           another file than parley.json

Exit codes
  0  your app has taken it; 1  it has not, or does not answer; 2  nothing was sent

Try
  parley trigger consent.withdrawn
`;

const REPLAY = `parley replay: has the gateway send events again, to the webhook that you have registered

Options
  --since TIME              all since then, such as 2026-11-22T08:00:00Z, or 30m, 2h, 1d ago
  --id EVENT                this one; may be given up to 100 times
  --gateway ORIGIN          also PARLEY_GATEWAY; default: parley.json
  --client-id URL, --key FILE, --settings FILE     as for 'parley doctor'

Try
  parley replay --since 2h
`;

export const VENDOR_HELP: Readonly<Record<string, string>> = {
  init: INIT,
  sandbox: SANDBOX,
  listen: LISTEN,
  trigger: TRIGGER,
  replay: REPLAY,
  doctor: DOCTOR,
};
