// An account with a pod and client credentials on a Community Solid Server, by its account API.
// In: the server's address. Out: what a person or a program needs to log in. Controls are followed, never built.

import { randomUUID } from 'node:crypto';

export interface CssAccount {
  webId: string;
  podUrl: string;
  email: string;
  password: string;
  clientCredentials: { id: string; secret: string };
  oidcIssuer: string;
}

export interface CreateCssAccountOptions {
  /** Name of the pod, in lower case. Default: a name that no other test has. */
  podName?: string;
  email?: string;
  password?: string;
}

interface Controls {
  account: { create: string; pod: string; clientCredentials: string };
  password: { create: string };
}

/** Creates an account of its own for each call. @throws when the server refuses a step. */
export async function createCssAccount(
  baseUrl: string,
  options: CreateCssAccountOptions = {},
): Promise<CssAccount> {
  const podName = options.podName ?? `owner-${randomUUID().slice(0, 8)}`;
  const { email = `${podName}@example.test`, password = randomUUID() } = options;
  const accountApi = new URL('.account/', baseUrl).href;

  const open = await call<{ controls: Controls }>(accountApi);
  const { authorization } = await call<{ authorization: string }>(open.controls.account.create, { body: {} });
  const as = { authorization: `CSS-Account-Token ${authorization}` };
  const { controls } = await call<{ controls: Controls }>(accountApi, as);

  await call(controls.password.create, { ...as, body: { email, password } });
  const { pod, webId } = await call<{ pod: string; webId: string }>(controls.account.pod, {
    ...as,
    body: { name: podName, settings: { linkStorage: true } },
  });
  const { id, secret } = await call<{ id: string; secret: string }>(controls.account.clientCredentials, {
    ...as,
    body: { name: 'parley', webId },
  });
  return { webId, podUrl: pod, email, password, clientCredentials: { id, secret }, oidcIssuer: baseUrl };
}

async function call<T>(url: string, request: { authorization?: string; body?: object } = {}): Promise<T> {
  const { authorization, body } = request;
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...(authorization !== undefined && { authorization }),
      // A content type without a body makes the server answer 500.
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
