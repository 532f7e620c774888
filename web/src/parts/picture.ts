/** Portraits before they leave the page: 358 × 441, JPEG [GA461]. A file that fits already is sent untouched;
 *  another one is cut to the frame around its middle and scaled. The server's verdict counts. */
export const FRAME = { width: 358, height: 441 } as const

export interface Cut {
  x: number
  y: number
  width: number
  height: number
}

/** The largest part of w × h with the frame's proportions, in the middle. */
export function frameCut(w: number, h: number): Cut {
  const scale = Math.min(w / FRAME.width, h / FRAME.height)
  const width = FRAME.width * scale
  const height = FRAME.height * scale
  return { x: (w - width) / 2, y: (h - height) / 2, width, height }
}

export const fits = (type: string, w: number, h: number): boolean =>
  type === 'image/jpeg' && w === FRAME.width && h === FRAME.height

export async function framed(file: Blob): Promise<{ picture: Blob; cut: boolean }> {
  const image = await createImageBitmap(file)
  if (fits(file.type, image.width, image.height)) return { picture: file, cut: false }
  const canvas = Object.assign(document.createElement('canvas'), FRAME)
  const c = frameCut(image.width, image.height)
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, c.x, c.y, c.width, c.height, 0, 0, FRAME.width, FRAME.height)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92))
  if (!picture) throw new Error('canvas gave no picture')
  return { picture, cut: true }
}
