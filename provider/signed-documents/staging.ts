import { randomUUID } from "node:crypto";
import { access, link, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileDigest } from "./file-digest.ts";
import { listed } from "./listed.ts";
import { NotKeptError } from "./refusals.ts";

/** A file for the directory. `content` undefined: it is in the staging folder already, under `staged`. */
export interface NewFile {
  /** Relative to the directory, with `/`. */
  name: string;
  sha256: string;
  from: { content: Uint8Array } | { staged: string };
}

/**
 * A folder inside the directory in which files are made whole before they appear under their names, so that there is
 * never half a file; it goes when it is disposed of. What a killed run left behind goes with the next one of the same
 * envelope.
 */
export class Staging implements AsyncDisposable {
  readonly directory: string;
  readonly #shown: string;
  readonly #folder: string;
  readonly #made: string | undefined;

  private constructor(directory: string, folder: string, made: string | undefined) {
    this.#shown = directory;
    this.directory = resolve(directory);
    this.#folder = folder;
    this.#made = made;
  }

  /**
   * Makes the directory, if it is not there, and the folder in it; both are for their owner alone.
   *
   * @throws NotKeptError neither can be made
   */
  static async open(directory: string, envelopeId: string): Promise<Staging> {
    return kept(directory, async () => {
      const made = await mkdir(resolve(directory), { recursive: true, mode: 0o700 });
      await sweep(resolve(directory), envelopeId);
      const folder = join(
        resolve(directory),
        `.${envelopeId}.${process.pid}.${randomUUID().slice(0, 8)}.part`,
      );
      await mkdir(folder, { mode: 0o700 });
      return new Staging(directory, folder, made);
    });
  }

  /** Where a file of this name is staged. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  /**
   * Puts files under their names, each at once. One that is there already with the same content is kept.
   *
   * @throws NotKeptError another file has one of the names, and none was put anywhere; or the disk refuses
   */
  async place(files: readonly NewFile[]): Promise<void> {
    await kept(this.#shown, async () => {
      const missing: NewFile[] = [];
      const taken: string[] = [];
      for (const file of files) {
        const found = await fileDigest(this.#target(file.name));
        if (found === undefined) missing.push(file);
        else if (found !== file.sha256) taken.push(file.name);
      }
      if (taken.length > 0) throw takenBy(this.#shown, taken);
      const staged = [];
      for (const [index, file] of missing.entries())
        staged.push({ file, path: await this.#stage(file, String(index)) });
      for (const { file, path } of staged) await this.#appear(file, path);
    });
  }

  /** Puts a staged file under the first name that is free, or has the same content; returns that name. */
  async placeAside(staged: string, names: readonly string[], sha256: string): Promise<string> {
    return kept(this.#shown, async () => {
      for (const name of names) {
        const found = await fileDigest(this.#target(name));
        if (found !== undefined && found !== sha256) continue;
        if (found === undefined) await this.#appear({ name, sha256, from: { staged } }, this.path(staged));
        return name;
      }
      throw takenBy(this.#shown, names);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    if (this.#made === undefined) return;
    // The folders that were made for nothing go again, from the inside out, while they are empty.
    for (let folder = this.directory; ; folder = dirname(folder)) {
      const isGone = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!isGone || folder === this.#made) return;
    }
  }

  #target(name: string): string {
    const target = resolve(this.directory, name);
    // What verifies a pack refuses such names before; this is where it would hurt.
    if (!target.startsWith(join(this.directory, "/"))) throw takenBy(this.#shown, [name]);
    return target;
  }

  async #stage({ from }: NewFile, name: string): Promise<string> {
    if ("staged" in from) return this.path(from.staged);
    await using file = await open(this.path(name), "wx", 0o600);
    await file.writeFile(from.content);
    await file.sync();
    return this.path(name);
  }

  async #appear({ name, sha256 }: NewFile, staged: string): Promise<void> {
    const target = this.#target(name);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    try {
      // Unlike a rename it does not replace what appeared there in this very moment.
      await link(staged, target);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") {
        if ((await fileDigest(target)) === sha256) return;
        throw takenBy(this.#shown, [name]);
      }
      // Some file systems have no links.
      if (await exists(target)) throw error;
      await rename(staged, target);
    }
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Removes what runs that are no more left of this envelope. */
async function sweep(directory: string, envelopeId: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const [, id, pid] = /^\.([\w-]+)\.(\d+)\.\w+\.part$/.exec(name) ?? [];
    if (id === envelopeId && !isRunning(Number(pid)))
      await rm(join(directory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const takenBy = (directory: string, names: readonly string[]): NotKeptError =>
  new NotKeptError(
    `${directory} has ${names.length === 1 ? "another file" : "other files"} under the name of ${listed(names)}. Nothing ` +
      `was overwritten, and nothing written. Move ${names.length === 1 ? "it" : "them"} away, or choose another directory`,
  );

async function kept<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NotKeptError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new NotKeptError(
      `${directory} cannot be written (${code}). No half file is left there. Make room or give the right to write, or ` +
        "choose another directory",
      { cause },
    );
  }
}
