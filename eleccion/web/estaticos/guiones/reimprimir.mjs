// Print again the comprobante that this page shows: the page that waited for it died.

import { imprimir_comprobante } from "./papel.mjs";

document.getElementById("reimprimir").addEventListener("click", imprimir_comprobante);
