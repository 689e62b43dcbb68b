/** What moves the cursor or turns the reading direction, and what JSON leaves as it is. */
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

/** A name out of a stranger's file, quoted, so that it can neither steer a terminal nor look like another name. */
export const shownName = (name: string): string =>
  JSON.stringify(name).replace(INVISIBLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
