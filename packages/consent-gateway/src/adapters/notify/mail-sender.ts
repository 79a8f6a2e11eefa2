import { createTransport } from 'nodemailer';
import type { SendMail } from '../../notify/send-messages.ts';

const STEP_MS = 10_000;
const WHOLE_MS = 30_000;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Mail by the operator's server. Beyond this machine only encrypted. */
export function createMailSender(options: { readonly smtpUrl: string; readonly from: string }): SendMail {
  const { hostname, protocol } = new URL(options.smtpUrl);
  const requireTLS = protocol === 'smtp:' && !LOOPBACK.has(hostname);
  return async (to, { text, dashboard }) => {
    const transport = createTransport({
      url: options.smtpUrl,
      requireTLS,
      connectionTimeout: STEP_MS,
      greetingTimeout: STEP_MS,
      socketTimeout: STEP_MS,
      dnsTimeout: STEP_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const late = setTimeout(() => transport.close(), WHOLE_MS);
    try {
      await transport.sendMail({
        from: options.from,
        to: { name: '', address: to },
        subject: text.subject,
        text: `${text.text}\n\n${dashboard}\n\n${text.why}\n`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } finally {
      clearTimeout(late);
      transport.close();
    }
  };
}
