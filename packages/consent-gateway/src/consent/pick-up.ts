/** How long a consent waits for its code to be redeemed before it ends as not picked up. */
export const PICK_UP_SECONDS = 10 * 60;

/** The same where the vendor polls: one that has waited for days looks rarely, and may be down for a while. */
export const PICK_UP_BY_POLL_SECONDS = 24 * 60 * 60;
