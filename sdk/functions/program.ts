import * as pulumi from "@pulumi/pulumi";

/** What its reading functions keep for one program. */
export interface Program {
  /** Whether it was told that nothing is read. */
  warned: boolean;
  /** Its failures by their text: Pulumi reports an error that comes again once, if it is the same object. */
  failures: Map<string, pulumi.RunError>;
}

const programs = new WeakMap<object, Program>();
const withoutStack = {};

/** The program that is running here: by the Automation API, one process may run several. */
export function currentProgram(): Program {
  const stack = pulumi.runtime.getStackResource() ?? withoutStack;
  const program = programs.get(stack) ?? { warned: false, failures: new Map() };
  programs.set(stack, program);
  return program;
}
