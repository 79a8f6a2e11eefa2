import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Passes a request on to a port of this machine as it came, and the answer back. */
export function passOn(incoming: IncomingMessage, outgoing: ServerResponse, port: number | undefined): void {
  const { method, url: path, rawHeaders: headers } = incoming;
  const onward = request({ port, host: 'localhost', method, path, headers, agent: false });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
