import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { Certificate, type Extension } from "pkijs";
import { type Emulator, startEmulator } from "../../../../emulator/index.ts";
import { CertificateAuthority } from "../../../../emulator/pack/certificate-authority.ts";
import { optionsFor, signer, start, tag } from "../api-caller.ts";
import { needPrograms } from "./judges.ts";
import { Judges, lastSignature, soundSignature } from "./outside-judges.ts";
import { completed, entry, packOf } from "./packs.ts";

const manual = { clock: () => start, processing: "manual" } as const;
const options = optionsFor(signer({ tags: [tag()] }));

/** Extensions by their identifier: whether critical, and the value in DER, in hex. */
const extensions = (pem: string): Record<string, [critical: boolean, value: string]> =>
  Object.fromEntries(
    (Certificate.fromBER(new X509Certificate(pem).raw).extensions ?? []).map((one: Extension) => [
      one.extnID,
      [one.critical, Buffer.from(one.extnValue.getValue()).toString("hex")],
    ]),
  );

const oid = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  authorityKeyId: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
};

describe("the emulator's certificate authority", () => {
  let emulator: Emulator;
  const judges: Judges[] = [];

  beforeEach(async () => {
    emulator = await startEmulator(manual);
  });
  afterEach(async () => {
    for (const one of judges.splice(0)) one.close();
    await emulator.close();
  });

  /** A judge who trusts a root. */
  const trusting = (root: string): Judges => {
    const judge = new Judges(root);
    judges.push(judge);
    return judge;
  };
  /** The signed document of an envelope that everybody signs now. */
  const signedNow = async (of: Emulator): Promise<Uint8Array> =>
    entry(await packOf(of, await completed(of, options)), "nda.pdf");

  it("gives its root's certificate in PEM without a key, and as emulator.caCertificate", async () => {
    const response = await fetch(`${emulator.url}/_emulator/ca.pem`);
    assert.deepEqual(
      [response.status, response.headers.get("content-type"), await response.text()],
      [200, "application/x-pem-file", emulator.caCertificate],
    );
  });

  it("says in certificates what they are for", async () => {
    const authority = await CertificateAuthority.create();
    const root = extensions(authority.certificate);
    const leaf = extensions((await authority.signer()).certificate);
    const names = Object.values(oid);
    assert.deepEqual([Object.keys(root).sort(), Object.keys(leaf).sort()], [names.slice(0, 4), names]);
    // An authority, with nothing but leaves below it; signs certificates and revocation lists.
    assert.deepEqual(root[oid.basicConstraints], [true, "30060101ff020100"]);
    assert.deepEqual(root[oid.keyUsage], [true, "03020106"]);
    // No authority; signs data, and stands by it.
    assert.deepEqual(leaf[oid.basicConstraints], [true, "3000"]);
    assert.deepEqual(leaf[oid.keyUsage], [true, "030206c0"]);
    const ownId = root[oid.subjectKeyId]?.[1].slice(4);
    assert.deepEqual(
      [root, leaf].map((one) => one[oid.authorityKeyId]?.[1].slice(8)),
      [ownId, ownId],
    );
    const signing = new X509Certificate((await authority.signer()).certificate);
    assert.deepEqual(signing.keyUsage, [
      ...["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"],
      ...["1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12"],
    ]);
  });

  it("gives out certificates that are valid at whatever time an emulator's clock is set to", async () => {
    const authority = await CertificateAuthority.create();
    for (const pem of [authority.certificate, (await authority.signer()).certificate]) {
      const { validFromDate, validToDate } = new X509Certificate(pem);
      assert.deepEqual(
        [validFromDate.toISOString(), validToDate.toISOString()],
        ["1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.000Z"],
      );
    }
  });

  it("is another one in each emulator, by its name too", async () => {
    const other = await startEmulator();
    await other.close();
    const subject = (pem: string): string => new X509Certificate(pem).subject;
    assert.notEqual(subject(other.caCertificate), subject(emulator.caCertificate));
    assert.match(subject(emulator.caCertificate), /^CN=Yoti Sign emulator root [0-9a-f]{8}\\, not legally/);
  });

  it("stays after a reset", async function () {
    needPrograms(this, "pdfsig", "certutil");
    const before = emulator.caCertificate;
    await signedNow(emulator);
    emulator.control.reset();
    assert.equal(emulator.caCertificate, before);
    assert.deepEqual(trusting(before).signatures(await signedNow(emulator)), [soundSignature]);
  });

  it("is in a snapshot: what is signed after it was restored is trusted like what was signed before", async function () {
    needPrograms(this, "pdfsig", "certutil", "openssl");
    const trust = trusting(emulator.caCertificate);
    await signedNow(emulator);
    const snapshot = JSON.parse(JSON.stringify(emulator.control.snapshot()));
    const other = await startEmulator({ ...manual, snapshot });
    try {
      assert.equal(other.caCertificate, emulator.caCertificate);
      const document = await signedNow(other);
      assert.deepEqual(trust.signatures(document), [soundSignature]);
      const { covered, signature } = lastSignature(document);
      assert.equal(trust.cmsProblem(covered, signature), "");
      other.control.reset();
      assert.equal(other.caCertificate, emulator.caCertificate);
      assert.deepEqual(trust.signatures(await signedNow(other)), [soundSignature]);
    } finally {
      await other.close();
    }
  });

  it("comes back with a snapshot that is restored into an emulator with another one", async () => {
    const other = await startEmulator(manual);
    try {
      const own = other.caCertificate;
      other.control.restore(emulator.control.snapshot());
      assert.equal(other.caCertificate, emulator.caCertificate);
      other.control.reset();
      assert.equal(other.caCertificate, own);
    } finally {
      await other.close();
    }
  });

  it("is not taken from a snapshot whose certificate and key do not belong together", async () => {
    const snapshot = emulator.control.snapshot();
    const mine = emulator.caCertificate;
    const stranger = (await CertificateAuthority.create()).certificate;
    const { root } = snapshot.state.authority as { root: object };
    for (const authority of [{}, { root: {} }, { root: { ...root, certificate: stranger } }])
      assert.throws(
        () => emulator.control.restore({ ...snapshot, state: { ...snapshot.state, authority } }),
        { code: "damaged_snapshot", status: 422 },
      );
    assert.equal(emulator.caCertificate, mine);
  });

  it("lets no key that was still being made outlive a restore", async () => {
    const [one, other] = [await CertificateAuthority.create(), await CertificateAuthority.create()];
    const underWay = one.signer();
    one.restore(other.keep());
    await underWay;
    const issuer = new X509Certificate(other.certificate);
    assert.ok(new X509Certificate((await one.signer()).certificate).verify(issuer.publicKey));
    assert.equal(one.keep().root, other.keep().root);
  });
});
