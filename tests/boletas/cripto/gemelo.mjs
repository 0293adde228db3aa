// The browser's twins behind a pipe: one question per line of standard input, one answer per line.
//
// A question is {"acto", "argumentos"}; an answer, {"espera": "valida", "resultado"} or the name of
// the failure. Bytes travel as text in UTF-8 or, where they may be none, in hexadecimal.

import { createInterface } from "node:readline";
import { ACTOS, hacer } from "./actos.mjs";

for await (const linea of createInterface({ input: process.stdin })) {
  const { acto, argumentos } = JSON.parse(linea);
  process.stdout.write(`${JSON.stringify(hacer(ACTOS, acto, argumentos))}\n`);
}
