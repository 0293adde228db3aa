"""Compare who registered at each mesa without a list, and report whoever did at two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from auditoria.formatos.claves import ClaveProceso, IdMesa, id_de_mesa
from auditoria.registro import firma
from auditoria.registro.asientos import (
    MarcasRegistradas,
    MesaInstalada,
    MesaRelevada,
    RegistradasCotejadas,
)
from auditoria.registro.esquema import Formato
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.llave import FirmaFalsa, LlavePublica
from auditoria.registro.nota import FirmanteInesperado
from auditoria.reglas.padron import lleva_lista
from auditoria.verificador.diario import leer_diario
from eleccion.casos.asentado import Asentado
from eleccion.casos.comision import Comision
from eleccion.casos.computo.asentar_hallado import MesaSinRegistro
from eleccion.casos.registradas import Registradas, leer_registradas, verificar_registradas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.dominio.registradas import PersonaRepetida, hallar_repetidas
from eleccion.dominio.registro_en_mesa import RegistroImprocedente
from eleccion.errores import ActoIndebido

_RUTA: Final = "registradas/{}"
RUTA_DE_INFORME: Final = "registradas/repetidas.json"


class RegistradasAjenas(ActoIndebido):
    """The list is of another process, of a rehearsal, or not of the machine of that mesa."""

    explicacion: ClassVar[str] = "La lista de registro no es de una mesa de este proceso"


class RegistradasAlteradas(ActoIndebido):
    """It has more or fewer people than the record of its mesa says that registered."""

    explicacion: ClassVar[str] = "La lista no tiene a las personas que dice el registro de su mesa"


class RegistradasDistintas(ActoIndebido):
    """Another list of that mesa came before, and neither replaces the other."""

    explicacion: ClassVar[str] = "De esa mesa ya se recibió otra lista, y esa queda"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonRepetido(Formato):
    """A row of a printed list."""

    mesa: IdMesa
    numero: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetidas(Formato):
    """What was found, for the tribunal: rows of the printed lists, and nobody's clave.

    Attributes:
        cotejadas: Mesas whose lists were compared.
        faltan: Mesas whose record came, and whose list did not.
        repetidas: Per person the rows, ascending.
    """

    formato: ClassVar[str] = "repetidas"

    proceso: ClaveProceso
    cotejadas: tuple[IdMesa, ...]
    faltan: tuple[IdMesa, ...]
    repetidas: tuple[tuple[RenglonRepetido, ...], ...]


@dataclass(frozen=True, slots=True)
class ListaRevisada:
    """A list that was found to be of its mesa, and whole."""

    lista: Registradas
    octetos: bytes


def revisar_registradas(datos: bytes, *, comision: Comision) -> ListaRevisada:
    """Prove a list: of a mesa of this process, signed by it, with as many people as it registered.

    Nothing is written: it is the dry run of the import.

    Raises:
        RegistradasIlegibles, RegistradasAjenas, RegistradasAlteradas: See the classes.
        RegistroImprocedente: The convocatoria gives the mesas a list.
        MesaSinRegistro: The record of its mesa did not come.
    """
    carpeta, lista = comision.carpetas.definicion, leer_registradas(datos)
    sellado = leer_sellado_en(carpeta)
    if lleva_lista(sellado.reglas):
        raise RegistroImprocedente(sellado.reglas.padron.valor.modo.value)
    suyo = sellado.que_cubre(lista.mesa)
    if (lista.proceso, lista.definicion) != (sellado.proceso, suyo.huella):
        raise RegistradasAjenas(lista.proceso)
    with comision.leer() as lectura:
        registros = lectura.registros(lista.mesa)
    if not registros:
        raise MesaSinRegistro(lista.mesa)
    for registro in registros:
        llave, registraron = _de_registro(comision, registro.nombre, lista.mesa)
        try:
            verificar_registradas(datos, llave)
        except (FirmaFalsa, FirmanteInesperado):
            continue
        if len(lista.personas) != registraron:
            raise RegistradasAlteradas(f"{lista.mesa}: {len(lista.personas)} de {registraron}")
        return ListaRevisada(lista, datos)
    raise RegistradasAjenas(lista.mesa)


def cotejar_registradas(
    revisadas: Iterable[ListaRevisada], *, comision: Comision, hora: datetime
) -> tuple[Repetidas, Asentado]:
    """Keep lists, compare all that came, and write down how many people registered twice.

    No vote is taken away: nobody knows which is whose. The counts are public; the rows, and with
    them the persons, are of the reserved part.

    Returns:
        What was found, and ``repetido`` where it was written down before.

    Raises:
        RegistradasDistintas: Another list of a mesa came before.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    mesas = tuple(id_de_mesa(d.clave, m.clave) for d, m in sellado.catalogo.mesas())
    with comision.abrir() as trabajo:
        for revisada in revisadas:
            _guardar(trabajo, revisada)
        informe, personas = _comparar(trabajo, comision.proceso, mesas)
        contenido, documentos = informe.escribir(), trabajo.documentos
        if documentos.tiene(RUTA_DE_INFORME) and documentos.leer(RUTA_DE_INFORME) == contenido:
            return informe, Asentado.REPETIDO
        documentos.guardar(RUTA_DE_INFORME, contenido)
        trabajo.asentar(
            RegistradasCotejadas(
                mesas=len(informe.cotejadas),
                faltan=len(informe.faltan),
                personas=personas,
                repetidas=len(informe.repetidas),
            ),
            hora,
        )
    return informe, Asentado.NUEVO


def comparar_registradas(revisadas: Iterable[ListaRevisada]) -> tuple[PersonaRepetida, ...]:
    """Compare lists among themselves, as the dry run does; nothing is written."""
    return hallar_repetidas({r.lista.mesa: r.lista.renglones() for r in revisadas})


def firmar_informe(informe: Repetidas, *, comision: Comision) -> bytes:
    """Give the report with the commission's signature below it, for the reserved part."""
    contenido = informe.escribir()
    firmado = firma.firmar(informe.formato, informe.proceso, contenido, [comision.llave])
    return contenido + b"\n" + firmado


def _guardar(trabajo: TrabajoDeComision, revisada: ListaRevisada) -> None:
    ruta, documentos = _RUTA.format(revisada.lista.mesa), trabajo.documentos
    if documentos.tiene(ruta) and documentos.leer(ruta) != revisada.octetos:
        raise RegistradasDistintas(revisada.lista.mesa)
    documentos.guardar(ruta, revisada.octetos)


def _comparar(
    trabajo: TrabajoDeComision, proceso: str, mesas: Iterable[str]
) -> tuple[Repetidas, int]:
    """Compare every list that is kept; gives how many people they have too."""
    con_registro = [mesa for mesa in mesas if trabajo.registros(mesa)]
    listas = {
        mesa: leer_registradas(trabajo.documentos.leer(ruta)).renglones()
        for mesa in con_registro
        if trabajo.documentos.tiene(ruta := _RUTA.format(mesa))
    }
    repetidas = tuple(
        tuple(RenglonRepetido(mesa=mesa, numero=numero) for mesa, numero in persona.renglones)
        for persona in hallar_repetidas(listas)
    )
    informe = Repetidas(
        proceso=proceso,
        cotejadas=tuple(listas),
        faltan=tuple(mesa for mesa in con_registro if mesa not in listas),
        repetidas=repetidas,
    )
    return informe, sum(map(len, listas.values()))


def _de_registro(comision: Comision, nombre: str, mesa: str) -> tuple[LlavePublica, int]:
    """Key of the last machine of a record, and how many people it registered."""
    with abrir_expediente(comision.carpetas.registros / nombre) as e:
        diario = leer_diario(e, comision.proceso, mesa, "mesa")
    primero = diario.historia.tramos[-1].pasos[0][0].asiento
    if not isinstance(primero, MesaInstalada | MesaRelevada):
        raise RegistradasAjenas(primero.tipo)
    lotes = diario.de_tipo(MarcasRegistradas)
    registraron = sum(lote.marcas - lote.deshechas for lote in lotes)
    return LlavePublica.desde_vkey(primero.llave_mesa), registraron
