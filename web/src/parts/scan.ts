/** Scans of papers before they leave the page: a baseline JPEG, at most an A4 page at 400 dpi and 2 MB. A file that is
 *  one already is sent untouched; another picture is drawn anew, smaller when it must be. The server's verdict counts. */
export const SCAN_POINTS_MAX = 16_000_000
export const SCAN_BYTES_MAX = 2 * 1024 * 1024

const BASELINE = [0xc0, 0xc1] // SOF0, SOF1
const NO_FRAME = [0xc4, 0xc8, 0xcc] // tables among the frame markers

/** Whether a JPEG's frame is a baseline one: markers from the head on, until the first frame. */
export function isBaseline(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  for (let at = 2; at + 3 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.includes(marker)) return BASELINE.includes(marker)
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
  }
  return false
}

/** How much smaller a picture must be drawn: 1 leaves it. */
export const shrink = (w: number, h: number): number => Math.min(1, Math.sqrt(SCAN_POINTS_MAX / (w * h)))

export async function scanned(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file)
  const scale = shrink(image.width, image.height)
  const head = new Uint8Array(await file.arrayBuffer())
  if (file.size <= SCAN_BYTES_MAX && scale === 1 && isBaseline(head)) return file
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.floor(image.width * scale),
    height: Math.floor(image.height * scale),
  })
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const page = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  if (!page) throw new Error('canvas gave no picture')
  return page
}
