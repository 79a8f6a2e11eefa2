import { VENDOR_HELP } from './vendor-help.ts';

/** What a person reads who wants to know more of one command. `undefined`: the text for all says it. */
export function helpFor(command: string | undefined): string | undefined {
  return command !== undefined && Object.hasOwn(VENDOR_HELP, command) ? VENDOR_HELP[command] : undefined;
}

/** What a person reads who has never seen this command. */
export function helpText(): string {
  return `parley: check what was agreed and what was read; start, try and check a vendor's app

For a vendor's developers ('parley init --help' and the like tell more)
  parley init [DIR]                 writes a vendor's app that works, keys and all
  parley sandbox                    a gateway with a made-up owner, on this machine
  parley listen                     passes on to my app what the gateway tells
  parley trigger EVENT              sends a made-up event to my app
  parley replay                     has the gateway send events again
  parley doctor                     is my set-up right, and what do I do where it is not?

For everybody: proofs, checked from files, offline
  parley receipt verify FILE        does this receipt prove what it says?
  parley ledger verify FOLDER       is this copy of a pod's ledger whole and unchanged?
  parley ledger verify FILE...      the same for single block files
  parley consent show FILE          what a consent says, in plain words, and whether it is genuine
  parley --help                     this text

What FILE may be
  a receipt as text or as JSON with a member "receipt"; a consent's file (.ttl) or a block's file (.ttl)
  as downloaded from the pod; a text file with one signed text a line. FOLDER is the pod's "ledger"
  folder as downloaded: day folders such as 2026-11-22 with 1.ttl, 2.ttl ...

Options of these three
  --keys FILE|URL        the gateway's record keys. FILE: a copy of its
                         /.well-known/parley/record-keys. URL: its address, such as
                         https://gateway.example; only then is the network used
  --pod-keys FOLDER      the pod's "ledger/keys" folder as downloaded. With --keys: keys that
                         follow from those count too. Alone: shows whether anything was
                         changed, not who signed it (exit code 1)
  --vendor-keys FILE     the vendor's public keys or its client document: also checks that
                         the vendor itself signed what it asked for (receipts and consents)
  --gateway ORIGIN       it has to be of this gateway      (receipts and consents)
  --vendor CLIENT_ID     it has to be for this vendor      (receipts and consents)
  --heads FILE           how far the ledger reached before: the output of an earlier
                         'parley ledger verify ... --json', or the signed heads that
                         a vendor has kept, also their folder  (ledgers)
  --ledger FOLDER        the pod's "ledger" folder as downloaded: also says whether there
                         has been a later version  (receipts)
  --json                 one object for a program instead of words

Exit codes
  0  verified, or done: every signature, hash and link is right; all is well
  1  not verified, or not well: each problem is named, with its place and a code that stays the same
  2  nothing was done: used wrongly, or a file or the keys cannot be read

To verify, nothing is written and nothing secret is needed. Try
  parley receipt verify receipt.jwt --keys record-keys.json
`;
}
