/** The page of one company. */
export const companyPath = (vendorId: string): string => `/companies/${encodeURIComponent(vendorId)}`;
