import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";

const announce = new URL("announce.cjs", import.meta.url).pathname;

/** A Node process that a run started, and that lives. */
interface Announced {
  pid: number;
  /** What it runs. */
  script: string;
}

/**
 * Knows the processes that a run starts, from their beginning to their end: those of Node each hold a connection. So a
 * process is killed only while it is certain that the number is its own, and nothing is left behind.
 */
export class ProcessRegister {
  readonly #server: Server;
  readonly #alive = new Map<Socket, Announced>();
  readonly #children = new Set<ChildProcess>();
  #watchers: (() => void)[] = [];
  #closed = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<ProcessRegister> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const register = new ProcessRegister(server);
    server.on("connection", (socket) => register.#welcome(socket));
    return register;
  }

  /** What makes processes announce themselves here. */
  get env(): NodeJS.ProcessEnv {
    const { port } = this.#server.address() as AddressInfo;
    return { CHAOS_REGISTER: String(port), NODE_OPTIONS: `--require ${JSON.stringify(announce)}` };
  }

  /** The living processes that run a script whose path matches. */
  pids(script: RegExp): number[] {
    return [...this.#alive.values()].filter((process) => script.test(process.script)).map(({ pid }) => pid);
  }

  /** Waits until a condition holds that only a process's beginning or end can change. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#watchers.push(resolve);
      await promise;
    }
  }

  /** Takes a child of this process in, which may start others. */
  admit<Child extends ChildProcess>(child: Child): Child {
    // A run that was interrupted does not know it yet, and begins the next.
    if (this.#closed) child.kill("SIGKILL");
    this.#children.add(child);
    child.once("exit", () => {
      this.#children.delete(child);
      this.#changed();
    });
    return child;
  }

  /** Ends the living ones that run such a script at once, as `kill -9` does. */
  kill(script: RegExp): void {
    for (const pid of this.pids(script)) killNow(pid);
  }

  /** Waits until all have ended. */
  ended(): Promise<void> {
    return this.until(() => this.#alive.size + this.#children.size === 0);
  }

  /** Ends all that live, at once, those who start others first. */
  async endAll(): Promise<void> {
    for (const child of this.#children) child.kill("SIGKILL");
    await this.until(() => this.#children.size === 0);
    this.kill(/^/);
    await this.ended();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.endAll();
    this.#server.close();
    await once(this.#server, "close");
  }

  #welcome(socket: Socket): void {
    socket.on("error", () => {});
    createInterface(socket).once("line", (line) => {
      this.#alive.set(socket, JSON.parse(line));
      this.#changed();
    });
    socket.once("close", () => {
      this.#alive.delete(socket);
      this.#changed();
    });
  }

  #changed(): void {
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const look of watchers) look();
  }
}

/** One that has just ended by itself is as good. */
function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
