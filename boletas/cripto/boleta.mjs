// The ballot: making one, and verifying one whole. Twin of boleta.py.

import { concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import {
  BoletaDeOtraDefinicion,
  BoletaDeOtraEleccion,
  BoletaSinFirma,
  CredencialNoListada,
  FueraDeLimites,
  HashDeBoletaDistinto,
  NumeroDeRespuestas,
  VotoFueraDeRango,
} from "../errores.mjs";
import { AZAR } from "./azar.mjs";
import { escribir, leer, leer_arreglo, leer_cadena, leer_campos } from "./canonico.mjs";
import { Cifrado } from "./cifrado.mjs";
import { ORDEN, probar_punto, recibir_punto } from "./grupo.mjs";
import { b64, sha256_hex } from "./huella.mjs";
import { campos_de_prueba, firmar_boleta, leer_prueba, verificar_firma } from "./pruebas.mjs";
import * as respuesta from "./respuesta.mjs";

export { BLANCO, Blanco } from "./respuesta.mjs";

const CAMPOS = ["election_uuid", "election_hash", "credential", "answers"];

/** A ballot just made; nothing in it opens it. `rastreador` is SHA-256 of `texto` in Base64. */
export class BoletaEmitida {
  constructor(texto, sha256, rastreador, credencial) {
    this.texto = texto;
    this.sha256 = sha256;
    this.rastreador = rastreador;
    this.credencial = credencial;
    Object.freeze(this);
  }
}

/** What a ballot proved: one listed credential and one valid answer per question. */
export class BoletaVerificada {
  constructor(credencial, sha256, rastreador, cifrados) {
    this.credencial = credencial;
    this.sha256 = sha256;
    this.rastreador = rastreador;
    this.cifrados = Object.freeze(cifrados);
    Object.freeze(this);
  }
}

/** A ballot as it came: canonical, every field and count right, nothing proved. */
export class BoletaRecibida {
  constructor(partes) {
    Object.assign(this, partes);
    Object.freeze(this);
  }
}

/** S0: what binds every proof to this election and this voter. */
export function contexto_de_boleta(definicion, credencial) {
  return `${definicion.huella}|${credencial}`;
}

/** What remembers that the proofs of these bytes hold under this definition, in hexadecimal. */
export function clave_verificada(definicion, texto) {
  return sha256_hex(concatBytes(hexToBytes(definicion.sha256), hexToBytes(sha256_hex(texto))));
}

/** An upper bound, in bytes, for any ballot of this election: at least twice its real length. */
export function limite_de_boleta(definicion) {
  let pruebas = 0;
  let cifrados = 0;
  for (const p of definicion.preguntas) {
    pruebas += 2 * p.cifrados + p.maximo - p.minimo + 4;
    cifrados += p.cifrados;
  }
  return 4096 + 2 * (200 * pruebas + 170 * cifrados);
}

/**
 * Bytes of the longest ballot that can be verified: each scalar has as many digits as it may.
 *
 * Everything else in a ballot of one election has a fixed length.
 */
export function largo_maximo_de_boleta(definicion) {
  const prueba = { challenge: String(ORDEN - 1n), response: String(ORDEN - 1n) };
  const punto = "0".repeat(64);
  const varias = (cosa, veces) => new Array(veces).fill(cosa);
  const respuestas = definicion.preguntas.map((pregunta) => ({
    choices: varias({ alpha: punto, beta: punto }, pregunta.cifrados),
    individual_proofs: varias([prueba, prueba], pregunta.cifrados),
    overall_proof: varias(
      prueba,
      pregunta.maximo - pregunta.minimo + 1 + (pregunta.blanco ? 1 : 0),
    ),
    ...(pregunta.blanco ? { blank_proof: [prueba, prueba] } : {}),
  }));
  return escribir({
    election_uuid: definicion.uuid,
    election_hash: definicion.huella,
    credential: punto,
    answers: respuestas,
    signature: { hash: definicion.huella, proof: prueba },
  }).length;
}

/**
 * Encrypt, prove and sign a vote: one per question, in the definition's order.
 *
 * @throws {VotoFueraDeRango} The choices do not fit the questions.
 */
export function emitir_boleta(definicion, credencial, votos, azar = AZAR) {
  return emitir_abierta(definicion, credencial, votos, azar)[0];
}

/**
 * Make a ballot as `emitir_boleta` does, and keep what opens it: one answer per question.
 *
 * `emitir_comprobable` of comprobacion.mjs is how a kiosk asks for it.
 */
export function emitir_abierta(definicion, credencial, votos, azar = AZAR) {
  if (votos.length !== definicion.preguntas.length) {
    throw new VotoFueraDeRango("no hay exactamente un voto por pregunta");
  }
  const contexto = contexto_de_boleta(definicion, credencial.publica);
  const cifradas = definicion.preguntas.map((pregunta, i) =>
    respuesta.cifrar_respuesta(definicion.llave, contexto, pregunta, votos[i], azar),
  );
  const campos = {
    election_uuid: definicion.uuid,
    election_hash: definicion.huella,
    credential: credencial.publica,
    answers: cifradas.map(([answer]) => answer),
  };
  const hash = b64(escribir(campos));
  const firma = firmar_boleta(hash, credencial.exponente, azar);
  const texto = escribir({ ...campos, signature: { hash, proof: campos_de_prueba(firma) } });
  const emitida = new BoletaEmitida(texto, sha256_hex(texto), b64(texto), credencial.publica);
  return [emitida, cifradas.map(([, abierta]) => abierta)];
}

/**
 * Every check of a ballot, one method each, so that a test can show what each one stops.
 *
 * The program uses `REGLAS` alone; there is no setting that replaces it.
 */
export class ReglasDeBoleta {
  /** Canonical text, exact fields, exact counts. */
  leer(texto, definicion) {
    return recibir_boleta(texto, definicion);
  }

  /** The uuid is this election's. */
  exigir_eleccion(boleta, definicion) {
    if (boleta.uuid !== definicion.uuid)
      throw new BoletaDeOtraEleccion("la boleta es de otra elección");
  }

  /** The fingerprint is this definition's. */
  exigir_definicion(boleta, definicion) {
    if (boleta.huella !== definicion.huella) {
      throw new BoletaDeOtraDefinicion("la boleta se hizo con otra definición de la elección");
    }
  }

  /** The credential is listed. */
  exigir_credencial(boleta, credenciales) {
    if (!credenciales.has(boleta.credencial)) {
      throw new CredencialNoListada("la credencial de la boleta no está en la lista publicada");
    }
  }

  /** The hash signed is that of the ballot. */
  exigir_hash(boleta) {
    if (boleta.hash_firmado !== boleta.hash_real) {
      throw new HashDeBoletaDistinto("el hash firmado no es el de la boleta");
    }
  }

  /** The signature is by the credential, whose point this proves. */
  exigir_firma(boleta) {
    verificar_firma(boleta.hash_firmado, boleta.punto, boleta.firma);
  }

  /** What every proof must be bound to. */
  contexto(boleta, definicion) {
    return contexto_de_boleta(definicion, boleta.credencial);
  }

  /** Every ciphertext holds 0 or 1; their points are proved on return. */
  exigir_individuales(llave, contexto, recibida) {
    return respuesta.verificar_individuales(llave, contexto, recibida);
  }

  /** The number of marks is lawful. */
  exigir_globales(llave, contexto, pregunta, recibida, cifrados) {
    respuesta.verificar_globales(llave, contexto, pregunta, recibida, cifrados);
  }

  /** A blank vote marks nothing. */
  exigir_blanco(llave, contexto, recibida, cifrados) {
    respuesta.verificar_blanco(llave, contexto, recibida, cifrados);
  }
}

export const REGLAS = Object.freeze(new ReglasDeBoleta());

/**
 * Read a ballot strictly; no proof is checked here.
 *
 * @param {Uint8Array} texto
 * @throws {FueraDeLimites} Longer than any ballot of this election.
 * @throws {BoletaSinFirma} All the fields but the signature.
 * @throws {Incumplimiento} Those of text, fields, counts, scalars and points.
 */
export function recibir_boleta(texto, definicion) {
  if (texto.length > limite_de_boleta(definicion)) {
    throw new FueraDeLimites("la boleta es más larga que cualquier boleta de esta elección");
  }
  const valor = leer(texto);
  if (valor instanceof Map && [...valor.keys()].join() === CAMPOS.join()) {
    throw new BoletaSinFirma("la boleta no está firmada");
  }
  const campos = leer_campos(valor, [...CAMPOS, "signature"]);
  const firma = leer_campos(campos.signature, ["hash", "proof"]);
  const respuestas = leer_arreglo(campos.answers);
  if (respuestas.length !== definicion.preguntas.length) {
    throw new NumeroDeRespuestas("la boleta no tiene una respuesta por pregunta");
  }
  const credencial = leer_cadena(campos.credential);
  // The text is canonical and the signature its last field: what was signed is what precedes it.
  const cadena = new TextDecoder().decode(texto);
  const sin_firma = `${cadena.slice(0, cadena.lastIndexOf(',"signature":'))}}`;
  return new BoletaRecibida({
    uuid: leer_cadena(campos.election_uuid),
    huella: leer_cadena(campos.election_hash),
    credencial,
    punto: recibir_punto(credencial),
    hash_firmado: leer_cadena(firma.hash),
    hash_real: b64(new TextEncoder().encode(sin_firma)),
    firma: leer_prueba(firma.proof),
    respuestas: respuestas.map((v, i) => respuesta.recibir_respuesta(v, definicion.preguntas[i])),
  });
}

/**
 * Verify one ballot whole and return what it proved.
 *
 * @param credenciales Anything with `has`: public credentials that may vote, 64 hex digits each.
 * @param verificadas `clave_verificada` of ballots whose proofs were checked earlier in this same
 *   page. A ballot found there has its form, election, credential and points checked again and its
 *   proofs not; one that passes is added. Never to be stored or received.
 * @throws {Incumplimiento} The class says which check failed.
 * @throws {FueraDeLimites} The text is longer than any ballot of this election.
 */
export function verificar_boleta(
  texto,
  definicion,
  credenciales,
  { verificadas = null, reglas = REGLAS } = {},
) {
  const boleta = reglas.leer(texto, definicion);
  reglas.exigir_eleccion(boleta, definicion);
  reglas.exigir_definicion(boleta, definicion);
  reglas.exigir_credencial(boleta, credenciales);
  const clave = clave_verificada(definicion, texto);
  let cifrados;
  if (verificadas?.has(clave)) {
    cifrados = boleta.respuestas.map(sin_repetir_pruebas);
  } else {
    reglas.exigir_hash(boleta);
    reglas.exigir_firma(boleta);
    const contexto = reglas.contexto(boleta, definicion);
    cifrados = definicion.preguntas.map((pregunta, i) =>
      verificar_respuesta(definicion.llave, contexto, pregunta, boleta.respuestas[i], reglas),
    );
    verificadas?.add(clave);
  }
  return new BoletaVerificada(boleta.credencial, sha256_hex(texto), b64(texto), cifrados);
}

function verificar_respuesta(llave, contexto, pregunta, recibida, reglas) {
  const cifrados = reglas.exigir_individuales(llave, contexto, recibida);
  reglas.exigir_globales(llave, contexto, pregunta, recibida, cifrados);
  if (pregunta.blanco) reglas.exigir_blanco(llave, contexto, recibida, cifrados);
  return cifrados;
}

function sin_repetir_pruebas(recibida) {
  return recibida.cifrados.map((c) => new Cifrado(probar_punto(c.alpha), probar_punto(c.beta)));
}
