import { crc32, deflateSync } from "node:zlib";
import { type PngColours, paletteOf } from "./png-palette.ts";

/** Pixels on an opaque ground: four bytes each (red, green, blue, and one that does not count), row by row from the top. */
export interface OpaquePixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** PNG's types of colour (ISO/IEC 15948, 11.2.1) and the filter that notes what differs from the row above. */
const TRUECOLOUR = 2;
const INDEXED = 3;
const UP = 2;
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/**
 * The PNG of some pixels: with a palette where they have at most 256 colours, as pages of text have, which makes it a fifth
 * as large. The same pixels give the same bytes.
 *
 * @param colours default `exact`: without loss
 */
export function encodePng(picture: OpaquePixels, colours: PngColours = "exact"): Uint8Array {
  const { widthPx, heightPx } = picture;
  const indexed = indexedOf(picture, colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.writeUInt8(8, 8);
  header.writeUInt8(indexed ? INDEXED : TRUECOLOUR, 9);
  const rows = indexed ? indexed.rows : filteredRows(picture);
  const png = Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    ...(indexed ? [chunk("PLTE", indexed.palette)] : []),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return new Uint8Array(png.buffer, png.byteOffset, png.length);
}

/** Whether these bytes are a PNG from its beginning to its end, with every part as it was written. */
export function isWholePng(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!buffer.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  let at = SIGNATURE.length;
  while (at + 12 <= buffer.length) {
    const end = at + 8 + buffer.readUInt32BE(at);
    if (end + 4 > buffer.length || crc32(buffer.subarray(at + 4, end)) !== buffer.readUInt32BE(end))
      return false;
    if (buffer.toString("latin1", at + 4, at + 8) === "IEND") return end + 4 === buffer.length;
    at = end + 4;
  }
  return false;
}

/** A PNG's size in pixels; it must be a whole one. */
export function pngSize(png: Uint8Array): { widthPx: number; heightPx: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}

function chunk(type: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(content.length + 12);
  whole.writeUInt32BE(content.length, 0);
  whole.write(type, 4, "latin1");
  content.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, content.length + 8)), content.length + 8);
  return whole;
}

/** Rows of places in a palette, each after a byte for "no filter"; undefined where there are too many colours. */
function indexedOf(
  { widthPx, heightPx, data }: OpaquePixels,
  colours: PngColours,
): { palette: Buffer; rows: Buffer } | undefined {
  const pixels = new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  const palette = paletteOf(pixels, colours);
  if (!palette) return undefined;
  const rows = Buffer.alloc((widthPx + 1) * heightPx);
  let [colour, place, at] = [-1, 0, 0];
  for (let index = 0; index < pixels.length; index += 1) {
    if (index % widthPx === 0) at += 1;
    const next = pixels[index] as number;
    if (next !== colour) {
      place = palette.places.get(next) as number;
      colour = next;
    }
    rows[at] = place;
    at += 1;
  }
  return { palette: palette.colours, rows };
}

function filteredRows({ widthPx, heightPx, data }: OpaquePixels): Buffer {
  const rows = Buffer.alloc((widthPx * 3 + 1) * heightPx);
  let out = 0;
  for (let y = 0; y < heightPx; y += 1) {
    rows[out++] = UP;
    const end = (y + 1) * widthPx * 4;
    // Above the first row there are zeros.
    const above = y === 0 ? Number.NaN : widthPx * 4;
    for (let at = y * widthPx * 4; at < end; at += 4) {
      rows[out++] = (data[at] as number) - (data[at - above] ?? 0);
      rows[out++] = (data[at + 1] as number) - (data[at + 1 - above] ?? 0);
      rows[out++] = (data[at + 2] as number) - (data[at + 2 - above] ?? 0);
    }
  }
  return rows;
}
