const TIMEOUT_MS = 10_000;

/** A webhook, to where the vendor has registered it: its own origin. */
export async function passOn(request: Request, tell: (line: string) => void): Promise<Response> {
  const { type } = (await request.clone().json()) as { type: string };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(request, { redirect: 'error', signal });
    tell(`Told ${request.url}: ${type}, ${answer.status}`);
    return new Response(null, { status: answer.status });
  } catch (fault) {
    tell(`Could not tell ${request.url}: ${type}, no answer`);
    throw fault;
  }
}
