import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";

/** The functions that we call: `FPDF_…` are PDFium's public C interface, `EPDF_…` EmbedPDF's additions to it. */
type PdfiumFunctions = Pick<
  WrappedPdfiumModule,
  | "FPDF_LoadMemDocument"
  | "FPDF_CloseDocument"
  | "FPDF_GetLastError"
  | "FPDF_DocumentHasValidCrossReferenceTable"
  | "FPDF_GetFormType"
  | "FPDF_GetPageCount"
  | "EPDF_IsEncrypted"
  | "EPDF_GetPageBoxByIndex"
  | "EPDF_GetPageRotationByIndex"
  | "FPDF_LoadPage"
  | "FPDF_ClosePage"
  | "FPDFText_LoadPage"
  | "FPDFText_ClosePage"
  | "FPDFText_CountChars"
  | "FPDFText_GetUnicode"
  | "FPDFText_HasUnicodeMapError"
  | "FPDFText_IsHyphen"
  | "FPDFText_IsGenerated"
  | "FPDFText_GetTextObject"
  | "FPDFText_GetLooseCharBox"
  | "FPDFText_GetCharBox"
  | "FPDFPage_CountObjects"
  | "FPDFPage_GetObject"
  | "FPDFPageObj_GetType"
  | "FPDFPageObj_GetMatrix"
  | "FPDFFormObj_CountObjects"
  | "FPDFFormObj_GetObject"
  | "FPDFTextObj_GetFont"
  | "FPDFTextObj_GetTextRenderMode"
  | "FPDFFont_GetBaseFontName"
  | "FPDFFont_GetIsEmbedded"
  | "FPDFPage_GetAnnotCount"
  | "FPDFPage_GetAnnot"
  | "FPDFPage_CloseAnnot"
  | "FPDFAnnot_GetSubtype"
  | "FPDFAnnot_GetObjectCount"
  | "FPDFAnnot_GetObject"
  | "FPDF_GetXFAPacketCount"
  | "FPDF_GetXFAPacketContent"
  | "FPDF_SaveAsCopy"
  | "PDFiumExt_OpenFileWriter"
  | "PDFiumExt_GetFileWriterSize"
  | "PDFiumExt_GetFileWriterData"
  | "PDFiumExt_CloseFileWriter"
  | "FPDFBitmap_CreateEx"
  | "FPDFBitmap_Destroy"
  | "FPDFBitmap_FillRect"
  | "FPDF_RenderPageBitmap"
  | "FPDF_FFLDraw"
  | "FPDF_SetFormFieldHighlightAlpha"
  | "PDFiumExt_OpenFormFillInfo"
  | "PDFiumExt_CloseFormFillInfo"
  | "PDFiumExt_InitFormFillEnvironment"
  | "PDFiumExt_ExitFormFillEnvironment"
>;

/** A running PDFium with its memory. */
export interface Pdfium extends PdfiumFunctions {
  /** @throws Error when PDFium's memory is used up */
  allocate(bytes: number): number;
  free(address: number): void;
  /** The memory as it is now; it is another object after PDFium asked for more. */
  memory(): Uint8Array;
}

interface EmscriptenRuntime {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(bytes: number): number; free(address: number): void };
}

interface WasmImports {
  env: { emscripten_resize_heap(bytes: number): unknown };
}

/** TypeScript keeps the types of this global in its DOM library, which has no place here. */
declare const WebAssembly: {
  compile(binary: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: WasmImports) => object;
};

/** The most memory that PDFium may ask for; Emscripten may add 96 MB to it. A document of 20 MB needs about 50 MB. */
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;

/** Starts a PDFium of its own from the WebAssembly file of its package; nothing is downloaded. */
export async function startPdfium(): Promise<Pdfium> {
  const module = await WebAssembly.compile(
    await readFile(fileURLToPath(import.meta.resolve("@embedpdf/pdfium/pdfium.wasm"))),
  );
  const overrides = {
    // Emscripten's hook for a caller who instantiates: the only place where the growth of memory can be limited.
    instantiateWasm(imports: WasmImports, receive: (instance: object) => object) {
      const resize = imports.env.emscripten_resize_heap;
      imports.env.emscripten_resize_heap = (bytes) => bytes >>> 0 <= MAX_MEMORY_BYTES && resize(bytes);
      return receive(new WebAssembly.Instance(module, imports));
    },
    // PDFium's remarks on a broken file would land in the output of the program that uses us.
    print() {},
    printErr() {},
  };
  const wrapped = await init(overrides as Parameters<typeof init>[0]);
  wrapped.PDFiumExt_Init();
  const runtime = wrapped.pdfium as unknown as EmscriptenRuntime;
  return Object.assign(wrapped as PdfiumFunctions, {
    allocate(bytes: number) {
      const address = runtime.wasmExports.malloc(bytes);
      if (address === 0) throw new Error(`PDFium has no ${bytes} bytes of memory left`);
      return address;
    },
    free: (address: number) => runtime.wasmExports.free(address),
    memory: () => runtime.HEAPU8,
  });
}
