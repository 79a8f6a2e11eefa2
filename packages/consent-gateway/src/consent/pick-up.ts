/** How long a consent waits for its code to be redeemed before it ends as not picked up. */
export const PICK_UP_SECONDS = 10 * 60;
