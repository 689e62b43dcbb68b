import type { Issue } from "../schema/issue.ts";

/** A file that is another one than was judged. */
export const changedIssue = (path: Issue["path"]): Issue => ({
  path,
  message: "changed after it was checked; run `pulumi up` again",
});
