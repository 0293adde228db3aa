// The definition: one mesa, one uuid, one question per contest. Twin of definicion.py.

import { DefinicionInvalida, FueraDeLimites } from "../errores.mjs";
import { AZAR } from "./azar.mjs";
import {
  escribir,
  leer,
  leer_arreglo,
  leer_cadena,
  leer_campos,
  leer_entero,
} from "./canonico.mjs";
import { leer_punto, texto_de_punto } from "./grupo.mjs";
import { b64, sha256_hex } from "./huella.mjs";

export const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export const LARGO_DE_UUID = 14;
export const LIMITE_DE_DEFINICION = 1 << 20;
const UUID = new RegExp(`^[${BASE58}]{${LARGO_DE_UUID},64}$`);
const OBLIGATORIOS = ["version", "description", "name", "group", "public_key", "questions", "uuid"];

/**
 * One question: the voter marks between `minimo` and `maximo` answers, or votes blank.
 *
 * Answers keep the order given; `blanco` adds the blank vote, which excludes every answer.
 */
export class Pregunta {
  constructor(texto, respuestas, minimo, maximo, blanco = false) {
    this.texto = texto;
    this.respuestas = Object.freeze([...respuestas]);
    this.minimo = minimo;
    this.maximo = maximo;
    this.blanco = blanco;
    if (this.respuestas.length === 0) {
      throw new DefinicionInvalida("una pregunta no tiene respuestas");
    }
    if (!(minimo >= 0 && minimo <= maximo && maximo <= this.respuestas.length)) {
      throw new DefinicionInvalida("el mínimo y el máximo de una pregunta no son posibles");
    }
    Object.freeze(this);
  }

  /** Ciphertexts per ballot: one per answer, and first of all the blank vote if there is. */
  get cifrados() {
    return this.respuestas.length + (this.blanco ? 1 : 0);
  }
}

/**
 * A definition read from its raw text, which is what everything hashes and is kept forever.
 *
 * `huella` is φ, `election_hash`: SHA-256 of the raw text in Base64.
 */
export class Definicion {
  constructor(partes) {
    Object.assign(this, partes);
    Object.freeze(this.preguntas);
    Object.freeze(this);
  }
}

/** At least 14 Base58 characters (and no more than 64). */
export function es_uuid(texto) {
  return UUID.test(texto);
}

/** Draw the identifier of a new election: 14 Base58 characters, 82 bits. */
export function generar_uuid(azar = AZAR) {
  return Array.from({ length: LARGO_DE_UUID }, () => BASE58[Number(azar.menor_que(58n))]).join("");
}

/**
 * Write the definition of an election; `.texto` is the file.
 *
 * @throws {DefinicionInvalida} The uuid is malformed or there are no questions.
 * @throws {TextoNoCanonico} A text holds a character with no canonical spelling.
 */
export function redactar_definicion({
  uuid,
  nombre,
  descripcion,
  llave,
  preguntas,
  administrador = "",
  autoridad = "",
}) {
  const campos = {
    version: 1,
    description: descripcion,
    name: nombre,
    group: "Ed25519",
    public_key: texto_de_punto(llave),
    questions: preguntas.map(campos_de_pregunta),
    uuid,
  };
  if (administrador) campos.administrator = administrador;
  if (autoridad) campos.credential_authority = autoridad;
  return leer_definicion(escribir(campos));
}

/**
 * Read a definition strictly and prove its key.
 *
 * @param {Uint8Array} texto
 * @throws {Incumplimiento} Text, fields, `DefinicionInvalida`, or what is wrong with a point.
 * @throws {FueraDeLimites} Longer than 1 MiB.
 */
export function leer_definicion(texto) {
  if (texto.length > LIMITE_DE_DEFINICION) {
    throw new FueraDeLimites("la definición de la elección es demasiado larga");
  }
  const campos = leer_campos(leer(texto), OBLIGATORIOS, ["administrator", "credential_authority"]);
  if (leer_entero(campos.version) !== 1 || campos.group !== "Ed25519") {
    throw new DefinicionInvalida("la elección no es de la versión 1 con el grupo Ed25519");
  }
  const uuid = leer_cadena(campos.uuid);
  if (!es_uuid(uuid)) {
    throw new DefinicionInvalida("el identificador de la elección no tiene 14 letras Base58 o más");
  }
  const preguntas = leer_arreglo(campos.questions).map(leer_pregunta);
  if (preguntas.length === 0) throw new DefinicionInvalida("la elección no tiene preguntas");
  return new Definicion({
    texto,
    uuid,
    nombre: leer_cadena(campos.name),
    descripcion: leer_cadena(campos.description),
    llave: leer_punto(campos.public_key),
    preguntas,
    administrador: leer_opcional(campos, "administrator"),
    autoridad: leer_opcional(campos, "credential_authority"),
    huella: b64(texto),
    sha256: sha256_hex(texto),
  });
}

function leer_opcional(campos, nombre) {
  if (!Object.hasOwn(campos, nombre)) return "";
  const texto = leer_cadena(campos[nombre]);
  if (!texto) throw new DefinicionInvalida(`el campo ${nombre} está vacío; debe omitirse`);
  return texto;
}

function campos_de_pregunta(pregunta) {
  const campos = { answers: [...pregunta.respuestas] };
  if (pregunta.blanco) campos.blank = true;
  return { ...campos, min: pregunta.minimo, max: pregunta.maximo, question: pregunta.texto };
}

function leer_pregunta(valor) {
  const blanco = valor instanceof Map && valor.has("blank");
  const campos = leer_campos(valor, [
    "answers",
    ...(blanco ? ["blank"] : []),
    "min",
    "max",
    "question",
  ]);
  if (blanco && campos.blank !== true) {
    throw new DefinicionInvalida("el campo blank, si está, debe ser true");
  }
  const texto = leer_cadena(campos.question);
  const respuestas = leer_arreglo(campos.answers).map(leer_cadena);
  const minimo = leer_entero(campos.min);
  return new Pregunta(texto, respuestas, minimo, leer_entero(campos.max), blanco);
}
