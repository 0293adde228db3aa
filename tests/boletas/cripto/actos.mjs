// What the shared vectors ask of the browser's twins, by name. Twin of actos.py.

import { ErrorAuditoria } from "../../../auditoria/errores.mjs";
import { LlavePublica, nombre } from "../../../auditoria/registro/llave.mjs";
import { Recibo, ReciboFirmado } from "../../../eleccion/casos/jornada/urna/recibo.mjs";
import { CodigoDeRecibo } from "../../../eleccion/documentos/comprobante.mjs";
import * as base45 from "../../../boletas/impresion/base45.mjs";
import * as codigos from "../../../boletas/impresion/codigos.mjs";
import {
  leer_textos_de_apertura,
  textos_de_apertura,
} from "../../../boletas/impresion/aperturas.mjs";
import * as boleta from "../../../boletas/cripto/boleta.mjs";
import * as canonico from "../../../boletas/cripto/canonico.mjs";
import * as cifrado from "../../../boletas/cripto/cifrado.mjs";
import * as comprobacion from "../../../boletas/cripto/comprobacion.mjs";
import * as credencial from "../../../boletas/cripto/credencial.mjs";
import * as definicion from "../../../boletas/cripto/definicion.mjs";
import * as escrutinio from "../../../boletas/cripto/escrutinio.mjs";
import { cabecera, escribir_marca, LectorDeRegistros } from "../../../boletas/cripto/registros.mjs";
import { escribir_suceso, leer_sucesos } from "../../../boletas/cripto/sucesos.mjs";
import * as grupo from "../../../boletas/cripto/grupo.mjs";
import * as huella from "../../../boletas/cripto/huella.mjs";
import * as pruebas from "../../../boletas/cripto/pruebas.mjs";
import { cifrar } from "../../../boletas/cripto/respuesta.mjs";
import { FallaDeBoletas } from "../../../boletas/errores.mjs";

const octetos = (texto) => new TextEncoder().encode(texto);
const texto = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const de_hex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (par) => parseInt(par, 16));
const en_hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const punto = (t) => grupo.leer_punto_o_identidad(t);
const prueba = ([reto, respuesta]) => new pruebas.Prueba(BigInt(reto), BigInt(respuesta));
const en_texto = (p) => [String(p.reto), String(p.respuesta)];
const voto = (v) => (v === null ? boleta.BLANCO : v);

/** Repeatable randomness for published vectors: SHA-256 of the seed and a counter, by rejection. */
class AzarDeVector {
  constructor(semilla) {
    this.semilla = semilla;
    this.cuenta = 0;
  }

  menor_que(n) {
    const bits = BigInt((n - 1n).toString(2).length);
    for (;;) {
      this.cuenta += 1;
      const hash = huella.sha256_hex(octetos(`${this.semilla}|${this.cuenta}`));
      const valor = BigInt(`0x${hash}`) >> (256n - bits);
      if (valor < n) return valor;
    }
  }
}

class Cualquiera {
  has() {
    return true;
  }
}

function listadas(credenciales) {
  return credenciales === null
    ? new Cualquiera()
    : credencial.leer_lista(octetos(credenciales)).conjunto;
}

function emitir(eleccion, pase, votos, semilla) {
  const leida = definicion.leer_definicion(octetos(eleccion));
  const [emitida, apertura] = comprobacion.emitir_comprobable(
    leida,
    credencial.derivar_credencial(leida.uuid, pase),
    votos.map(voto),
    semilla === null ? undefined : new AzarDeVector(semilla),
  );
  return {
    boleta: texto(emitida.texto),
    sha256: emitida.sha256,
    rastreador: emitida.rastreador,
    apertura: texto(comprobacion.escribir_apertura(apertura)),
    qr: textos_de_apertura(apertura),
  };
}

function comprobar(eleccion, credenciales, papeleta, apertura) {
  const leida = definicion.leer_definicion(octetos(eleccion));
  const lista = listadas(credenciales);
  const abierta = Array.isArray(apertura)
    ? leer_textos_de_apertura(apertura)
    : comprobacion.leer_apertura(octetos(apertura));
  const hallada = comprobacion.comprobar_boleta(octetos(papeleta), leida, lista, abierta);
  return {
    votos: hallada.votos.map((v) => (v === boleta.BLANCO ? null : v)),
    elegidas: hallada.elegidas(leida),
    qr: textos_de_apertura(abierta),
  };
}

function leida(d) {
  const p = ({ texto: t, respuestas, minimo, maximo, blanco }) => [
    t,
    respuestas,
    minimo,
    maximo,
    blanco,
  ];
  return [
    d.uuid,
    d.nombre,
    d.descripcion,
    grupo.texto_de_punto(d.llave),
    d.preguntas.map(p),
    d.administrador,
    d.autoridad,
    d.huella,
    d.sha256,
    boleta.limite_de_boleta(d),
    boleta.largo_maximo_de_boleta(d),
    comprobacion.largo_maximo_de_apertura(d),
  ];
}

function leer_registros(hex) {
  const lector = new LectorDeRegistros(de_hex(hex));
  const hallados = [lector.marca_de_tiempo];
  for (let registro; (registro = lector.siguiente()) !== null;) {
    hallados.push([registro.nombre, en_hex(registro.datos)]);
  }
  return [...hallados, lector.leidos, lector.sha256_leido()];
}

function escrutar(eleccion, boletas) {
  const d = definicion.leer_definicion(octetos(eleccion));
  const suma = new escrutinio.Acumulador(d);
  for (const t of boletas) suma.agregar(boleta.verificar_boleta(octetos(t), d, new Cualquiera()));
  return texto(escrutinio.escribir_computo(suma.computo()));
}

function sumar(eleccion, computos) {
  const d = definicion.leer_definicion(octetos(eleccion));
  const leidos = computos.map((t) => escrutinio.leer_computo(octetos(t), d));
  return texto(escrutinio.escribir_computo(escrutinio.sumar_computos(leidos)));
}

export const ACTOS = {
  "canonico.leer": (hex) => en_hex(canonico.escribir(canonico.leer(de_hex(hex)))),
  "canonico.escribir": (valor) => texto(canonico.escribir(valor)),
  "canonico.leer_campos": (t, obligatorios, opcionales) =>
    Object.keys(canonico.leer_campos(canonico.leer(octetos(t)), obligatorios, opcionales)),
  "canonico.leer_arreglo": (t, largo) =>
    canonico.leer_arreglo(canonico.leer(octetos(t)), largo).length,
  "canonico.leer_cadena": (t) => canonico.leer_cadena(canonico.leer(octetos(t))),
  "canonico.leer_entero": (t) => String(canonico.leer_entero(canonico.leer(octetos(t)))),
  "grupo.leer_punto": (t) => grupo.texto_de_punto(grupo.leer_punto(t)),
  "grupo.leer_punto_o_identidad": (t) => grupo.texto_de_punto(punto(t)),
  "grupo.probar_potencia": (t, n) =>
    grupo.texto_de_punto(grupo.probar_potencia(grupo.recibir_punto(t), BigInt(n))),
  "grupo.leer_escalar": (t) => String(grupo.leer_escalar(t)),
  "grupo.potencia": (t, n) => grupo.texto_de_punto(grupo.potencia(punto(t), BigInt(n))),
  "grupo.potencia_de_g": (n) => grupo.texto_de_punto(grupo.potencia_de_g(BigInt(n))),
  "grupo.producto": (a, b) => grupo.texto_de_punto(grupo.producto(punto(a), punto(b))),
  "grupo.cociente": (a, b) => grupo.texto_de_punto(grupo.cociente(punto(a), punto(b))),
  "grupo.exigir_biblioteca": (probar, elevar) => {
    // Libraries that take any point for an element, when asked to prove it or to raise it.
    const ciega = (recibido) => recibido;
    grupo.exigir_biblioteca(
      probar ? grupo.probar_punto : ciega,
      elevar ? grupo.probar_potencia : ciega,
    );
    return null;
  },
  "huella.hash_a_escalar": (t) => String(huella.hash_a_escalar(t)),
  "huella.b64": (hex) => huella.b64(de_hex(hex)),
  "huella.sha256_hex": (hex) => huella.sha256_hex(de_hex(hex)),
  "huella.leer_sha256": (t) => huella.leer_sha256(t),
  "cifrado.leer_cifrado": (t) =>
    cifrado.texto_de_cifrado(cifrado.leer_cifrado(canonico.leer(octetos(t)))),
  "cifrado.recibir_cifrado": (t) => cifrado.recibir_cifrado(canonico.leer(octetos(t))).texto,
  "cifrado.multiplicar": (pares) =>
    cifrado.texto_de_cifrado(
      cifrado.multiplicar(pares.map(([a, b]) => new cifrado.Cifrado(punto(a), punto(b)))),
    ),
  "respuesta.cifrar": (llave, r, m) => cifrado.texto_de_cifrado(cifrar(punto(llave), BigInt(r), m)),
  "pruebas.leer_prueba": (t) => en_texto(pruebas.leer_prueba(canonico.leer(octetos(t)))),
  "pruebas.probar_conocimiento": (x, semilla) =>
    en_texto(pruebas.probar_conocimiento(BigInt(x), new AzarDeVector(semilla))),
  "pruebas.verificar_conocimiento": (llave, p) =>
    grupo.texto_de_punto(pruebas.verificar_conocimiento(grupo.recibir_punto(llave), prueba(p))),
  "pruebas.firmar_mensaje": (m, x, semilla) =>
    en_texto(pruebas.firmar_mensaje(m, BigInt(x), new AzarDeVector(semilla))),
  "pruebas.verificar_mensaje": (m, llave, p) =>
    grupo.texto_de_punto(pruebas.verificar_mensaje(m, grupo.recibir_punto(llave), prueba(p))),
  "pruebas.firmar_boleta": (h, x, semilla) =>
    en_texto(pruebas.firmar_boleta(h, BigInt(x), new AzarDeVector(semilla))),
  "pruebas.verificar_firma": (h, llave, p) =>
    grupo.texto_de_punto(pruebas.verificar_firma(h, grupo.recibir_punto(llave), prueba(p))),
  "pruebas.probar_descifrado": (h, x, alpha, semilla) =>
    pruebas.probar_descifrado(h, BigInt(x), punto(alpha), new AzarDeVector(semilla)).map(en_texto),
  "pruebas.verificar_descifrado_v1": (h, llave, alpha, f, p) => {
    pruebas.verificar_descifrado_v1(h, punto(llave), punto(alpha), punto(f), prueba(p));
    return null;
  },
  "pruebas.verificar_segunda": (h, llave, alpha, f, p) => {
    pruebas.verificar_segunda(h, punto(llave), punto(alpha), punto(f), prueba(p));
    return null;
  },
  "credencial.generar_credencial": (uuid, semilla) =>
    credencial.generar_credencial(uuid, new AzarDeVector(semilla)).texto,
  "credencial.derivar_credencial": (uuid, t) => {
    const c = credencial.derivar_credencial(uuid, t);
    return [c.publica, String(c.exponente)];
  },
  "credencial.publicar_lista": (lista) => texto(credencial.publicar_lista(lista)),
  "credencial.leer_lista": (t) => {
    const lista = credencial.leer_lista(octetos(t));
    return [lista.publicas, lista.sha256];
  },
  "credencial.lista_larga": (largo) => credencial.leer_lista(new Uint8Array(largo)).sha256,
  "definicion.generar_uuid": (semilla) => definicion.generar_uuid(new AzarDeVector(semilla)),
  "definicion.leer_definicion": (t) => leida(definicion.leer_definicion(octetos(t))),
  "definicion.redactar_definicion": (t) => {
    const { texto: _, ...partes } = definicion.leer_definicion(octetos(t));
    return texto(definicion.redactar_definicion(partes).texto);
  },
  "definicion.octetos": (hex) => leida(definicion.leer_definicion(de_hex(hex))),
  "apertura.octetos": (hex) =>
    en_hex(comprobacion.escribir_apertura(comprobacion.leer_apertura(de_hex(hex)))),
  "definicion.larga": (largo) => definicion.leer_definicion(new Uint8Array(largo)).sha256,
  "boleta.emitir_comprobable": emitir,
  "boleta.verificar_boleta": (eleccion, credenciales, papeleta) => {
    const d = definicion.leer_definicion(octetos(eleccion));
    const v = boleta.verificar_boleta(octetos(papeleta), d, listadas(credenciales));
    return [
      v.credencial,
      v.sha256,
      v.rastreador,
      v.cifrados.map((c) => c.map(cifrado.texto_de_cifrado)),
    ];
  },
  "boleta.verificar_octetos": (eleccion, credenciales, hex) => {
    const d = definicion.leer_definicion(octetos(eleccion));
    return boleta.verificar_boleta(de_hex(hex), d, listadas(credenciales)).sha256;
  },
  "comprobacion.comprobar_boleta": comprobar,
  "registros.cabecera": (n, largo, marca) => en_hex(cabecera(n, largo, marca)),
  "registros.escribir_marca": (marca) => texto(escribir_marca(marca)),
  "registros.leer": leer_registros,
  "sucesos.escribir_suceso": (tipo, altura, previo, carga) =>
    texto(escribir_suceso(tipo, altura, previo, carga)),
  "sucesos.leer_sucesos": (hex) =>
    [...leer_sucesos(new LectorDeRegistros(de_hex(hex)))].map((s) => [
      s.tipo,
      s.altura,
      s.previo,
      s.carga,
      s.sha256,
      s.entrada,
      s.datos.length,
    ]),
  "escrutinio.escrutar": escrutar,
  "escrutinio.sumar_computos": sumar,
  "codigos.huella_corta": (hex) => codigos.huella_corta(de_hex(hex)),
  "codigos.rastreo": (hex) => codigos.rastreo(de_hex(hex)),
  "codigos.leer_huella_corta": (t) => codigos.leer_huella_corta(t),
  "codigos.leer_rastreo": (t) => codigos.leer_rastreo(t),
  "base45.codificar": (hex) => base45.codificar(de_hex(hex)),
  "base45.decodificar": (t) => en_hex(base45.decodificar(t)),
  "llave.desde_vkey": (t) => {
    const { nombre, octetos: llave, uso, id, vkey } = LlavePublica.desde_vkey(t);
    return [nombre, en_hex(llave), uso, en_hex(id), vkey];
  },
  "llave.verificar": (vkey, t, firma) => {
    LlavePublica.desde_vkey(vkey).verificar(octetos(t), de_hex(firma));
    return null;
  },
  "llave.nombre": nombre,
  "recibo.verificar": (vkey, uuid, papeleta, estado, firma) => {
    const firmado = new ReciboFirmado(new Recibo(uuid, de_hex(papeleta), estado), de_hex(firma));
    return texto(firmado.verificar(LlavePublica.desde_vkey(vkey)).escribir());
  },
  "comprobante.leer": (t) => {
    const codigo = CodigoDeRecibo.leer(t);
    const { uuid, boleta: digesto, estado, firma } = codigo;
    return [uuid, en_hex(digesto), estado, en_hex(firma), codigo.texto()];
  },
  "aperturas.leer_textos_de_apertura": (textos) =>
    texto(comprobacion.escribir_apertura(leer_textos_de_apertura(textos))),
};

/** Do one act and say how it ended. */
export function hacer(actos, acto, argumentos) {
  if (!Object.hasOwn(actos, acto)) throw new Error(`no such act: ${acto}`);
  try {
    return { espera: "valida", resultado: actos[acto](...argumentos) };
  } catch (falla) {
    if (!(falla instanceof FallaDeBoletas || falla instanceof ErrorAuditoria)) throw falla;
    return { espera: falla.name };
  }
}
