/** Project and stack as a resource's URN names them; undefined where there is no URN, or it names none. */
export function ownerIn(urn: string | undefined): { project: string | undefined; stack: string | undefined } {
  const [stack, project] = urn?.replace("urn:pulumi:", "").split("::") ?? [];
  return { project: project || undefined, stack: stack || undefined };
}

/** The resource's name in its URN. */
export const resourceIn = (urn: string): string => urn.split("::").at(-1) ?? "";
