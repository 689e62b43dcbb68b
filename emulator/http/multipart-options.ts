/** How multipart bodies are read: to their end whatever their size, since who is cut off while sending sees no answer. */
export const multipartOptions = {
  // By default a part with a file name is a file, and clients that send the options as a blob name it "blob".
  isPartAFile: (fieldName: string | undefined): boolean => fieldName !== "options",
  throwFileSizeLimit: false,
  limits: {
    fileSize: Number.POSITIVE_INFINITY,
    fieldSize: 20_000_000,
    files: Number.POSITIVE_INFINITY,
    parts: Number.POSITIVE_INFINITY,
  },
};
