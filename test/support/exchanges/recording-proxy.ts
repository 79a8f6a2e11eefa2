import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One request to the gateway and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
  readonly answerHeaders: IncomingHttpHeaders;
  readonly answer: string;
}

export interface RecordingProxy {
  /** The last exchange of this kind; the path is matched whole, without its query. */
  last(method: string, path: RegExp, status: number): Exchange;
  stop(): void;
}

/** Stands before a gateway and keeps every exchange. */
export async function startRecordingProxy(port: number, upstreamPort: number): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];
  const proxy = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: target = '/', rawHeaders } = incoming;
    const body = await buffer(incoming);
    const onward = request({
      ...{ port: upstreamPort, host: 'localhost', method, path: target, headers: rawHeaders, agent: false },
    });
    onward.on('response', async (answer) => {
      const content = await buffer(answer);
      exchanges.push({
        ...{ method, target, headers: incoming.headers, body: body.toString() },
        status: answer.statusCode ?? 0,
        answerHeaders: answer.headers,
        answer: content.toString(),
      });
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(content);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => proxy.listen(port, 'localhost', resolve));
  return {
    last(method, path, status) {
      const found = exchanges.findLast(
        (each) =>
          each.method === method && each.status === status && path.test(each.target.replace(/\?.*$/, '')),
      );
      if (found === undefined) throw new Error(`No ${method} ${path} was answered ${status}.`);
      return found;
    },
    stop() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
