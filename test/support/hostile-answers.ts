import type { ServerResponse } from 'node:http';

type Answer = (response: ServerResponse) => void;

/** What a pod server may send in the place of a document, and what a vendor is told then. */
export const hostileAnswers = (elsewhere: () => string): [name: string, status: number, answer: Answer][] => [
  [
    'A53b a document that never ends',
    502,
    (response) => {
      response.setHeader('content-type', 'text/turtle');
      const more = () => response.write('#'.repeat(65_536), (fault) => void (fault ?? setImmediate(more)));
      more();
    },
  ],
  [
    'A53b a document that is cut off',
    503,
    (response) => {
      response.writeHead(200, { 'content-type': 'text/turtle', 'content-length': '99999999' });
      response.write('<#a> <#b> 1.');
      setImmediate(() => response.destroy());
    },
  ],
  [
    'A53e a page',
    502,
    (response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<html><script>alert(1)</script></html>');
    },
  ],
  [
    'A53e an image',
    502,
    (response) => {
      response.setHeader('content-type', 'image/png');
      response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    },
  ],
  [
    'A53f a redirect to another address',
    503,
    (response) => response.writeHead(302, { location: `${elsewhere()}/preferences.ttl` }).end(),
  ],
];
