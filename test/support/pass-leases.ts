/** What a process takes is its own for up to a minute, and for an hour what it had begun to widen: as if that had passed. */
const PASSED = [
  `UPDATE vendor_event SET due_at = clock_timestamp() WHERE due_at > clock_timestamp()`,
  `UPDATE watched_copy SET due_at = clock_timestamp() - interval '30 s'`,
  `UPDATE block SET next_at = clock_timestamp() WHERE in_pod_at IS NULL`,
  `UPDATE pod_outbox SET next_at = clock_timestamp() WHERE done_at IS NULL`,
  `UPDATE consent_change SET intended_at = intended_at - interval '1 hour'`,
];

/** What a killed process had taken, the others take now. Whatever a living one is at just then may be done twice. */
export async function passLeases(query: (text: string) => Promise<unknown>): Promise<void> {
  for (const statement of PASSED) await query(statement);
}
