const KEPT_AS = 'parley.whereOneWas';

/** Keeps the page to come back to after a sign-in, in this tab alone. */
export function keepPlace(place: string = location.pathname + location.search): void {
  sessionStorage.setItem(KEPT_AS, place);
}

/** The page to come back to, once. Only ever one of this app. */
export function takePlace(): string | undefined {
  const place = sessionStorage.getItem(KEPT_AS);
  sessionStorage.removeItem(KEPT_AS);
  return place === null || !isOwnPlace(place) ? undefined : place;
}

/** Whether a sign-in is for the sake of a request that waits. */
export const isKeptRequest = (): boolean =>
  (sessionStorage.getItem(KEPT_AS) ?? location.pathname).startsWith('/requests/');

const isOwnPlace = (place: string): boolean => new URL(place, location.origin).origin === location.origin;
