import { type DocumentTraits, withoutControls } from "../document/index.ts";

/** From here on a picture counts as the whole page. */
const SCAN_SHARE = 0.8;

/** Says in a few words what somebody may want to know of a document's content; nothing about what it does not have. */
export function traitNotes(traits: DocumentTraits): string[] {
  const { javaScript, macros, attachments, signatures = 0, formFields = 0 } = traits;
  const { comments = 0, trackedChanges = 0, fonts = [], pages = [] } = traits;
  const missing = pages.length > 0 ? fonts.filter(({ embedded }) => !embedded) : [];
  const scans = pages.filter(
    ({ characters, pictureShare }) => characters === 0 && pictureShare >= SCAN_SHARE,
  );
  return [
    ...(javaScript ? ["scripts"] : []),
    ...(macros ? ["macros"] : []),
    ...(attachments?.length ? [`files inside: ${attachments.map(shown).join(", ")}`] : []),
    ...counted(signatures, "signature"),
    ...counted(formFields, "form field to fill in", "form fields to fill in"),
    ...counted(comments, "comment"),
    ...counted(trackedChanges, "tracked change"),
    ...(missing.length > 0
      ? [`fonts not embedded: ${missing.map(({ name }) => shown(name)).join(", ")}`]
      : []),
    ...counted(scans.length, "page is a scan without text", "pages are scans without text"),
    ...(attachments === undefined
      ? ["whether there are files, signatures or comments inside is not known"]
      : []),
    ...(macros === undefined ? ["whether there are macros is not known"] : []),
  ];
}

const counted = (count: number, one: string, many = `${one}s`): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

const shown = (name: string): string => (name === "" ? "(without a name)" : withoutControls(name));
