// The page on which a voter looks for a ballot in the published record of a mesa.

import { ErrorAuditoria } from "../../../auditoria/errores.mjs";
import { FallaDeBoletas } from "../../../boletas/errores.mjs";
import { leer_aparte } from "./boletas_aparte.mjs";
import { leer_busqueda, revisar_sello } from "./lo_que_se_busca.mjs";
import {
  buscar,
  leer_comprobadas,
  leer_llave_de_urna,
  leer_mesa,
  revisar,
} from "./registro_de_mesa.mjs";

const $ = (id) => document.getElementById(id);
let mesa = null;
let comprobadas = [];
let aparte = [];
let llaves = [];

const DICHOS = {
  depositada: [
    "Su boleta está en la urna.",
    "Está completa y firmada con un pase de esta mesa. Se suma con las demás sin abrirse: nadie puede saber por quién votó.",
  ],
  comprobada: [
    "Con esta boleta se comprobó la máquina.",
    "Se abrió para ver qué contenía y no cuenta como voto. Compare lo que decía con lo que se eligió en la prueba:",
  ],
  sin_abrir: [
    "La máquina no abrió esta boleta.",
    "Alguien pidió comprobarla y la máquina no mostró qué contenía. Avise a la comisión y a las representaciones.",
  ],
  sin_publicar: [
    "El registro no trae la apertura que usted tiene.",
    "Avise a la comisión y a las representaciones, y guarde los códigos. Su boleta decía:",
  ],
  contradicha: [
    "El registro dice otra cosa de esa boleta.",
    "Su comprobante dice si quedó en la urna o si se abrió para comprobar la máquina, y estos archivos dicen lo contrario. Lleve una copia de su comprobante a la comisión y a las representaciones.",
  ],
  ajena: [
    "Ese comprobante es de otra mesa.",
    "Elija los archivos de la mesa que dice su comprobante.",
  ],
  hallada: [
    "Su boleta estaba en un equipo que apareció tarde.",
    "El equipo que la guardaba se descompuso y se halló cuando las boletas de la mesa ya se habían descifrado. Se publica cerrada y no se sumó con las demás. Si su voto dejó un papel, ese papel quedó en la urna con los otros. Lleve una copia de su comprobante a la comisión y a las representaciones.",
  ],
  apartada: [
    "Su boleta se publica aparte y no se cuenta.",
    "El registro dice que su pase terminó de otra manera: con él se guardó otra boleta, se comprobó la máquina, se inutilizó o quedó sin usar. Lleve una copia de su comprobante a la comisión y a las representaciones.",
  ],
  ausente: [
    "Esa boleta no está en estos archivos.",
    "Revise los caracteres, y que estén elegidos todos los archivos de su mesa. Si todo está bien, lleve su comprobante a la comisión: es una prueba, no lo entregue sin copia.",
  ],
};

const SELLOS = {
  sin_llaves: "Para revisar el sello de su comprobante elija también la bitácora de la urna.",
  corresponde:
    "Su comprobante lleva el sello digital de la urna de esta mesa: es prueba de que la urna recibió esa boleta.",
  no_corresponde:
    "Su comprobante no lleva el sello digital de la urna de estos archivos. Avise a la comisión y a las representaciones.",
};

function decir(lugar, titulo, parrafos, lista = []) {
  const hijos = [document.createElement("h3")];
  hijos[0].textContent = titulo;
  for (const parrafo of parrafos) {
    hijos.push(document.createElement("p"));
    hijos.at(-1).textContent = parrafo;
  }
  if (lista.length > 0) {
    const ul = document.createElement("ul");
    for (const renglon of lista) {
      ul.append(document.createElement("li"));
      ul.lastChild.textContent = renglon;
    }
    hijos.push(ul);
  }
  lugar.replaceChildren(...hijos);
  lugar.hidden = false;
}

function explicar(lugar, titulo, falla) {
  if (!(falla instanceof FallaDeBoletas || falla instanceof ErrorAuditoria)) throw falla;
  decir(lugar, titulo, [`${falla.message}.`]);
}

async function abrir_archivos() {
  mesa = null;
  comprobadas = [];
  aparte = [];
  llaves = [];
  for (const tarjeta of document.querySelectorAll(".tarjeta[id]")) tarjeta.hidden = true;
  try {
    for (const archivo of $("archivos").files) {
      const contenido = new Uint8Array(await archivo.arrayBuffer());
      if (archivo.name.endsWith(".bel")) mesa = leer_mesa(contenido);
      else if (archivo.name.endsWith(".bitacora")) llaves.push(leer_llave_de_urna(contenido));
      else {
        const otras = leer_aparte(contenido);
        if (otras === null) comprobadas = leer_comprobadas(contenido);
        else aparte.push(...otras);
      }
    }
    if (mesa === null) {
      decir($("abierta"), "Falta el archivo de la urna.", [
        "Su nombre termina en .bel, como M1.bel.",
      ]);
    } else {
      decir($("abierta"), `Mesa ${mesa.definicion.nombre}`, [
        `${mesa.boletas.length} boletas en la urna. ${comprobadas.length} comprobadas.`,
      ]);
    }
  } catch (falla) {
    mesa = null;
    explicar($("abierta"), "Estos archivos no se pueden usar.", falla);
  }
  for (const boton of document.querySelectorAll("button")) boton.disabled = mesa === null;
}

function buscar_boleta(evento) {
  evento.preventDefault();
  let busqueda;
  try {
    busqueda = leer_busqueda($("rastreo").value);
  } catch (falla) {
    explicar($("hallazgo"), "El código no se lee.", falla);
    return;
  }
  try {
    const { estado, elegidas } = buscar(mesa, comprobadas, busqueda, aparte);
    const renglones = elegidas.map(
      (nombres, i) =>
        `${mesa.definicion.preguntas[i].texto} ${nombres.join(", ") || "(en blanco)"}`,
    );
    const [titulo, parrafo] = DICHOS[estado];
    const con_sello = busqueda.recibo !== null && estado !== "ajena";
    const sello = con_sello ? [SELLOS[revisar_sello(busqueda.recibo, llaves)]] : [];
    decir($("hallazgo"), titulo, [busqueda.codigo, ...sello, parrafo], renglones);
  } catch (falla) {
    explicar($("hallazgo"), "La boleta está, pero no es correcta. Avise a la comisión.", falla);
  }
}

async function revisar_todas() {
  const total = mesa.boletas.length + comprobadas.length;
  let ultima = { hechas: 0, fallas: [] };
  for (ultima of revisar(mesa, comprobadas)) {
    decir($("revision"), `Revisadas ${ultima.hechas} de ${total}…`, []);
    // Lets the page show the count, and the phone answer, between two ballots.
    await new Promise((seguir) => setTimeout(seguir));
  }
  if (ultima.fallas.length > 0) {
    decir($("revision"), "Algo no es correcto. Avise a la comisión.", [], ultima.fallas);
    return;
  }
  decir($("revision"), `Las ${total} boletas son correctas.`, [
    "Cada una está completa y lleva un pase distinto de la lista de la mesa.",
    mesa.computo === null
      ? "El archivo todavía no trae la suma cerrada."
      : "La suma cerrada que se publicó es la de estas boletas.",
  ]);
}

// Choosing the same file again is a change too: it may have been copied anew.
$("archivos").addEventListener("click", () => ($("archivos").value = ""));
$("archivos").addEventListener("change", abrir_archivos);
$("buscar").addEventListener("submit", buscar_boleta);
$("revisar").addEventListener("click", revisar_todas);
