/** Photos of these types can be drawn and written anew. */
const DRAWN = ['image/jpeg', 'image/png', 'image/webp'];
/** Pixels of the longer side. Enough to see what is broken, and small enough for the canvas of any phone. */
const LONGEST_SIDE = 3_000;
const QUALITY = 0.9;

/**
 * The same picture without what a camera writes into it, above all the place: it is drawn, and only what can be seen is kept. What
 * is no such picture stays as it is.
 */
export async function withoutPlace(file: Blob): Promise<Blob> {
  if (!DRAWN.includes(file.type)) return file;
  const picture = await createImageBitmap(file);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const [width, height] = [picture.width, picture.height].map((side) =>
      Math.max(1, Math.round(side * scale)),
    );
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser draws nothing');
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    // A browser that cannot write the type writes a PNG, and says so.
    return await canvas.convertToBlob({ type: file.type, quality: QUALITY });
  } finally {
    picture.close();
  }
}
