import type { PackFinding, PreviewDigest, PreviewState, PreviewStep } from "./preview-digest.ts";

/** What is used of what a preview printed. */
export interface LoggedEvents {
  config: Record<string, string>;
  steps: PreviewStep[];
  diagnostics: { urn?: string; severity?: string; message?: string }[];
  /** Of policy packs; none in a digest, which leaves them out. */
  packFindings: PackFinding[];
}

/** One event of Pulumi's engine (sdk/go/common/apitype/events.go). */
interface EngineEvent {
  preludeEvent?: { config?: Record<string, string> };
  resourcePreEvent?: { metadata?: { op?: string; urn?: string; old?: PreviewState; new?: PreviewState } };
  diagnosticEvent?: { urn?: string; severity?: string; message?: string };
  policyEvent?: PackFinding;
  summaryEvent?: object;
}

/**
 * Reads what a preview printed, as events or as a digest. Lines that are no JSON are passed over: warnings of the CLI
 * come among them.
 *
 * @returns undefined where it is neither
 */
export function loggedEvents(text: string): LoggedEvents | undefined {
  // Warnings may come before a digest.
  const digest = parsed(text.slice(Math.max(0, text.indexOf("{")))) as PreviewDigest | undefined;
  if (Array.isArray(digest?.steps))
    return {
      config: digest.config ?? {},
      steps: digest.steps,
      diagnostics: digest.diagnostics ?? [],
      packFindings: [],
    };
  const events = text.split("\n").flatMap((line) => {
    const event = line.startsWith("{") ? parsed(line) : undefined;
    return typeof event === "object" && event !== null ? [event as EngineEvent] : [];
  });
  const known = events.filter(
    ({ preludeEvent, resourcePreEvent, diagnosticEvent, policyEvent, summaryEvent }) =>
      preludeEvent ?? resourcePreEvent ?? diagnosticEvent ?? policyEvent ?? summaryEvent,
  );
  if (known.length === 0) return undefined;
  return {
    config: known.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config ?? {},
    steps: known.flatMap(({ resourcePreEvent }) => stepOf(resourcePreEvent)),
    diagnostics: known.flatMap(({ diagnosticEvent }) => (diagnosticEvent ? [diagnosticEvent] : [])),
    packFindings: known.flatMap(({ policyEvent }) => (policyEvent ? [policyEvent] : [])),
  };
}

function stepOf(event: EngineEvent["resourcePreEvent"]): PreviewStep[] {
  const { op, urn, old, new: current } = event?.metadata ?? {};
  if (op === undefined || urn === undefined) return [];
  return [{ op, urn, ...(old && { oldState: old }), ...(current && { newState: current }) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
