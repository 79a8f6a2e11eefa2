import { once } from 'node:events';
import { request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** A request whose path and headers go out exactly as they are written: nothing is normalised, a list is sent as several headers. */
export async function rawRequest(options: {
  origin: string;
  method?: string;
  path: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string;
}): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(options.origin);
  const named = Object.entries({ host, ...options.headers });
  const headers = named.flatMap(([name, value]) => [value].flat().flatMap((each) => [name, String(each)]));
  const { method = 'GET', path } = options;
  const sent = request({ hostname, port, method, path, headers, agent: false });
  sent.end(options.body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const body = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.statusCode, headers: response.headers, text, body };
}
