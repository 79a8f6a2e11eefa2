import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a double sees it. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

export interface Said {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a client sent, looked into by a double
export type Json = any;

/** A CRM that behaves as its documentation says, as far as the connectors use it. */
export interface CrmDouble {
  answer(asked: Asked): Said;
  /** All that is in it. */
  content(): unknown;
}

/** What the next request meets instead of an answer. `after`: it was done, and the answer is lost. */
export type Fault = { readonly at: number; readonly when: 'before' | 'after' };

export interface DoubleFetch {
  readonly fetch: typeof fetch;
  readonly asked: Asked[];
  /** Answers that the next requests get in turn, instead of the double's. */
  readonly next: Said[];
  fault: Fault | undefined;
}

/** A `fetch` that ends at the double, without a network. */
export function fetchOf(double: CrmDouble): DoubleFetch {
  const state: DoubleFetch = { asked: [], next: [], fault: undefined, fetch: answer };
  async function answer(input: unknown, init: RequestInit = {}): Promise<Response> {
    const url = new URL(String(input));
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    const { fault } = state;
    if (fault !== undefined) state.fault = { ...fault, at: fault.at - 1 };
    if (fault?.at === 0 && fault.when === 'before') throw new TypeError('fetch failed');
    state.asked.push(asked);
    const said = state.next.shift() ?? double.answer(asked);
    if (fault?.at === 0 && fault.when === 'after') throw new TypeError('fetch failed');
    return responseOf(said);
  }
  return state;
}

function responseOf({ status, body, headers = {} }: Said): Response {
  const text = body === undefined || status === 204 ? null : JSON.stringify(body);
  return new Response(text, { status, headers });
}

/** A double behind a port of this machine, and a `fetch` that leads there whatever origin is asked. */
export async function serve(double: CrmDouble) {
  const inside = fetchOf(double);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const url = `http://double${request.url}`;
    const said = await inside.fetch(url, {
      method: request.method ?? 'GET',
      headers,
      ...(body === '' ? {} : { body }),
    });
    response.writeHead(said.status, Object.fromEntries(said.headers)).end(await said.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const there: typeof fetch = (input, init) => {
    const { pathname, search } = new URL(String(input));
    return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
  };
  const close = () => new Promise((resolve) => server.close(resolve));
  return { fetch: there, asked: inside.asked, next: inside.next, close };
}
