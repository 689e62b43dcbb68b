/** What rules between fields must know of an uploaded file. `pages` is undefined where it cannot be known (Word). */
export interface UploadedFile {
  name: string;
  pages: number | undefined;
}

/** The names of files as a message lists them. */
export const listed = (files: UploadedFile[]): string =>
  files.map((file) => JSON.stringify(file.name)).join(", ");
