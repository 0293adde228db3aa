// Zero-knowledge proofs and signatures of Belenios v1, and the second decryption proof. Twin of
// pruebas.py.
//
// All are Fiat-Shamir in (challenge, response) form: response = w - secret * challenge mod q. A
// verifier recomputes each commitment as base^response * statement^challenge and compares hashes.

import { mod } from "@noble/curves/abstract/modular.js";
import {
  FactorFalso,
  FirmaDeBoletaFalsa,
  FirmaDeMensajeFalsa,
  PruebaDeConocimientoFalsa,
  SegundaPruebaFalsa,
} from "../errores.mjs";
import { leer_campos } from "./canonico.mjs";
import { Cifrado } from "./cifrado.mjs";
import {
  cociente,
  GENERADOR,
  leer_escalar,
  ORDEN,
  potencia,
  potencia_de_g,
  probar_potencia,
  probar_punto,
  producto,
  texto_de_punto,
} from "./grupo.mjs";
import { hash_a_escalar } from "./huella.mjs";

export const DOMINIO_SEGUNDA = "eleccion-jpc/descifrado/v1";

/** Challenge and response, both 0 <= n < q. */
export class Prueba {
  constructor(reto, respuesta) {
    this.reto = reto;
    this.respuesta = respuesta;
    Object.freeze(this);
  }
}

/** A branch as its prover knows it: a = g^testigo, b = y^testigo g^exceso; true if that is 0. */
export class Rama {
  constructor(testigo, exceso) {
    this.testigo = testigo;
    this.exceso = exceso;
    Object.freeze(this);
  }
}

/** The canonical object of a proof. */
export function campos_de_prueba(prueba) {
  return { challenge: String(prueba.reto), response: String(prueba.respuesta) };
}

/** Read a proof strictly. Throws `CampoInesperado` or `EscalarNoCanonico`. */
export function leer_prueba(valor) {
  const { challenge, response } = leer_campos(valor, ["challenge", "response"]);
  return new Prueba(leer_escalar(challenge), leer_escalar(response));
}

// Schnorr: one secret, one base
function demostrar(prefijo, secreto, azar) {
  const w = azar.menor_que(ORDEN);
  const reto = hash_a_escalar(prefijo + texto_de_punto(potencia_de_g(w)));
  return new Prueba(reto, mod(w - secreto * reto, ORDEN));
}

function reto_recalculado(prefijo, llave, prueba) {
  const compromiso = producto(potencia_de_g(prueba.respuesta), probar_potencia(llave, prueba.reto));
  return hash_a_escalar(prefijo + texto_de_punto(compromiso));
}

function prefijo_de_conocimiento(llave) {
  return `pok|Ed25519|${texto_de_punto(llave)}|`;
}

/** Prove knowledge of the secret of the key `g^secreto`. */
export function probar_conocimiento(secreto, azar) {
  return demostrar(prefijo_de_conocimiento(potencia_de_g(secreto)), secreto, azar);
}

/** Check a proof of knowledge and return the key, proved. Throws `PruebaDeConocimientoFalsa`. */
export function verificar_conocimiento(llave, prueba) {
  if (reto_recalculado(prefijo_de_conocimiento(llave), llave, prueba) !== prueba.reto) {
    throw new PruebaDeConocimientoFalsa("no se prueba que alguien conozca el secreto de una llave");
  }
  return probar_punto(llave);
}

/** Sign a ceremony message. It binds the text; it does not prove knowledge of the key (v1). */
export function firmar_mensaje(mensaje, secreto, azar) {
  return demostrar(`sigmsg|${mensaje}|`, secreto, azar);
}

/** Check a message signature and return the key, proved. Throws `FirmaDeMensajeFalsa`. */
export function verificar_mensaje(mensaje, llave, firma) {
  if (reto_recalculado(`sigmsg|${mensaje}|`, llave, firma) !== firma.reto) {
    throw new FirmaDeMensajeFalsa("un mensaje de la ceremonia no lleva la firma de quien lo envía");
  }
  return probar_punto(llave);
}

/** Sign the hash of a ballot with the secret exponent of its credential. */
export function firmar_boleta(hash_b64, secreto, azar) {
  return demostrar(`sig|${hash_b64}|`, secreto, azar);
}

/** Check a ballot's signature and return its credential, proved. Throws `FirmaDeBoletaFalsa`. */
export function verificar_firma(hash_b64, credencial, firma) {
  if (reto_recalculado(`sig|${hash_b64}|`, credencial, firma) !== firma.reto) {
    throw new FirmaDeBoletaFalsa("la boleta no está firmada con su credencial");
  }
  return probar_punto(credencial);
}

// Disjunctions: exactly one branch is true
/**
 * Prove that one of `ramas` is an encryption of zero, without saying which.
 *
 * The prover knows every branch's witness, so a simulated commitment g^r_j a^c_j is computed as
 * g^(r_j + testigo c_j), one multiplication instead of two; its value is the same.
 *
 * @returns {Prueba[]} One per branch, in their order.
 */
export function probar_disyuncion(etiqueta, llave, ramas, verdadera, azar) {
  const pruebas = [];
  const textos = [];
  const w = azar.menor_que(ORDEN);
  let suma = 0n;
  for (const [indice, rama] of ramas.entries()) {
    let exponente = w;
    let desvio = 0n;
    if (indice === verdadera) {
      pruebas.push(null);
    } else {
      const reto = azar.menor_que(ORDEN);
      const respuesta = azar.menor_que(ORDEN);
      exponente = respuesta + rama.testigo * reto;
      desvio = BigInt(rama.exceso) * reto;
      suma += reto;
      pruebas.push(new Prueba(reto, respuesta));
    }
    let b = potencia(llave, exponente);
    if (desvio !== 0n) b = producto(b, potencia_de_g(desvio));
    textos.push(`${texto_de_punto(potencia_de_g(exponente))},${texto_de_punto(b)}`);
  }
  const reto = mod(hash_a_escalar(etiqueta + textos.join(",")) - suma, ORDEN);
  pruebas[verdadera] = new Prueba(reto, mod(w - ramas[verdadera].testigo * reto, ORDEN));
  return pruebas;
}

function compromiso_de(llave, rama, prueba) {
  const a = producto(potencia_de_g(prueba.respuesta), potencia(rama.alpha, prueba.reto));
  const b = producto(potencia(llave, prueba.respuesta), potencia(rama.beta, prueba.reto));
  return `${texto_de_punto(a)},${texto_de_punto(b)}`;
}

function exigir_reto(etiqueta, textos, pruebas, Falla) {
  const suma = mod(
    pruebas.reduce((total, prueba) => total + prueba.reto, 0n),
    ORDEN,
  );
  if (hash_a_escalar(etiqueta + textos.join(",")) !== suma) {
    throw new Falla("una prueba de la boleta no se cumple");
  }
}

/**
 * Check that a ciphertext holds 0 or 1, and return it with both points proved.
 *
 * beta / g is formed only after both points are proved.
 *
 * @param Falla Class thrown when the proof does not hold.
 */
export function verificar_bit(etiqueta, llave, recibido, pruebas, Falla) {
  const [cero, uno] = pruebas;
  const cifrado = new Cifrado(probar_punto(recibido.alpha), probar_punto(recibido.beta));
  const menos_uno = new Cifrado(cifrado.alpha, cociente(cifrado.beta, GENERADOR));
  const textos = [compromiso_de(llave, cifrado, cero), compromiso_de(llave, menos_uno, uno)];
  exigir_reto(etiqueta, textos, pruebas, Falla);
  return cifrado;
}

/** Check that one of `ramas` encrypts zero; as many proofs as branches. Throws `Falla`. */
export function verificar_disyuncion(etiqueta, llave, ramas, pruebas, Falla) {
  if (ramas.length !== pruebas.length) throw new RangeError("branches and proofs differ in number");
  const textos = ramas.map((rama, i) => compromiso_de(llave, rama, pruebas[i]));
  exigir_reto(etiqueta, textos, pruebas, Falla);
}

// Equality of logarithms: a decryption factor F = alpha^x for the key X = g^x
function prefijo_v1(huella, llave) {
  return `decrypt|${huella}|${texto_de_punto(llave)}|`;
}

function prefijo_segunda(huella, llave, alpha, factor) {
  const puntos = [llave, alpha, factor].map(texto_de_punto).join("|");
  return `${DOMINIO_SEGUNDA}|${huella}|${puntos}|`;
}

function igualar(prefijo, secreto, alpha, azar) {
  const w = azar.menor_que(ORDEN);
  const compromisos = `${texto_de_punto(potencia_de_g(w))},${texto_de_punto(potencia(alpha, w))}`;
  const reto = hash_a_escalar(prefijo + compromisos);
  return new Prueba(reto, mod(w - secreto * reto, ORDEN));
}

function reto_de_igualdad(prefijo, llave, alpha, factor, prueba) {
  const a = producto(potencia_de_g(prueba.respuesta), potencia(llave, prueba.reto));
  const b = producto(potencia(alpha, prueba.respuesta), potencia(factor, prueba.reto));
  return hash_a_escalar(`${prefijo}${texto_de_punto(a)},${texto_de_punto(b)}`);
}

/** Prove that alpha^secreto is the right factor: [proof of v1, second proof], fresh w each. */
export function probar_descifrado(huella, secreto, alpha, azar) {
  const llave = potencia_de_g(secreto);
  const factor = potencia(alpha, secreto);
  return [
    igualar(prefijo_v1(huella, llave), secreto, alpha, azar),
    igualar(prefijo_segunda(huella, llave, alpha, factor), secreto, alpha, azar),
  ];
}

/** Check the proof of v1, which binds neither alpha nor the factor. Throws `FactorFalso`. */
export function verificar_descifrado_v1(huella, llave, alpha, factor, prueba) {
  const prefijo = prefijo_v1(huella, llave);
  if (reto_de_igualdad(prefijo, llave, alpha, factor, prueba) !== prueba.reto) {
    throw new FactorFalso("un factor de descifrado no cumple su prueba");
  }
}

/** Check the second proof, which binds both. Throws `SegundaPruebaFalsa`. */
export function verificar_segunda(huella, llave, alpha, factor, prueba) {
  const prefijo = prefijo_segunda(huella, llave, alpha, factor);
  if (reto_de_igualdad(prefijo, llave, alpha, factor, prueba) !== prueba.reto) {
    throw new SegundaPruebaFalsa("un factor de descifrado no cumple su segunda prueba");
  }
}
