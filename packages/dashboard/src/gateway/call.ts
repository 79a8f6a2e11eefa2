import { sha256 } from '@parley/protocol';
import { GatewayProblem, problemIn } from './problem.ts';

interface Schema<T> {
  parse(value: unknown): T;
}

type Asked = { readonly signal?: AbortSignal } & Readonly<Record<string, unknown>>;

/** How the owner API is called. */
export interface Call {
  /** What is asked goes into the query, but for the signal. */
  get<T>(path: string, schema: Schema<T>, asked?: Asked): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, schema: Schema<T>, body: object): Promise<T>;
  send(method: 'DELETE', path: string): Promise<void>;
  act<T>(path: string, schema: Schema<T>, body: object): Promise<T>;
}

/** A widening act waits for the pod, and the pod may need its whole time. */
const TIMEOUT_MS = 40_000;

export function createCall(options: { readonly gateway: string; readonly fetch: typeof fetch }): Call {
  const request = async (path: string, init: RequestInit): Promise<unknown> => {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const answer = await options
      .fetch(`${options.gateway}/owner/v1${path}`, { ...init, signal })
      .catch((cause: unknown) => {
        init.signal?.throwIfAborted();
        throw new GatewayProblem('offline', { cause });
      });
    if (!answer.ok) throw await problemIn(answer);
    return answer.status === 204 ? undefined : answer.json();
  };
  const sendText = (method: string, path: string, text?: string) =>
    request(path, {
      method,
      ...(text === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
    });
  return {
    async get(path, schema, { signal, ...asked } = {}) {
      const query = new URLSearchParams(
        Object.entries(asked).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      ).toString();
      const init = signal === undefined ? {} : { signal };
      return schema.parse(await request(query === '' ? path : `${path}?${query}`, init));
    },
    async send<T>(method: string, path: string, schema?: Schema<T>, body?: object) {
      const answer = await sendText(method, path, body && JSON.stringify(body));
      return schema?.parse(answer) as T;
    },
    async act(path, schema, body) {
      const text = JSON.stringify(body);
      return schema.parse(await sendText('POST', `${path}/${await sha256(text)}`, text));
    },
  };
}
