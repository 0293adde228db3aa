// The events of a Belenios archive and the chain they form. Twin of sucesos.py.

import {
  ArchivoTruncado,
  CadenaRota,
  ContenidoDistinto,
  FallaDeBoletas,
  RegistroAlterado,
  SucesoDesconocido,
  SucesoFueraDeOrden,
} from "../errores.mjs";
import { escribir, leer, leer_cadena, leer_campos, leer_entero } from "./canonico.mjs";
import { leer_sha256, sha256_hex } from "./huella.mjs";

const DATO = ".data.json";
const SUCESO = ".event.json";

/** The events that exist for homomorphic questions, spelled as in the archive. */
export const Tipo = Object.freeze({
  SETUP: "Setup",
  BALLOT: "Ballot",
  END_BALLOTS: "EndBallots",
  ENCRYPTED_TALLY: "EncryptedTally",
  PARTIAL_DECRYPTION: "PartialDecryption",
  RESULT: "Result",
});

/** Data records just before each event; the last of them is its payload. */
export const REGISTROS_PREVIOS = new Map([
  [Tipo.SETUP, 4],
  [Tipo.BALLOT, 1],
  [Tipo.END_BALLOTS, 0],
  [Tipo.ENCRYPTED_TALLY, 2],
  [Tipo.PARTIAL_DECRYPTION, 2],
  [Tipo.RESULT, 1],
]);

/** One event with the data that precedes it. `previo` is empty in the first. */
export class Suceso {
  constructor(partes) {
    Object.assign(this, partes);
    Object.freeze(this);
  }

  /** How messages name it. */
  get entrada() {
    return `suceso ${this.altura} (${this.tipo})`;
  }
}

/** Write an event; `previo` and `carga` are left out when empty. */
export function escribir_suceso(tipo, altura, previo, carga) {
  const campos = previo ? { parent: previo } : {};
  campos.height = altura;
  campos.type = tipo;
  if (carga) campos.payload = carga;
  return escribir(campos);
}

/** Every check of the chain, one method each; the program uses `REGLAS` alone. */
export class ReglasDeSucesos {
  /** A record is named after the hash of its contents. */
  exigir_nombre(registro, sufijo) {
    if (registro.nombre !== sha256_hex(registro.datos) + sufijo) {
      throw new ContenidoDistinto("un registro no tiene el contenido que dice su nombre");
    }
  }

  /** An event's payload is the last data record before it, if it has any. */
  exigir_carga(suceso) {
    const ultimo = suceso.datos.at(-1);
    if (suceso.carga !== (ultimo ? sha256_hex(ultimo.datos) : "")) {
      throw new ContenidoDistinto("el suceso no anuncia el registro que lo precede");
    }
  }

  /** An event names the one before it and counts one more. */
  exigir_cadena(suceso, previo) {
    const sigue =
      previo === null
        ? suceso.previo === "" && suceso.altura === 0
        : suceso.previo === previo.sha256 && suceso.altura === previo.altura + 1;
    if (!sigue) throw new CadenaRota("el suceso no se sigue del anterior");
  }

  /** As many data records as the event's type asks for. */
  exigir_registros(suceso) {
    if (suceso.datos.length !== REGISTROS_PREVIOS.get(suceso.tipo)) {
      throw new SucesoFueraDeOrden("el suceso no trae los registros de su tipo");
    }
  }
}

export const REGLAS = Object.freeze(new ReglasDeSucesos());

/**
 * Yield the events of an archive, in order, their chain and payloads checked.
 *
 * @throws {ArchivoTruncado} It ends with data that no event follows.
 * @throws {Incumplimiento|FueraDeLimites} Those of records and of `ReglasDeSucesos`.
 */
export function* leer_sucesos(lector, reglas = REGLAS) {
  let previo = null;
  for (;;) {
    const suceso = leer_grupo(lector, reglas, previo);
    if (suceso === null) return;
    yield suceso;
    previo = suceso;
  }
}

function leer_grupo(lector, reglas, previo) {
  let entrada = previo === null ? "principio" : `después del ${previo.entrada}`;
  const datos = [];
  try {
    for (let registro; (registro = lector.siguiente()) !== null;) {
      if (registro.nombre.endsWith(SUCESO)) {
        reglas.exigir_nombre(registro, SUCESO);
        const suceso = leer_suceso(registro.datos, datos);
        entrada = suceso.entrada;
        reglas.exigir_cadena(suceso, previo);
        reglas.exigir_registros(suceso);
        reglas.exigir_carga(suceso);
        return suceso;
      }
      if (!registro.nombre.endsWith(DATO)) {
        throw new RegistroAlterado("un registro no es ni dato ni suceso");
      }
      reglas.exigir_nombre(registro, DATO);
      if (datos.length === Math.max(...REGISTROS_PREVIOS.values())) {
        throw new SucesoFueraDeOrden("hay más registros seguidos que los de cualquier suceso");
      }
      datos.push(registro);
    }
    if (datos.length > 0) {
      throw new ArchivoTruncado("el archivo termina antes del suceso que anuncian sus registros");
    }
  } catch (falla) {
    if (falla instanceof FallaDeBoletas && !falla.entrada) {
      throw new falla.constructor(falla.mensaje, { entrada });
    }
    throw falla;
  }
  return null;
}

function leer_suceso(texto, datos) {
  const valor = leer(texto);
  const con_previo = valor instanceof Map && valor.has("parent");
  const nombres = [...(con_previo ? ["parent"] : []), "height", "type"];
  const campos = leer_campos(valor, nombres, ["payload"]);
  const tipo = leer_cadena(campos.type);
  if (!Object.values(Tipo).includes(tipo)) {
    throw new SucesoDesconocido(`el archivo contiene un suceso '${tipo.slice(0, 40)}'`);
  }
  return new Suceso({
    tipo,
    altura: leer_entero(campos.height),
    previo: con_previo ? leer_sha256(campos.parent) : "",
    carga: Object.hasOwn(campos, "payload") ? leer_sha256(campos.payload) : "",
    sha256: sha256_hex(texto),
    datos: Object.freeze(datos),
  });
}
