"""Every page of a format names what tells its version, and a reader refuses another one.

The pages say by themselves which marks there are: a page without a row here, or a mark that no row
reads, fails. Files that are one JSON object are walked in ``test_formatos_del_futuro``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.foto import exigir_limpia, limpiar_foto
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.papeles import resumen, sello_de_computo
from auditoria.registro import arbol, bitacora, canonico, codigo, firma, manifiesto, nota, punto
from auditoria.registro.asientos import ProcesoAbierto
from auditoria.registro.llave import LlavePrivada, LlavePublica, Uso, mensaje_de_cofirma
from auditoria.registro.manifiesto import Clase
from auditoria.reglas import sorteo
from auditoria.reglas.convocatoria import Convocatoria, convocatoria_modelo
from boletas.cripto import canonico as canonico_de_boletas
from boletas.cripto.ceremonia import PARTE
from boletas.cripto.comprobacion import leer_apertura
from boletas.cripto.conjunto import (
    Conjunto,
    abrir_conjunto,
    escribir_conjunto,
    escribir_parcial_de_conjunto,
    leer_parcial_de_conjunto,
    miembro_de,
    reunir,
    verificar_conjunto,
)
from boletas.cripto.credencial import derivar_credencial
from boletas.cripto.custodio import Custodio
from boletas.cripto.definicion import Definicion, leer_definicion
from boletas.cripto.descifrado import (
    descifrar_parcialmente,
    escribir_parcial,
    leer_descifrado,
    leer_parcial,
)
from boletas.cripto.remitente import leer_remitente
from boletas.errores import FallaDeBoletas
from boletas.impresion.aperturas import leer_textos_de_apertura, textos_de_apertura
from boletas.impresion.codigos import agrupar, primeros_bits
from boletas.impresion.respaldo import escribir_respaldo, leer_respaldo
from eleccion.casos.registro.tablas import leer_tabla
from eleccion.casos.sellado import FORMATOS_SELLADOS, HUELLA, leer_sellado
from eleccion.casos.sobres import Destino, abrir_sobre, cerrar_sobres
from eleccion.documentos.comprobante import CodigoDeRecibo
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.simulacion.hojas_firmadas import tomar_foto
from tests.auditoria.formatos import ejemplos
from tests.auditoria.papeles import fabrica
from tests.boletas.cripto.mesa_de_prueba import Mesa, custodia, instalar, verificar
from tests.dobles.custodia import CustodiaEnMemoria
from tests.eleccion.casos.registro.test_tablas import FORMA
from tests.eleccion.escenario import ORDINARIA, preparar
from tests.eleccion.maquina.equipo import juegos
from tests.eleccion.test_formatos_del_futuro import CLASES

DOCS = Path(__file__).parents[2] / "docs"
LLAVE = LlavePrivada("jpc/prueba/comision", bytes(range(32)))
ORIGEN = "eleccion-jpc/prueba/comision"
HORA = datetime(2027, 2, 21, 14, tzinfo=UTC)

Leer = Callable[[int], object]
"""Reads an artifact as version 1, which is this one, or as version 2, which is none."""


def _version(datos: bytes, version: int, antes: str = "/v") -> bytes:
    return datos.replace(f"{antes}1".encode(), f"{antes}{version}".encode())


# JSON of boletas, which is not of the classes of auditoria.


def _apertura(version: int) -> object:
    return leer_apertura(_version(juegos(ORDINARIA)[0].aperturas[0], version))


def _descifrado(version: int) -> object:
    definicion = preparar().definicion
    vacio = {"descifrados": [], "formato": "eleccion-jpc/descifrado/v1", "uuid": definicion.uuid}
    return leer_descifrado(_version(canonico_de_boletas.escribir(vacio), version), definicion)


@cache
def _conjunto_hecho() -> tuple[bytes, tuple[bytes, ...]]:
    mesas = [instalar(), instalar()]
    bels = [mesa.archivar([mesa.emitir(0, (0,))]) for mesa in mesas]
    archivos = [verificar(bel, en_curso=True) for bel in bels]
    cierres = {archivo.uuid: archivo.sha256_prefijo or "" for archivo in archivos}
    parciales = []
    for almacen in custodia().almacenes[:2]:
        olvidado = CustodiaEnMemoria()
        olvidado.crear(PARTE, almacen.leer(PARTE))
        parciales.append(Custodio(olvidado).descifrar_conjunto(archivos, cierres=cierres))
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    abierta = abrir_conjunto(conjunto, custodia().lista, parciales)
    return escribir_conjunto(conjunto, abierta), tuple(bels)


@cache
def _parcial_hecho() -> tuple[bytes, Definicion]:
    mesa = miembro_de(verificar(_conjunto_hecho()[1][0], en_curso=True))
    parcial = descifrar_parcialmente(mesa.definicion, mesa.computo, 1, 2)
    return escribir_parcial(mesa.uuid, parcial), mesa.definicion


def _parcial(version: int) -> object:
    texto, definicion = _parcial_hecho()
    leer_remitente(_version(texto, version))
    return leer_parcial(_version(texto, version), definicion)


@cache
def _parcial_de_conjunto_hecho() -> tuple[bytes, Conjunto]:
    bels = _conjunto_hecho()[1]
    conjunto = reunir([miembro_de(verificar(bel, en_curso=True)) for bel in bels])
    parcial = descifrar_parcialmente(conjunto, conjunto.computo, 1, 2)
    return escribir_parcial_de_conjunto(conjunto, parcial), conjunto


def _parcial_de_conjunto(version: int) -> object:
    texto, conjunto = _parcial_de_conjunto_hecho()
    return leer_parcial_de_conjunto(_version(texto, version), conjunto)


def _conjunto(version: int) -> object:
    texto, bels = _conjunto_hecho()
    conjunto = reunir([miembro_de(verificar(bel, en_curso=True)) for bel in bels])
    return verificar_conjunto(_version(texto, version), conjunto, custodia().lista)


# The archive of a mesa and what it begins with.


@cache
def _mesa() -> Mesa:
    return instalar()


def _bel(version: int) -> object:
    bel = _mesa().archivar([_mesa().emitir(0, (0,))])
    otro = bel.replace(b'{"version":1,"timestamp"', f'{{"version":{version},"timestamp"'.encode())
    return verificar(otro, en_curso=True)


def _eleccion(version: int) -> object:
    return leer_definicion(_version(_mesa().definicion.texto, version, '"version":'))


def _pase(version: int) -> object:
    """A code has no mark: another one has another shape."""
    corto = preparar().pases[0].codigo
    return derivar_credencial(preparar().definicion.uuid, corto + "-X" * (version - 1))


# Notes, lists and logs.


def _firma(version: int) -> object:
    contenido = ejemplos.catalogo().escribir()
    texto = _version(firma.texto("catalogo", "prueba", contenido).encode(), version).decode()
    datos = nota.firmar(texto, [LLAVE])
    return firma.verificar(datos, contenido, "catalogo", "prueba", (LLAVE.publica,))


def _llave_de_nota(version: int) -> object:
    """The type of a key stands in it; another algorithm has another type."""
    if version == 1:
        return LlavePublica.desde_vkey(LLAVE.publica.vkey)
    futura = replace(LLAVE.publica)
    object.__setattr__(futura, "uso", 7)
    return LlavePublica.desde_vkey(futura.vkey)


def _lista(clase: Clase, version: int) -> object:
    texto = f"eleccion-jpc/{clase}/v{version}\nprueba\n{'0' * 64}  a.json\n"
    return manifiesto.verificar(nota.firmar(texto, [LLAVE]), "prueba", [LLAVE.publica], clase)


def _bitacora(version: int) -> object:
    abierto = ProcesoAbierto(proceso="prueba", caracter="simulacro", convocatoria=bytes(32))
    linea, _ = bitacora.asentar(bitacora.Cabeza.nueva(ORIGEN), abierto, HORA)
    principio = sha256(f"eleccion-jpc/bitacora/v{version}\n{ORIGEN}\n".encode())
    propio = bitacora.Cabeza.nueva(ORIGEN).ultima.hex()
    return tuple(
        bitacora.recorrer([linea.replace(propio.encode(), principio.hexdigest().encode())], ORIGEN)
    )


def _llaves_de_equipo(version: int) -> object:
    """Two officials vouch for the keys of a machine under that name."""
    declaracion = canonico.escribir({"mesa": "D001-M1"})
    texto = firma.texto("llaves-de-equipo", "prueba", declaracion)
    datos = nota.firmar(_version(texto.encode(), version).decode(), [LLAVE])
    return firma.verificar(datos, declaracion, "llaves-de-equipo", "prueba", [LLAVE.publica])


def _punto(version: int) -> object:
    """A checkpoint says more only in lines of extension, and this reader takes none."""
    texto = punto.Punto(ORIGEN, 0, arbol.VACIO).texto() + "v2\n" * (version - 1)
    return punto.verificar(nota.firmar(texto, [LLAVE]), ORIGEN, LLAVE.publica)


def _cofirma(version: int) -> object:
    observa = LlavePrivada("observa.example/1", bytes([7] * 32), Uso.COFIRMA)
    hecho = punto.firmar(punto.Punto(ORIGEN, 0, arbol.VACIO), LLAVE)
    texto = nota.leer(hecho).texto.encode()
    segundos = int(HORA.timestamp())
    mensaje = _version(mensaje_de_cofirma(texto, segundos), version, "cosignature/v")
    como_nota = LlavePrivada(observa.nombre, bytes([7] * 32), Uso.FIRMA)
    octetos = segundos.to_bytes(8, "big") + como_nota.firmar(mensaje)
    leida = nota.leer(hecho)
    linea = nota.Firma(observa.nombre, observa.publica.id, octetos)
    datos = nota.Nota(leida.texto, (*leida.firmas, linea)).escribir()
    return punto.verificar(datos, ORIGEN, LLAVE.publica, [observa.publica])


# What was sealed, and by which program.


def _huella(version: int) -> object:
    programa = f"programa{'' if version == 1 else version} eleccion-jpc/0.1.0\n"
    return ListaDeHuellas.leer(f"{programa}{'0' * 64}  catalogo.json\n".encode())


def _programa(version: int) -> object:
    """A definition sealed by a later program opens at no station of this one."""
    carpeta = preparar().raiz / "central/definicion"
    sellados = {
        ruta: (carpeta / ruta).read_bytes()
        for nombre in (*FORMATOS_SELLADOS, HUELLA)
        for ruta in (nombre, f"{nombre}.firma")
    }
    if version == 2:
        sellados[HUELLA] = sellados[HUELLA].replace(b"eleccion-jpc/0.1.0", b"eleccion-jpc/9.0.0")
    return leer_sellado(sellados.__getitem__)


def _convocatoria(version: int) -> object:
    return Convocatoria.leer(_version(convocatoria_modelo().escribir(), version))


def _sorteo(version: int) -> object:
    """A draw states no version: whoever recomputes it with another context gets another order."""
    claves = [f"D001-P{n}" for n in range(1, 9)]
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(sorteo, "CONTEXTO", f"eleccion-jpc/sorteo/v{version}")
        orden = sorteo.sortear("semilla", "prueba/D001/orden", claves)
    if orden != sorteo.sortear("semilla", "prueba/D001/orden", claves):
        raise sorteo.SorteoImposible("otro orden")
    return orden


def _respaldo(version: int) -> object:
    """The sheet of a share says its version in what checks each of its lines."""
    renglones = []
    for numero, renglon in enumerate(escribir_respaldo(2027), 1):
        propio = renglon.replace("-", "")[:13]
        marca = f"eleccion-jpc/respaldo/v{version}|{numero}|{propio}"
        prueba = primeros_bits(sha256(marca.encode("ascii")).digest(), 2)
        renglones.append(agrupar(propio + prueba))
    return leer_respaldo(renglones)


# What two cards open.


@dataclass(frozen=True, slots=True)
class _DestinoFuturo(Destino):
    version: int

    def info(self, pareja: object) -> bytes:
        """Bind a key to this use, under a version."""
        return _version(Destino.info(self, pareja), self.version)  # type: ignore[arg-type]


def _sobre(version: int) -> object:
    una, otra = preparar().tarjetas
    publicas = {t.clave: t.cifrado_publico for t in (una, otra)}
    de = ("prueba", "D001-M1", "lista")
    sobres = cerrar_sobres(bytes(32), publicas, _DestinoFuturo(*de, version), os.urandom)
    return abrir_sobre(sobres, {t.clave: t.cifrado for t in (una, otra)}, Destino(*de))


def _filas(version: int) -> object:
    """The rows of a database do not open under the keys of another version."""
    cerrada = CifraDeFilas(bytes(32), "mesa").cerrar(b"fila", "lista:1")
    return CifraDeFilas(bytes(32), "mesa" + "-v2" * (version - 1)).abrir(cerrada, "lista:1")


# Codes on paper, and tables.


def _resumen(prefijo: str, version: int) -> object:
    hecho = fabrica.datos(fabrica.acta(fabrica.contexto(3), (60, 40, 20, 1)))
    cierre = hecho.cierre
    if prefijo == resumen.PREFIJO_PARCIAL:
        cierre = replace(cierre, testigos=None)
    firmado = firma.firmar("cierre", fabrica.PROCESO, cierre.escribir(), [fabrica.LLAVE_MESA])
    texto = resumen.codificar(resumen.resumir(cierre, firmado, fabrica.LLAVE_MESA.publica))
    return resumen.decodificar(_prefijo_futuro(texto, prefijo, version))


def _sello_de_computo(version: int) -> object:
    datos = fabrica.computo(fabrica.contexto(), (60, 40, 20, 1))
    texto = sello_de_computo.sello_de_computo(datos, ()).contenido
    return sello_de_computo.decodificar(_prefijo_futuro(texto, sello_de_computo.PREFIJO, version))


def _apertura_en_codigos(version: int) -> object:
    textos = textos_de_apertura(leer_apertura(juegos(ORDINARIA)[0].aperturas[0]))
    return leer_textos_de_apertura([_prefijo_futuro(t, "JPC3:", version) for t in textos])


def _comprobante(version: int) -> object:
    texto = CodigoDeRecibo("5KQ7mDXqYfTz2w", bytes(32), "depositada", bytes(64)).texto()
    return CodigoDeRecibo.leer(_prefijo_futuro(texto, "JPC4:", version))


def _prefijo_futuro(texto: str, prefijo: str, version: int) -> str:
    assert texto.startswith(prefijo)
    return texto if version == 1 else texto.replace(prefijo, "JPC8:", 1)


def _codigo_corto(version: int) -> object:
    """A code has no mark: one of another length, or alphabet, is not read."""
    return codigo.leer_corto("WERC8-GMRZG-E196Q-VYK49" + "-JVXS4" * (version - 1))


def _canonico(version: int) -> object:
    """Another spelling is another file: that is how every object below says that it is of these."""
    return canonico.leer(b'{"a":1}' if version == 1 else b'{"a": 1}')


def _tabla(version: int) -> object:
    """A table has no mark: one with a column that this program does not know is refused."""
    with TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "pruebas.csv"
        ruta.write_text("numero,nombre" + ",telefono" * (version - 1) + "\n7,Ana\n", "utf-8")
        return leer_tabla(ruta, FORMA)


def _foto(version: int) -> object:
    """A picture has no mark: one with a segment that this program does not know is not clean."""
    limpia = limpiar_foto(tomar_foto("D001-M1", "cartel", 1, 1)).contenido
    return exigir_limpia(limpia[:2] + b"\xff\xeb\0\2" * (version - 1) + limpia[2:], "jpg")


MARCAS: Mapping[str, Leer] = {
    "apertura": _apertura,
    "bitacora": _bitacora,
    "conjunto": _conjunto,
    "convocatoria": _convocatoria,
    "descifrado": _descifrado,
    "llaves-de-equipo": _llaves_de_equipo,
    "manifiesto": partial(_lista, "manifiesto"),
    "manifiesto-de-urna": partial(_lista, "manifiesto-de-urna"),
    "manifiesto-reservado": partial(_lista, "manifiesto-reservado"),
    "mesa/filas": _filas,
    "parcial": _parcial,
    "parcial-de-conjunto": _parcial_de_conjunto,
    "respaldo": _respaldo,
    "sobre": _sobre,
    "sorteo": _sorteo,
    "JPC1": partial(_resumen, "JPC1:"),
    "JPC2": _sello_de_computo,
    "JPC3": _apertura_en_codigos,
    "JPC4": _comprobante,
    "JPC6": partial(_resumen, "JPC6:"),
}
"""What a page writes of a version, beside the formats of ``CLASES``, and who reads it."""

SIN_MARCA: Mapping[str, Leer] = {
    "BELENIOS": _bel,
    "election.json": _eleccion,
    "foto": _foto,
    "clave de un pase": _pase,
    "código corto": _codigo_corto,
    "cosignature": _cofirma,
    "ortografía": _canonico,
    "programa": _programa,
    "punto": _punto,
    "renglón de la huella": _huella,
    "sobre de una firma": _firma,
    "tabla": _tabla,
    "tipo de llave": _llave_de_nota,
}
"""What tells its version in another way, or by its shape alone."""

DERIVADAS = {
    "mesa/indice": "mesa/filas",
    "equipo/llave": "mesa/filas",
    "tarjeta/firma": "sobre",
    "tarjeta/cifrado": "sobre",
    "registrada": "registradas",
}
"""Names that are only hashed or derived from, stand in no file, and whose mark they are kin of."""

PAGINAS: Mapping[str, tuple[str, ...]] = {
    **{nombre: (nombre,) for nombre in CLASES if (DOCS / f"formato-{nombre}.md").exists()},
    "bel": ("BELENIOS", "election.json"),
    "bitacora": ("bitacora", "llaves-de-equipo"),
    "canonico": ("ortografía",),
    "codigos": ("código corto",),
    "comprobacion": ("apertura", "JPC3"),
    "conjunto": ("conjunto",),
    "convocatoria": ("convocatoria",),
    "custodios": ("custodios", "respaldo"),
    "cruce": ("pliego-de-mesa", "pliego-de-urna", "manifiesto-de-urna"),
    "descifrado": ("descifrado",),
    "dotacion": ("dotacion", "tarjeta", "equipo", "sobre", "mesa/filas", "programa"),
    "firmadas": ("foto",),
    "huella": ("renglón de la huella", "programa"),
    "llave": ("llave", "llave-sellada"),
    "manifiesto": ("manifiesto", "manifiesto-reservado", "manifiesto-de-urna"),
    "nota": ("sobre de una firma", "tipo de llave"),
    "parcial": ("parcial", "parcial-de-conjunto"),
    "pase": ("clave de un pase",),
    "pdf": ("programa",),
    "punto": ("punto", "cosignature"),
    "qr-acta": ("JPC1", "JPC2", "JPC6"),
    "recibo": ("recibo", "JPC4"),
    "sorteo": ("sorteo",),
    "tablas": ("tabla",),
}
"""What tells the version of the artifacts of each page."""


def marcas_de(pagina: Path) -> set[str]:
    """Give every mark of a version that a page writes."""
    texto = pagina.read_text("utf-8")
    marcas = re.findall(r"eleccion-jpc/([a-z-]+(?:/[a-z]+)?)/v\d", texto)
    return {*marcas, *re.findall(r"\bJPC\d\b", texto)}


@pytest.mark.parametrize("leer", [*MARCAS.values(), *SIN_MARCA.values()], ids=[*MARCAS, *SIN_MARCA])
def test_lo_de_otra_version_se_rechaza_y_lo_de_esta_se_lee(leer: Leer) -> None:
    """Half understood, a file of a later program would be a wrong answer; control: this one's."""
    leer(1)
    with pytest.raises((ErrorAuditoria, ErrorEleccion, FallaDeBoletas)):
        leer(2)


def test_cada_pagina_tiene_quien_rechace_su_futuro() -> None:
    """A page added without saying how its next version is told apart is found here."""
    paginas = {ruta.stem.removeprefix("formato-") for ruta in DOCS.glob("formato-*.md")}
    assert set(PAGINAS) == paginas
    leidas = {*CLASES, *MARCAS, *SIN_MARCA}
    assert {marca for marcas in PAGINAS.values() for marca in marcas} <= leidas
    for pagina, marcas in PAGINAS.items():
        assert marcas, pagina


@pytest.mark.parametrize("pagina", sorted(DOCS.glob("*.md")), ids=lambda ruta: ruta.stem)
def test_cada_marca_de_una_pagina_tiene_su_lector(pagina: Path) -> None:
    """A mark that stands on a page and is read by nobody says nothing; JPC5 is only for people."""
    assert marcas_de(pagina) <= {*CLASES, *MARCAS, *DERIVADAS, "JPC5"}
    assert {*DERIVADAS.values()} <= {*CLASES, *MARCAS}
