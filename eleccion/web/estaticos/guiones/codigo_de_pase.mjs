// The code of a pase as it comes from a scanner or from fingers. On paper it takes two lines, and who
// copies it leaves out a dash, or puts a blank: the letters are what votes.

import { GRUPOS } from "../../../../boletas/cripto/credencial.mjs";

const LETRAS = GRUPOS.reduce((suma, cuantas) => suma + cuantas);

/** Give a code its dashes; what has another count of letters stays as it was typed. */
export function codigo_de_pase(escrito) {
  const letras = escrito.replace(/[\s\p{Dash}]/gu, "");
  if (letras.length !== LETRAS) return escrito.trim();
  let desde = 0;
  return GRUPOS.map((cuantas) => letras.slice(desde, (desde += cuantas))).join("-");
}
