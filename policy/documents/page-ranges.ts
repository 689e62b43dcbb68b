/** Pages as a message names them: `page 3`, `pages 1 and 2`, `pages 1 to 4, 7 and 9`. @param pages in order, at least one */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const page of pages) {
    const range = ranges.at(-1);
    if (range && range[1] === page - 1) range[1] = page;
    else ranges.push([page, page]);
  }
  const words = ranges.flatMap(([first, last]) =>
    last - first < 2 ? [...new Set([first, last])].map(String) : `${first} to ${last}`,
  );
  const last = words.pop();
  const listed = words.length === 0 ? last : `${words.join(", ")} and ${last}`;
  return `${pages.length === 1 ? "page" : "pages"} ${listed}`;
}
