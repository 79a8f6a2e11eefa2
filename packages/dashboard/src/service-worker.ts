// Runs without a page, when the gateway has told this browser that there is something new. It knows nobody, asks nobody and keeps nothing:
// it shows the text that came, and leads to the dashboard that it is a part of, wherever the message says that one is.

declare const self: ServiceWorkerGlobalScope;

const NOTICES = '/notices';

self.addEventListener('push', (event) => {
  const { text } = messageIn(event.data);
  const shown = self.registration.showNotification('Parley', {
    body: text,
    // One, however many messages came.
    tag: 'parley',
  });
  event.waitUntil(shown);
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openNotices());
});

/** In a window that is there already, if there is one. */
async function openNotices(): Promise<void> {
  const [window] = await self.clients.matchAll({ type: 'window' });
  if (window === undefined) await self.clients.openWindow(NOTICES);
  else await window.focus();
}

/** What the gateway sends, see `pushMessageSchema` of the protocol. Nothing is loaded for it: this has to work at once. */
function messageIn(data: PushMessageData | null): { readonly text: string } {
  try {
    const sent = data?.json() as { text?: unknown } | undefined;
    if (typeof sent?.text === 'string') return { text: sent.text.slice(0, 200) };
  } catch {
    // No message of ours.
  }
  return { text: '' };
}
