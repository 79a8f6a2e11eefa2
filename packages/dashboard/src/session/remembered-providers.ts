const KEPT_AS = 'parley.providers';
const MOST = 5;

/** The providers at which somebody has signed in with this browser, the last one first. Only their addresses are kept. */
export function rememberedProviders(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string' && URL.canParse(each)) : [];
  } catch {
    return [];
  }
}

export function rememberProvider(issuer: string): void {
  keep([issuer, ...rememberedProviders().filter((each) => each !== issuer)].slice(0, MOST));
}

export function forgetProvider(issuer: string): void {
  keep(rememberedProviders().filter((each) => each !== issuer));
}

const keep = (issuers: readonly string[]): void => localStorage.setItem(KEPT_AS, JSON.stringify(issuers));
