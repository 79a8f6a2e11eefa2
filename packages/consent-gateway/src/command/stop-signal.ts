/** Aborted by the first Ctrl-C or SIGTERM. A second one ends the process the hard way. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => stopping.abort(new Error('Stopped.')));
  return stopping.signal;
}
