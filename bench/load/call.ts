import { Agent, request } from 'node:http';
import { createRequestSigner } from './signed-requests.ts';

export interface Answer {
  readonly status: number;
  readonly nonce: string | undefined;
  readonly text: string;
  /** From the request to the last byte. */
  readonly ms: number;
}

export interface CallOptions {
  readonly port: number;
  readonly origin: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true });
const TIMEOUT_MS = 60_000;

/** One request to a process of this machine, by whatever name it goes. */
export function call(options: CallOptions): Promise<Answer> {
  const { port, origin, path, method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { host: new URL(origin).host, ...headers },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (incoming) => {
        const nonce = incoming.headers['dpop-nonce'];
        let text = '';
        incoming.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        incoming.once('error', reject);
        incoming.once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            nonce: typeof nonce === 'string' ? nonce : undefined,
            text,
            ms: performance.now() - startedAt,
          }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

type SignedCall = Parameters<typeof createRequestSigner>[0] & { readonly port: number };

/** The same with a proof, signed before the time is taken. */
export async function callWithProof(options: SignedCall): Promise<Answer> {
  const sign = await createRequestSigner(options);
  return call({ ...options, ...(await sign()) });
}
