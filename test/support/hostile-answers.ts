import type { ServerResponse } from 'node:http';

/** What a pod server may send in the place of a document. */
export const hostileAnswers = {
  neverEnds(response: ServerResponse): void {
    response.setHeader('content-type', 'text/turtle');
    const more = () => response.write('#'.repeat(65_536), (fault) => void (fault ?? setImmediate(more)));
    more();
  },
  cutOff(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/turtle', 'content-length': '99999999' });
    response.write('<#a> <#b> 1.');
    setImmediate(() => response.destroy());
  },
  page(response: ServerResponse): void {
    response.setHeader('content-type', 'text/html');
    response.end('<html><script>alert(1)</script></html>');
  },
  image(response: ServerResponse): void {
    response.setHeader('content-type', 'image/png');
    response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  },
};
