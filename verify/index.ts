export { DEFAULT_LIMITS, type PackLimits } from "./pack-limits.ts";
export { PACK_PROBLEM_CODES, type PackProblem, type PackProblemCode } from "./pack-problem.ts";
export type { ExpectedPack, FileSignature, PackFile, PackFileKind, PackReport } from "./pack-report.ts";
export { verifyPack } from "./verify-pack.ts";
