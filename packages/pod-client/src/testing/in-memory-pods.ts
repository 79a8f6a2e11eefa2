import type { NotificationSocket } from '../notifications/receive.ts';
import { ACCESS_CONTROL_POLICIES } from './access-control-policies.ts';
import type { AccessLanguage } from './access-language.ts';
import { handleRequest } from './handle-request.ts';
import { InMemoryNotifications } from './in-memory-notifications.ts';
import { ResourceStore } from './resource-store.ts';
import { WEB_ACCESS_CONTROL } from './web-access-control.ts';

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
  /** A new pod with its owner's profile; as on Community Solid Server without inbox, preferences file or type index. `webId`: of an owner from
   * elsewhere. */
  createPod(name: string, webId?: string): PodAgent;
  /** Acts for nobody. */
  readonly fetch: typeof fetch;
  /** Acts for a WebID from anywhere. */
  fetchAs(webId: string): typeof fetch;
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
  /** The language of its access rules. Default: Web Access Control. */
  readonly access?: 'web-access-control' | 'access-control-policies';
  /** Some servers' ETags have steps of 1000: two writes within one have the same. Default 1: each has its own. */
  readonly etagStepMs?: number;
  /** What its ETags can be compared for. A weak one never fits If-Match. Default: `strong`. */
  readonly validators?: 'strong' | 'weak' | 'none';
  /** Whether it looks at If-Match: where it does not, every write counts. Default: it does. */
  readonly conditions?: boolean;
  /** Whether it takes PATCH. Default: it does. */
  readonly patches?: boolean;
}

/**
 * A Solid server in memory: a protocol-strict subset with access rules, conditions, N3 Patch and notifications.
 * It passes the contract suite that Community Solid Server passes. For tests only.
 */
export function createInMemoryPods(options: InMemoryPodsOptions = {}): InMemoryPods {
  const { origin = 'https://pods.example', now = () => new Date(), notifications: offered = true } = options;
  const { etagStepMs = 1, validators = 'strong', conditions = true, patches = true } = options;
  const language =
    options.access === 'access-control-policies' ? ACCESS_CONTROL_POLICIES : WEB_ACCESS_CONTROL;
  const notifications = new InMemoryNotifications(origin);
  const store = new ResourceStore(now, (event) => notifications.publish(event, store));
  const server = { store, language, etagStepMs, validators, conditions, patches };
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
        answer ?? handleRequest({ ...server, request, agent, links: offered ? notifications.links : '' })
      );

      async function mayRead(url: string): Promise<boolean> {
        const probe = new Request(url, { method: 'HEAD' });
        return (await handleRequest({ ...server, request: probe, agent, links: '' })).status !== 403;
      }
    };
  return {
    origin,
    fetch: fetchAs(undefined),
    fetchAs,
    webSocket: (url) => notifications.open(url),
    setDown: (value) => {
      isDown = value;
      if (value) notifications.closeAll();
    },
    createPod: (name, known) => {
      const storage = `${origin}/${name}/`;
      const webId = known ?? `${storage}profile/card#me`;
      for (const [path, body] of podDocuments({ language, webId, storage, origin }))
        store.set(storage + path, body, 'text/turtle');
      return { webId, storage, fetch: fetchAs(webId) };
    },
  };
}

function podDocuments(pod: {
  readonly language: AccessLanguage;
  readonly webId: string;
  readonly storage: string;
  readonly origin: string;
}): [path: string, turtle: string][] {
  const { language, webId, storage, origin } = pod;
  const rules = language.podRules(webId, storage);
  return [
    ['', ''],
    [language.suffix, rules.storage],
    [`profile/card${language.suffix}`, rules.card],
    [
      'profile/card',
      `@prefix foaf: <http://xmlns.com/foaf/0.1/>. <> a foaf:PersonalProfileDocument; foaf:primaryTopic <#me>.
       <#me> a foaf:Person; <http://www.w3.org/ns/solid/terms#oidcIssuer> <${origin}/>;
         <http://www.w3.org/ns/pim/space#storage> <${storage}>.`,
    ],
  ];
}
