/** A hash function that signatures use. */
export interface Digest {
  /** As `node:crypto` names it. */
  readonly name: string;
  /** Somebody can make two documents of one hash, or will soon be able to. */
  readonly isWeak: boolean;
}

const strong = (name: string): Digest => ({ name, isWeak: false });
const weak = (name: string): Digest => ({ name, isWeak: true });

const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ["1.2.840.113549.2.5", weak("md5")],
  ["1.3.14.3.2.26", weak("sha1")],
  ["2.16.840.1.101.3.4.2.1", strong("sha256")],
  ["2.16.840.1.101.3.4.2.2", strong("sha384")],
  ["2.16.840.1.101.3.4.2.3", strong("sha512")],
  ["2.16.840.1.101.3.4.2.8", strong("sha3-256")],
  ["2.16.840.1.101.3.4.2.9", strong("sha3-384")],
  ["2.16.840.1.101.3.4.2.10", strong("sha3-512")],
]);

/** The hash function of an object identifier; undefined when it is none that is accepted or known to be weak. */
export const digestOf = (identifier: string): Digest | undefined => DIGESTS.get(identifier);
