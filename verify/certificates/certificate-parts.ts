import type { X509Certificate } from "node:crypto";
import type { BitString, Integer, OctetString } from "asn1js";
import { type BasicConstraints, Certificate, type ExtKeyUsage, type RelativeDistinguishedNames } from "pkijs";

/** What Node.js does not tell of a certificate. */
export interface CertificateParts {
  readonly serialNumber: Integer;
  readonly issuer: RelativeDistinguishedNames;
  readonly subjectKeyIdentifier: Buffer | undefined;
  /** The algorithm that the issuer signed it with, as an object identifier. */
  readonly signatureAlgorithm: string;
  readonly isAuthority: boolean;
  /** How many further authorities may follow; undefined: any number. */
  readonly pathLength: number | undefined;
  /** The bits of `keyUsage` (RFC 5280, 4.2.1.3), bit 0 first; undefined when it is not limited. */
  readonly keyUsage: readonly boolean[] | undefined;
  /** The purposes of `extKeyUsage` as object identifiers; undefined when they are not limited. */
  readonly purposes: readonly string[] | undefined;
  /** Critical extensions that are not looked at here: whoever does not know them must not trust the certificate. */
  readonly unknownCritical: readonly string[];
}

const SUBJECT_KEY = "2.5.29.14";
const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const PURPOSES = "2.5.29.37";
/** What they say narrows nothing that is judged here: names, policies. */
const HARMLESS = new Set(["2.5.29.17", "2.5.29.32"]);

const known = new WeakMap<X509Certificate, CertificateParts>();

/** Takes a certificate apart. @throws when it is damaged */
export function certificateParts(certificate: X509Certificate): CertificateParts {
  const before = known.get(certificate);
  if (before) return before;
  const parts = read(Certificate.fromBER(Uint8Array.from(certificate.raw)));
  known.set(certificate, parts);
  return parts;
}

function read({ serialNumber, issuer, signatureAlgorithm, extensions = [] }: Certificate): CertificateParts {
  const parsedValue = (id: string): unknown => extensions.find(({ extnID }) => extnID === id)?.parsedValue;
  const constraints = parsedValue(BASIC_CONSTRAINTS) as BasicConstraints | undefined;
  const keyUsage = parsedValue(KEY_USAGE) as BitString | undefined;
  const purposes = parsedValue(PURPOSES) as ExtKeyUsage | undefined;
  const subjectKey = parsedValue(SUBJECT_KEY) as OctetString | undefined;
  const pathLength = constraints?.pathLenConstraint;
  const looked = new Set([SUBJECT_KEY, KEY_USAGE, BASIC_CONSTRAINTS, PURPOSES]);
  return {
    serialNumber,
    issuer,
    subjectKeyIdentifier: subjectKey && Buffer.from(subjectKey.valueBlock.valueHexView),
    signatureAlgorithm: signatureAlgorithm.algorithmId,
    isAuthority: constraints?.cA === true,
    pathLength: pathLength === undefined ? undefined : Number(pathLength),
    keyUsage: keyUsage && bitsOf(keyUsage),
    purposes: purposes?.keyPurposes,
    unknownCritical: extensions
      .filter(({ critical, extnID }) => critical && !looked.has(extnID) && !HARMLESS.has(extnID))
      .map(({ extnID }) => extnID),
  };
}

const bitsOf = ({ valueBlock }: BitString): boolean[] =>
  [...valueBlock.valueHexView].flatMap((byte) =>
    Array.from({ length: 8 }, (_, bit) => (byte & (0x80 >> bit)) !== 0),
  );
