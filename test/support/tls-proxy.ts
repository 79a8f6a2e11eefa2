import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import forge from 'node-forge';
import { passOn } from './pass-on.ts';

/** A certificate authority that nobody knows yet, and a certificate of it for `localhost`. All PEM. */
export interface TestCertificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

export function makeCertificates(): TestCertificates {
  const authorityKeys = keyPair();
  const serverKeys = keyPair();
  const authorityName = [{ name: 'commonName', value: 'An authority for one test' }];
  const authority = certificateFor(authorityName, authorityKeys.publicKey);
  authority.setIssuer(authorityName);
  authority.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  authority.sign(authorityKeys.privateKey, forge.md.sha256.create());
  const server = certificateFor([{ name: 'commonName', value: 'localhost' }], serverKeys.publicKey);
  server.setIssuer(authorityName);
  server.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }]);
  server.sign(authorityKeys.privateKey, forge.md.sha256.create());
  return {
    authority: forge.pki.certificateToPem(authority),
    certificate: forge.pki.certificateToPem(server),
    key: forge.pki.privateKeyToPem(serverKeys.privateKey),
  };
}

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    publicKey: forge.pki.publicKeyFromPem(publicKey),
  };
}

function certificateFor(subject: forge.pki.CertificateField[], publicKey: forge.pki.PublicKey) {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = `00${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
  certificate.setSubject(subject);
  return certificate;
}

/** What stands before a gateway on the internet: it ends TLS and passes everything on, the Host header as it came. */
export async function startTlsProxy(options: {
  port: number;
  upstreamPort: number;
  certificates: TestCertificates;
}): Promise<{ stop(): void }> {
  const { certificate, key } = options.certificates;
  const proxy = createServer({ cert: certificate, key }, (incoming, outgoing) =>
    passOn(incoming, outgoing, options.upstreamPort),
  );
  await new Promise<void>((resolve) => proxy.listen(options.port, 'localhost', resolve));
  return {
    stop() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
