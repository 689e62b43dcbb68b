import type { RuleExample } from "../../../../policy/example.ts";
import { documentIsSigned as rule } from "../../../../policy/rules/document-is-signed.ts";
import type { RecipientInputs, TagInputs } from "../../../../schema/envelope-inputs.ts";
import { unknownValue } from "../../../../schema/unknown.ts";
import { itJudges, notApplicable, notKnownYet } from "../it-judges.ts";

const on = (fileName: string, rest: Partial<TagInputs> = {}): TagInputs =>
  ({ type: "signature", fileName, pageNumber: 1, x: 0.1, y: 0.8, ...rest }) as TagInputs;
const signer = (tags?: TagInputs[], rest: Partial<RecipientInputs> = {}): RecipientInputs => ({
  name: "Cleo Example",
  email: "cleo@example.com",
  ...(tags && { tags }),
  ...rest,
});
const two = (...recipients: RecipientInputs[]): RuleExample => ({
  envelope: { documents: [{ path: "a.pdf" }, { path: "annex/b.pdf" }], recipients },
});
const unsigned = (index: number, name: string): string =>
  `documents[${index}] is signed by nobody: ${name} has no signature tag`;

describe("the rule document-is-signed", () => {
  itJudges(rule, [
    ["documents that one signer signs", two(signer([on("a.pdf"), on("b.pdf")])), []],
    ["documents that two signers share", two(signer([on("a.pdf")]), signer([on("b.pdf")])), []],
    ["a document without tags", two(signer([on("a.pdf")])), [unsigned(1, "b.pdf")]],
    ["documents that nobody has tags on", two(signer()), [unsigned(0, "a.pdf"), unsigned(1, "b.pdf")]],
    [
      "a document with other tags only",
      two(signer([on("a.pdf"), on("b.pdf", { type: "checkbox_field" })])),
      [unsigned(1, "b.pdf")],
    ],
    ["a document with initials", two(signer([on("a.pdf"), on("b.pdf", { type: "initials" })])), []],
    [
      "a document with initials, where these are not enough",
      {
        ...two(signer([on("a.pdf"), on("b.pdf", { type: "initials" })])),
        options: { initialsCount: false },
      },
      [unsigned(1, "b.pdf")],
    ],
    [
      "a document whose only signature may be left empty",
      two(signer([on("a.pdf"), on("b.pdf", { optional: true })])),
      ["documents[1] may end up unsigned: every signature on b.pdf may be left empty"],
    ],
    [
      "a document with a required signature beside one that may be left empty",
      two(
        signer([on("a.pdf"), on("b.pdf", { optional: true })]),
        signer([on("b.pdf")]),
        signer([on("b.pdf", { optional: true })]),
      ),
      [],
    ],
    [
      "a document that only a witness signs",
      two(signer([on("a.pdf")], { witness: { tags: [on("b.pdf")] } })),
      [unsigned(1, "b.pdf")],
    ],
    [
      "a tag of a CC",
      two(signer([on("a.pdf")]), signer([on("b.pdf")], { type: "CC" })),
      [unsigned(1, "b.pdf")],
    ],
    ["a document excepted by name", { ...two(signer([on("a.pdf")])), options: { except: ["b*"] } }, []],
    ["a document excepted by path", { ...two(signer([on("a.pdf")])), options: { except: ["annex/*"] } }, []],
    [
      "a document by the name signers see",
      {
        envelope: {
          documents: [{ path: "build/1.pdf", fileName: "Contract.pdf" }],
          recipients: [signer([on("Contract.pdf")])],
        },
      },
      [],
    ],
    [
      "a sole document whose tags do not name it",
      { envelope: { recipients: [signer([{ type: "signature", pageNumber: 1, x: 0.1, y: 0.1 }])] } },
      [],
    ],
    [
      "documents that are all excepted",
      { ...two(signer()), options: { except: ["*"] } },
      notApplicable("all documents are excepted"),
    ],
    [
      "tags that are read from the documents",
      { envelope: { autotagging: "GENERAL" } },
      notApplicable("tags are read from the documents"),
    ],
    ["tags that are not known", two(signer(unknownValue as never)), notKnownYet],
    [
      "an envelope of whose signer only the address is not known",
      two(signer([on("a.pdf"), on("b.pdf")], { email: unknownValue })),
      [],
    ],
  ]);
});
