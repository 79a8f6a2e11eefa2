import type { ParsedVendors } from '@parley/pod-client';

/** What the person calls a company or a circle. `undefined`: it is not listed any more. */
export const nameIn = (known: ParsedVendors | undefined, id: string): string | undefined =>
  known?.vendors.find((each) => each.id === id)?.name ?? known?.circles.find((each) => each.id === id)?.name;
