import { parentPort } from "node:worker_threads";
import type { PdfTask } from "./pdf-task.ts";
import { type Pdfium, startPdfium } from "./pdfium.ts";
import { readPdf } from "./read-pdf.ts";

/*
 * The thread that reads PDFs. It says "ready" once; each message after that is a task with the bytes of a PDF, answered
 * by one message: what was read, or a refusal. Whatever is thrown ends the thread, because PDFium is not to be trusted
 * then.
 */
async function serve(): Promise<void> {
  const pdfium = await startPdfium();
  parentPort?.on("message", async (message: PdfTask & { bytes: Uint8Array }) =>
    parentPort?.postMessage(await perform(pdfium, message, message.bytes)),
  );
  parentPort?.postMessage("ready");
}

/** What is not for facts is loaded when first needed: most programs ask for facts alone. */
async function perform(pdfium: Pdfium, task: PdfTask, bytes: Uint8Array): Promise<unknown> {
  switch (task.task) {
    case "facts":
      return readPdf(pdfium, bytes);
    case "text":
      return (await import("./read-text.ts")).readText(pdfium, bytes);
    case "traits":
      return (await import("./read-traits.ts")).readTraits(pdfium, bytes);
    case "pictures":
      return (await import("./render-page.ts")).renderPages(pdfium, bytes, task.requests);
    case "overlay":
      return (await import("./overlay-page.ts")).overlayPage(pdfium, bytes, task.picture);
  }
}

void serve();
