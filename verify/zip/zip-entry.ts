/** An entry as the zip's central directory describes it (APPNOTE.TXT, section 4.3.12). */
export interface ZipEntry {
  /** As it stands in the zip: not yet known to be safe. */
  readonly name: string;
  readonly rawName: Buffer;
  /** "Version made by": system in the high byte. */
  readonly madeBy: number;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  /** Time and date of MS-DOS. */
  readonly modified: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly extra: Buffer;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** An entry with the place of its packed content. */
export interface PlacedEntry extends ZipEntry {
  readonly start: number;
  readonly end: number;
}

export const STORED = 0;
export const DEFLATED = 8;

/** Sizes and checksum follow the content instead of standing in the local header. */
export const HAS_DESCRIPTOR = 0x0008;
/** The name is UTF-8. */
export const NAME_IS_UTF8 = 0x0800;
