/** One plain address, of which no part can become another line or parameter of the mail. */
const ADDRESS = /^[\w.+'-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;

/** A link that begins a mail. `undefined`: it is no mail address. */
export function mailTo(
  address: string,
  { subject, body }: { readonly subject: string; readonly body: string },
): string | undefined {
  if (!ADDRESS.test(address)) return undefined;
  return `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
