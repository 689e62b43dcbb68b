import assert from "node:assert/strict";
import fc from "fast-check";
import { envelopeProgram } from "../../cli/adopt/envelope-program.ts";
import { knownEnvelope } from "../../cli/adopt/known-envelope.ts";
import { declaredIn } from "../unit/cli/adopt/declared-in.ts";
import { record } from "./arbitrary-envelope.ts";
import { runs } from "./seed.ts";

const envelopeId = "5b0f1c2d-1111-4222-8333-444444444444";

/** Texts that try to get out of a literal, or to look like something else. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('"', "'", "\\", "`", `\${x}`, "*/", "//", "\n", "\r", "\u2028", "\u202e", "\0", "😀"),
      {
        maxLength: 6,
      },
    )
    .map((pieces) => pieces.join("")),
);
const signer = record({
  type: fc.constant("SIGNER" as const),
  name: text,
  email: text,
  role: text,
  auth_type: fc.constantFrom("no-auth", "sign-auth", "idv", '"', null),
  sign_group_order: fc.constantFrom(1, 2, "3", null),
});

describe("the program for an envelope of any texts", () => {
  const envelopes = record({
    name: text,
    files: fc.array(text, { minLength: 1, maxLength: 25 }),
    recipients: fc.array(signer, { minLength: 1, maxLength: 4 }),
    resource: text,
  });

  it("declares them as they are, and nothing besides", () => {
    fc.assert(
      fc.property(envelopes, ({ name, files, recipients, resource }) => {
        const known = knownEnvelope(
          { envelope_id: envelopeId, envelope: name, status: "ACTIVE", created_at: '*/ "' },
          {
            status: "ACTIVE",
            details: { recipients, files: files.map((one) => ({ id: "x", name: one })) },
          },
        );
        const { resource: called, args } = declaredIn(envelopeProgram(known, resource));
        const declared = args as { recipients: Record<string, unknown>[]; emails: object };
        assert.equal(called, resource);
        assert.deepEqual(
          { ...declared, emails: null, recipients: declared.recipients.map(({ key: _, ...one }) => one) },
          {
            adopt: envelopeId,
            name,
            emails: null,
            documents: files,
            recipients: recipients.map(({ role, name, email, auth_type, sign_group_order }) => ({
              ...(role !== "" && { role }),
              name,
              email,
              ...(sign_group_order !== null && { signGroup: Number(sign_group_order) }),
              ...(["sign-auth", "idv"].includes(auth_type ?? "") && { authType: auth_type }),
            })),
          },
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it("is printable, on lines of its own", () => {
    fc.assert(
      fc.property(envelopes, ({ name, files, recipients, resource }) => {
        const known = knownEnvelope(
          { envelope_id: envelopeId, envelope: name, status: "ACTIVE" },
          {
            status: "ACTIVE",
            details: { recipients, files: files.map((one) => ({ id: "x", name: one })) },
          },
        );
        assert.doesNotMatch(
          envelopeProgram(known, resource).replaceAll("\n", ""),
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
        );
      }),
      { numRuns: runs(300) },
    );
  });
});
