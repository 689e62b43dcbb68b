import type { Refusal } from "./document-error.ts";

/** The document opens only for those who know its password, which we neither ask for nor guess. */
export const NEEDS_PASSWORD: Refusal = {
  code: "needs-password",
  problem: "cannot be opened without a password. Save a copy without one.",
  encrypted: true,
};

const SAVE_AS = {
  pdf: "Export it as a PDF.",
  docx: "Open it in Word and save it as a Word document (.docx), or export it as a PDF.",
  doc: "Open it in Word and save it as a Word 97–2003 document (.doc), or export it as a PDF.",
};

/** The document is not of the kind that its name says. @param what what it appears to be: "a PNG picture" */
export const misnamed = (kind: keyof typeof SAVE_AS, what: string): Refusal => ({
  code: kind === "pdf" ? "not-a-pdf" : "not-a-word-file",
  problem: `is named .${kind} but appears to be ${what}. ${SAVE_AS[kind]}`,
});

/** The Word file is broken. @param what what is wrong with it: "its text cannot be found" */
export const damagedWord = (kind: "docx" | "doc", what: string): Refusal => ({
  code: "damaged",
  problem: `is damaged: ${what}. ${SAVE_AS[kind]}`,
});
