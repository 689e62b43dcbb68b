import * as pulumi from "@pulumi/pulumi";

/** A stack's config, by whole key; objects as JSON. */
export type Config = Record<string, string>;

/** Runs something as a program in an update of a stack that has this config, with no settings in the environment. */
export const runUpdate = <T>(config: Config, program: () => Promise<T>): Promise<T> =>
  runProgram(config, false, program);

/** The same in a preview. */
export const runPreview = <T>(config: Config, program: () => Promise<T>): Promise<T> =>
  runProgram(config, true, program);

/** Pulumi's own harness for programs takes the engine's place; the mocks only answer it. */
async function runProgram<T>(config: Config, preview: boolean, program: () => Promise<T>): Promise<T> {
  const mocks = {
    newResource: ({ inputs }: { inputs: object }) => ({ id: "the-id", state: inputs }),
    call: ({ inputs }: { inputs: object }) => inputs,
  };
  await pulumi.runtime.setMocks(mocks, "signing", "test", preview);
  pulumi.runtime.setAllConfig(config);
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith("YOTI_SIGN_"));
  for (const [name] of settings) delete process.env[name];
  let result: T | undefined;
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      result = await program();
    });
  } finally {
    Object.assign(process.env, Object.fromEntries(settings));
    await pulumi.runtime.setMocks(mocks, "signing", "test");
    pulumi.runtime.setAllConfig({});
  }
  return result as T;
}

/** An output as Pulumi's engine would see it. */
interface Internals<T> {
  promise(withUnknowns: boolean): Promise<T>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

/** An output's value; Pulumi's unknown where it is not known. */
export const resolved = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as Internals<T>).promise(true);

/** Whether an output has a value. */
export const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as Internals<unknown>).isKnown;

/** What an output fails with. */
export async function failureOf(output: pulumi.Output<unknown>): Promise<unknown> {
  // Every promise of it, or the test runner reports the others.
  const { isKnown, isSecret } = output as unknown as Internals<unknown>;
  const [value] = await Promise.allSettled([resolved(output), isKnown, isSecret]);
  if (value.status === "rejected") return value.reason;
  throw new Error("The output did not fail.");
}
