import type { Page } from 'playwright-core';

/** A small photo as a camera writes it: behind its first marker stands where it was taken, in the text `GPS`. */
export async function photoWithPlace(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(0, 0, 20, 30);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const place = Buffer.from('Exif\0\0GPS 52.5N 13.4E');
  const marker = Buffer.from([0xff, 0xe1, 0, place.length + 2]);
  return Buffer.concat([Buffer.from(drawn.slice(0, 2)), marker, place, Buffer.from(drawn.slice(2))]);
}
