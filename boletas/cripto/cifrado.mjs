// Exponential ElGamal: ciphertexts, and the choices they hold. Twin of cifrado.py.

import { leer_campos } from "./canonico.mjs";
import {
  IDENTIDAD,
  leer_punto_o_identidad,
  producto,
  recibir_punto,
  texto_de_punto,
} from "./grupo.mjs";

/** `(g^r, y^r g^m)`; both points are proved elements of the group. */
export class Cifrado {
  constructor(alpha, beta) {
    this.alpha = alpha;
    this.beta = beta;
    Object.freeze(this);
  }
}

/** A ciphertext of a ballot as it came; `texto` is what the proofs hash: `alpha,beta`. */
export class CifradoRecibido {
  constructor(alpha, beta, texto) {
    this.alpha = alpha;
    this.beta = beta;
    this.texto = texto;
    Object.freeze(this);
  }
}

export const NEUTRO = new Cifrado(IDENTIDAD, IDENTIDAD);

/** Componentwise product: it encrypts the sum. The product of none is the neutral one. */
export function multiplicar(cifrados) {
  let { alpha, beta } = NEUTRO;
  for (const cifrado of cifrados) {
    alpha = producto(alpha, cifrado.alpha);
    beta = producto(beta, cifrado.beta);
  }
  return new Cifrado(alpha, beta);
}

/** `alpha,beta`, as the proofs hash it. */
export function texto_de_cifrado(cifrado) {
  return `${texto_de_punto(cifrado.alpha)},${texto_de_punto(cifrado.beta)}`;
}

/** The canonical object of a ciphertext. */
export function campos_de_cifrado(cifrado) {
  return { alpha: texto_de_punto(cifrado.alpha), beta: texto_de_punto(cifrado.beta) };
}

/** Read a ballot's ciphertext; membership of its points is proved by its proofs later. */
export function recibir_cifrado(valor) {
  const { alpha, beta } = leer_campos(valor, ["alpha", "beta"]);
  return new CifradoRecibido(recibir_punto(alpha), recibir_punto(beta), `${alpha},${beta}`);
}

/** Read a ciphertext of a tally, proving both points; an empty column is the identity. */
export function leer_cifrado(valor) {
  const { alpha, beta } = leer_campos(valor, ["alpha", "beta"]);
  return new Cifrado(leer_punto_o_identidad(alpha), leer_punto_o_identidad(beta));
}
