import { hash, randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { isWholePng } from "../../document/index.ts";

/** The most that pictures may take on disk. */
const MAX_BYTES = 256 * 1024 * 1024;

/** How old the note of a picture's last use may be: writing it each time would take longer than reading the picture. */
const USE_NOTED_MILLISECONDS = 24 * 3600 * 1000;

/** A file that is being written is not left for longer, unless its writer was ended. */
const WRITING_MILLISECONDS = 3600 * 1000;

/**
 * Pictures of pages on disk, each under a key that says all that it depends on. Several processes may use one folder; what
 * is not whole is drawn anew, and a disk that cannot be written costs time, nothing else.
 */
export class PictureCache {
  readonly #folder: string;
  readonly #maxBytes: number;

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /**
   * The cache in a folder, which is made so that nobody else on this machine can look into it.
   *
   * @param maxBytes default 256 MB
   * @returns undefined where there can be none: the folder cannot be made, or is somebody else's
   */
  static async open(folder = cacheFolder(), maxBytes = MAX_BYTES): Promise<PictureCache | undefined> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const stats = await lstat(folder);
      // What somebody else may have planted there is not shown to anybody.
      if (!stats.isDirectory() || (process.getuid && stats.uid !== process.getuid())) return undefined;
      if (platform() !== "win32" && (stats.mode & 0o077) !== 0) await chmod(folder, 0o700);
      return new PictureCache(folder, maxBytes);
    } catch {
      return undefined;
    }
  }

  /** The picture under a key; undefined where there is none, or not a whole one. */
  async get(key: string): Promise<Uint8Array | undefined> {
    const path = this.#path(key);
    try {
      await using file = await open(path, "r");
      const [bytes, { mtimeMs }] = [await file.readFile(), await file.stat()];
      if (!isWholePng(bytes)) return undefined;
      if (Date.now() - mtimeMs > USE_NOTED_MILLISECONDS) await utimes(path, new Date(), new Date());
      return bytes;
    } catch {
      return undefined;
    }
  }

  /** Keeps a picture, if that can be done. */
  async put(key: string, png: Uint8Array): Promise<void> {
    const path = this.#path(key);
    const unfinished = `${path}.${randomUUID()}`;
    try {
      await writeFile(unfinished, png, { mode: 0o600, flag: "wx" });
      await rename(unfinished, path);
    } catch {
      await rm(unfinished, { force: true }).catch(() => {});
    }
  }

  /** Removes what was not used for longest until a fifth is free, if there is more than there may be. */
  async prune(): Promise<void> {
    try {
      const files = await Promise.all((await readdir(this.#folder)).map((name) => this.#found(name)));
      const known = files.filter((file) => file !== undefined);
      const now = Date.now();
      for (const { path, usedAt } of known.filter(({ path }) => !path.endsWith(".png")))
        if (now - usedAt > WRITING_MILLISECONDS) await rm(path, { force: true });
      let bytes = known.reduce((sum, file) => sum + file.bytes, 0);
      if (bytes <= this.#maxBytes) return;
      for (const file of known.sort((one, other) => one.usedAt - other.usedAt)) {
        if (bytes <= this.#maxBytes * 0.8) break;
        await rm(file.path, { force: true });
        bytes -= file.bytes;
      }
    } catch {
      // Another process may prune at the same time; the next one finds what is left.
    }
  }

  async #found(name: string): Promise<{ path: string; bytes: number; usedAt: number } | undefined> {
    const path = join(this.#folder, name);
    const stats = await stat(path).catch(() => undefined);
    return stats?.isFile() ? { path, bytes: stats.size, usedAt: stats.mtimeMs } : undefined;
  }

  #path(key: string): string {
    return join(this.#folder, `${hash("sha256", key)}.png`);
  }
}

/**
 * Where pictures are kept: `pictures` in `YOTISIGN_CACHE`, else in `pulumi-yotisign` in the user's cache as the system has
 * it (`XDG_CACHE_HOME` or ~/.cache, ~/Library/Caches, `LOCALAPPDATA`).
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, system = platform()): string {
  if (env.YOTISIGN_CACHE) return join(env.YOTISIGN_CACHE, "pictures");
  const home = homedir();
  const usual =
    env.XDG_CACHE_HOME ||
    (system === "win32"
      ? env.LOCALAPPDATA || join(home, "AppData", "Local")
      : system === "darwin"
        ? join(home, "Library", "Caches")
        : join(home, ".cache"));
  return join(usual, "pulumi-yotisign", "pictures");
}
