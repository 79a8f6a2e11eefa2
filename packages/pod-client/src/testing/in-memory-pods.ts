import type { NotificationSocket } from '../notifications/receive.ts';
import { handleRequest } from './handle-request.ts';
import { InMemoryNotifications } from './in-memory-notifications.ts';
import { ResourceStore } from './resource-store.ts';

/** Somebody with a pod of their own on the server. */
export interface PodAgent {
  readonly webId: string;
  /** The storage, with a slash at its end. */
  readonly storage: string;
  /** Acts for this WebID. */
  readonly fetch: typeof fetch;
}

export interface InMemoryPods {
  readonly origin: string;
  /** A new pod with its owner's profile; as on Community Solid Server without inbox, preferences file or type index. */
  createPod(name: string): PodAgent;
  /** Acts for nobody. */
  readonly fetch: typeof fetch;
  /** Sockets for `watchResources`. */
  readonly webSocket: (url: string) => NotificationSocket;
  /** From now on every request fails like a server that is down; `false` brings it back. */
  setDown(isDown: boolean): void;
}

export interface InMemoryPodsOptions {
  readonly origin?: string;
  readonly now?: () => Date;
  /** Default: notifications are offered. */
  readonly notifications?: boolean;
  /** Some servers' ETags have steps of 1000: two writes within one have the same. Default 1: each has its own. */
  readonly etagStepMs?: number;
}

/**
 * A Solid server in memory: a protocol-strict subset with access rules, conditions, N3 Patch and notifications.
 * It passes the contract suite that Community Solid Server passes. For tests only.
 */
export function createInMemoryPods(options: InMemoryPodsOptions = {}): InMemoryPods {
  const { origin = 'https://pods.example', now = () => new Date(), notifications: offered = true } = options;
  const { etagStepMs = 1 } = options;
  const notifications = new InMemoryNotifications(origin);
  const store = new ResourceStore(now, (event) => notifications.publish(event, store));
  let isDown = false;
  const fetchAs =
    (agent: string | undefined): typeof fetch =>
    async (input, init) => {
      init?.signal?.throwIfAborted();
      // As fetch itself fails, and always after a tick, so that calls interleave as they do on a network.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (isDown) throw new TypeError('fetch failed');
      init?.signal?.throwIfAborted();
      const request = new Request(input, init);
      const answer = offered ? await notifications.handle(request, (url) => mayRead(url)) : undefined;
      return (
        answer ??
        handleRequest({ store, request, agent, etagStepMs, links: offered ? notifications.links : '' })
      );

      async function mayRead(url: string): Promise<boolean> {
        const probe = new Request(url, { method: 'HEAD' });
        return (await handleRequest({ store, request: probe, agent, etagStepMs, links: '' })).status !== 403;
      }
    };
  return {
    origin,
    fetch: fetchAs(undefined),
    webSocket: (url) => notifications.open(url),
    setDown: (value) => {
      isDown = value;
      if (value) notifications.closeAll();
    },
    createPod: (name) => {
      const storage = `${origin}/${name}/`;
      const webId = `${storage}profile/card#me`;
      for (const [path, body] of podDocuments(webId, storage, origin))
        store.set(storage + path, body, 'text/turtle');
      return { webId, storage, fetch: fetchAs(webId) };
    },
  };
}

function podDocuments(webId: string, storage: string, origin: string): [path: string, turtle: string][] {
  const owner = (target: string): string => `
    <#owner> a acl:Authorization; acl:agent <${webId}>; acl:accessTo <${target}>; acl:default <${target}>;
      acl:mode acl:Read, acl:Write, acl:Control.`;
  const acl = '@prefix acl: <http://www.w3.org/ns/auth/acl#>.';
  const card = `${storage}profile/card`;
  return [
    ['', ''],
    ['.acl', acl + owner(storage)],
    [
      'profile/card.acl',
      `${acl}${owner(card)} <#public> a acl:Authorization; acl:accessTo <${card}>; acl:mode acl:Read;
        acl:agentClass <http://xmlns.com/foaf/0.1/Agent>.`,
    ],
    [
      'profile/card',
      `@prefix foaf: <http://xmlns.com/foaf/0.1/>. <> a foaf:PersonalProfileDocument; foaf:primaryTopic <#me>.
       <#me> a foaf:Person; <http://www.w3.org/ns/solid/terms#oidcIssuer> <${origin}/>;
         <http://www.w3.org/ns/pim/space#storage> <${storage}>.`,
    ],
  ];
}
