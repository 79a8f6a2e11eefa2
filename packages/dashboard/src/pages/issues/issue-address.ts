/** The page of an issue. Its id may hold a `#`, where another app wrote it. */
export const issueAddress = (id: string): string => `/my-data/issues/${encodeURIComponent(id)}`;

/** The id in such an address; of one that is none, a name that nothing has. */
export function issueIdIn(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export const NEW_ISSUE = '/my-data/issues/new';
