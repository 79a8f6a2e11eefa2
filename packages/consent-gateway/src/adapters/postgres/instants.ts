/** SQL: the UTC day of an instant. */
export const UTC_DAY = (instant: string): string => `(${instant} AT TIME ZONE 'UTC')::date`;

/** SQL: an instant as RFC 3339 text with all six digits; a Date keeps three. */
export const RFC_3339 = (instant: string): string =>
  `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * SQL: the database's clock, later than the owner's last entry even where it was set back. `owner` is SQL too. An entry that is later than
 * the clock was made in a part of the journal that is not behind it: older parts need not be looked at.
 */
export const FLOORED_CLOCK = (owner: string): string =>
  `greatest(clock_timestamp(), (SELECT j.at + interval '1 microsecond' FROM journal j
    WHERE j.owner_id = ${owner} AND j.iat > now() - interval '8 days' ORDER BY j.at DESC LIMIT 1))`;
