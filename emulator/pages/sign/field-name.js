// @ts-check
/** @import { SigningView, ViewedTag } from "../../signing/signing-view.ts" */

/** @type {Record<ViewedTag["type"], string>} */
const KINDS = {
  signature: "signature",
  initials: "initials",
  text_field: "text",
  checkbox_field: "box to tick",
  radio_field: "choice",
  date_signed_field: "date of signing",
  attachment: "PDF to attach",
};

/** What a tag asks for, as in "box to tick". @param {ViewedTag} tag */
export const kindOf = ({ type }) => KINDS[type];

/**
 * A name for each tag, by index: its help text, else its own name in plain words, else what it asks for, numbered where
 * several would be called the same.
 *
 * @param {readonly ViewedTag[]} tags
 * @returns {Map<number, string>}
 */
export function fieldNames(tags) {
  const plain = tags.map((tag) => tag.helpText ?? inWords(tag.name ?? kindOf(tag)));
  return new Map(
    tags.map(({ index }, at) => {
      const name = plain[at] ?? "";
      const same = plain.flatMap((other, place) => (other === name ? [place] : []));
      return [index, same.length > 1 ? `${name} ${same.indexOf(at) + 1}` : name];
    }),
  );
}

/** "company_name" becomes "Company name". @param {string} name */
export function inWords(name) {
  const words = name.replace(/[_-]+/g, " ").trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Where a tag is, as in "page 2", with the file where there are several.
 *
 * @param {SigningView} view
 * @param {ViewedTag} tag
 */
export function placeName({ files }, { fileId, pageNumber }) {
  const file = files.find(({ id }) => id === fileId);
  return files.length > 1 ? `page ${pageNumber} of ${file?.name}` : `page ${pageNumber}`;
}
