import type { FastifyInstance, FastifyRequest } from "fastify";
import type { EnvelopeFile } from "../envelope/envelope.ts";
import { Refusal } from "../envelope/refusal.ts";
import { PagePictures } from "../pdf/page-picture.ts";
import { kindOf } from "../pdf/read-document.ts";
import { shownFiles } from "../signing/view-of.ts";
import type { World } from "../world.ts";
import { contentDisposition } from "./content-disposition.ts";
import { openedLink } from "./opened-link.ts";

interface FileParams {
  Params: { token: string; fileId: string };
}

interface PictureParams {
  Params: { token: string; fileId: string; page: string };
  Querystring: { width?: string };
}

/** Word files have types of their own; the reference's, though Word itself gives a .docx another one. */
const types = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  doc: "application/msword",
};

const defaultWidth = 1000;
const largestWidth = 4000;

/** The documents under a recipient's link, as files and page by page as pictures; none that they may not see now. */
export async function pageFiles(app: FastifyInstance, world: World): Promise<void> {
  const pictures = new PagePictures();
  app.addHook("onClose", () => pictures.close());

  const fileOf = (request: FastifyRequest<FileParams>): EnvelopeFile => {
    const file = shownFiles(openedLink(world, request)).find(({ id }) => id === request.params.fileId);
    if (!file) throw new Refusal(404, "unknown_file", "There is no such file, or it is not shown now.");
    return file;
  };

  for (const prefix of ["/sign/:token", "/embedded/sign/:token"]) {
    app.get<FileParams>(`${prefix}/files/:fileId`, async (request, reply) => {
      const { name, sha256 } = fileOf(request);
      const kind = kindOf(name);
      return reply
        .type(types[kind])
        .header("x-content-type-options", "nosniff")
        .header("content-disposition", contentDisposition(kind === "pdf" ? "inline" : "attachment", name))
        .send(world.documents.content(sha256));
    });

    app.get<PictureParams>(`${prefix}/files/:fileId/pages/:page.png`, async (request, reply) => {
      const { sha256, name } = fileOf(request);
      const pageNumber = wholeNumber(request.params.page);
      const widthPx = wholeNumber(request.query.width ?? String(defaultWidth));
      if (widthPx < 1 || widthPx > largestWidth)
        throw new Refusal(
          400,
          "malformed_width",
          `The width is a whole number of pixels, 1 to ${largestWidth}.`,
        );
      const picture =
        kindOf(name) === "pdf" && pageNumber > 0
          ? await pictures.draw(sha256, world.documents.content(sha256), { pageNumber, widthPx })
          : undefined;
      if (!picture) throw new Refusal(404, "no_picture", "There is no such page, or it cannot be drawn.");
      return reply.type("image/png").header("cache-control", "private, max-age=3600").send(picture);
    });
  }
}

const wholeNumber = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0);
