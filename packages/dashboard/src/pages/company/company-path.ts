const PREFIX = '/companies/';

/** The page of one company. An id is often an address itself. */
export const companyPath = (vendorId: string): string => PREFIX + encodeURIComponent(vendorId);

/** The company that an address is about, of the path exactly as it stands there. */
export function companyIn(path: string): string {
  const written = path.slice(PREFIX.length);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
