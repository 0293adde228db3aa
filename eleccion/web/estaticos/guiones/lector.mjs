// The worker that decodes QR codes. Its response alone may compile WebAssembly, and it asks for
// nothing but its own program.

import {
  prepareZXingModule,
  readBarcodes,
} from "../../../../zxing-wasm/dist/es/reader/index.js";

const PROGRAMA = new URL("../../../../zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url).href;

prepareZXingModule({ overrides: { locateFile: () => PROGRAMA } });

self.onmessage = async ({ data }) => {
  const hallados = await readBarcodes(data, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
  self.postMessage(hallados[0]?.text ?? "");
};
