/** What a `Retry-After` says, in seconds from now. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
export function retryAfterSeconds({ headers }: Response): number | undefined {
  const said = headers.get('retry-after');
  if (said === null) return undefined;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  const at = Date.parse(said);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
