/** How large a pack may be; more is refused before it is unpacked. */
export interface PackLimits {
  /** The zip itself; default 500 MB. */
  maxZipBytes: number;
  /** Files and folders in the zip; default 1,000. */
  maxEntries: number;
  /** One file, unpacked; default 100 MB. */
  maxFileBytes: number;
  /** All files together, unpacked; default 500 MB. */
  maxTotalBytes: number;
  /** How many times its packed size a file of over 1 MB may have; default 200. Deflate reaches 1,032. */
  maxRatio: number;
}

export const DEFAULT_LIMITS: Readonly<PackLimits> = {
  maxZipBytes: 500_000_000,
  maxEntries: 1_000,
  maxFileBytes: 100_000_000,
  maxTotalBytes: 500_000_000,
  maxRatio: 200,
};

/** Files up to this size are unpacked whatever their ratio: a page of blanks may well shrink a thousandfold. */
export const SMALL_FILE_BYTES = 1_000_000;
