import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface Request {
  readonly origin: string | URL;
  readonly method: string;
  readonly path: string;
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  /** Of the answer, where there was one. */
  status?: number;
}

/** What goes out from this process to a server while something is done, whoever in it sends it. */
export async function requestsTo(server: string, work: () => Promise<unknown>): Promise<SentRequest[]> {
  const sent = new Map<Request, SentRequest>();
  const { origin } = new URL(server);
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: Request };
    const { method, path } = request;
    if (new URL(request.origin).origin === origin) sent.set(request, { method, path });
  };
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as { request: Request; response: { statusCode: number } };
    Object.assign(sent.get(request) ?? {}, { status: response.statusCode });
  };
  subscribe('undici:request:create', onRequest);
  subscribe('undici:request:headers', onAnswer);
  try {
    await work();
  } finally {
    unsubscribe('undici:request:create', onRequest);
    unsubscribe('undici:request:headers', onAnswer);
  }
  return [...sent.values()];
}
