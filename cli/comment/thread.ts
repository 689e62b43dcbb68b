/** A comment as its host has it. */
export interface PostedComment {
  id: number;
  body: string;
  /** Where people read it; undefined: the host does not say. */
  url: string | undefined;
}

/** The comments of one pull request or merge request, as far as they may be ours. */
export interface CommentThread {
  /** For messages: `pull request 7 of example/contracts`. */
  readonly name: string;
  /** What the host takes in one comment. */
  readonly maxCharacters: number;
  /** All comments over all pages; of our own author alone, where that can be told. */
  comments(): Promise<PostedComment[]>;
  create(body: string): Promise<PostedComment>;
  /** @returns undefined where the comment is gone */
  update(id: number, body: string): Promise<PostedComment | undefined>;
  /** Removes a comment; one that is gone already is removed. */
  remove(id: number): Promise<void>;
}
