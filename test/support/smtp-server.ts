import { createServer, type Socket } from 'node:net';
import { freePort } from '../../scripts/support/free-port.ts';

export interface SmtpServer {
  readonly url: string;
  readonly mails: { readonly to: string; readonly text: string }[];
  /** Refuses every recipient, for now. */
  isBusy: boolean;
  stop(): void;
}

/** Takes mail as a server on the same machine does, and keeps it. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const port = await freePort();
  const smtp: SmtpServer = {
    url: `smtp://localhost:${port}`,
    mails: [],
    isBusy: false,
    stop: () => void server.close(),
  };
  const server = createServer((socket) => converse(socket, smtp)).listen(port, 'localhost');
  return smtp;
}

function converse(socket: Socket, smtp: SmtpServer): void {
  let to = '';
  let pending = '';
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string): void => {
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'RCPT') {
      to = /<(.*)>/.exec(line)?.[1] ?? '';
      say(smtp.isBusy ? '451 later' : '250 ok');
    } else if (command === 'DATA') {
      isData = true;
      say('354 go on');
    } else if (command === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  };
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk;
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n';
      const at = pending.indexOf(end);
      if (at < 0) return;
      const text = pending.slice(0, at);
      pending = pending.slice(at + end.length);
      if (!isData) answer(text);
      else {
        isData = false;
        smtp.mails.push({ to, text });
        say('250 taken');
      }
    }
  });
  say('220 test');
}
