import { TRIED_SERVERS, type TriedServer } from '../../test/support/tried-servers.ts';

/** docs/pod-servers.md: what Parley needs of a server, and what each tried one gives. */
export function podServersPage(made: string): string {
  return `${made}

# Pod servers

Parley works with a pod on any server that keeps the [Solid Protocol](https://solidproject.org/TR/protocol). This page says what it
needs, what it does without, and what was tried.

## What Parley needs

| Need | Why | Where it is missing |
|---|---|---|
| Access rules by [Web Access Control](https://solidproject.org/TR/wac) or [Access Control Policies](https://solid.github.io/authorization-panel/acp-specification/), found by \`Link rel="acl"\` | the gateway gets Read and Append, never Write or Control | \`access_rules_unknown\`: nothing was written |
| Rules that do what they say | a wrong line would open the pod, or lock its owner out | \`access_not_effective\`: the owner's app has to show it |
| PUT with \`If-None-Match: *\` for those who may only append | a record is made once | \`access_denied\` or \`conflict\` |
| PATCH with [N3 Patch](https://solidproject.org/TR/protocol#n3-patch), inserting with Append alone, \`where\` checked | adding without overwriting | \`patch_not_supported\` |
| Answers at the address itself | the gateway follows no redirect | \`redirected\`: connect by the other address |
| Turtle | one format, parsed with limits | \`content_rejected\` |
| Solid-OIDC tokens from any issuer that a WebID names | the gateway is its own issuer, without an account | \`access_denied\` |

The codes are those of \`PodError\` in \`@parley/pod-client\`.

## What Parley does without

- **ETags.** Each look then reads the whole document. With weak ones, conditional reads work; a change is guarded by the statements
  that it rests on.
- **If-Match.** An addition also rests on a statement that is in the document, so that one which the owner has deleted is not made again.
- **Notifications.** The gateway asks at an interval: an end in the pod counts within 30 s instead of about one.
- **A WAC-Allow header** on a server with policies, and a storage's root with links: some servers show a page of their own there.

## What was tried

The same contract suite (\`test/contracts/pod.contract.ts\`) or the same flow (connect, consent, read, withdraw, ledger, deletion in
the pod; \`test/flow/15-pod-servers.test.ts\`), or both, run on each of these with every change:

| Server | Version | Access rules | Pods at | Notifications | ETags |
|---|---|---|---|---|---|
${Object.values<TriedServer>(TRIED_SERVERS).map(row).join('\n')}

**Community Solid Server in memory** (its \`default\` and \`memory-subdomains\` configurations, 7.2.0) counts characters, not bytes, of a document that was changed by PATCH, and cuts off its
end where a text in it goes beyond ASCII. Such a document counts as unreadable. On disk (\`file\`) it does not; nobody keeps a pod in memory.

**Node Solid Server 6.0.0** was tried once by hand (2026-11-22, all of the contract suite, on Node 24): all of it passes, with neither ETags
nor notifications. Its own sign-in was replaced for that, so whether it takes the gateway's tokens is not known. It looks at no If-Match,
gives HEAD the ETag of another body, and reads \`"true"^^xsd:boolean\` as false: the pod client allows for each. It is not among
the tests because its package brings 1,130 others (523 MB) and does not start as published (\`default-templates/server/.acl\` is missing
in it).

**JavaScript Solid Server 0.0.81** was read, not run: by its source, making and changing a document needs Write, so that a gateway that may only
append cannot work there.

**Inrupt's Enterprise Solid Server** could not be tried. It uses policies, and may need the owner to let the gateway into the access
control resource's own rules.

## Access Control Policies

A resource inherits every policy above it and cannot end that; a denial wins. So each place of the container also denies:

- to the gateway, what it is not to have there;
- everything, to all who are not named **in that place's own access control resource**. Whom you let in there with another app, before you
  connect, stays. Whom you let in deeper down stays shut out, because the container's denial is inherited: name them at the container, then connect
  again.

A server is asked where its rules lie which language it reads, before anything is written: a rule in the other one would be stored like any
file, and protect nothing. Disconnecting takes the gateway out; the container stays the owner's alone, as with Web Access Control.

## Several storages, a WebID elsewhere

Where a profile names several storages (\`pim:storage\`), \`connectParley\` throws \`ambiguous_storage\` until the owner's app passes the chosen
one as \`storage\`. The WebID may be on any other host.

So that companies find the gateway by the WebID, the owner's app may write a public link into its document, at the owner's wish alone: \`linkGateway\`; \`unlinkGateway\`
takes it out. The document has to be one that the owner's app can change.

## A pod that moves

The owner's app connects the new container as it did the first. From then on:

1. Every consent is **held**: reads answer 503 until its file is found in the new container. None is ended by the move.
2. \`GET /owner/v1/connection\` says how many are held: \`consentsElsewhere\`.
3. \`copyRecords({ from, to })\` of \`@parley/pod-client\` copies \`consents/\` and \`ledger/\` byte for byte; it may be run again. Consents go on, and
   the chain of the ledger stays whole. Preferences, issues and the rest are the owner's to copy.
4. \`disconnectParley\` with the container before takes the gateway's access there away; the new one is not touched.
5. What is not copied stays held until its end; the owner can withdraw it. Without the earlier blocks, a check of the new container alone
   reports them as missing.
`;
}

function row({ title, version, access, pods, lacks }: TriedServer): string {
  const has = (what: TriedServer['lacks'][number]): string => (lacks.includes(what) ? 'no' : 'yes');
  return `| ${title} | ${version} | ${access} | ${pods} | ${has('notifications')} | ${has('etags')} |`;
}
