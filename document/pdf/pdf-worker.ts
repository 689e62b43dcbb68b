import { parentPort } from "node:worker_threads";
import { startPdfium } from "./pdfium.ts";
import { readPdf } from "./read-pdf.ts";

/*
 * The thread that reads PDFs. It says "ready" once; each message after that is the bytes of a PDF, answered by one
 * message: what was read, or a refusal. Whatever is thrown ends the thread, because PDFium is not to be trusted then.
 */
async function serve(): Promise<void> {
  const pdfium = await startPdfium();
  parentPort?.on("message", (bytes: Uint8Array) => parentPort?.postMessage(readPdf(pdfium, bytes)));
  parentPort?.postMessage("ready");
}

void serve();
