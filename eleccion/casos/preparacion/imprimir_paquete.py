"""Print what goes to a mesa on paper: list, notice, ballots, forms, covers, count of its pases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Folios
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.emblema import exigir_emblema, ruta_de_emblema
from auditoria.formatos.reglas import ModoPadron, Reglas
from auditoria.papeles.contexto import Contexto
from auditoria.reglas.contienda import HUELLA, ruta_de_sello
from boletas.impresion.composicion import componer
from boletas.impresion.documento import Documento
from boletas.impresion.lienzo import Metadatos, dibujar, imprimir
from boletas.impresion.maqueta import Pagina
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.aforo_de_mesa import aforo_de_mesa
from eleccion.casos.preparacion.emitir_dotacion import exigir_concluido
from eleccion.casos.sellado import leer_sellado_en
from eleccion.documentos.acuse import acuse_en_blanco
from eleccion.documentos.aviso_de_privacidad import documento_de_aviso
from eleccion.documentos.boleta_de_papel import dibujar_boletas
from eleccion.documentos.caratulas import documento_de_caratula, sobres_de
from eleccion.documentos.clausura import clausura_en_blanco
from eleccion.documentos.conteo_de_pases import documento_de_conteo
from eleccion.documentos.copias import copias_en_blanco
from eleccion.documentos.cuadernillo import RenglonDeLista, dibujar_cuadernillo, encuadernar
from eleccion.documentos.en_blanco import (
    acta_de_escrutinio_en_blanco,
    acta_de_inicio_en_blanco,
    cartel_en_blanco,
)
from eleccion.documentos.incidentes import documento_de_incidentes_en_blanco
from eleccion.documentos.jornada_en_blanco import acta_de_jornada_en_blanco
from eleccion.documentos.no_inclusion import no_inclusion_en_blanco
from eleccion.documentos.personas_registradas import TramoDelMapa, registro_en_blanco
from eleccion.dominio.lista_nominal import rebanar
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.territorio import Territorio


@dataclass(frozen=True, slots=True)
class FormatoEnBlanco:
    """A form of the envelope of contingencia.

    Attributes:
        papel: The one that it stands for when a pen writes it, as the printer is asked for it.
        ejemplares: Sheets, or sets of sheets, that go into the envelope.
    """

    papel: str
    dibujar: Callable[[Contexto, str], Documento]
    ejemplares: int = 1


FORMATOS: Final = (
    FormatoEnBlanco("acta_inicio", acta_de_inicio_en_blanco),
    FormatoEnBlanco("acta_jornada", acta_de_jornada_en_blanco),
    FormatoEnBlanco("acta_escrutinio", acta_de_escrutinio_en_blanco),
    FormatoEnBlanco("cartel", cartel_en_blanco),
    FormatoEnBlanco("clausura", clausura_en_blanco),
    FormatoEnBlanco("copias", copias_en_blanco),
    FormatoEnBlanco("incidentes", documento_de_incidentes_en_blanco, 5),
    FormatoEnBlanco("acuse", acuse_en_blanco, 10),
    FormatoEnBlanco("no_inclusion", no_inclusion_en_blanco, 20),
)
"""Every paper that a mesa without equipment may owe: ten incidents, five writings and ten people
who could not vote, both copies of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDePaquete:
    """What is printed for one mesa.

    Attributes:
        definicion: Folder with the sealed public files; only read.
        sello: Number of the seal in force for the mesa.
        renglones: Its list, by sección and number; personal data. Empty where it has no names.
        copias: Of the cuadernillo.
        boletas: Folios of its paper ballots; ``None`` when it has none.
        mapa: Who votes where, for a mesa that registers people; empty where it has a list.
    """

    mesa: str
    definicion: Path
    sello: int
    renglones: tuple[RenglonDeLista, ...] = field(repr=False)
    copias: int
    boletas: Folios | None
    mapa: tuple[TramoDelMapa, ...] = ()


def ordenes_de_paquete(*, comision: Comision, copias: int = 1) -> tuple[OrdenDePaquete, ...]:
    """Order the paper of every mesa where people vote.

    Args:
        copias: Of each list: one for the mesa, and those of the convocatoria for representatives.
    """
    with comision.leer() as lectura:
        definicion = comision.carpetas.definicion
        sellado = leer_sellado_en(definicion)
        exigir_concluido(lectura, sellado)
        catalogo, modo = sellado.catalogo, sellado.reglas.padron.valor.modo
        con_nombres = modo is ModoPadron.LISTA_NOMINAL
        sin_lista = modo is ModoPadron.REGISTRO_EN_MESA
        mapa = _mapa(lectura.territorio.leer()) if sin_lista else ()
        return tuple(
            OrdenDePaquete(
                mesa=identidad,
                definicion=definicion,
                sello=sellado.que_cubre(demarcacion.clave).numero,
                renglones=tuple(
                    sorted(
                        (
                            RenglonDeLista(
                                r.numero,
                                " ".join(
                                    parte
                                    for parte in (r.apellido_paterno, r.apellido_materno, r.nombre)
                                    if parte
                                ),
                                r.seccion,
                            )
                            for r in rebanar(
                                lectura.padron.de_mesa(identidad) if con_nombres else ()
                            )
                        ),
                        # The roll's own numbers are alphabetical, as Spanish orders accents.
                        key=lambda r: (r.seccion, r.numero),
                    )
                ),
                copias=copias,
                boletas=mesa.boletas,
                mapa=mapa,
            )
            for demarcacion, mesa in catalogo.mesas()
            for identidad in (id_de_mesa(demarcacion.clave, mesa.clave),)
        )


def imprimir_paquete(orden: OrdenDePaquete, impresora: Impresora) -> None:
    """Print the paper of one mesa.

    Raises:
        ImpresoraDetenida: Some did not come out; the act can be repeated.
        EmblemaDistinto: The picture of a planilla is not the sealed one.
    """
    contexto = _contexto(orden.definicion, orden.sello)
    mesa = orden.mesa
    demarcacion, catalogada = contexto.catalogo.ubicar(mesa)
    if catalogada.tiene_urna:
        lista = sha256((orden.definicion / ruta_de_mesa(mesa) / "public_creds.json").read_bytes())
        jornada = contexto.catalogo.proceso.jornada
        kioscos = aforo_de_mesa(catalogada, contexto.reglas, jornada).kioscos
        conteo = documento_de_conteo(contexto, mesa, lista.digest(), kioscos)
        impresora.imprimir("conteo_de_pases", mesa, imprimir(conteo))
    for c in encuadernar(mesa, orden.renglones, orden.copias) if orden.renglones else ():
        ejemplar = f"{mesa}-{c.parte}-copia-{c.copia}"
        impresora.imprimir("cuadernillo", ejemplar, dibujar_cuadernillo(contexto, c))
    if orden.mapa:
        hoja = registro_en_blanco(contexto, mesa, orden.mapa)
        impresora.imprimir("registro_en_blanco", mesa, imprimir(hoja))
    aviso = documento_de_aviso(contexto, mesa)
    impresora.imprimir("aviso_privacidad", mesa, imprimir(aviso))
    if orden.boletas is not None:
        emblemas = _emblemas(orden.definicion, demarcacion)
        pdf = dibujar_boletas(contexto, mesa, orden.boletas.inicial, orden.boletas.final, emblemas)
        impresora.imprimir("boletas_de_papel", mesa, pdf)
    formatos = tuple(
        copia
        for formato in FORMATOS
        for copia in (formato.dibujar(contexto, mesa),) * formato.ejemplares
    )
    impresora.imprimir("formatos", mesa, _juntos("Formatos en blanco", formatos))
    caratulas = tuple(documento_de_caratula(contexto, mesa, s) for s in sobres_de(catalogada))
    impresora.imprimir("caratulas", mesa, _juntos("Carátulas", caratulas))


def _emblemas(definicion: Path, demarcacion: Demarcacion) -> dict[bytes, bytes]:
    """The sealed pictures of its planillas, by hash."""
    emblemas = {}
    for huella in demarcacion.emblemas:
        emblemas[huella] = datos = (definicion / ruta_de_emblema(huella)).read_bytes()
        exigir_emblema(datos, huella)
    return emblemas


def _juntos(titulo: str, documentos: tuple[Documento, ...]) -> bytes:
    paginas: list[Pagina] = []
    for documento in documentos:
        paginas += componer(documento)
    return dibujar(tuple(paginas), Metadatos(titulo, documentos[0].autor, documentos[0].proceso))


def _contexto(definicion: Path, sello: int) -> Contexto:
    catalogo, lista = (ruta_de_sello(nombre, sello) for nombre in ("catalogo.json", HUELLA))
    archivos = (catalogo, "reglas.json", lista)
    return _interpretar(*[(definicion / nombre).read_bytes() for nombre in archivos])


# One process prints for many mesas: the catalogue of all of them is read once, not once for each.
@lru_cache(maxsize=2)
def _interpretar(catalogo: bytes, reglas: bytes, huella: bytes) -> Contexto:
    return Contexto(Catalogo.leer(catalogo), Reglas.leer(reglas), sha256(huella).digest())


def _mapa(territorio: Territorio) -> tuple[TramoDelMapa, ...]:
    """Every sección, or its blocks, with the mesa it belongs to."""
    return tuple(
        TramoDelMapa(
            seccion,
            tuple(m.numero for m in mesa.manzanas if m.seccion == seccion),
            f"{mesa.id} · {mesa.lugar}, {mesa.domicilio}",
        )
        for seccion in sorted({s for d in territorio.demarcaciones for s in d.secciones})
        for mesa in territorio.mesas_de_seccion(seccion)
    )
