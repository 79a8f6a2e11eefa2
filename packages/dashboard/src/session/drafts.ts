const PREFIX = 'parley.draft.';

/** What somebody began to write and has not saved: kept in this tab alone, so that it is still there after another sign-in. */
export function keepDraft(name: string, webId: string, draft: object): void {
  sessionStorage.setItem(PREFIX + name, JSON.stringify({ webId, draft }));
}

/** What the same person began to write. It is what this app itself kept. */
export function keptDraft<T extends object>(name: string, webId: string): T | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? '') as { webId: string; draft: T };
    return kept.webId === webId ? kept.draft : undefined;
  } catch {
    return undefined;
  }
}

export function forgetDraft(name: string): void {
  sessionStorage.removeItem(PREFIX + name);
}

/** At the sign-out: whoever sits here next finds nothing. */
export function forgetAllDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}
