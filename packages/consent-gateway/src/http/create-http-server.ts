import { createServer, type RequestListener, type Server } from 'node:http';

/** What one connection may cost. */
export const CONNECTION_LIMITS = {
  /** All headers of a request together. */
  headerBytes: 16_384,
  headerCount: 100,
  /** From the first byte, or from the connection, to the end of the headers. */
  headersMs: 10_000,
  /** … to the end of the body. */
  requestMs: 30_000,
  /** Between two requests. Longer than the proxies in front keep theirs, so that these close first. */
  keepAliveMs: 75_000,
  /** Without a byte either way: a receiver that does not receive. */
  silenceMs: 60_000,
  checkEveryMs: 2_000,
} as const;

/** A server that a slow or talkative peer cannot hold. @see https://nodejs.org/api/http.html#class-httpserver */
export function createHttpServer(
  listener: RequestListener,
  options: {
    readonly maxConnections: number;
    readonly limits?: { readonly [K in keyof typeof CONNECTION_LIMITS]: number };
  },
): Server {
  const { maxConnections, limits = CONNECTION_LIMITS } = options;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    listener,
  );
  server.maxHeadersCount = limits.headerCount;
  server.maxConnections = maxConnections;
  server.setTimeout(limits.silenceMs);
  return server;
}
