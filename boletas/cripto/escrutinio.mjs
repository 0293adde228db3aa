// The homomorphic tally: the product of the ballots encrypts the sum. Twin of escrutinio.py.

import { NumeroDeRespuestas } from "../errores.mjs";
import { escribir, leer, leer_arreglo } from "./canonico.mjs";
import { campos_de_cifrado, leer_cifrado, multiplicar, NEUTRO } from "./cifrado.mjs";

/** The running product of the ballots of one election. */
export class Acumulador {
  constructor(definicion) {
    this.columnas = definicion.preguntas.map(({ cifrados }) => new Array(cifrados).fill(NEUTRO));
    this.boletas = 0;
  }

  /** Multiply one verified ballot into the tally. */
  agregar(boleta) {
    this.columnas = sumar_computos([this.columnas, boleta.cifrados]);
    this.boletas += 1;
  }

  /** The encrypted tally so far; of no ballots, every ciphertext is (identity, identity). */
  computo() {
    return this.columnas.map((fila) => [...fila]);
  }
}

/**
 * Multiply the tallies of several mesas that ask the same questions under the same key.
 *
 * @throws {NumeroDeRespuestas} Their shapes differ, or there are none.
 */
export function sumar_computos(computos) {
  const todos = [...computos];
  const formas = new Set(todos.map((computo) => computo.map((fila) => fila.length).join()));
  if (formas.size !== 1) {
    throw new NumeroDeRespuestas("los cómputos que se suman no tienen las mismas preguntas");
  }
  return todos[0].map((fila, i) =>
    fila.map((_, j) => multiplicar(todos.map((computo) => computo[i][j]))),
  );
}

/** Write an encrypted tally. */
export function escribir_computo(computo) {
  return escribir(computo.map((fila) => fila.map(campos_de_cifrado)));
}

/**
 * Read an encrypted tally and prove every point; an auditor compares it with its own.
 *
 * @throws {NumeroDeRespuestas} Rows or entries are not those of the definition.
 */
export function leer_computo(texto, definicion) {
  const filas = leer_arreglo(leer(texto)).map((fila) => leer_arreglo(fila));
  const formas = definicion.preguntas.map(({ cifrados }) => cifrados);
  if (filas.map((fila) => fila.length).join() !== formas.join()) {
    throw new NumeroDeRespuestas("las filas o columnas no son las del cómputo");
  }
  return filas.map((fila) => fila.map(leer_cifrado));
}
