import { inflateSync } from "node:zlib";
import { type PdfDictionary, PdfName, type PdfValue } from "../../document/pdf/pdf-objects.ts";
import { PdfError } from "./pdf-error.ts";

/** The most that a cross-reference or object stream may unpack to: such tables are small, bombs are not. */
const MAX_STREAM_BYTES = 64_000_000;

const FIRST_PNG_PREDICTOR = 10;

/**
 * Unpacks a stream that a PDF's structure is kept in.
 *
 * @param dictionary its values must not be references
 * @throws PdfError when it is packed in another way than such streams are, or too large
 */
export function unpackStream(dictionary: PdfDictionary, raw: Buffer): Buffer {
  const filter = onlyOne(dictionary.get("Filter"));
  if (filter === null) return raw;
  if (!(filter instanceof PdfName && filter.text === "FlateDecode"))
    throw new PdfError("keeps its structure in a stream that is packed in an unusual way.");
  const unpacked = inflate(raw);
  const parameters = onlyOne(dictionary.get("DecodeParms"));
  if (!(parameters instanceof Map)) return unpacked;
  const predictor = parameters.get("Predictor") ?? 1;
  if (predictor === 1) return unpacked;
  const columns = parameters.get("Columns") ?? 1;
  const isPng = typeof predictor === "number" && predictor >= FIRST_PNG_PREDICTOR;
  const isBytes = (parameters.get("Colors") ?? 1) === 1 && (parameters.get("BitsPerComponent") ?? 8) === 8;
  if (!isPng || !isBytes || typeof columns !== "number" || !(columns >= 1))
    throw new PdfError("keeps its structure in a stream with an unusual predictor.");
  return unpredict(unpacked, columns);
}

const onlyOne = (value: PdfValue | undefined): PdfValue =>
  Array.isArray(value) && value.length <= 1 ? (value[0] ?? null) : (value ?? null);

function inflate(raw: Buffer): Buffer {
  try {
    return inflateSync(raw, { maxOutputLength: MAX_STREAM_BYTES });
  } catch {
    throw new PdfError("keeps its structure in a stream that cannot be unpacked, or is too large.");
  }
}

/** Takes PNG's predictors away (ISO 32000-1, 7.4.4.4): each row begins with the one it uses. */
function unpredict(rows: Buffer, columns: number): Buffer {
  const count = Math.floor(rows.length / (columns + 1));
  const result = Buffer.alloc(count * columns);
  for (let row = 0; row < count; row++) {
    const kind = rows[row * (columns + 1)];
    const to = row * columns;
    for (let column = 0; column < columns; column++) {
      const left = column > 0 ? (result[to + column - 1] ?? 0) : 0;
      const up = row > 0 ? (result[to + column - columns] ?? 0) : 0;
      const corner = column > 0 && row > 0 ? (result[to + column - columns - 1] ?? 0) : 0;
      const value = rows[row * (columns + 1) + 1 + column] ?? 0;
      result[to + column] = value + predicted(kind, left, up, corner);
    }
  }
  return result;
}

function predicted(kind: number | undefined, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(left + up - corner - value));
  if (byLeft === undefined || byUp === undefined || byCorner === undefined) return 0;
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
