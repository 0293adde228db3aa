// What making and checking a ballot costs a browser, over one scalar multiplication of its library
// in the same run. benchmarks/navegador.py runs it in Node and in Chromium.

import { ed25519 } from "@noble/curves/ed25519.js";
import { emitir_boleta, verificar_boleta } from "../boletas/cripto/boleta.mjs";
import { generar_credencial } from "../boletas/cripto/credencial.mjs";
import { generar_uuid, Pregunta, redactar_definicion } from "../boletas/cripto/definicion.mjs";
import { potencia_de_g } from "../boletas/cripto/grupo.mjs";

const SECRETO = 271828182845904523536028747135266249775724709369995n;

/** Milliseconds of one call: the best of `veces`, since whatever else runs only adds time. */
function mejor(accion, veces) {
  let minimo = Infinity;
  for (let i = 0; i < veces; i += 1) {
    const inicio = performance.now();
    accion();
    minimo = Math.min(minimo, performance.now() - inicio);
  }
  return minimo;
}

/** One multiplication of a point without table, as @noble/curves makes it. */
export function multiplicacion() {
  const punto = ed25519.Point.BASE.multiply(SECRETO);
  // Ten at a time: a browser's clock counts in tenths of a millisecond.
  const diez = () => {
    for (let i = 0n; i < 10n; i += 1n) punto.multiply(SECRETO + i);
  };
  return mejor(diez, 20) / 10;
}

/**
 * Measure ballots of one question with so many options.
 *
 * `primera` is the first ballot of the page, before any engine has warmed up: what a voter waits.
 */
export function medir(opciones) {
  const uuid = generar_uuid();
  const respuestas = Array.from({ length: opciones }, (_, i) => `Planilla ${i + 1}`);
  const definicion = redactar_definicion({
    uuid,
    nombre: "Medida",
    descripcion: "Medida",
    llave: potencia_de_g(SECRETO),
    preguntas: [new Pregunta("¿Qué planilla?", respuestas, 1, 1)],
  });
  const credencial = generar_credencial(uuid);
  const emitir = () => emitir_boleta(definicion, credencial, [[1]]);
  const primera = mejor(emitir, 1);
  const { texto } = emitir();
  const lista = new Set([credencial.publica]);
  const emision = mejor(emitir, 20);
  const verificacion = mejor(() => verificar_boleta(texto, definicion, lista), 10);
  return { opciones, primera, emision, verificacion, octetos: texto.length, una: multiplicacion() };
}
