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

Looks at your key, your client document, your redirect URI, your clock, the gateway, and your saved receipts: a line each.
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

export const VENDOR_HELP: Readonly<Record<string, string>> = { init: INIT, sandbox: SANDBOX, doctor: DOCTOR };
