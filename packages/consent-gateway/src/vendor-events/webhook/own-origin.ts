/** Whether an address is on an origin where the vendor has shown that it is at home: its client id's, or that of a redirect URI of its. */
export function isOnOwnOrigin(
  address: string,
  { vendorId, redirectUris }: { readonly vendorId: string; readonly redirectUris: readonly string[] },
): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return [vendorId, ...redirectUris].some((own) => URL.canParse(own) && new URL(own).origin === origin);
}
