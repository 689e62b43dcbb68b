import { formatPath } from "../../schema/issue.ts";
import type { JudgedFinding } from "../verdict.ts";
import { placeText } from "./finding-text.ts";
import type { ReportedEnvelope } from "./report.ts";

type Where = Pick<JudgedFinding, "path" | "line" | "place">;

/**
 * Where a finding is: on a document, if it is about a spot on one, else where the envelope is declared. The place in
 * the envelope is its logical location, since a program has no line for it. SARIF knows no pages: the page is in the
 * location's message and properties.
 */
export function locationsOf(where: Where, envelope: ReportedEnvelope | undefined): unknown[] {
  if (!envelope) return [];
  const document = documentOf(where, envelope);
  return [document ? onDocument(where, envelope, document) : declaredAt(where, envelope)];
}

/** Where what a finding about a spot on a document is declared. */
export const relatedLocationsOf = (where: Where, envelope: ReportedEnvelope | undefined): unknown[] =>
  envelope && documentOf(where, envelope) ? [declaredAt(where, envelope)] : [];

const documentOf = ({ place }: Where, { documents }: ReportedEnvelope) =>
  place && documents.find(({ name }) => name === place.document);

function onDocument(
  where: Where,
  envelope: ReportedEnvelope,
  { file }: ReportedEnvelope["documents"][number],
): unknown {
  const { place } = where;
  return {
    physicalLocation: { artifactLocation: artifact(file) },
    logicalLocations: logical(where, envelope),
    ...(place && {
      message: { text: placeText(place) },
      properties: { pageNumber: place.pageNumber, ...(place.box && { boxPt: [...place.box] }) },
    }),
  };
}

const declaredAt = (where: Where, envelope: ReportedEnvelope): unknown => ({
  physicalLocation: {
    artifactLocation: artifact(envelope.file),
    ...(where.line !== undefined && { region: { startLine: where.line } }),
  },
  logicalLocations: logical(where, envelope),
});

function logical({ path }: Where, { resource }: ReportedEnvelope): unknown[] {
  const place = formatPath(path);
  const whole = { name: resource, fullyQualifiedName: resource, kind: "resource" };
  if (place === "") return [whole];
  return [{ name: place, fullyQualifiedName: `${resource}/${place}`, kind: "member" }];
}

/** Relative files are seen from the root of the sources, as far as anybody knows. */
const artifact = (file: string): unknown =>
  file.startsWith("/") || /^[A-Za-z]:\//.test(file)
    ? { uri: encodeURI(file.startsWith("/") ? `file://${file}` : `file:///${file}`) }
    : { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
