// What this company does when a gateway tells it something. Be quick: longer work belongs into a queue.

export function onEvent({ type, data }) {
  console.log(`Told: ${type} ${data.consent_id ?? ''}`.trimEnd());
  switch (type) {
    case 'consent.paused':
    case 'consent.narrowed':
      // Read no more than is left: the next read says by itself what that is.
      break;
    case 'consent.withdrawn':
    case 'consent.expired':
    case 'consent.revoked':
      // It is over. This app keeps no copy; yours may have one.
      break;
    case 'consent.deletion_due':
      // Delete what is gone from the consent by data.delete_by, then: consent.reportDeletion()
      break;
    default:
      // Others you may pass over, also those that come with later versions.
      break;
  }
}
