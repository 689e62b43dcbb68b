import { randomUUID } from "node:crypto";
import { fastifyMultipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../envelope/refusal.ts";
import { attachFile, refuseUnlessAttachable, removeAttachment } from "../signing/attach-file.ts";
import { nameWitness, type WitnessPerson } from "../signing/name-witness.ts";
import { sendCode, tryCode } from "../signing/one-time-password.ts";
import type { OpenedLink } from "../signing/opened-link.ts";
import type { Outcome } from "../signing/progress.ts";
import { recordView } from "../signing/record-view.ts";
import type { SigningView } from "../signing/signing-view.ts";
import { submit } from "../signing/submit.ts";
import { verifyAge, verifyIdentity } from "../signing/verify-identity.ts";
import { viewOf } from "../signing/view-of.ts";
import { recordSession } from "../store/record-session.ts";
import { readAttachment } from "../upload/read-upload.ts";
import type { World } from "../world.ts";
import { checked } from "./checked.ts";
import { multipartOptions } from "./multipart-options.ts";
import { openedLink } from "./opened-link.ts";

interface LinkParams {
  Params: { token: string };
}

interface TagParams {
  Params: { token: string; tagIndex: string };
}

const body = (properties: object): { schema: { body: object } } => ({
  schema: { body: { type: "object", required: Object.keys(properties), properties } },
});

const outcome = body({ outcome: { enum: ["pass", "fail"] } });

/**
 * What the signing page works with, under a recipient's link: no key, since the link's secret says who it is. Every route
 * but the view's own changes something and answers with the view as it is then.
 */
export async function signingApi(app: FastifyInstance, world: World): Promise<void> {
  const { store, documents } = world;
  await app.register(fastifyMultipart, multipartOptions);

  const opened = (request: FastifyRequest<LinkParams>): OpenedLink => openedLink(world, request);

  /** Looked up anew: what was done before has changed the envelope. */
  const shown = async (request: FastifyRequest<LinkParams>): Promise<SigningView> => {
    const pages = new Map<string, Awaited<ReturnType<typeof documents.pageSizes>>>();
    for (const { sha256 } of opened(request).envelope.files)
      pages.set(sha256, await documents.pageSizes(sha256));
    return viewOf(
      opened(request),
      (sha256) => pages.get(sha256) ?? [],
      (sha256) => documents.content(sha256).length,
    );
  };

  app.get<LinkParams>("/view", async (request) => {
    store.take(recordView(opened(request)));
    return shown(request);
  });

  app.post<LinkParams & { Body: { code: string } }>(
    "/otp",
    body({ code: { type: "string" } }),
    async (request) => {
      const { step, refusal } = tryCode(opened(request), request.body.code);
      store.take(step);
      if (refusal) throw refusal;
      store.take(recordView(opened(request)));
      return shown(request);
    },
  );

  app.post<LinkParams>("/otp/resend", async (request) => {
    store.take(sendCode(opened(request)));
    return shown(request);
  });

  app.post<LinkParams & { Body: { outcome: Outcome } }>("/identity", outcome, async (request) => {
    const link = opened(request);
    const { step, session, isLimitReached } = verifyIdentity(link, request.body.outcome, randomUUID());
    if (session) recordSession(world, link, { result: session, media: new Map() }, isLimitReached);
    store.take(step);
    store.take(recordView(opened(request)));
    return shown(request);
  });

  app.post<LinkParams & { Body: { outcome: Outcome } }>("/age", outcome, async (request) => {
    store.take(verifyAge(opened(request), request.body.outcome));
    store.take(recordView(opened(request)));
    return shown(request);
  });

  app.post<TagParams>("/attachments/:tagIndex", async (request) => {
    const tag = tagIndex(request);
    refuseUnlessAttachable(opened(request), tag);
    if (!request.isMultipart())
      throw new Refusal(400, "not_multipart", "The request must be multipart/form-data with one file part.");
    const { name, content } = await readAttachment(request.parts());
    const sha256 = documents.add(content);
    const { problem } = await documents.facts(sha256, "pdf");
    if (problem)
      throw new Refusal(422, "not_a_pdf", "The file cannot be opened as a PDF, or needs a password for it.", [
        { path: "file", code: problem, message: "is no PDF that opens", tag },
      ]);
    store.take(attachFile(opened(request), { tag, name, sha256 }));
    return shown(request);
  });

  app.delete<TagParams>("/attachments/:tagIndex", async (request) => {
    store.take(removeAttachment(opened(request), tagIndex(request)));
    return shown(request);
  });

  app.post<LinkParams>("/witness", async (request) => {
    const person = checked<Partial<WitnessPerson>>("recipient-edit.json", request.body);
    const { name, email } = person;
    if (name === undefined || email === undefined)
      throw new Refusal(422, "invalid_witness", "A witness has a name and an e-mail.");
    store.take(nameWitness(opened(request), { name, email }, randomUUID()));
    return shown(request);
  });

  app.post<LinkParams & { Body: { values: Record<string, unknown> } }>(
    "/submit",
    body({ values: { type: "object" } }),
    async (request) => {
      store.take(submit(opened(request), request.body.values));
      return shown(request);
    },
  );
}

const tagIndex = ({ params }: FastifyRequest<TagParams>): number =>
  /^\d{1,3}$/.test(params.tagIndex) ? Number(params.tagIndex) : Number.NaN;
